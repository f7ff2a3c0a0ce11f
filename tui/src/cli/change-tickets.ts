/** What every verb that changes tickets has in common: one or many, the version to be met, and what is said after it. */
import { randomUUID } from 'node:crypto';
import type { TicketHead } from '@postern/core/client';
import type { Deed } from '../offline/offline-act.ts';
import { eachTicket } from './each-ticket.ts';
import type { Args } from './flags.ts';
import { type TicketRef as NamedTicket, wholeNumber } from './numbers.ts';
import { orKeep } from './offline-outbox.ts';
import { chosenFields } from './output.ts';
import type { Session } from './session.ts';
import { ticketShape } from './ticket-table.ts';
import { ticketFields, ticketRecord } from './tickets.ts';

type Client = Awaited<ReturnType<Session['client']>>;
type TicketRef = Parameters<Client['tickets']['close']['mutate']>[0]['ticket'];

/** Which ticket, and only while it has this version where one was said. */
export interface Which {
  ticket: TicketRef;
  ifVersion?: number;
}

/** Changes one after the other; answers the exit code. */
export async function changeTickets(
  session: Session,
  args: Args,
  verb: {
    /** Tickets that were named beside the first. */
    more?: readonly NamedTicket[];
    change(tickets: Client['tickets'], which: Which): Promise<TicketHead>;
    /** The same as data, for verbs that can wait until the desk is back. */
    deed?: Deed;
    /** For people, of the ticket after it. */
    done(after: TicketHead): string;
  },
): Promise<number> {
  chosenFields(args, ticketFields);
  const ifVersion = wholeNumber('if-version', args['if-version'], 0);
  const { tickets } = await session.client();
  const after = new Map<number, TicketHead>();
  return eachTicket(session, args, {
    act: async (ticket, version = ifVersion) => {
      const change = () =>
        verb.change(tickets, { ticket, ...(version !== undefined && { ifVersion: version }) });
      const kept = verb.deed && {
        ...{ ticket, deed: verb.deed },
        ...{ requestId: randomUUID(), version: version ?? null },
      };
      const head = await (kept ? orKeep(session, args, kept, change) : change());
      after.set(head.number, head);
      return ticketRecord(head);
    },
    done: ({ number }) => verb.done(after.get(number) as TicketHead),
    ...(verb.more && { more: verb.more }),
    shape: ticketShape(session, args),
    showsData: false,
  });
}
