/**
 * A message between customer and desk. Everything a customer can see is written here and nowhere else:
 * the row, its words, both clocks, the stage, the event, and what must be sent because of it.
 */
import type { Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { queueToContacts } from '../outbox/queue-to-contacts.ts';
import { indexWords } from '../query/search-index.ts';
import { queueDm } from '../slack-rooms/direct-messages.ts';
import { queueCardUpdate, queueThreadEntry } from '../slack-rooms/queue-to-slack.ts';
import { claimUploads, type Sending, tookUploads, type Uploader } from './claim-uploads.ts';
import { isConnected } from './public-messages.ts';
import { awake, moveTo, type StageRole } from './stages.ts';
import type { TicketRow } from './ticket-rows.ts';

export interface NewMessage {
  author: { kind: 'contact'; contactId: string } | { kind: 'agent'; agentId: string };
  /** As `messageText` returns it. */
  text: string;
  /** The sender's own id for this message: sent twice, it is added once. */
  requestId: string;
  /** Files that were chosen before; they become the message's. */
  uploads?: readonly string[] | undefined;
  /** Who chose them, when it was not the author. */
  uploader?: Uploader | undefined;
  /** Where the ticket goes because of it. */
  moveTo: StageRole | null;
}

export interface StoredMessage {
  id: string;
  seq: number;
  text: string;
  createdAt: Date;
}

/** The message that this author sent under this id before, or null. Throws `REQUEST_ID_REUSED` for another text or other files. */
export async function findSentBefore(
  work: Work,
  channelId: string,
  message: Pick<NewMessage, 'author' | 'text' | 'requestId' | 'uploads' | 'uploader'>,
): Promise<(StoredMessage & { ticketId: string }) | null> {
  const row = await work.tx.message.findUnique({
    where: { channelId_externalId: { channelId, externalId: externalIdOf(message) } },
    include: { conversation: { select: { ticketId: true } } },
  });
  if (!row?.conversation.ticketId) return null;
  if (row.bodyText !== message.text) {
    throw new PosternError(
      'REQUEST_ID_REUSED',
      'This was sent before with another text. Send it as a new message.',
    );
  }
  if (!(await tookUploads(work, row.id, sendingOf(message)))) {
    throw new PosternError(
      'REQUEST_ID_REUSED',
      'This was sent before with other files. Send it as a new message.',
    );
  }
  return {
    id: row.id,
    seq: row.seq,
    text: row.bodyText,
    createdAt: row.createdAt,
    ticketId: row.conversation.ticketId,
  };
}

/** The refusal of an id under which the same words went to another ticket: here they would reach nobody. */
export function sentElsewhere(): PosternError {
  return new PosternError(
    'REQUEST_ID_REUSED',
    'This was sent before, to another ticket. Send it as a new message.',
  );
}

/** Adds the message to the ticket's newest conversation; the caller has made sure that it was not sent before. */
export async function addMessage(
  work: Work,
  ticket: TicketRow,
  conversation: { id: string; channelId: string },
  message: NewMessage,
): Promise<StoredMessage> {
  const isFromAgent = message.author.kind === 'agent';
  const row = await work.tx.message.create({
    data: {
      id: work.core.ids.next('message'),
      conversationId: conversation.id,
      channelId: conversation.channelId,
      direction: isFromAgent ? 'OUT' : 'IN',
      source: work.source,
      contactId: message.author.kind === 'contact' ? message.author.contactId : null,
      agentId: message.author.kind === 'agent' ? message.author.agentId : null,
      bodyText: message.text,
      externalId: externalIdOf(message),
      createdAt: work.now,
    },
    // What comes with the insert; a relation would be read anew, row and all.
    select: { id: true, seq: true, direction: true, source: true },
  });
  const channel = await work.tx.channel.findUniqueOrThrow({
    where: { id: conversation.channelId },
    select: { kind: true, enabled: true },
  });
  const sending = sendingOf(message);
  await claimUploads(work, { ...sending, messageId: row.id });
  await indexWords(work, 'MessageSearch', row.seq, message.text);
  // What customers do not read must neither move their clock nor be mailed to them.
  const isPublic = isConnected(channel);
  const moved = message.moveTo ? await moveTo(work, ticket, message.moveTo) : null;
  const { version } = await work.tx.ticket.update({
    where: { id: ticket.id },
    data: {
      ...(isPublic ? { lastPublicAt: work.now } : { lastInsideAt: work.now }),
      lastActivityAt: work.now,
      version: { increment: 1 },
      ...moved,
      ...(!isFromAgent && awake),
    },
    select: { version: true },
  });
  await recordEvent(work, {
    action: 'message.added',
    target: row.id,
    ticketId: ticket.id,
    change: {
      direction: row.direction,
      source: row.source,
      stage: moved?.stageId ?? null,
      ...(sending.uploads.length > 0 && { files: sending.uploads.length }),
    },
  });
  if (!isFromAgent && ticket.snoozedAt)
    await recordEvent(work, {
      action: 'ticket.woken',
      target: ticket.id,
      ticketId: ticket.id,
      change: { because: 'reply' },
    });
  if (isFromAgent && isPublic) await queueToContacts(work, ticket.id, row.id);
  // A message that files a ticket moves it nowhere; whoever was given it then hears of that.
  if (!isFromAgent && message.moveTo && ticket.assigneeId)
    await queueDm(
      work,
      ticket.assigneeId,
      { about: 'answered', ticketId: ticket.id, messageId: row.id },
      `answered:${row.id}`,
    );
  await queueThreadEntry(work, { op: 'message', ticketId: ticket.id, messageId: row.id });
  await queueCardUpdate(work, ticket.id, version);
  return { id: row.id, seq: row.seq, text: message.text, createdAt: work.now };
}

function sendingOf({
  author,
  uploads = [],
  uploader = author.kind === 'contact' ? { contactId: author.contactId } : { agentId: author.agentId },
}: Pick<NewMessage, 'author' | 'uploads' | 'uploader'>): Sending {
  return { uploader, uploads };
}

// The author is part of the id: one person's id must never hit on another's message.
function externalIdOf({ author, requestId }: Pick<NewMessage, 'author' | 'requestId'>): string {
  return author.kind === 'contact' ? `${author.contactId}:${requestId}` : `${author.agentId}:${requestId}`;
}
