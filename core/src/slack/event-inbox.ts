/**
 * What Slack tells the desk: written down before Slack hears that it arrived, then handled, and kept as a key for a
 * week, so that an event that comes again is not handled again. The words of a handled event are not kept.
 */
import type { Prisma } from '@postern/prisma';
import { type Context, type Core, inDeskTransaction, inTransaction, type SlackViewer } from '../context.ts';

export interface TakenEvent {
  seq: number;
  type: string;
  teamId: string;
  body: Record<string, unknown>;
  /** 1 at the first try. */
  attempt: number;
}

const mostAttempts = 5;
/** An event under way counts as left behind after this, and is taken up again. */
const leaseMs = 60_000;
const keptMs = 7 * 86_400_000;

/** Answers whether it is new: neither the event nor, under another event id, what it tells was there before. */
export async function takeEvent(
  ctx: Context<SlackViewer>,
  event: {
    eventId: string;
    contentKey: string | null;
    teamId: string;
    type: string;
    body: Record<string, unknown>;
  },
): Promise<{ isNew: boolean }> {
  return inTransaction(ctx, async (work) => {
    const same = {
      OR: [{ eventId: event.eventId }, ...(event.contentKey ? [{ contentKey: event.contentKey }] : [])],
    };
    if ((await work.tx.slackEvent.count({ where: same })) > 0) return { isNew: false };
    await work.tx.slackEvent.create({
      data: {
        ...event,
        body: event.body as Prisma.InputJsonObject,
        state: 'PENDING',
        dueAt: work.now,
        receivedAt: work.now,
      },
    });
    return { isNew: true };
  });
}

/** Takes what is due, the oldest first. */
export async function dueEvents(ctx: Context<SlackViewer>, limit: number): Promise<TakenEvent[]> {
  const due = { state: 'PENDING', dueAt: { lte: ctx.core.clock.now() } };
  // Asked by the reader first: a desk at rest must not write.
  if ((await ctx.core.db.read.slackEvent.count({ where: due })) === 0) return [];
  return inTransaction(ctx, async (work) => {
    const rows = await work.tx.slackEvent.findMany({
      where: { state: 'PENDING', dueAt: { lte: work.now } },
      orderBy: { seq: 'asc' },
      take: limit,
    });
    await work.tx.slackEvent.updateMany({
      where: { seq: { in: rows.map(({ seq }) => seq) } },
      data: { attempts: { increment: 1 }, dueAt: new Date(work.now.getTime() + leaseMs) },
    });
    return rows.map(({ seq, type, teamId, body, attempts }) => ({
      seq,
      type,
      teamId,
      body: body as Record<string, unknown>,
      attempt: attempts + 1,
    }));
  });
}

/** Handled, or not: then it is tried again, five times in all, and shown to the operator after that. */
export async function settleEvents(
  ctx: Context<SlackViewer>,
  outcomes: readonly { seq: number; failure: string | null }[],
): Promise<void> {
  await inTransaction(ctx, async (work) => {
    const done = outcomes.filter(({ failure }) => failure === null).map(({ seq }) => seq);
    await work.tx.slackEvent.updateMany({
      where: { seq: { in: done } },
      data: { state: 'DONE', doneAt: work.now, body: {}, lastError: null },
    });
    for (const { seq, failure } of outcomes) {
      if (failure === null) continue;
      const row = await work.tx.slackEvent.findUnique({ where: { seq }, select: { attempts: true } });
      const isOver = (row?.attempts ?? 0) >= mostAttempts;
      const pauseMs = 1_000 * 2 ** Math.min(row?.attempts ?? 1, 6);
      await work.tx.slackEvent.updateMany({
        where: { seq, state: 'PENDING' },
        data: {
          lastError: failure.slice(0, 500),
          ...(isOver ? { state: 'DEAD' } : { dueAt: new Date(work.now.getTime() + pauseMs) }),
        },
      });
    }
  });
}

/** Takes up at once what a process that ended left under way. For the start, where one process alone serves a desk. */
export async function retakeEvents(core: Core): Promise<void> {
  if (core.db.engine !== 'sqlite') return;
  await inDeskTransaction(core, (work) =>
    work.tx.slackEvent.updateMany({ where: { state: 'PENDING' }, data: { dueAt: work.now } }),
  );
}

/** Forgets what came a week ago, handled or given up: no words of the team's are kept for longer. */
export async function forgetOldEvents(core: Core): Promise<void> {
  const old = {
    state: { in: ['DONE', 'DEAD'] },
    receivedAt: { lt: new Date(core.clock.now().getTime() - keptMs) },
  };
  if ((await core.db.read.slackEvent.count({ where: old })) === 0) return;
  await inDeskTransaction(core, (work) => work.tx.slackEvent.deleteMany({ where: old }));
}
