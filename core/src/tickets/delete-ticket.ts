/** The bin: a deleted ticket is gone for customers at once, for agents until it is restored, and for good after a while. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { queueCardUpdate, queueThreadEntry } from '../slack-rooms/queue-to-slack.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { keptDays } from './purge-bin.ts';
import { requireNotMerged } from './require-not-merged.ts';
import { requireVersion } from './require-version.ts';
import { type TicketHead, type TicketRow, ticketHead } from './ticket-rows.ts';

export interface BinnedTicket extends TicketHead {
  /** When it is gone for good. */
  purgedAt: string;
}

interface Which {
  ticket: TicketRef;
  ifVersion?: number | undefined;
}

/**
 * Puts a ticket into the bin, with those that are merged into it. Whatever waits to be sent from it is not sent.
 * Throws `TICKET_DELETED` for one that is there already.
 */
export function deleteTicket(ctx: AgentContext, which: Which): Promise<BinnedTicket> {
  return inTransaction(ctx, async (work) => {
    const ticket = await accessTicket.asAgent(work.tx, ctx.viewer, which.ticket, 'tickets.delete');
    await requireNotMerged(work.tx, ticket);
    requireVersion(ticket, which.ifVersion);
    await move(work, ticket, { hidden: 'DELETED', deletedAt: work.now });
    await tell(work, ticket, 'ticket.deleted', ctx.viewer.name);
    const purgedAt = new Date(work.now.getTime() + keptDays * 86_400_000).toISOString();
    return { ...(await headOf(ctx, work, ticket.id)), purgedAt };
  });
}

/** Takes a ticket out of the bin: it is what it was. Throws `BAD_INPUT` for one that is not there. */
export function restoreTicket(ctx: AgentContext, which: Which): Promise<TicketHead> {
  return inTransaction(ctx, async (work) => {
    const ticket = await accessTicket.asAgentInBin(work.tx, ctx.viewer, which.ticket, 'tickets.delete');
    if (!ticket.deletedAt)
      throw new PosternError(
        'BAD_INPUT',
        `Ticket #${ticket.number} is not in the bin, so there is nothing to restore.`,
        { hint: 'See the bin: postern ticket list is:deleted' },
      );
    requireVersion(ticket, which.ifVersion);
    await move(work, ticket, { hidden: null, deletedAt: null });
    await tell(work, ticket, 'ticket.restored', ctx.viewer.name);
    return headOf(ctx, work, ticket.id);
  });
}

async function move(
  work: Work,
  { id }: TicketRow,
  to: { hidden: string | null; deletedAt: Date | null },
): Promise<void> {
  await work.tx.ticket.update({
    where: { id },
    data: { ...to, lastActivityAt: work.now, version: { increment: 1 } },
  });
}

async function tell(work: Work, { id, version }: TicketRow, action: string, by: string): Promise<void> {
  const seq = await recordEvent(work, { action, target: id, ticketId: id, change: { by } });
  await queueThreadEntry(work, { op: 'event', ticketId: id, seq });
  await queueCardUpdate(work, id, version + 1);
}

async function headOf(ctx: AgentContext, work: Work, id: string): Promise<TicketHead> {
  return ticketHead(
    ctx.core,
    work.tx,
    await accessTicket.asAgentInBin(work.tx, ctx.viewer, id, 'tickets.delete'),
  );
}
