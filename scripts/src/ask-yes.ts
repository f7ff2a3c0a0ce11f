/** A question before something that cannot be taken back. */
import { createInterface } from 'node:readline/promises';
import { UsageError } from './start-error.ts';

/** Whether the person says yes, or said so with `--yes`. Throws `UsageError` where nobody can be asked. */
export async function askYes(question: string, isYes: boolean): Promise<boolean> {
  if (isYes) return true;
  if (!process.stdin.isTTY)
    throw new UsageError(
      'This asks a question first, and there is no terminal to ask it on.',
      'To answer yes: add --yes',
    );
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const typed = await lines.question(`${question} [y/N] `);
  lines.close();
  return /^\s*y(es)?\s*$/i.test(typed);
}
