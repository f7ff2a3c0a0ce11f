/** Adding many addresses to a contact list, or taking them off it. */
import type { PosternClient } from '@postern/core/client';
import { pipedEmails } from './emails.ts';
import type { Args } from './flags.ts';
import { readAll } from './io.ts';
import { chosenFields, printOne } from './output.ts';
import { CliProblem } from './problem.ts';
import { report, tellingOf } from './report.ts';
import type { Session } from './session.ts';

/** As many as one call takes. */
const mostAtOnce = 1_000;

interface MemberChange<Done extends string, AsBefore extends string> {
  /** The key under which the desk names those for whom something is different now. */
  done: Done;
  /** The key of those for whom nothing had to be done. */
  asBefore: AsBefore;
  sentence: (list: string, count: number) => string;
  change: (
    client: PosternClient,
    wish: { list: string; emails: string[] },
  ) => Promise<{ list: string; unknown: string[] } & Record<Done | AsBefore, string[]>>;
}

/** Answers the exit code: 1 when an address is no contact's, whatever else was done. */
export async function changeMembers<Done extends string, AsBefore extends string>(
  session: Session,
  args: Args,
  { done, asBefore, sentence, change }: MemberChange<Done, AsBefore>,
): Promise<number> {
  const fields = ['list', done, asBefore, 'unknown'];
  chosenFields(args, fields);
  const emails = await namedEmails(session, args.emails ?? []);
  const client = await session.client();
  const told = { list: args.name as string, [done]: [], [asBefore]: [], unknown: [] } as {
    list: string;
  } & Record<Done | AsBefore | 'unknown', string[]>;
  for (let at = 0; at < emails.length; at += mostAtOnce) {
    const answer = await change(client, { list: told.list, emails: emails.slice(at, at + mostAtOnce) });
    told.list = answer.list;
    for (const key of [done, asBefore, 'unknown'] as const) told[key].push(...answer[key]);
  }
  await session.say(sentence(told.list, told[done].length));
  if (session.format !== 'table') await printOne(session, args, told, { fields, columns: fields });
  if (told.unknown.length === 0) return 0;
  const isOne = told.unknown.length === 1;
  const problem = new CliProblem(
    'FAILED',
    `No contact has ${isOne ? 'this address' : 'these addresses'}: ${told.unknown.join(', ')}.`,
    `To make one: postern contact create ${told.unknown[0]}`,
  );
  await report(session.io, await tellingOf(problem, session), args.json || args.jsonl);
  return problem.exit;
}

async function namedEmails(session: Session, words: readonly string[]): Promise<string[]> {
  if (!words.includes('-')) return [...words];
  const piped = pipedEmails(await readAll(session.io.stdin));
  const emails = [...words.filter((word) => word !== '-'), ...piped];
  if (emails.length === 0) await session.say('No address came in, so there is nothing to do.');
  return emails;
}
