/** A note for the team. Another table and another action than a reply: nothing can turn the one into the other. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { forgetDraft } from '../drafts/drafts.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { indexWords } from '../query/search-index.ts';
import { queueThreadEntry } from '../slack-rooms/queue-to-slack.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { claimForNote, noteTookUploads, type Sending } from './claim-uploads.ts';
import { addFollower } from './follow-ticket.ts';
import { mentionsIn } from './mentions.ts';
import { messageText } from './message-text.ts';
import { hasRead } from './read-tickets.ts';
import { requireNotMerged } from './require-not-merged.ts';

export interface NewNote {
  ticketId: string;
  /** As `messageText` returns it. */
  text: string;
  author: { agentId: string } | { name: string };
  /** Files that the agent chose before; they become the note's, and the team's alone. */
  uploads?: readonly string[] | undefined;
  /** The writer's own id for this note: written twice, it is kept once. */
  externalId: string;
  /** The Slack room in whose thread it was written, which does not get it a second time; null for one of elsewhere. */
  writtenIn: string | null;
  /** Of one that is brought in from elsewhere: when it was written. It calls nobody, and Slack does not hear of it. */
  writtenAt?: Date | undefined;
}

export interface StoredNote {
  id: string;
  text: string;
  createdAt: Date;
}

/** Keeps the note. It moves no stage and never touches the clock that customers see. */
export async function keepNote(work: Work, note: NewNote): Promise<StoredNote> {
  const sending = sendingOf(note);
  const before = await work.tx.note.findUnique({ where: { externalId: note.externalId } });
  if (before) {
    if (before.ticketId !== note.ticketId || before.body !== note.text) {
      throw new PosternError(
        'REQUEST_ID_REUSED',
        'This note was kept before with another text. Write it as a new note.',
      );
    }
    if (!(await noteTookUploads(work, before.id, sending))) {
      throw new PosternError(
        'REQUEST_ID_REUSED',
        'This note was kept before with other files. Write it as a new note.',
      );
    }
    return { id: before.id, text: before.body, createdAt: before.createdAt };
  }
  const row = await work.tx.note.create({
    data: {
      id: work.core.ids.next('note'),
      ticketId: note.ticketId,
      agentId: 'agentId' in note.author ? note.author.agentId : null,
      authorName: 'name' in note.author ? note.author.name : null,
      source: work.source,
      body: note.text,
      externalId: note.externalId,
      createdAt: note.writtenAt ?? work.now,
    },
  });
  await claimForNote(work, { ...sending, noteId: row.id });
  await indexWords(work, 'NoteSearch', row.seq, note.text);
  await work.tx.ticket.update({
    where: { id: note.ticketId },
    data: {
      lastActivityAt: work.now,
      ...(!note.writtenAt && { lastInsideAt: work.now }),
      version: { increment: 1 },
    },
  });
  if ('agentId' in note.author && !note.writtenAt) await hasRead(work, note.ticketId, note.author.agentId);
  const mentioned = note.writtenAt ? [] : await keepMentions(work, row);
  await recordEvent(work, {
    action: 'note.added',
    target: row.id,
    ticketId: note.ticketId,
    change: {
      source: row.source,
      ...(mentioned.length > 0 && { mentions: mentioned }),
      ...(sending.uploads.length > 0 && { files: sending.uploads.length }),
    },
  });
  if (!note.writtenAt)
    await queueThreadEntry(work, { op: 'note', ticketId: note.ticketId, noteId: row.id }, note.writtenIn);
  return { id: row.id, text: row.body, createdAt: row.createdAt };
}

/** A person who is no agent has chosen no files here. */
function sendingOf({ author, uploads = [] }: NewNote): Sending {
  return 'agentId' in author
    ? { uploader: { agentId: author.agentId }, uploads }
    : { uploader: { agentId: '' }, uploads: [] };
}

/** Remembers the colleagues whom the note calls, who follow the ticket from then on; answers their addresses. */
async function keepMentions(
  work: Work,
  note: { id: string; body: string; ticketId: string },
): Promise<string[]> {
  if (!note.body.includes('@')) return [];
  const agents = await work.tx.agent.findMany({
    where: { disabledAt: null },
    select: { id: true, name: true, email: true },
  });
  const people = new Map(mentionsIn(note.body, agents).map(({ person }) => [person.id, person]));
  for (const agentId of people.keys()) {
    await work.tx.mention.create({ data: { noteId: note.id, agentId } });
    await addFollower(work, { ticketId: note.ticketId, agentId });
  }
  return [...people.values()].map(({ email }) => email);
}

/**
 * An agent's note on a ticket, open or closed. Throws `TICKET_NOT_FOUND`, `NOT_ALLOWED`, `MESSAGE_EMPTY`, `MESSAGE_TOO_LONG`,
 * `ATTACHMENT_NOT_FOUND`, `FILE_NOT_USABLE`.
 */
export async function addNote(
  ctx: AgentContext,
  note: { ticket: TicketRef; body: string; requestId: string; uploads?: readonly string[] | undefined },
): Promise<StoredNote> {
  const text = messageText(note.body);
  return inTransaction(ctx, async (work) => {
    const ticket = await accessTicket.asAgent(work.tx, ctx.viewer, note.ticket, 'tickets.write');
    await requireNotMerged(work.tx, ticket);
    await forgetDraft(work, { agentId: ctx.viewer.agentId, requestId: note.requestId });
    return keepNote(work, {
      ticketId: ticket.id,
      text,
      author: { agentId: ctx.viewer.agentId },
      uploads: note.uploads,
      externalId: `${ctx.viewer.agentId}:${note.requestId}`,
      writtenIn: null,
    });
  });
}
