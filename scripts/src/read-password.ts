/** A password from a terminal, unseen, or from stdin. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { StartError } from './start-error.ts';

/** The first line of stdin, or what is typed after the question, of which nothing is shown. */
export async function readPassword(question: string, fromStdin: boolean): Promise<string> {
  if (!fromStdin && !process.stdin.isTTY) {
    throw new StartError(
      'A password is needed and there is no terminal to ask on. Pipe it in with --password-stdin.',
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
  throw new StartError('No password came.');
}
