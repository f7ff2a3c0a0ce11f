/** `postern contact erase`: a person's name, addresses, words, files and mails go for good. */
import type { Erasure } from '@postern/core/client';
import { factsText } from '../facts-text.ts';
import type { Args } from '../flags.ts';
import { chosenFields, printOne } from '../output.ts';
import { CliProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const fields = [
  'email',
  'isDryRun',
  'tickets',
  'subjects',
  'messages',
  'files',
  'values',
  'texts',
  'mails',
  'sessions',
  'events',
];

/** Says first what would go, and asks, unless `--yes`. Throws `CONTACT_NOT_FOUND`. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const contact = args.email as string;
  const isDryRun = args['dry-run'] === true;
  const client = await session.client();
  if (!isDryRun && !args.yes && session.canAsk)
    await session.show(
      factsText(session, args, factsOf(await client.contacts.erase.mutate({ contact, isDryRun: true }))),
    );
  if (!isDryRun && !(await session.confirm('Erase all of this for good? There is no way back.')))
    throw new CliProblem('CANCELLED', 'Nothing was erased.');
  const erased = await client.contacts.erase.mutate({ contact, isDryRun });
  await printOne(session, args, erased, {
    fields,
    columns: fields.filter((name) => name !== 'isDryRun'),
    table: () => factsText(session, args, factsOf(erased)),
  });
  if (isDryRun) await session.say('Nothing was erased yet.');
  else for (const line of beyondReach.slice(erased.tickets > 0 ? 0 : 1)) await session.say(line);
}

const beyondReach = [
  'What agents quoted in words of their own stays, without the name; look through those tickets.',
  'Out of reach: mails that left, posts in Slack, backups, exports, and what other machines keep.',
];

function factsOf(erasure: Erasure): Parameters<typeof factsText>[2] {
  const { email, isDryRun, tickets, subjects, messages, files, values, texts, mails, sessions, events } =
    erasure;
  return {
    title: isDryRun ? `This would go with ${email}.` : `${email} is erased. Threads say: Erased contact.`,
    facts: [
      ['On tickets', many(tickets)],
      ['Subjects', many(subjects)],
      ['Messages', many(messages)],
      ['Files', many(files)],
      ['Answers in forms', many(values)],
      ['Names in others’ texts', many(texts)],
      ['Mails', many(mails)],
      ['Sign-ins', many(sessions)],
      ['Audit events redacted', many(events)],
    ],
  };
}

function many(count: number): string {
  return count === 0 ? 'none' : count.toLocaleString('en');
}
