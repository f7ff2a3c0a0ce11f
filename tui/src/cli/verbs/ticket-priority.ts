/** `postern ticket priority`: says how urgent a ticket is. */
import { oneOf } from '../choices.ts';
import { eachTicket } from '../each-ticket.ts';
import type { Args } from '../flags.ts';
import { wholeNumber } from '../numbers.ts';
import { chosenFields } from '../output.ts';
import type { Session } from '../session.ts';
import { ticketShape } from '../ticket-table.ts';
import { ticketFields, ticketRecord } from '../tickets.ts';

const words = ['low', 'normal', 'high', 'urgent'] as const;

/** One ticket, or many from stdin. */
export async function act(session: Session, args: Args): Promise<number> {
  chosenFields(args, ticketFields);
  const ifVersion = wholeNumber('if-version', args['if-version'], 0);
  // The verb needs it, so it is there.
  const to = oneOf('to', args.to, words) as (typeof words)[number];
  const client = await session.client();
  return eachTicket(session, args, {
    act: async (ticket) =>
      ticketRecord(
        await client.tickets.setPriority.mutate({
          ticket,
          to,
          ...(ifVersion !== undefined && { ifVersion }),
        }),
      ),
    done: ({ number, priority, subject }) => `#${number} has the priority ${priority} now: ${subject}`,
    shape: ticketShape(session, args),
    showsData: false,
  });
}
