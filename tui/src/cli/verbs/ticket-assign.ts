/** `postern ticket assign`: gives a ticket to a colleague, to oneself, or back to nobody. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';

/** To whom is `me`, `none`, an e-mail address, or a name that fits one agent. */
export function act(session: Session, args: Args): Promise<number> {
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.assign.mutate({ ...which, to: args.to as string }),
    done: ({ number, assignee, subject }) =>
      `#${number} is with ${assignee?.name ?? 'nobody'} now: ${subject}`,
  });
}
