/** A new password from a terminal, unseen and so typed twice, or from stdin. */
import { createInterface } from 'node:readline/promises';
import { ask, canAsk } from './ask.ts';
import { UsageError } from './start-error.ts';

/** The first line of stdin, or what is typed after the question, of which nothing is shown. Throws `UsageError`, `Unanswered`. */
export async function readPassword(question: string, fromStdin: boolean): Promise<string> {
  if (!fromStdin) {
    if (canAsk()) return newPassword(question);
    throw new UsageError(
      'A password is needed, and there is no terminal to ask on.',
      'Pipe it in: add --password-stdin',
    );
  }
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line;
  }
  throw new UsageError('No password came.', 'Pipe it in, on the first line.');
}

async function newPassword(question: string): Promise<string> {
  for (;;) {
    const password = await ask(question, { isSecret: true });
    if ((await ask('Once more: ', { isSecret: true })) === password) return password;
    process.stderr.write('The two are not the same.\n');
  }
}
