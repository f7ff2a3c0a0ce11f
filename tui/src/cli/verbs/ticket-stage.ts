/** `postern ticket stage`: moves a ticket to a stage of its pipeline. */
import { eachTicket } from '../each-ticket.ts';
import type { Args } from '../flags.ts';
import { wholeNumber } from '../numbers.ts';
import { chosenFields } from '../output.ts';
import type { Session } from '../session.ts';
import { ticketShape } from '../ticket-table.ts';
import { ticketFields, ticketRecord } from '../tickets.ts';

/** One ticket, or many from stdin. */
export async function act(session: Session, args: Args): Promise<number> {
  chosenFields(args, ticketFields);
  const ifVersion = wholeNumber('if-version', args['if-version'], 0);
  const client = await session.client();
  return eachTicket(session, args, {
    act: async (ticket) =>
      ticketRecord(
        await client.tickets.setStage.mutate({
          ticket,
          to: args.to as string,
          ...(ifVersion !== undefined && { ifVersion }),
        }),
      ),
    done: ({ number, stage, subject }) => `#${number} stands in ${stage} now: ${subject}`,
    shape: ticketShape(session, args),
    showsData: false,
  });
}
