/** A file that came with a message: fetched whole, and saved under a name that does no harm. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, parse } from 'node:path';
import type { PosternClient } from '@postern/core/client';

/** The file of a message or a note, with its bytes. Throws what the client throws, `ATTACHMENT_NOT_FOUND` among it. */
export async function download(client: PosternClient, attachment: string) {
  const pieces: Buffer[] = [];
  let from: number | null = 0;
  for (;;) {
    const piece = await pieceOf(client, attachment, from);
    pieces.push(Buffer.from(piece.content, 'base64'));
    from = piece.next;
    const { fileName, bytes, mediaType } = piece;
    if (from === null) return { fileName, bytes, mediaType, content: Buffer.concat(pieces) };
  }
}

/** A file of a note has a procedure of its own. */
function pieceOf({ tickets }: PosternClient, id: string, from: number) {
  return id.startsWith('nfl_')
    ? tickets.noteFile.query({ file: id, from })
    : tickets.attachment.query({ attachment: id, from });
}

/** The name of a file, never a hidden one: `.bashrc` in the home folder would be run. */
export function ownName(fileName: string): string {
  return fileName.replace(/^[.\s]+/, '').replaceAll('/', '_') || 'file';
}

/** Where downloads go: `$XDG_DOWNLOAD_DIR`, else `~/Downloads` where there is one, else the present folder. */
export function downloadFolder(env: Readonly<Record<string, string | undefined>>): string {
  if (env.XDG_DOWNLOAD_DIR) return env.XDG_DOWNLOAD_DIR;
  const usual = join(env.HOME || homedir(), 'Downloads');
  return existsSync(usual) ? usual : process.cwd();
}

const mostNames = 100;

/**
 * Saves the bytes in a folder, beside what is there: `console.png`, then `console (2).png`. Readable by its owner
 * alone; answers the path. Throws what the file system throws.
 */
export async function saveBeside(folder: string, fileName: string, content: Uint8Array): Promise<string> {
  const { name, ext } = parse(ownName(fileName));
  for (let number = 1; number <= mostNames; number += 1) {
    const file = join(folder, number === 1 ? `${name}${ext}` : `${name} (${number})${ext}`);
    try {
      await writeFile(file, content, { flag: 'wx', mode: 0o600 });
      return file;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  throw new Error(`there are ${mostNames} files of this name`);
}
