/** Writes a file that was named on the command line, and says why where it cannot. */
import { writeFile } from 'node:fs/promises';
import { displayText } from '@postern/core/client';
import { CliProblem } from './problem.ts';

const reasons: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  EACCES: 'you may not write there',
  EROFS: 'you may not write there',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  ENOSPC: 'the disk is full',
};

/**
 * Whether it was written: with `wx` not where a file is already. A new file is for its owner alone unless `mode` says
 * more. Throws `FAILED` for everything else.
 */
export async function writtenFile(
  file: string,
  content: Uint8Array | string,
  { flag, mode = 0o600 }: { flag: 'w' | 'wx'; mode?: number },
): Promise<boolean> {
  try {
    await writeFile(file, content, { flag, mode });
    return true;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    const reason = reasons[code ?? ''] ?? message;
    throw new CliProblem('FAILED', `${displayText(file)} cannot be written: ${reason}.`, '', {
      cause: error,
    });
  }
}
