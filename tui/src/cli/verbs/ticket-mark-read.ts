/** `postern ticket mark-read`: all of a ticket counts as read by you. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';

/** One ticket, or many from stdin. */
export function act(session: Session, args: Args): Promise<number> {
  return changeTickets(session, args, {
    change: (tickets, { ticket }) => tickets.markRead.mutate({ ticket }),
    done: ({ number, subject }) => `You have read #${number}: ${subject}`,
  });
}
