/** `postern ticket restore`: takes tickets out of the bin. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';

/** One ticket, or many from stdin, as `ticket list is:deleted` prints them. */
export function act(session: Session, args: Args): Promise<number> {
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.restore.mutate(which),
    done: ({ number, subject }) => `#${number} is restored: ${subject}`,
  });
}
