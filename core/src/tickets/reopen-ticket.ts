/** Reopening a closed ticket. */
import type { AgentContext } from '../context.ts';
import type { TicketRef } from './access-ticket.ts';
import { changeTicket } from './change-ticket.ts';
import { moveTo } from './stages.ts';
import type { TicketHead } from './ticket-rows.ts';

/** Reopens it into "waiting on us"; an open one stays as it is, without an event. */
export function reopenTicket(
  ctx: AgentContext,
  which: { ticket: TicketRef; ifVersion?: number | undefined },
): Promise<TicketHead> {
  return changeTicket(ctx, which, async (work, ticket) =>
    ticket.closedAt
      ? { data: await moveTo(work, ticket, 'WAITING_ON_US'), action: 'ticket.reopened', change: {} }
      : null,
  );
}
