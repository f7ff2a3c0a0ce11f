/** Commits and the tickets that their trailers say they fix: `Fixes-Ticket: 1042`. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CliProblem, usageProblem } from './problem.ts';

export interface Commit {
  /** Its whole hash. */
  id: string;
  subject: string;
  /** Numbers of tickets, each once. */
  fixes: number[];
}

const trailer = /^fixes-tickets?:[ \t]*(.+)$/gim;

/** The commits of a range in the order in which they were made. Throws a `FAILED` problem with what git said. */
export async function commitsOf(range: string, folder: string): Promise<Commit[]> {
  if (range.startsWith('-'))
    throw usageProblem(`"${range}" is no range of commits.`, 'Write it like v2.2..v2.3');
  const format = '--format=commit %H%n%B%x00';
  const args = [
    '-C',
    folder,
    'log',
    '--reverse',
    '--no-show-signature',
    format,
    '--end-of-options',
    range,
    '--',
  ];
  try {
    const { stdout } = await promisify(execFile)('git', args, { maxBuffer: 256 * 1024 * 1024 });
    return stdout.split('\0').flatMap((text) => {
      const [, id, message] = /^\s*commit ([0-9a-f]{40,64})\n([\s\S]*)$/.exec(text) ?? [];
      return id === undefined ? [] : [commitFrom(id, message ?? '')];
    });
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim() || (error as Error).message;
    throw new CliProblem('FAILED', `git could not list "${range}": ${said.split('\n')[0]}`, '', {
      cause: error,
    });
  }
}

/** The same out of what `git log` prints, the newest first there. */
export function commitsIn(log: string): Commit[] {
  const parts = log.split(/^commit (?=[0-9a-f]{7,64}\b)/m).slice(1);
  if (parts.length === 0 && log.trim() !== '')
    throw usageProblem(
      'What came in on stdin is no log of git.',
      'For example: git log v2.2..v2.3 | postern commit-trailer - --release 2.3',
    );
  return parts
    .map((part) => {
      const id = /^[0-9a-f]+/.exec(part)?.[0] ?? '';
      const message = part
        .split('\n')
        .filter((line) => line.startsWith('    '))
        .map((line) => line.slice(4));
      return commitFrom(id, message.join('\n'));
    })
    .reverse();
}

function commitFrom(id: string, message: string): Commit {
  const named = [...message.matchAll(trailer)].flatMap(([, list = '']) => list.split(/[\s,]+/));
  const numbers = named.map((word) => Number(/^#?(\d{1,10})$/.exec(word)?.[1]));
  const fixes = numbers.filter((number) => number > 0 && number <= 2_147_483_647);
  return { id, subject: message.trimStart().split('\n')[0]?.trim() ?? '', fixes: [...new Set(fixes)] };
}
