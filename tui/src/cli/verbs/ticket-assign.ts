/** `postern ticket assign`: gives a ticket to a colleague, to a team, to oneself, or back to nobody. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import type { Session } from '../session.ts';

/** To whom is `me`, `none`, an e-mail address, a name that fits one agent, or `@team`. */
export function act(session: Session, args: Args): Promise<number> {
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.assign.mutate({ ...which, to: args.to as string }),
    deed: { kind: 'assignee', to: args.to as string, label: args.to as string },
    done: ({ number, assignee, team, subject }) => {
      const who = assignee?.name ?? 'nobody';
      return args.to?.startsWith('@')
        ? `#${number} is ${team ? `of the team ${team}` : 'of no team'} now, with ${who}: ${subject}`
        : `#${number} is with ${who} now: ${subject}`;
    },
  });
}
