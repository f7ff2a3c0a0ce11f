/** The keys in force for one person: the command table, with their `keys.toml` where there is one. */
import { readFile } from 'node:fs/promises';
import { commands } from './commands.ts';
import type { UserKeys } from './user-keys.ts';

/** Reads the file when it is there; each problem is a sentence with the file's name and a line. Never throws. */
export async function readUserKeys(file: string): Promise<UserKeys> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const isMissing = code === 'ENOENT' || code === 'ENOTDIR';
    return { commands, problems: isMissing ? [] : [`${file} cannot be read: ${message}`] };
  }
  const { withUserKeys } = await import('./user-keys.ts');
  const { commands: table, problems } = withUserKeys(text, commands);
  return { commands: table, problems: problems.map((problem) => `${file}, ${problem}`) };
}
