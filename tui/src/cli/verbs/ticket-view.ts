/** `postern ticket view`: one ticket with its whole thread. */
import { displayText, type TicketView } from '@postern/core/client';
import { eachTicket } from '../each-ticket.ts';
import type { Args } from '../flags.ts';
import { cellText, chosenFields, type Shape } from '../output.ts';
import type { Session } from '../session.ts';
import { threadText } from '../thread-text.ts';
import { ticketColumns, ticketFields, ticketRecord } from '../tickets.ts';

// More than any message holds: a cut text would be a wrong one to whoever reads on.
const longestLine = 200_000;

/** With `-`, several. In a pipe its row, and one for each entry of its thread. */
export async function act(session: Session, args: Args): Promise<number> {
  const fields = [...ticketFields, 'timeline', 'audience'];
  chosenFields(args, fields);
  const client = await session.client();
  const shape: Shape = {
    fields,
    columns: ticketColumns,
    rows: (item) => (item as unknown as TicketView).timeline.map(entryRow).join(''),
    table: (items) =>
      (items as unknown as TicketView[]).map((ticket) => threadText(session, args, ticket)).join('\n'),
  };
  return eachTicket(session, args, {
    act: async (ticket) => {
      const view = await client.tickets.view.query({ ticket });
      return { ...ticketRecord(view), timeline: view.timeline.map(timelineRecord), audience: view.audience };
    },
    shape,
    showsData: true,
  });
}

/** Kind, time, author and the whole text, on one line. */
function entryRow({ kind, at, author, text }: TicketView['timeline'][number]): string {
  const line = displayText(text, { maxLength: longestLine });
  return `${[...[kind, at, author].map(cellText), line].join('\t')}\n`;
}

/** The promised fields of an entry, and where it was written. */
function timelineRecord(entry: TicketView['timeline'][number]) {
  const { kind, id, at, author, direction, channel, source, text, attachments } = entry;
  return {
    kind,
    id,
    at,
    author,
    ...(direction && { direction }),
    ...(channel && { channel }),
    ...(source && { source }),
    text,
    attachments,
  };
}
