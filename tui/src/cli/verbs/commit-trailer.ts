/** `postern commit-trailer`: drafts of replies for the tickets that commits fix. Prepares, and never sends. */
import { randomUUID } from 'node:crypto';
import { displayText, type TicketHead } from '@postern/core/client';
import { type DraftFiles, draftFiles, stateFolder } from '../../store/draft-files.ts';
import { textFrom } from '../body.ts';
import { type Commit, commitsIn, commitsOf } from '../commits.ts';
import type { Args } from '../flags.ts';
import { readAll } from '../io.ts';
import { chosenFields, printList, type Shape } from '../output.ts';
import { type PreparedReplies, preparedReplies } from '../prepared-replies.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const fields = ['number', 'subject', 'state', 'commits', 'text'];
const usualText = 'This is fixed in {{release}}:\n\n{{commits}}';

interface Row {
  number: number;
  subject: string | null;
  /** `prepared`; `told` where each commit was before; `kept` where a draft of a person is left alone; `missing`. */
  state: 'prepared' | 'told' | 'kept' | 'missing';
  commits: string[];
  text: string | null;
}

/** Answers 1 when a ticket is not there, or has a draft that somebody wrote on. */
export async function act(session: Session, args: Args): Promise<number> {
  chosenFields(args, fields);
  const range = args.range as string;
  if (args.body !== undefined && args['body-file'] !== undefined)
    throw usageProblem('Give --body or --body-file, not both.');
  if (range === '-' && args['body-file'] === '-')
    throw usageProblem('The log and the text cannot both come from stdin.');
  const commits =
    range === '-' ? commitsIn(await readAll(session.io.stdin)) : await commitsOf(range, args.repo ?? '.');
  const template = args['body-file'] ? await textFrom(session, args['body-file']) : (args.body ?? usualText);
  const client = await session.client();
  const desk = { url: (await session.connection()).url, email: (await client.auth.me.query()).email };
  const folder = stateFolder(session.io.env);
  const desks = { drafts: draftFiles(folder, desk), told: preparedReplies(folder, desk) };
  const rows: Row[] = [];
  for (const number of [...new Set(commits.flatMap(({ fixes }) => fixes))]) {
    const own = commits.filter(({ fixes }) => fixes.includes(number));
    const { items } = await client.tickets.list.query({ query: `number:${number}`, limit: 1 });
    const row = await prepare(desks, { number, ticket: items[0] ?? null, commits: own, template, args });
    rows.push(row);
    await session.say(sentenceOf(row, args['dry-run']));
  }
  if (rows.length === 0) await session.say('No commit there has the trailer Fixes-Ticket.');
  const shape: Shape = { fields, columns: ['number', 'state', 'commits', 'subject'] };
  if (session.format !== 'table') await printList(session, args, { items: rows, nextCursor: null, shape });
  return rows.some(({ state }) => state === 'kept' || state === 'missing') ? 1 : 0;
}

async function prepare(
  { drafts, told }: { drafts: DraftFiles; told: PreparedReplies },
  wish: { number: number; ticket: TicketHead | null; commits: Commit[]; template: string; args: Args },
): Promise<Row> {
  const { number, ticket, commits, template, args } = wish;
  const ids = commits.map(({ id }) => id);
  if (!ticket) return { number, subject: null, state: 'missing', commits: ids, text: null };
  const { id, subject } = ticket;
  const before = told.of(id);
  const isTold = (commit: Commit) => before?.commits.some((each) => each.id === commit.id) ?? false;
  const fresh = commits.filter((commit) => !isTold(commit));
  if (fresh.length === 0) return { number, subject, state: 'told', commits: ids, text: null };
  const draft = drafts.read(id, 'reply');
  if (draft && draft.text !== before?.text)
    return { number, subject, state: 'kept', commits: fresh.map((commit) => commit.id), text: draft.text };
  // A draft that lies there as it was made is made anew with all of them; one that was sent has told its own.
  const shown = [...(draft ? (before?.commits ?? []) : []), ...fresh].map((commit) => ({
    id: commit.id,
    subject: commit.subject,
  }));
  const text = filled(template, {
    release: args.release as string,
    subjects: shown.map((each) => each.subject),
  });
  if (!args['dry-run']) {
    await drafts.write({
      ticketId: id,
      number,
      kind: 'reply',
      text,
      requestId: draft?.requestId ?? randomUUID(),
    });
    const earlier = (before?.commits ?? []).filter((old) => !shown.some((each) => each.id === old.id));
    told.keep(id, { commits: [...earlier, ...shown], text });
  }
  return { number, subject, state: 'prepared', commits: fresh.map((commit) => commit.id), text };
}

function filled(
  template: string,
  { release, subjects }: { release: string; subjects: readonly string[] },
): string {
  const values: Record<string, string> = {
    release,
    commits: subjects.map((subject) => `- ${displayText(subject)}`).join('\n'),
  };
  return template.replace(/\{\{\s*(release|commits)\s*\}\}/g, (_whole, name: string) => values[name] ?? '');
}

function sentenceOf({ number, subject, state, commits }: Row, isDry: boolean): string {
  const count = `${commits.length} ${commits.length === 1 ? 'commit' : 'commits'}`;
  const what = subject === null ? `#${number}` : `#${number} ${subject}`;
  const sentences = {
    prepared: isDry
      ? `Would draft a reply from ${count}: ${what}`
      : `Drafted a reply from ${count}, not sent: ${what}`,
    told: `Drafted before: ${what}`,
    kept: `Left alone, for it has a draft that somebody wrote: ${what}`,
    missing: `There is no ticket ${what}, or you may not see it.`,
  };
  return sentences[state];
}
