/** The life of an outbox item: claimed with a lease, then done, tried again, looked for, parked or dead. */
import type { Prisma } from '@postern/prisma';
import { type Core, inDeskTransaction, type Queries, type Work } from '../context.ts';
import type { OutboxKind } from '../outbox/enqueue.ts';
import { mailPayload } from '../outbox/mail-payload.ts';
import { rememberPosted, slackResult } from '../slack/link-thread.ts';
import { withLateEntries } from '../slack-rooms/late-entries.ts';
import { slackPayload } from '../slack-rooms/queue-to-slack.ts';
import { queueRevision } from '../slack-rooms/revisions.ts';
import type { DeliveryOutcome, OutboxEntryView } from './delivery.ts';

/** An item whose lease is over counts as left behind by a dead process; living ones renew theirs in good time. */
export const leaseMs = 60_000;
const longestPauseMs = 300_000;

export interface Claimed extends OutboxEntryView {
  seq: number;
  isAmbiguous: boolean;
}

/** An item and what became of it. */
export interface Told {
  item: Claimed;
  outcome: DeliveryOutcome;
}

export interface WorkerTurn {
  /** Who holds the leases. */
  owner: string;
  told: readonly Told[];
  /** Items still under way whose leases are to be renewed. */
  renew: readonly number[];
  /** How many more items of each kind may be under way. */
  rooms: ReadonlyMap<OutboxKind, number>;
}

/**
 * One turn of the worker in one transaction, because every transaction waits in line with those of customers:
 * stores what became of items, renews leases, and takes what is due, each item the head of its queue.
 * Without anything to do there is no transaction. When it throws, nothing of it is stored.
 */
export async function takeTurn(core: Core, turn: WorkerTurn): Promise<Claimed[]> {
  const isIdle = turn.told.length === 0 && turn.renew.length === 0;
  if (isIdle && !(await isAnythingDue(core, turn.rooms))) return [];
  const claimed = await inDeskTransaction(core, async (work) => {
    for (const each of turn.told) await settle(work, turn.owner, each);
    if (turn.renew.length > 0) {
      await work.tx.outboxItem.updateMany({
        where: { seq: { in: [...turn.renew] }, leaseOwner: turn.owner },
        data: { leaseUntil: leaseFrom(work.now) },
      });
    }
    const claimed: Claimed[] = [];
    for (const [kind, most] of turn.rooms) claimed.push(...(await claim(work, turn.owner, kind, most)));
    return claimed;
  });
  tellOfMails(core, turn.told);
  return claimed;
}

/** Whoever has the ticket open reads beside the reply what became of it. */
function tellOfMails(core: Core, told: readonly Told[]): void {
  const tickets = told.flatMap(({ item }) => {
    const { data } = item.kind === 'EMAIL' ? mailPayload.safeParse(item.payload) : { data: undefined };
    return data?.template === 'reply' ? [data.ticketId] : [];
  });
  if (tickets.length === 0) return;
  core.mailMoves.tell(tickets);
  core.changes.ring();
}

const leaseFrom = (now: Date) => new Date(now.getTime() + leaseMs);

async function isAnythingDue(core: Core, rooms: WorkerTurn['rooms']): Promise<boolean> {
  const now = core.clock.now();
  for (const kind of rooms.keys()) {
    if ((await dueHeads(core.db.read, kind, 1, now)).length > 0) return true;
  }
  return false;
}

/** What is due, oldest first; what stands behind an unfinished item of its queue is not. */
function dueHeads(queries: Queries, kind: OutboxKind, most: number, now: Date) {
  return queries.$queryRaw<{ seq: number; state: string }[]>`
    SELECT o."seq", o."state" FROM "OutboxItem" o
    WHERE o."state" IN ('PENDING', 'AMBIGUOUS') AND o."dueAt" <= ${now} AND o."kind" = ${kind}
      AND NOT EXISTS (SELECT 1 FROM "OutboxItem" p WHERE p."queueKey" = o."queueKey" AND p."seq" < o."seq"
                      AND p."state" IN ('PENDING', 'IN_FLIGHT', 'AMBIGUOUS'))
    ORDER BY o."seq" LIMIT ${most}`;
}

