/** One thread of Slack that becomes a ticket: all that was said there as notes, nothing of it for customers. */
import { findAgentViewer, requirePermission } from '../auth/agents.ts';
import { type Context, inTransaction, type Queries, type SlackViewer, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { indexWords } from '../query/search-index.ts';
import { sourceId } from '../slack-rooms/source-message.ts';
import { keepNote } from '../tickets/add-note.ts';
import { nextNumber } from '../tickets/file-ticket.ts';
import { longestSubject, messageText, subjectText } from '../tickets/message-text.ts';
import type { SaidInSlack } from './file-from-slack.ts';
import { saidBy } from './slack-people.ts';

export interface ThreadToImport {
  importId: string;
  teamId: string;
  channelId: string;
  threadTs: string;
  /** The oldest first. */
  said: readonly SaidInSlack[];
}

/** Of one thread, so that nobody waits long for its ticket to be stored. */
export const mostSaid = 300;

const longestOpening = 120;

/**
 * The ticket has a requester and no contacts: nobody outside sees it until an agent puts somebody on it, and then none
 * of its notes. The same thread twice is one ticket; a dry run says what would be and keeps nothing but that.
 * Throws `NOT_ALLOWED` when who asked for it may file no tickets any more, `BAD_INPUT` for an import that has ended.
 */
export function importThread(ctx: Context<SlackViewer>, thread: ThreadToImport): Promise<void> {
  return inTransaction({ ...ctx, source: 'SLACK' }, async (work) => {
    const wish = await work.tx.slackImport.findUnique({ where: { id: thread.importId } });
    if (wish?.state !== 'READING') throw new PosternError('BAD_INPUT', 'This import has ended.');
    const key = { importId: wish.id, threadTs: thread.threadTs };
    if (await work.tx.slackImportThread.findUnique({ where: { importId_threadTs: key } })) return;
    const said = thread.said.filter(({ text }) => text.trim() !== '');
    const opening = openingOf(said);
    if (!opening) return;
    const startedAt = momentOf(thread.threadTs);
    const requester = await requesterOf(work.tx, wish.requesterId, said);
    const facts = {
      subject: subjectText(wish.hasSubjects ? opening.slice(0, longestSubject) : neutralSubject(startedAt)),
      requester,
    };
    const known = await ticketOf(work.tx, thread);
    const number = known ?? (wish.isDryRun ? null : await file(work, wish, thread, { ...facts, said }));
    await work.tx.slackImportThread.create({
      data: {
        ...{ ...key, startedAt, number, subject: facts.subject },
        outcome: known === null ? 'TICKET' : 'KNOWN',
        opening: opening.slice(0, longestOpening),
        from: requester?.email ?? null,
        notes: said.length,
      },
    });
  });
}

/** Slack counts in seconds, with the message's place behind the point. */
const momentOf = (ts: string) => new Date(Math.trunc(Number(ts)) * 1_000);

/** It says nothing of what was said: subjects are for customers too. */
const neutralSubject = (at: Date) =>
  `Thread in Slack of ${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

function openingOf(said: readonly SaidInSlack[]): string {
  const lines = said.flatMap(({ text }) => text.split('\n'));
  return lines.find((line) => line.trim() !== '')?.trim() ?? '';
}

/** Whom the wish names, else the contact whose address is written first. */
async function requesterOf(queries: Queries, id: string | null, said: readonly SaidInSlack[]) {
  const what = { id: true, email: true } as const;
  if (id !== null) return queries.contact.findUnique({ where: { id, erasedAt: null }, select: what });
  const text = said.map((each) => each.text).join('\n');
  const written = [...text.matchAll(/[^\s<>()"',;:|]{1,64}@[^\s<>()"',;:|]{1,190}/g)]
    .slice(0, 50)
    .map(([address]) => address.toLowerCase().replace(/[.?!]+$/, ''));
  const contacts = await queries.contact.findMany({
    where: { email: { in: [...new Set(written)] }, erasedAt: null },
    select: what,
  });
  return contacts.sort((a, b) => written.indexOf(a.email) - written.indexOf(b.email))[0] ?? null;
}

/** The number of the ticket that this thread is already: its card's, one of an earlier import, or one filed from it. */
async function ticketOf(queries: Queries, thread: ThreadToImport): Promise<number | null> {
  const { teamId, channelId, threadTs } = thread;
  const link = await queries.slackLink.findUnique({
    where: { teamId_channelId_threadTs: { teamId, channelId, threadTs } },
    select: { ticket: { select: { number: true } } },
  });
  if (link) return link.ticket.number;
  const note = await queries.note.findFirst({
    where: { externalId: { in: thread.said.map(({ ts }) => noteId(thread, ts)) } },
    select: { ticket: { select: { number: true } } },
  });
  if (note) return note.ticket.number;
  const filed = await queries.slackPost.findFirst({
    where: { teamId, channelId, kind: 'FILED', ts: { in: thread.said.map(({ ts }) => ts) } },
    select: { ticket: { select: { number: true } } },
  });
  return filed?.ticket.number ?? null;
}

const noteId = ({ teamId, channelId }: ThreadToImport, ts: string) =>
  `imported:${sourceId({ teamId, channelId, ts })}`;

async function file(
  work: Work,
  wish: { agentId: string; inboxId: string; stageId: string; room: string },
  thread: ThreadToImport,
  facts: { subject: string; requester: { id: string } | null; said: readonly SaidInSlack[] },
): Promise<number> {
  const agent = await findAgentViewer(work.core, wish.agentId);
  if (!agent) throw new PosternError('NOT_ALLOWED', 'Who asked for this import is no agent any more.');
  requirePermission(agent, 'tickets.write', wish.inboxId);
  const by = { ...work, actor: `agent:${agent.agentId}` };
  const stage = await work.tx.stage.findUniqueOrThrow({ where: { id: wish.stageId } });
  const ticket = await work.tx.ticket.create({
    data: {
      id: work.core.ids.next('ticket'),
      number: await nextNumber(work),
      subject: facts.subject,
      stageId: stage.id,
      inboxId: wish.inboxId,
      // Of no organization: colleagues of the requester would see it.
      requesterId: facts.requester?.id ?? null,
      closedAt: stage.category === 'CLOSED' ? work.now : null,
      lastPublicAt: work.now,
      lastActivityAt: work.now,
      createdAt: work.now,
    },
    select: { id: true, seq: true, number: true },
  });
  await indexWords(work, 'TicketSearch', ticket.seq, facts.subject);
  await recordEvent(by, {
    action: 'ticket.filed',
    target: ticket.id,
    ticketId: ticket.id,
    change: { number: ticket.number, by: agent.name, stage: stage.id, importedFrom: wish.room },
  });
  for (const each of facts.said) await keep(by, ticket.id, thread, each);
  return ticket.number;
}

async function keep(work: Work, ticketId: string, thread: ThreadToImport, said: SaidInSlack): Promise<void> {
  const person = { teamId: thread.teamId, userId: said.userId };
  await keepNote(work, {
    ticketId,
    text: messageText(said.text),
    author: await saidBy(work, person, said.authorName),
    externalId: noteId(thread, said.ts),
    writtenIn: null,
    writtenAt: momentOf(said.ts),
  });
}
