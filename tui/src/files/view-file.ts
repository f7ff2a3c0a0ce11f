/** Shows a file of a message in the system's own viewer, where its content is of a kind that only shows. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, parse } from 'node:path';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * What is opened, by its content as the desk found it, with the ending under which its viewer is found. What a sender
 * calls the file says nothing; pages, drawings with scripts, documents with macros and archives are not here.
 */
const viewable: ReadonlyMap<string, string> = new Map([
  ['image/png', '.png'],
  ['image/jpeg', '.jpg'],
  ['image/gif', '.gif'],
  ['image/webp', '.webp'],
  ['application/pdf', '.pdf'],
  ['text/plain', '.txt'],
]);

/** Why a file of this kind is not opened here; null when it can be. */
export function whyNotViewed(mediaType: string, env: Env): string | null {
  // Pages and scripts are text too. macOS goes by the ending; others look into the file and see them there.
  if (mediaType === 'text/plain' && process.platform !== 'darwin')
    return 'a viewer could take text for a page or a program';
  if (!viewable.has(mediaType)) return `files of the kind ${mediaType} are not opened`;
  if (env.SSH_CONNECTION || env.SSH_TTY) return 'a viewer would open on another machine';
  if (process.platform === 'win32') return 'no viewer is known here';
  return process.platform === 'darwin' || env.DISPLAY || env.WAYLAND_DISPLAY ? null : 'there is no screen';
}

/** Letters, digits and few signs: nothing in it can be a path, an option, or a word of a shell. */
export function viewedName(fileName: string, mediaType: string): string {
  const { name } = parse(fileName);
  const safe = name.replace(/[^\p{L}\p{N} _-]+/gu, '_').replace(/^[\s_-]+/, '');
  return `${[...safe].slice(0, 60).join('') || 'file'}${viewable.get(mediaType) ?? ''}`;
}

let folder: string | undefined;

/** Takes away all that was put there to be viewed. */
export function removeViewed(): void {
  if (folder) rmSync(folder, { recursive: true, force: true });
  folder = undefined;
}

/** An opener that has found nothing says so at once; one that still runs then is the viewer itself. */
const settledMs = 1_500;

/**
 * Puts the file into a folder of this process alone, which goes when the process ends, and starts the viewer with its
 * path as the only argument. Resolves once that runs or has handed the file on; rejects with an `Error` that says why
 * not.
 */
export async function viewFile(
  { fileName, mediaType, content }: { fileName: string; mediaType: string; content: Uint8Array },
  env: Env,
): Promise<void> {
  if (!folder) {
    folder = mkdtempSync(join(tmpdir(), 'postern-files-'));
    process.once('exit', removeViewed);
  }
  // Of its own folder each, so that two files of one name do not meet.
  const path = join(mkdtempSync(join(folder, 'f-')), viewedName(fileName, mediaType));
  await writeFile(path, content, { flag: 'wx', mode: 0o600 });
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open';
  await new Promise<void>((resolve, reject) => {
    const child = spawn(command, [path], { stdio: 'ignore', detached: true, env });
    let settling: NodeJS.Timeout | undefined;
    child.once('error', (cause) => reject(new Error(`"${command}" could not be started`, { cause })));
    child.once('exit', (code, signal) => {
      clearTimeout(settling);
      if (code === 0) resolve();
      else reject(new Error(`"${command}" found no viewer (${code === null ? signal : `exit ${code}`})`));
    });
    child.once('spawn', () => {
      child.unref();
      settling = setTimeout(resolve, settledMs);
    });
  });
}
