/** Reads a file that was named on the command line; one that cannot be read is wrong usage, whichever verb takes it. */
import { readFile, stat } from 'node:fs/promises';
import { whyUnreadable } from '../files/unreadable.ts';
import { CliProblem, usageProblem } from './problem.ts';

export interface Limit {
  mostBytes: number;
  /** Goes on where the file's name ends: `is too large: at most 1 MB can be read`. */
  tooLarge: string;
}

/** What is in it. Throws a usage problem that says why it cannot be had, with the reason of the system as its cause. */
export function bytesIn(file: string, limit: Limit): Promise<Buffer> {
  return reading(file, async () => {
    const { size } = await stat(file);
    if (size > limit.mostBytes) throw usageProblem(`${file} ${limit.tooLarge}.`);
    return readFile(file);
  });
}

/** The same for a file that must be text. */
export function textIn(file: string, limit: Limit): Promise<string> {
  return reading(file, async () =>
    new TextDecoder('utf-8', { fatal: true }).decode(await bytesIn(file, limit)),
  );
}

/** Whether it could not be read because it is not there. */
export function isMissing(error: unknown): boolean {
  return error instanceof CliProblem && (error.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}

async function reading<Content>(file: string, read: () => Promise<Content>): Promise<Content> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof CliProblem) throw error;
    throw new CliProblem('USAGE', `${file} cannot be read: ${whyUnreadable(error)}.`, '', { cause: error });
  }
}
