/** `postern ticket link`: says that two tickets belong together. */
import { linkWishes } from '@postern/core/client';
import { changeTickets } from '../change-tickets.ts';
import { oneOf } from '../choices.ts';
import type { Args } from '../flags.ts';
import { shownTicket, ticketRef } from '../numbers.ts';
import type { Session } from '../session.ts';

/** `--as` says what the first is to the second; related unless said. */
export function act(session: Session, args: Args): Promise<number> {
  const to = ticketRef(args.other as string);
  const as = oneOf('as', args.as, linkWishes) ?? 'related';
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.link.mutate({ ...which, to, as }),
    done: ({ number, subject }) =>
      as === 'related'
        ? `#${number} and ${shownTicket(to)} are linked: ${subject}`
        : `#${number} is ${as === 'parent' ? 'the' : 'a'} ${as} of ${shownTicket(to)} now: ${subject}`,
  });
}
