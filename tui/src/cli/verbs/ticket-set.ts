/** `postern ticket set`: sets and clears a ticket's properties. */
import { eachTicket } from '../each-ticket.ts';
import type { Args } from '../flags.ts';
import { wholeNumber } from '../numbers.ts';
import { chosenFields } from '../output.ts';
import type { Session } from '../session.ts';
import { ticketShape } from '../ticket-table.ts';
import { ticketFields, ticketRecord } from '../tickets.ts';
import { commaList, pairOf } from '../values.ts';

/** `key=` clears one; several options of a multi-select stand with commas between them. */
export async function act(session: Session, args: Args): Promise<number> {
  const fields = [...ticketFields, 'properties'];
  chosenFields(args, fields);
  const ifVersion = wholeNumber('if-version', args['if-version'], 0);
  const pairs = (args.settings ?? []).map((text) => pairOf(text, 'plan=Pro'));
  const client = await session.client();
  const { items } = await client.properties.list.query();
  const isMany = (key: string) =>
    items.some((each) => each.key === key.toLowerCase() && each.type === 'multi-select');
  const values = pairs.map(([key, value]) => ({
    key,
    value: value === '' ? null : isMany(key) ? (commaList(value) ?? []) : value,
  }));
  return eachTicket(session, args, {
    act: async (ticket, version = ifVersion) => {
      const after = await client.tickets.setProperty.mutate({
        ticket,
        values,
        ...(version !== undefined && { ifVersion: version }),
      });
      return { ...ticketRecord(after), properties: after.properties };
    },
    done: ({ number, subject }) => `Set ${pairs.map(([key]) => key).join(', ')} on #${number}: ${subject}`,
    shape: { ...ticketShape(session, args), fields },
    showsData: false,
  });
}
