/** Putting a ticket to sleep until a time or until the customer's next message, and waking it. */
import type { AgentContext, Core } from '../context.ts';
import { inDeskTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { queueCardUpdate, queueThreadEntry } from '../slack-rooms/queue-to-slack.ts';
import type { TicketRef } from './access-ticket.ts';
import { changeTicket } from './change-ticket.ts';
import { awake } from './stages.ts';
import type { TicketHead } from './ticket-rows.ts';

const longestMs = 366 * 86_400_000;

/**
 * It stays what it is, open and in its stage; a customer's message wakes it in any case, and so does closing it.
 * `until` is a moment, or null for the next message. Throws `BAD_INPUT` for a moment that is past or more than a year
 * away, `TICKET_CLOSED`.
 */
export function snoozeTicket(
  ctx: AgentContext,
  wish: { ticket: TicketRef; until: string | null; ifVersion?: number | undefined },
): Promise<TicketHead> {
  return changeTicket(ctx, wish, async (work, ticket) => {
    const until = wish.until === null ? null : new Date(wish.until);
    if (until && until <= work.now)
      throw new PosternError(
        'BAD_INPUT',
        `The time ${minute(until)} is past. Name a time that is still to come.`,
      );
    if (until && until.getTime() - work.now.getTime() > longestMs)
      throw new PosternError(
        'BAD_INPUT',
        `The time ${minute(until)} is too far away: a ticket sleeps a year at most.`,
      );
    if (ticket.closedAt)
      throw new PosternError(
        'TICKET_CLOSED',
        `Ticket #${ticket.number} is closed, so it is in nobody's way.`,
        {
          number: ticket.number,
          hint: `To reopen it: postern ticket reopen ${ticket.number}`,
        },
      );
    if (ticket.snoozedAt && ticket.snoozedUntil?.getTime() === until?.getTime()) return null;
    return {
      data: { snoozedAt: work.now, snoozedUntil: until, snoozedById: ctx.viewer.agentId },
      action: 'ticket.snoozed',
      change: { until: until?.toISOString() ?? null },
    };
  });
}

/** Wakes it before its time; one that is awake stays as it is. */
export function wakeTicket(
  ctx: AgentContext,
  which: { ticket: TicketRef; ifVersion?: number | undefined },
): Promise<TicketHead> {
  return changeTicket(ctx, which, async (_work, ticket) =>
    ticket.snoozedAt ? { data: awake, action: 'ticket.woken', change: { because: 'agent' } } : null,
  );
}

const atOnce = 100;

/**
 * Wakes what has slept until its time, each ticket once, however many processes look. Answers how many; what is left
 * is for the next call.
 */
export async function wakeDueTickets(core: Core): Promise<number> {
  // A merged one sleeps on: what is left of it is awake.
  const due = { snoozedUntil: { lte: core.clock.now() }, mergedIntoId: null };
  // Asked by the reader first: a desk at rest must not write every few seconds.
  const ready = await core.db.read.ticket.findMany({
    where: due,
    select: { id: true },
    // Without an order of ours Prisma asks for that of the rows, and SQLite would walk them all.
    orderBy: { snoozedUntil: 'asc' },
    take: atOnce,
  });
  let woken = 0;
  for (const { id } of ready) {
    await inDeskTransaction(core, async (work) => {
      const { count } = await work.tx.ticket.updateMany({
        where: { id, ...due },
        data: { ...awake, lastActivityAt: work.now, version: { increment: 1 } },
      });
      if (count === 0) return;
      const { version } = await work.tx.ticket.findUniqueOrThrow({
        where: { id },
        select: { version: true },
      });
      const change = { because: 'time' };
      const seq = await recordEvent(work, { action: 'ticket.woken', target: id, ticketId: id, change });
      await queueThreadEntry(work, { op: 'event', ticketId: id, seq });
      await queueCardUpdate(work, id, version);
      woken += 1;
    });
  }
  return woken;
}

/** As the timeline says a moment: `2026-11-03 09:00 UTC`. */
function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
