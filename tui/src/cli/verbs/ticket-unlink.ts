/** `postern ticket unlink`: takes the link between two tickets away. */
import { changeTickets } from '../change-tickets.ts';
import type { Args } from '../flags.ts';
import { shownTicket, ticketRef } from '../numbers.ts';
import type { Session } from '../session.ts';

/** One ticket, or many from stdin, from the other one. */
export function act(session: Session, args: Args): Promise<number> {
  const to = ticketRef(args.other as string);
  return changeTickets(session, args, {
    change: (tickets, which) => tickets.unlink.mutate({ ...which, to }),
    done: ({ number, subject }) => `#${number} and ${shownTicket(to)} are linked no more: ${subject}`,
  });
}
