/** Closing a ticket. */
import type { AgentContext } from '../context.ts';
import type { TicketRef } from './access-ticket.ts';
import { changeTicket, type Decision } from './change-ticket.ts';
import { moveTo } from './stages.ts';
import type { TicketHead } from './ticket-rows.ts';

/** Closes it; a closed one stays as it is, without a second event. */
export function closeTicket(
  ctx: AgentContext,
  which: { ticket: TicketRef; ifVersion?: number | undefined },
): Promise<TicketHead> {
  return changeTicket(ctx, which, closing);
}

export const closing: Decision = async (work, ticket) =>
  ticket.closedAt
    ? null
    : { data: await moveTo(work, ticket, 'CLOSED'), action: 'ticket.closed', change: {} };
