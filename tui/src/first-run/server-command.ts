/** Finds `postern-server`, which is a program of its own: beside this one, or on the path. */
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';

const name = 'postern-server';

/** Its file; null where it is not installed. `from` is a folder of this program. */
export function serverCommand(from: string, path: string | undefined): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const beside = join(folder, 'node_modules', '.bin', name);
    if (existsSync(beside)) return beside;
    if (dirname(folder) === folder) break;
  }
  const found = (path ?? '')
    .split(delimiter)
    .find((folder) => folder !== '' && existsSync(join(folder, name)));
  return found === undefined ? null : join(found, name);
}