async function claim(work: Work, owner: string, kind: OutboxKind, most: number): Promise<Claimed[]> {
  const heads = await dueHeads(work.tx, kind, most, work.now);
  const claimed: Claimed[] = [];
  for (const state of ['PENDING', 'AMBIGUOUS']) {
    const seqs = heads.filter((head) => head.state === state).map((head) => Number(head.seq));
    if (seqs.length === 0) continue;
    // The state is asked for again: on PostgreSQL another worker may have taken an item since it was read.
    await work.tx.outboxItem.updateMany({
      where: { seq: { in: seqs }, state },
      data: {
        state: 'IN_FLIGHT',
        leaseOwner: owner,
        leaseUntil: leaseFrom(work.now),
        attempts: { increment: 1 },
      },
    });
    const rows = await work.tx.outboxItem.findMany({
      where: { seq: { in: seqs }, state: 'IN_FLIGHT', leaseOwner: owner },
      orderBy: { seq: 'asc' },
    });
    for (const row of rows) {
      claimed.push({
        seq: row.seq,
        id: row.id,
        kind,
        payload: isFirstTry(row) ? await withLateEntries(work, row) : row.payload,
        attempt: row.attempts,
        firstTriedAt: row.createdAt,
        isAmbiguous: state === 'AMBIGUOUS',
      });
    }
  }
  return claimed;
}

/** Of a post to Slack: nobody there can know it yet. */
const isFirstTry = ({ kind, attempts }: { kind: string; attempts: number }) =>
  kind === 'SLACK' && attempts === 1;

/** Stores what became of an item, together with what follows from it. */
async function settle(work: Work, owner: string, { item, outcome }: Told): Promise<void> {
  const { count } = await work.tx.outboxItem.updateMany({
    // "It is out" is true whoever says it; all else is for the one who holds the lease to say.
    where: {
      seq: item.seq,
      ...(outcome.state === 'done' ? { state: { not: 'DONE' } } : { state: 'IN_FLIGHT', leaseOwner: owner }),
    },
    data: {
      ...changeFor(outcome, item.attempt, work.now),
      ...('reason' in outcome && { lastError: outcome.reason.slice(0, 500) }),
      ...('result' in outcome && outcome.result && { result: outcome.result as Prisma.InputJsonObject }),
      leaseOwner: null,
      leaseUntil: null,
    },
  });
  if (count > 0 && item.kind === 'EMAIL') await tellThreads(work, item.payload, outcome);
  if (count > 0 && item.kind === 'SLACK' && outcome.state === 'done' && outcome.result) {
    const payload = slackPayload.parse(item.payload);
    if ('ticketId' in payload)
      await rememberPosted(work, { id: item.id, ...payload }, slackResult.parse(outcome.result));
  }
}

/** A reply that stands in Slack says there that its mail did not reach somebody. */
async function tellThreads(work: Work, payload: unknown, outcome: DeliveryOutcome): Promise<void> {
  const isSkipped = outcome.state === 'done' && outcome.result !== undefined && 'skipped' in outcome.result;
  if (outcome.state !== 'dead' && !isSkipped) return;
  const { data } = mailPayload.safeParse(payload);
  if (data?.template === 'reply')
    await queueRevision(work, data.ticketId, { op: 'message', messageId: data.messageId });
}

function changeFor(
  outcome: DeliveryOutcome,
  attempt: number,
  now: Date,
): Prisma.OutboxItemUpdateManyMutationInput {
  const pauseMs = Math.min(longestPauseMs, 1_000 * 2 ** Math.min(attempt - 1, 9));
  const later = (ms: number) => new Date(now.getTime() + ms);
  switch (outcome.state) {
    case 'done':
      return { state: 'DONE', doneAt: now, lastError: null };
    case 'retry':
      // Half of the pause is chance, so that many items do not come back at one moment.
      return { state: 'PENDING', dueAt: later(outcome.afterMs || pauseMs * (0.5 + Math.random() / 2)) };
    case 'ambiguous':
      return { state: 'AMBIGUOUS', dueAt: later(outcome.afterMs ?? Math.max(2_000, pauseMs)) };
    case 'parked':
      return { state: 'PARKED' };
    case 'dead':
      return { state: 'DEAD' };
  }
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
    // They may go at once.
    if (count > 0) work.rings.outbox = true;
    return count;
  });
}
