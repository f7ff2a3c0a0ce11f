/** `postern ticket assign`: gives a ticket to a colleague, to oneself, or back to nobody. */
import { eachTicket } from '../each-ticket.ts';
import type { Args } from '../flags.ts';
import { wholeNumber } from '../numbers.ts';
import { chosenFields } from '../output.ts';
import type { Session } from '../session.ts';
import { ticketShape } from '../ticket-table.ts';
import { ticketFields, ticketRecord } from '../tickets.ts';

/** To whom is `me`, `none`, an e-mail address, or a name that fits one agent. */
export async function act(session: Session, args: Args): Promise<number> {
  chosenFields(args, ticketFields);
  const ifVersion = wholeNumber('if-version', args['if-version'], 0);
  const client = await session.client();
  return eachTicket(session, args, {
    act: async (ticket) =>
      ticketRecord(
        await client.tickets.assign.mutate({
          ticket,
          to: args.to as string,
          ...(ifVersion !== undefined && { ifVersion }),
        }),
      ),
    done: ({ number, assignee, subject }) =>
      assignee
        ? `#${number} is with ${assignee.name} now: ${subject}`
        : `#${number} is with nobody now: ${subject}`,
    shape: ticketShape(session, args),
    showsData: false,
  });
}
