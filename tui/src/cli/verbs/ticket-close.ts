/** `postern ticket close`: closes a ticket. */
import { eachTicket } from '../each-ticket.ts';
import type { Args } from '../flags.ts';
import { wholeNumber } from '../numbers.ts';
import { chosenFields } from '../output.ts';
import type { Session } from '../session.ts';
import { ticketShape } from '../ticket-table.ts';
import { ticketFields, ticketRecord } from '../tickets.ts';

/** A closed one stays as it is. */
export async function act(session: Session, args: Args): Promise<number> {
  chosenFields(args, ticketFields);
  const ifVersion = wholeNumber('if-version', args['if-version'], 0);
  const client = await session.client();
  return eachTicket(session, args, {
    act: async (ticket) =>
      ticketRecord(
        await client.tickets.close.mutate({ ticket, ...(ifVersion !== undefined && { ifVersion }) }),
      ),
    done: ({ number, subject }) => `Closed #${number}: ${subject}`,
    shape: ticketShape(session, args),
    showsData: false,
  });
}
