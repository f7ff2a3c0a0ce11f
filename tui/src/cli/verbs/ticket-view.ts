/** `postern ticket view`: one ticket with its whole thread. */
import type { TicketView } from '@postern/core/client';
import { eachTicket } from '../each-ticket.ts';
import type { Args } from '../flags.ts';
import { chosenFields, type Shape } from '../output.ts';
import type { Session } from '../session.ts';
import { threadText } from '../thread-text.ts';
import { ticketColumns, ticketFields, ticketRecord } from '../tickets.ts';

/** With `-`, several. In a pipe its row alone: a thread does not fit into columns, `--json` has it. */
export async function act(session: Session, args: Args): Promise<number> {
  const fields = [...ticketFields, 'timeline', 'audience'];
  chosenFields(args, fields);
  const client = await session.client();
  const shape: Shape = {
    fields,
    columns: ticketColumns,
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
