/** A password from a terminal, unseen, or from stdin. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { UsageError } from './start-error.ts';

/** The first line of stdin, or what is typed after the question, of which nothing is shown. Throws `UsageError`. */
export async function readPassword(question: string, fromStdin: boolean): Promise<string> {
  if (!fromStdin && !process.stdin.isTTY) {
    throw new UsageError(
      'A password is needed, and there is no terminal to ask on.',
      'Pipe it in: add --password-stdin',
    );
  }
  const isQuiet = !fromStdin;
  if (isQuiet) process.stderr.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal: isQuiet });
  for await (const line of lines) {
    lines.close();
    if (isQuiet) process.stderr.write('\n');
    return line;
  }
  throw new UsageError('No password came.', 'Type one, or pipe it in with --password-stdin.');
}
