/** Saying how urgent a ticket is. */
import type { AgentContext } from '../context.ts';
import type { PriorityName } from '../priorities.ts';
import type { TicketRef } from './access-ticket.ts';
import { changeTicket, type Decision } from './change-ticket.ts';
import type { TicketHead } from './ticket-rows.ts';

/** One that has this priority already stays as it is, without a second event. */
export function setPriority(
  ctx: AgentContext,
  which: { ticket: TicketRef; to: PriorityName; ifVersion?: number | undefined },
): Promise<TicketHead> {
  return changeTicket(ctx, which, prioritizing(which.to));
}

export const prioritizing =
  (to: PriorityName): Decision =>
  async (_work, ticket) => {
    const from = ticket.priority.toLowerCase();
    if (from === to) return null;
    return { data: { priority: to.toUpperCase() }, action: 'ticket.prioritized', change: { from, to } };
  };
