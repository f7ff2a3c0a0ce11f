/** `postern ticket mark-unread`: the last thing written in a ticket counts as unread by you. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';

/** One ticket, or many from stdin. */
export function act(session: Session, args: Args): Promise<number> {
  return changeTickets(session, args, {
    change: (tickets, { ticket }) => tickets.markUnread.mutate({ ticket }),
    done: ({ number, subject }) => `Unread again: #${number}: ${subject}`,
  });
}
