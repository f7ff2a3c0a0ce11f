/** `postern ticket reopen`: reopens a closed ticket. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';

/** An open one stays as it is. */
export function act(session: Session, args: Args): Promise<number> {
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.reopen.mutate(which),
    deed: { kind: 'status', to: 'open' },
    done: ({ number, subject }) => `Reopened #${number}: ${subject}`,
  });
}
