/** `postern ticket unmerge`: takes a merged ticket apart again. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';

/** One ticket, or many from stdin. */
export async function act(session: Session, args: Args): Promise<number> {
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.unmerge.mutate(which),
    done: ({ number, subject }) => `#${number} stands by itself again: ${subject}`,
  });
}
