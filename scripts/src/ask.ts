/** Questions on a terminal, asked on stderr. */
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { UsageError } from './start-error.ts';

/** A question that was left open: by Ctrl+C (130), by the end of what is typed, or by a no (3). */
export class Unanswered extends Error {
  override name = 'Unanswered';
  readonly exit: 3 | 130;

  constructor(exit: 3 | 130) {
    super('Nothing was done.');
    this.exit = exit;
  }
}

/** Where there is no terminal nobody can be asked. */
export function canAsk(): boolean {
  return process.stdin.isTTY === true;
}

/** What is typed on one line; of a secret nothing is shown. Throws `Unanswered`. */
export function ask(question: string, { isSecret = false } = {}): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const output = isSecret ? nowhere : process.stderr;
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  return new Promise((resolve, reject) => {
    let answer: string | null = null;
    let exit: 3 | 130 = 3;
    lines.on('SIGINT', () => {
      exit = 130;
      lines.close();
    });
    lines.on('close', () => {
      if (isSecret || answer === null) process.stderr.write('\n');
      if (answer === null) reject(new Unanswered(exit));
      else resolve(answer);
    });
    // Last: somebody who types at the sight of the question must find the echo off.
    if (isSecret) process.stderr.write(question);
    lines.question(isSecret ? '' : question, (line) => {
      answer = line;
      lines.close();
    });
  });
}

/** Goes on when the person says yes, or said so with `--yes`. Throws `Unanswered`, and `UsageError` where nobody can be asked. */
export async function requireYes(question: string, isYes: boolean): Promise<void> {
  if (isYes) return;
  if (!canAsk())
    throw new UsageError(
      'This asks a question first, and there is no terminal to ask it on.',
      'To answer yes: add --yes',
    );
  if (!/^\s*y(es)?\s*$/i.test(await ask(`${question} [y/N] `))) throw new Unanswered(3);
}
