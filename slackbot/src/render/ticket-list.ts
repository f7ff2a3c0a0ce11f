/** Tickets in a list, for one pair of eyes: in the answer to a command, and in the app's Home. */
import type { TicketHead } from '@postern/core/client';
import type { types } from '@slack/bolt';
import { nameOf } from './card.ts';
import { context, oneLine, type Rendered, section, sentence } from './text.ts';

/** How many tickets a command shows. */
export const mostListed = 10;

/** A ticket in two lines: what it is about, and how it stands. */
export function ticketLine(ticket: TicketHead): types.SectionBlock {
  const asker = nameOf(ticket.requester?.name);
  const facts = [
    ticket.organization ? `${asker}, ${oneLine(ticket.organization, 80)}` : asker,
    oneLine(ticket.stage, 60),
    ...(ticket.priority === 'normal' ? [] : [`${ticket.priority} priority`]),
    ticket.assignee ? oneLine(ticket.assignee.name, 60) : 'unclaimed',
    ...(ticket.snoozed ? [sleepOf(ticket.snoozed)] : []),
  ];
  const subject = oneLine(ticket.subject, 200);
  return section(`#${ticket.number}  ${subject}\n${facts.join(' · ')}`);
}

/** The answer to a command that asks for many. */
export function ticketList(
  title: string,
  { items, nextCursor }: { items: readonly TicketHead[]; nextCursor: string | null },
): Rendered {
  if (items.length === 0) return sentence(`${title}: nothing.`);
  const more = nextCursor === null ? '' : `, the first ${items.length}`;
  return {
    text: `${items.length} tickets`,
    blocks: [
      context(`${title}${more}:`),
      ...items.map(ticketLine),
      context('To see one: /postern show NUMBER. Only you see this.'),
    ],
  };
}

function sleepOf({ until }: NonNullable<TicketHead['snoozed']>): string {
  if (until === null) return 'sleeps until a reply';
  return `sleeps until ${until.slice(0, 16).replace('T', ' ')} UTC`;
}
