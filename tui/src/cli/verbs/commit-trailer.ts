/** `postern commit-trailer`: drafts at the desk for the tickets that commits fix. Prepares, and never sends. */
import { displayText, type Outputs, type PosternClient, type TicketHead } from '@postern/core/client';
import { type DraftFiles, draftFiles, stateFolder } from '../../store/draft-files.ts';
import { textFrom } from '../body.ts';
import { type Commit, commitsIn, commitsOf } from '../commits.ts';
import type { Args } from '../flags.ts';
import { readAll } from '../io.ts';
import { chosenFields, printList, type Shape } from '../output.ts';
import { isAsPrepared, preparedId, type ToldCommits, toldCommits } from '../prepared-replies.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';

const fields = ['number', 'subject', 'state', 'commits', 'text'];
const usualText = 'This is fixed in {{release}}:\n\n{{commits}}';

type DeskDraft = Outputs['drafts']['list']['items'][number];

/** Where drafts are, and what has been told. */
interface Places {
  client: PosternClient;
  /** By the ticket's id, replies alone. */
  atDesk: ReadonlyMap<string, DeskDraft>;
  /** What lies on this machine may not have reached the desk yet. */
  here: DraftFiles;
  told: ToldCommits;
}

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
  const replies = (await client.drafts.list.query()).items.filter(({ kind }) => kind === 'reply');
  const atDesk = new Map(replies.map((draft) => [draft.ticket.id, draft]));
  const places = { client, atDesk, here: draftFiles(folder, desk), told: toldCommits(folder, desk) };
  const rows: Row[] = [];
  for (const number of [...new Set(commits.flatMap(({ fixes }) => fixes))]) {
    const own = commits.filter(({ fixes }) => fixes.includes(number));
    const { items } = await client.tickets.list.query({ query: `number:${number}`, limit: 1 });
    const row = await prepare(places, { number, ticket: items[0] ?? null, commits: own, template, args });
    rows.push(row);
    await session.say(sentenceOf(row, args['dry-run']));
  }
  if (rows.length === 0) await session.say('No commit there has the trailer Fixes-Ticket.');
  const shape: Shape = { fields, columns: ['number', 'state', 'commits', 'subject'] };
  if (session.format !== 'table') await printList(session, args, { items: rows, nextCursor: null, shape });
  return rows.some(({ state }) => state === 'kept' || state === 'missing') ? 1 : 0;
}

async function prepare(
  { client, atDesk, here, told }: Places,
  wish: { number: number; ticket: TicketHead | null; commits: Commit[]; template: string; args: Args },
): Promise<Row> {
  const { number, ticket, commits, template, args } = wish;
  const ids = commits.map(({ id }) => id);
  if (!ticket) return { number, subject: null, state: 'missing', commits: ids, text: null };
  const { id, subject } = ticket;
  const there = atDesk.get(id) ?? null;
  const onThisMachine = here.read(id, 'reply');
  const draft = there ?? onThisMachine;
  const fresh = commits.filter((commit) => !told.has(id, commit.id) && !draft?.text.includes(lineOf(commit)));
  if (fresh.length === 0) return { number, subject, state: 'told', commits: ids, text: null };
  const freshIds = fresh.map((commit) => commit.id);
  const written = [there, onThisMachine].find((each) => each && !isAsPrepared(each));
  if (written) return { number, subject, state: 'kept', commits: freshIds, text: written.text };
  const added = filled(template, { release: args.release as string, commits: fresh });
  const text = draft ? `${draft.text}\n\n${added}` : added;
  if (!args['dry-run']) {
    const requestId = preparedId(id, freshIds, text);
    const wish = { ticket: id, kind: 'reply' as const, text, requestId, seen: there?.version ?? null };
    const answer = await client.drafts.save.mutate(wish);
    // Somebody began to write just now.
    if (!answer.isSaved)
      return { number, subject, state: 'kept', commits: freshIds, text: answer.draft.text };
    here.remove(id, 'reply');
    told.add(id, freshIds);
  }
  return { number, subject, state: 'prepared', commits: freshIds, text };
}

function lineOf({ subject }: Commit): string {
  return `- ${displayText(subject)}`;
}

function filled(
  template: string,
  { release, commits }: { release: string; commits: readonly Commit[] },
): string {
  const values: Record<string, string> = { release, commits: commits.map(lineOf).join('\n') };
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
