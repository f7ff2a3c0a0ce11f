/** `postern ticket who`: the contacts who see a ticket in the portal, and those on it who do not. */
import { displayText, type SeerView } from '@postern/core/client';
import type { Args } from '../flags.ts';
import { tableText, themeFor } from '../look.ts';
import { shownTicket, ticketRef, wholeNumber } from '../numbers.ts';
import { chosenFields, type Data, printList, type Shape } from '../output.ts';
import type { Session } from '../session.ts';

const fields = ['contact', 'visible', 'through', 'shutBy', 'detail'];
const largestPage = 200;

/** Those on the ticket first. What `--limit` leaves out is counted. */
export async function act(session: Session, args: Args): Promise<undefined> {
  chosenFields(args, fields);
  const ticket = ticketRef(args.ticket as string);
  const limit = Math.min(wholeNumber('limit', args.limit, 1) ?? largestPage, largestPage);
  const client = await session.client();
  const { items, more, nextCursor } = await client.tickets.who.query({
    ticket,
    limit,
    ...(args.cursor && { cursor: args.cursor }),
  });
  if (items.length === 0) await session.say(`No contact sees ticket ${shownTicket(ticket)} in the portal.`);
  const shape: Shape = {
    fields,
    columns: fields,
    table: (seers) => table(session, args, seers as unknown as SeerView[]),
  };
  await printList(session, args, { items, nextCursor, shape });
  if (more > 0) await session.say(`And ${more.toLocaleString('en')} more.`);
}

function table(session: Session, args: Args, seers: readonly (SeerView | Data)[]): string {
  if (seers.length === 0) return '';
  const columns = [
    { title: 'SEES IT', most: 12 },
    { title: 'NAME', role: 'strong' as const, most: 24 },
    { title: 'EMAIL', most: 36 },
    { title: 'WHY', isWhole: true },
  ];
  const rows = (seers as readonly SeerView[]).map(({ contact, visible, detail }) => [
    visible ? 'yes' : 'no',
    displayText(contact.name),
    displayText(contact.email),
    displayText(detail),
  ]);
  return tableText(columns, rows, { theme: themeFor(session, args), width: session.io.columns });
}
