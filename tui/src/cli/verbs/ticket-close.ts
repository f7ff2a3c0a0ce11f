/** `postern ticket close`: closes a ticket. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';

/** A closed one stays as it is. */
export function act(session: Session, args: Args): Promise<number> {
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.close.mutate(which),
    deed: { kind: 'status', to: 'closed' },
    done: ({ number, subject }) => `Closed #${number}: ${subject}`,
  });
}
