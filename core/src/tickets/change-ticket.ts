/** What every change to a ticket's own fields has in common: version, clock, event, and word to Slack. */
import type { Prisma } from '@postern/prisma';
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { tellAssignee } from '../slack-rooms/direct-messages.ts';
import { queueCardUpdate, queueThreadEntry } from '../slack-rooms/queue-to-slack.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { requireNotMerged } from './require-not-merged.ts';
import { requireVersion } from './require-version.ts';
import { type TicketHead, type TicketRow, ticketHead } from './ticket-rows.ts';

export interface WhichTicket {
  ticket: TicketRef;
  ifVersion?: number | undefined;
}

/** What becomes of a ticket, and what is told of it; null for nothing. */
export type Decision = (work: Work, ticket: TicketRow) => Promise<TicketChange | null>;

export interface TicketChange {
  data: Prisma.TicketUncheckedUpdateInput;
  action: string;
  /** Facts for the audit trail and the timeline; the agent's name is added as `by`. */
  change: Record<string, unknown>;
}

/** What Slack's threads say in a line of its own; every other field is read on the card, which follows. */
const threadLines: ReadonlySet<string> = new Set(['ticket.assigned', 'ticket.closed', 'ticket.reopened']);

/** Runs `decide` on the ticket; its answer is written, null leaves all as it is. Answers the ticket after it. */
export function changeTicket(ctx: AgentContext, which: WhichTicket, decide: Decision): Promise<TicketHead> {
  return inTransaction(ctx, (work) => changeWithin(work, ctx, which, decide));
}

/** The same within a transaction, which a rehearsal takes back. */
export async function changeWithin(
  work: Work,
  ctx: Pick<AgentContext, 'core' | 'viewer'>,
  which: WhichTicket,
  decide: Decision,
): Promise<TicketHead> {
  const ticket = await accessTicket.asAgent(work.tx, ctx.viewer, which.ticket, 'tickets.write');
  await requireNotMerged(work.tx, ticket);
  requireVersion(ticket, which.ifVersion);
  const change = await decide(work, ticket);
  if (change) {
    await work.tx.ticket.update({
      where: { id: ticket.id },
      data: { ...change.data, lastActivityAt: work.now, version: { increment: 1 } },
    });
    const seq = await recordEvent(work, {
      action: change.action,
      target: ticket.id,
      ticketId: ticket.id,
      change: {
        ...change.change,
        // Where it stands from now on, for whoever asks later how it was.
        ...(typeof change.data.stageId === 'string' && { stage: change.data.stageId }),
        by: ctx.viewer.name,
      },
    });
    if (change.action === 'ticket.assigned')
      await tellAssignee(work, { ticketId: ticket.id, to: change.change.toId, by: ctx.viewer.agentId, seq });
    if (threadLines.has(change.action))
      await queueThreadEntry(work, { op: 'event', ticketId: ticket.id, seq });
    await queueCardUpdate(work, ticket.id, ticket.version + 1);
  }
  const after = await accessTicket.asAgent(work.tx, ctx.viewer, ticket.id, 'tickets.write');
  return ticketHead(ctx.core, work.tx, after);
}
