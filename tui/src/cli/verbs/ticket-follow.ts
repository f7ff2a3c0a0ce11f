/** `postern ticket follow`: hear of a ticket what its assignee hears. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';

/** One ticket, or many from stdin. */
export function act(session: Session, args: Args): Promise<number> {
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.follow.mutate(which),
    done: ({ number, subject }) => `You follow #${number}: ${subject}`,
  });
}
