/** `postern ticket priority`: says how urgent a ticket is. */
import { type PriorityName, priorityNames } from '@postern/core/client';
import { changeTickets } from '../change-tickets.ts';
import { oneOf } from '../choices.ts';
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';

/** One ticket, or many from stdin. */
export async function act(session: Session, args: Args): Promise<number> {
  // The verb needs it, so it is there.
  const to = oneOf('to', args.to, priorityNames) as PriorityName;
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.setPriority.mutate({ ...which, to }),
    deed: { kind: 'priority', to },
    done: ({ number, priority, subject }) => `#${number} has the priority ${priority} now: ${subject}`,
  });
}
