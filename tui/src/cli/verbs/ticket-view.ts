/** `postern ticket view`: one ticket with its whole thread. */
import type { CustomerSees, TicketView } from '@postern/core/client';
import { customerText } from '../customer-text.ts';
import { eachTicket } from '../each-ticket.ts';
import type { Args } from '../flags.ts';
import { chosenFields, type Shape } from '../output.ts';
import { usageProblem } from '../problem.ts';
import type { Session } from '../session.ts';
import { threadText } from '../thread-text.ts';
import { sightRows, ticketRows } from '../ticket-rows.ts';
import { ticketColumns, ticketFields, ticketRecord } from '../tickets.ts';
import { timelineRecord } from '../timeline-record.ts';

/** With `-`, several. In a pipe its row, and one for each thing that it holds. With `--as`, what that customer reads. */
export async function act(session: Session, args: Args): Promise<number> {
  if (args.at !== undefined) {
    if (args.as !== undefined)
      throw usageProblem(
        '--at and --as do not go together.',
        'With --at the ticket is shown as agents saw it.',
      );
    const { viewAt } = await import('../ticket-at.ts');
    return viewAt(session, args, args.at);
  }
  if (args.as !== undefined) return actAs(session, args, args.as);
  const fields = [
    ...ticketFields,
    'snoozed',
    'properties',
    'team',
    'links',
    'followers',
    'timeline',
    'held',
    'audience',
    'mergedInto',
    'deletedAt',
    'merged',
  ];
  chosenFields(args, fields);
  const client = await session.client();
  const shape: Shape = {
    fields,
    columns: ticketColumns,
    rows: (item) => ticketRows(item as unknown as TicketView),
    table: (items) =>
      (items as unknown as TicketView[]).map((ticket) => threadText(session, args, ticket)).join('\n'),
  };
  return eachTicket(session, args, {
    act: async (ticket) => {
      const view = await client.tickets.view.query({ ticket });
      const { snoozed, team, properties, links, followers, audience, mergedInto, deletedAt, merged } = view;
      return {
        ...ticketRecord(view),
        snoozed,
        team,
        properties,
        links,
        followers,
        timeline: view.timeline.map(timelineRecord),
        held: view.held.map(heldRecord),
        ...{ audience, mergedInto, deletedAt, merged },
      };
    },
    shape,
    showsData: true,
  });
}

const sightFields = ['number', 'contact', 'visible', 'gates', 'page', 'conversations', 'keptBack'];

async function actAs(session: Session, args: Args, contact: string): Promise<number> {
  chosenFields(args, sightFields);
  const client = await session.client();
  const shape: Shape = {
    fields: sightFields,
    columns: ['number', 'visible', 'contact'],
    rows: (item) => sightRows(item as unknown as CustomerSees),
    table: (items) =>
      (items as unknown as CustomerSees[]).map((sight) => customerText(session, args, sight)).join('\n'),
  };
  return eachTicket(session, args, {
    act: (ticket) => client.tickets.customerSees.query({ ticket, contact }),
    shape,
    showsData: true,
  });
}

/** A reply that waits; its ticket is the one around it. */
function heldRecord(held: TicketView['held'][number]) {
  const { id, agent, text, attachments, heldAt, releaseAt, state, reason } = held;
  return { id, agent, text, attachments, heldAt, releaseAt, state, reason };
}
