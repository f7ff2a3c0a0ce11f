/** What Slack hears of a ticket: its card, then each message, note and change in the card's thread. */
import { z } from 'zod';
import type { Work } from '../context.ts';
import { enqueue } from './enqueue.ts';

/** Rows hold ids only; what is posted is read when it is sent. */
export const slackPayload = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('card'), ticketId: z.string() }),
  z.strictObject({ op: z.literal('update'), ticketId: z.string() }),
  z.strictObject({ op: z.literal('message'), ticketId: z.string(), messageId: z.string() }),
  z.strictObject({ op: z.literal('note'), ticketId: z.string(), noteId: z.string() }),
  z.strictObject({ op: z.literal('event'), ticketId: z.string(), seq: z.number().int() }),
]);

export type SlackPayload = z.infer<typeof slackPayload>;

const queueOf = (ticketId: string) => `slack:${ticketId}`;

/** The card of a ticket. Does nothing where Slack is not connected, or when the card was queued before. */
export async function queueCard(work: Work, ticketId: string): Promise<boolean> {
  if (!work.core.config.slack) return false;
  return enqueue(work, {
    kind: 'SLACK',
    key: `slack:card:${ticketId}`,
    queueKey: queueOf(ticketId),
    payload: { op: 'card', ticketId } satisfies SlackPayload,
  });
}

/**
 * One entry for the ticket's thread. A ticket that has no card yet gets it now, and the card shows the newest
 * customer message itself, so that message is not posted a second time.
 */
export async function queueThreadEntry(
  work: Work,
  entry: Extract<SlackPayload, { op: 'message' | 'note' | 'event' }>,
): Promise<void> {
  if (!work.core.config.slack) return;
  const { ticketId } = entry;
  const isFirst = await queueCard(work, ticketId);
  if (isFirst && entry.op === 'message' && (await isFromCustomer(work, entry.messageId))) return;
  const what = entry.op === 'message' ? entry.messageId : entry.op === 'note' ? entry.noteId : entry.seq;
  await enqueue(work, {
    kind: 'SLACK',
    key: `slack:${entry.op}:${what}`,
    queueKey: queueOf(ticketId),
    payload: entry,
  });
}

/** Asks for the card to show the ticket as it is; one waiting request is enough for any number of changes. */
export async function queueCardUpdate(work: Work, ticketId: string, version: number): Promise<void> {
  if (!work.core.config.slack) return;
  if (await queueCard(work, ticketId)) return;
  const queueKey = queueOf(ticketId);
  const waiting = await work.tx.outboxItem.findFirst({
    where: { queueKey, state: 'PENDING', key: { startsWith: 'slack:update:' } },
    select: { id: true },
  });
  if (waiting) return;
  await enqueue(work, {
    kind: 'SLACK',
    key: `slack:update:${ticketId}:${version}`,
    queueKey,
    payload: { op: 'update', ticketId } satisfies SlackPayload,
  });
}

async function isFromCustomer(work: Work, messageId: string): Promise<boolean> {
  const message = await work.tx.message.findUnique({ where: { id: messageId }, select: { direction: true } });
  return message?.direction === 'IN';
}
