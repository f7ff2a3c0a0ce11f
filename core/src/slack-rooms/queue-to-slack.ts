/** What Slack hears of a ticket: its card in every room that it belongs into, then what happens, in the card's thread. */
import { z } from 'zod';
import type { Work } from '../context.ts';
import { enqueue } from '../outbox/enqueue.ts';
import { dmSubject } from './direct-messages.ts';
import type { RoomRow } from './rooms.ts';
import { cardKey, roomsOfTicket } from './rooms-of-ticket.ts';

/** Items of before there were rooms name none. */
const place = { ticketId: z.string(), roomId: z.string().optional() };

const entry = {
  message: { op: z.literal('message'), messageId: z.string() },
  note: { op: z.literal('note'), noteId: z.string() },
  event: { op: z.literal('event'), seq: z.number().int() },
};

/** Rows hold ids only; what is posted is read when it is sent. */
export const slackPayload = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('card'), ...place }),
  z.strictObject({ op: z.literal('update'), ...place }),
  z.strictObject({ ...entry.message, ...place }),
  z.strictObject({ ...entry.note, ...place }),
  z.strictObject({ ...entry.event, ...place }),
  /** Several entries as one post, because they waited for long. */
  z.strictObject({
    op: z.literal('summary'),
    ...place,
    entries: z.array(
      z.discriminatedUnion('op', [
        z.strictObject(entry.message),
        z.strictObject(entry.note),
        z.strictObject(entry.event),
      ]),
    ),
  }),
  z.strictObject({ op: z.literal('file'), ...place, attachmentId: z.string() }),
  /** What was posted of an entry is to show it as it is now. */
  z.strictObject({
    op: z.literal('revise'),
    ...place,
    of: z.discriminatedUnion('op', [z.strictObject(entry.message), z.strictObject(entry.note)]),
  }),
  z.strictObject({ op: z.literal('reaction'), ticketId: z.string(), channelId: z.string(), ts: z.string() }),
  /** How much waits for a room; where its card stands, if there is one. */
  z.strictObject({
    op: z.literal('backlog'),
    roomId: z.string(),
    post: z.strictObject({ channelId: z.string(), ts: z.string() }).nullable(),
    isOver: z.boolean(),
  }),
  z.strictObject({ op: z.literal('dm'), agentId: z.string(), subject: dmSubject }),
]);

export type SlackPayload = z.infer<typeof slackPayload>;

type EntryName =
  | { op: 'message'; messageId: string }
  | { op: 'note'; noteId: string }
  | { op: 'event'; seq: number };

/** What goes into a thread. */
export type ThreadEntry = EntryName & { ticketId: string };

/** A file that follows its message. */
export interface FileEntry {
  op: 'file';
  ticketId: string;
  attachmentId: string;
}

/** What the outbox calls the posts of one ticket into one room: they go one after the other. */
export const queueOf = (ticketId: string, roomId: string) => `slack:${ticketId}:${roomId}`;

/** The card of a ticket in a room, unless it was queued before. */
function queueCard(work: Work, ticketId: string, roomId: string): Promise<boolean> {
  return enqueue(work, {
    kind: 'SLACK',
    key: cardKey(ticketId, roomId),
    queueKey: queueOf(ticketId, roomId),
    payload: { op: 'card', ticketId, roomId } satisfies SlackPayload,
  });
}

/**
 * One entry for the ticket's threads. Where it has no card yet it gets one now, and the card shows the newest customer
 * message itself, so that message is not posted there a second time. What was written in a room's thread is not
 * posted back into it.
 */
export async function queueThreadEntry(
  work: Work,
  entry: ThreadEntry,
  writtenIn: string | null = null,
): Promise<void> {
  if (!work.core.config.slack) return;
  const { ticketId } = entry;
  const { known, fresh } = await roomsOfTicket(work, ticketId);
  for (const { id } of fresh) await queueCard(work, ticketId, id);
  const isOnCard =
    fresh.length > 0 && entry.op === 'message' && (await isFromCustomer(work, entry.messageId));
  const rooms = isOnCard ? known : [...known, ...fresh];
  for (const { id } of rooms) if (id !== writtenIn) await queueEntry(work, entry, id);
  if (entry.op === 'message') await queueFiles(work, entry, [...known, ...fresh]);
}

