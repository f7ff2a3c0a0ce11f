/** After an outage: what a thread has waited for longer than an hour becomes one post that holds all of it. */
import type { Prisma } from '@postern/prisma';
import type { Work } from '../context.ts';
import { type SlackPayload, slackPayload } from './queue-to-slack.ts';

/** Source: our own rule, slack.md 7. */
const lateMs = 60 * 60_000;
/** So many fit into one message of Slack with their words; the next ones make another post. */
export const mostInOnePost = 20;

/** An item that was just taken from its queue for the first time. */
export interface TakenItem {
  id: string;
  seq: number;
  queueKey: string;
  payload: unknown;
  createdAt: Date;
}

type Entry = Extract<SlackPayload, { op: 'message' | 'note' | 'event' }>;

/**
 * What the item posts: its own entry, or a summary that begins with it and takes in the late entries behind it. Those are
 * done from this transaction on, because the item carries them, however often it is tried. A file ends the row, for it
 * is posted below its message; an update of the card does not, for it shows the newest state whenever it comes.
 */
export async function withLateEntries(work: Work, item: TakenItem): Promise<Prisma.JsonValue> {
  const own = item.payload as Prisma.JsonValue;
  const lateSince = new Date(work.now.getTime() - lateMs);
  if (item.createdAt > lateSince) return own;
  const first = entryIn(own);
  if (!first) return own;
  const behind = await work.tx.outboxItem.findMany({
    where: {
      queueKey: item.queueKey,
      seq: { gt: item.seq },
      state: { in: ['PENDING', 'IN_FLIGHT', 'AMBIGUOUS'] },
    },
    orderBy: { seq: 'asc' },
    take: 2 * mostInOnePost,
  });
  const entries = [first];
  const taken: number[] = [];
  for (const row of behind) {
    // One that was tried has a delivery id that Slack may know.
    if (row.state !== 'PENDING' || row.attempts > 0 || row.createdAt > lateSince) break;
    const entry = entryIn(row.payload);
    if (!entry && slackPayload.parse(row.payload).op !== 'update') break;
    if (!entry) continue;
    entries.push(entry);
    taken.push(row.seq);
    if (entries.length === mostInOnePost) break;
  }
  if (taken.length === 0) return own;
  const { ticketId, roomId } = first;
  const payload = {
    op: 'summary',
    ticketId,
    ...(roomId && { roomId }),
    entries: entries.map(({ ticketId: _, roomId: __, ...entry }) => entry),
  } satisfies SlackPayload;
  await work.tx.outboxItem.update({ where: { seq: item.seq }, data: { payload } });
  await work.tx.outboxItem.updateMany({
    where: { seq: { in: taken } },
    data: { state: 'DONE', doneAt: work.now, result: { takenInto: item.id } },
  });
  return payload;
}

function entryIn(payload: unknown): Entry | null {
  const read = slackPayload.parse(payload);
  return read.op === 'message' || read.op === 'note' || read.op === 'event' ? read : null;
}
