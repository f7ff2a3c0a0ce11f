/** `postern ticket unfollow`: hear of a ticket no more. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';

/** One ticket, or many from stdin. */
export function act(session: Session, args: Args): Promise<number> {
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.unfollow.mutate(which),
    done: ({ number, subject }) => `You do not follow #${number} any more: ${subject}`,
  });
}
