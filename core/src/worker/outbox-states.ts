/** The life of an outbox item: claimed with a lease, then done, tried again, looked for, parked or dead. */
import type { Prisma } from '@postern/prisma';
import { type Core, inDeskTransaction } from '../context.ts';
import type { OutboxKind } from '../outbox/enqueue.ts';
import { slackPayload } from '../outbox/queue-to-slack.ts';
import { linkThread, postedCard } from '../slack/link-thread.ts';
import type { DeliveryOutcome, OutboxEntryView } from './delivery.ts';

const leaseMs = 60_000;
const longestPauseMs = 300_000;

export interface Claimed extends OutboxEntryView {
  seq: number;
  isAmbiguous: boolean;
}

/** Takes up to `most` items that are due, each the head of its queue, and marks them as being sent. */
export async function claimDue(
  core: Core,
  kind: OutboxKind,
  most: number,
  owner: string,
): Promise<Claimed[]> {
  const look = core.clock.now();
  const [any] = await core.db.read.$queryRaw<{ seq: number }[]>`
    SELECT "seq" FROM "OutboxItem" WHERE "state" IN ('PENDING', 'AMBIGUOUS') AND "dueAt" <= ${look} AND "kind" = ${kind} LIMIT 1`;
  if (!any) return [];
  return inDeskTransaction(core, async (work) => {
    const rows = await work.tx.$queryRaw<{ seq: number }[]>`
      SELECT o."seq" FROM "OutboxItem" o
      WHERE o."state" IN ('PENDING', 'AMBIGUOUS') AND o."dueAt" <= ${work.now} AND o."kind" = ${kind}
        AND NOT EXISTS (SELECT 1 FROM "OutboxItem" p WHERE p."queueKey" = o."queueKey" AND p."seq" < o."seq"
                        AND p."state" IN ('PENDING', 'IN_FLIGHT', 'AMBIGUOUS'))
      ORDER BY o."seq" LIMIT ${most}`;
    const claimed: Claimed[] = [];
    for (const { seq } of rows) {
      const before = await work.tx.outboxItem.findUniqueOrThrow({ where: { seq } });
      await work.tx.outboxItem.update({
        where: { seq },
        data: {
          state: 'IN_FLIGHT',
          leaseOwner: owner,
          leaseUntil: new Date(work.now.getTime() + leaseMs),
          attempts: { increment: 1 },
        },
      });
      claimed.push({
        seq,
        id: before.id,
        kind: before.kind as OutboxKind,
        payload: before.payload,
        attempt: before.attempts + 1,
        firstTriedAt: before.createdAt,
        isAmbiguous: before.state === 'AMBIGUOUS',
      });
    }
    return claimed;
  });
}

/** Stores what became of an item, together with what follows from it. */
export async function settle(core: Core, item: Claimed, outcome: DeliveryOutcome): Promise<void> {
  await inDeskTransaction(core, async (work) => {
    const pauseMs = Math.min(longestPauseMs, 1_000 * 2 ** Math.min(item.attempt - 1, 9));
    const later = (ms: number) => new Date(work.now.getTime() + ms);
    const data: Record<DeliveryOutcome['state'], Prisma.OutboxItemUpdateInput> = {
      done: { state: 'DONE', doneAt: work.now, lastError: null },
      // Half of the pause is chance, so that many items do not come back at one moment.
      retry: {
        state: 'PENDING',
        dueAt: later(('afterMs' in outcome && outcome.afterMs) || pauseMs * (0.5 + Math.random() / 2)),
      },
      ambiguous: { state: 'AMBIGUOUS', dueAt: later(Math.max(2_000, pauseMs)) },
      parked: { state: 'PARKED' },
      dead: { state: 'DEAD' },
    };
    await work.tx.outboxItem.update({
      where: { seq: item.seq },
      data: {
        ...data[outcome.state],
        ...('reason' in outcome && { lastError: outcome.reason.slice(0, 500) }),
        ...('result' in outcome && outcome.result && { result: outcome.result as Prisma.InputJsonObject }),
        leaseOwner: null,
        leaseUntil: null,
      },
    });
    // A result says where the ticket's card stands: a first one, or one in the place of a card that somebody deleted.
    if (item.kind === 'SLACK' && outcome.state === 'done' && outcome.result) {
      const { ticketId } = slackPayload.parse(item.payload);
      await linkThread(work, ticketId, postedCard.parse(outcome.result));
    }
    // The next of its queue may go now.
    work.rings.outbox = true;
  });
}

/**
 * Items that a dead process left in the middle: nobody knows whether they went out, so they are looked for.
 * On SQLite one process alone works on a desk, so at its start every such item is an orphan; elsewhere the
 * lease must have run out.
 */
export async function recoverOrphans(core: Core, options: { atStart: boolean }): Promise<number> {
  return inDeskTransaction(core, async (work) => {
    const isOurs = options.atStart && core.db.engine === 'sqlite';
    const { count } = await work.tx.outboxItem.updateMany({
      where: { state: 'IN_FLIGHT', ...(!isOurs && { leaseUntil: { lt: work.now } }) },
      data: { state: 'AMBIGUOUS', dueAt: work.now, leaseOwner: null, leaseUntil: null },
    });
    return count;
  });
}
