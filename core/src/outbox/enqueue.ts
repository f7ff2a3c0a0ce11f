/** What must leave the desk, written down in the transaction of its cause. */
import type { Prisma } from '@postern/prisma';
import type { Work } from '../context.ts';

export type OutboxKind = 'EMAIL' | 'SLACK';

export interface OutboxEntry {
  kind: OutboxKind;
  /** Says what is sent, and to whom. The same key twice is one sending. */
  key: string;
  /** Items of one queue leave in order, one at a time. */
  queueKey: string;
  payload: Prisma.InputJsonObject;
  /** Why it waits for a person instead of being sent; the worker leaves it alone. */
  parkedBecause?: string | undefined;
}

/** Adds an item unless its key is there already; answers whether it was added. */
export async function enqueue(work: Work, entry: OutboxEntry): Promise<boolean> {
  const there = await work.tx.outboxItem.findUnique({ where: { key: entry.key }, select: { id: true } });
  if (there) return false;
  const { parkedBecause, ...item } = entry;
  await work.tx.outboxItem.create({
    data: {
      ...item,
      id: work.core.ids.next('outboxItem'),
      state: parkedBecause ? 'PARKED' : 'PENDING',
      lastError: parkedBecause ?? null,
      dueAt: work.now,
      createdAt: work.now,
    },
  });
  if (!parkedBecause) work.rings.outbox = true;
  return true;
}
