/** The programs of the machine itself, as a newcomer's shell finds them: nothing that our packages brought. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { root } from './server-process.ts';

/** PATH without the checkout's own folders, which `npm test` put in front. */
export function systemPath(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => !folder.startsWith(root + sep)).join(delimiter);
}

/** The machine's own Node, 20.19 or later; the one that runs the tests where there is none. */
export function systemNode(): string {
  for (const folder of systemPath().split(delimiter)) {
    const path = join(folder, 'node');
    if (folder === '' || !existsSync(path)) continue;
    const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
    const [major = 0, minor = 0] = (stdout ?? '').slice(1).split('.').map(Number);
    if (major > 20 || (major === 20 && minor >= 19)) return path;
  }
  return process.execPath;
}
