/** `postern ticket view --at`: a ticket as it was at a moment that has passed. */
import type { TicketAt } from '@postern/core/client';
import { eachTicket } from './each-ticket.ts';
import type { Args } from './flags.ts';
import { localTime } from './look.ts';
import { chosenFields, type Shape } from './output.ts';
import { pastMoment } from './past-moments.ts';
import type { Session } from './session.ts';
import { threadText } from './thread-text.ts';
import { ticketRows } from './ticket-rows.ts';
import { timelineRecord } from './timeline-record.ts';

const fields = [
  'at',
  'number',
  'subject',
  'status',
  'stage',
  'priority',
  'pipeline',
  'inbox',
  'requester',
  'contacts',
  'organization',
  'assignee',
  'team',
  'followers',
  'links',
  'tags',
  'createdAt',
  'snoozed',
  'properties',
  'timeline',
  'mergedInto',
  'merged',
  'unsure',
] as const satisfies readonly (keyof TicketAt)[];

const columns = ['number', 'status', 'stage', 'priority', 'requester', 'assignee', 'at', 'subject'];

/** A day alone is its end. With `-`, several. */
export function viewAt(session: Session, args: Args, moment: string): Promise<number> {
  chosenFields(args, fields);
  const at = pastMoment(session, { flag: 'at', text: moment, dayEnd: 'end' });
  const shape: Shape = {
    fields,
    columns,
    rows: (item) => ticketRows(item as unknown as TicketAt),
    table: (items) =>
      (items as unknown as TicketAt[])
        .map((ticket) => threadText(session, args, { ...ticket, remarks: remarksOf(ticket) }))
        .join('\n'),
  };
  return eachTicket(session, args, {
    act: async (ticket) => {
      const then = await (await session.client()).tickets.viewAt.query({ ticket, at });
      const record = Object.fromEntries(fields.map((name) => [name, then[name]]));
      return { ...record, timeline: then.timeline.map(timelineRecord) };
    },
    shape,
    showsData: true,
  });
}

function remarksOf({ at, unsure }: TicketAt): string[] {
  const untold = unsure.length > 0 ? [`Its history is too old to tell for sure: ${unsure.join(', ')}.`] : [];
  return [`As it was ${localTime(at)}`, ...untold];
}
