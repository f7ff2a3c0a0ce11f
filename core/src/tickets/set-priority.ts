/** Saying how urgent a ticket is. */
import type { AgentContext } from '../context.ts';
import type { PriorityName } from '../priorities.ts';
import type { TicketRef } from './access-ticket.ts';
import { changeTicket } from './change-ticket.ts';
import type { TicketHead } from './ticket-rows.ts';

/** One that has this priority already stays as it is, without a second event. */
export function setPriority(
  ctx: AgentContext,
  which: { ticket: TicketRef; to: PriorityName; ifVersion?: number | undefined },
): Promise<TicketHead> {
  return changeTicket(ctx, which, async (_work, ticket) => {
    const from = ticket.priority.toLowerCase();
    if (from === which.to) return null;
    return {
      data: { priority: which.to.toUpperCase() },
      action: 'ticket.prioritized',
      change: { from, to: which.to },
    };
  });
}