/** The files of a message follow it into each thread; those of a card's own message too. */
async function queueFiles(
  work: Work,
  { ticketId, messageId }: Extract<ThreadEntry, { op: 'message' }>,
  rooms: readonly RoomRow[],
): Promise<void> {
  const files = await work.tx.attachment.findMany({
    where: { messageId },
    select: { id: true },
    orderBy: { seq: 'asc' },
  });
  for (const { id: attachmentId } of files)
    for (const { id: roomId } of rooms) await queueFile(work, { op: 'file', ticketId, attachmentId }, roomId);
}

function queueFile(work: Work, { ticketId, attachmentId }: FileEntry, roomId: string): Promise<boolean> {
  return enqueue(work, {
    kind: 'SLACK',
    key: `slack:file:${attachmentId}:${roomId}`,
    queueKey: queueOf(ticketId, roomId),
    payload: { op: 'file', ticketId, roomId, attachmentId } satisfies SlackPayload,
  });
}

/** The same for one room alone: its card where it has none yet, and the entry, if there is one. */
export async function queueInRoom(
  work: Work,
  { ticketId, roomId, entry }: { ticketId: string; roomId: string; entry: ThreadEntry | FileEntry | null },
): Promise<void> {
  const isNew = await queueCard(work, ticketId, roomId);
  if (!entry) return;
  if (entry.op === 'file') {
    await queueFile(work, entry, roomId);
    return;
  }
  const isOnCard = isNew && entry.op === 'message' && (await isFromCustomer(work, entry.messageId));
  if (!isOnCard) await queueEntry(work, entry, roomId);
}

/** What the outbox calls an entry in a room. */
export function entryKey(entry: EntryName, roomId: string): string {
  const what = entry.op === 'message' ? entry.messageId : entry.op === 'note' ? entry.noteId : entry.seq;
  return `slack:${entry.op}:${what}:${roomId}`;
}

function queueEntry(work: Work, entry: ThreadEntry, roomId: string): Promise<boolean> {
  return enqueue(work, {
    kind: 'SLACK',
    key: entryKey(entry, roomId),
    queueKey: queueOf(entry.ticketId, roomId),
    payload: { ...entry, roomId } satisfies SlackPayload,
  });
}

/** The tick below a message whose words a customer has. It waits for nothing, and nothing waits for it. */
export function queueReaction(
  work: Work,
  at: { ticketId: string; channelId: string; ts: string },
): Promise<boolean> {
  const key = `slack:reaction:${at.channelId}:${at.ts}`;
  return enqueue(work, {
    kind: 'SLACK',
    key,
    queueKey: key,
    payload: { op: 'reaction', ...at } satisfies SlackPayload,
  });
}

/** Asks for the cards to show the ticket as it is; one waiting request is enough for any number of changes. */
export async function queueCardUpdate(work: Work, ticketId: string, version: number): Promise<void> {
  if (!work.core.config.slack) return;
  const { known, fresh } = await roomsOfTicket(work, ticketId);
  for (const { id } of fresh) await queueCard(work, ticketId, id);
  for (const room of known) await queueUpdate(work, ticketId, room, version);
}

async function queueUpdate(
  work: Work,
  ticketId: string,
  { id: roomId }: RoomRow,
  version: number,
): Promise<void> {
  const queueKey = queueOf(ticketId, roomId);
  const waiting = await work.tx.outboxItem.findFirst({
    where: { queueKey, state: 'PENDING', key: { startsWith: 'slack:update:' } },
    select: { id: true },
  });
  if (waiting) return;
  await enqueue(work, {
    kind: 'SLACK',
    key: `slack:update:${ticketId}:${version}:${roomId}`,
    queueKey,
    payload: { op: 'update', ticketId, roomId } satisfies SlackPayload,
  });
}

async function isFromCustomer(work: Work, messageId: string): Promise<boolean> {
  const message = await work.tx.message.findUnique({ where: { id: messageId }, select: { direction: true } });
  return message?.direction === 'IN';
}
