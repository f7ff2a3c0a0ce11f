/** What the bot says to an agent alone: a ticket given to them, a customer's answer, and what waits at the begin of a day. */
import type { Outputs } from '@postern/core/client';
import { buttons, nameOf, replyButton } from './card.ts';
import { context, cutBody, fallback, longestExcerpt, oneLine, type Rendered, words } from './text.ts';
import { ticketLine } from './ticket-list.ts';

type DmView = NonNullable<Outputs['slack']['dm']>;

/** Customers' words are shown letter by letter, and stand in no notification. */
export function directMessage(view: DmView): Rendered {
  if (view.about === 'digest') return digest(view);
  const { ticket } = view;
  const subject = oneLine(ticket.subject, 150);
  if (view.about === 'assigned') {
    const by = view.by === null ? '' : ` by ${oneLine(view.by, 80)}`;
    const line = `Assigned to you${by}`;
    return {
      text: fallback(`${line}: #${ticket.number} ${subject}`),
      blocks: [context(`${line}:`), ticketLine(ticket), buttons([replyButton(ticket.id)])],
    };
  }
  const line = `${nameOf(view.author)} answered your ticket`;
  const quote = words(cutBody(view.text, longestExcerpt).text, 'quote');
  return {
    text: fallback(`${line} #${ticket.number} ${subject}`),
    blocks: [
      context(`${line}:`),
      ticketLine(ticket),
      ...(quote ? [quote] : []),
      buttons([replyButton(ticket.id)]),
    ],
  };
}

function digest({ mine, unclaimed, oldest }: Extract<DmView, { about: 'digest' }>): Rendered {
  const line = `${counted(mine)} of yours, ${counted(unclaimed)} unclaimed`;
  return {
    text: fallback(`What waits: ${line}`),
    blocks: [
      context(`What waits: ${line}.`),
      ...oldest.map(ticketLine),
      context('All of them: /postern mine, /postern queue. For no digest: postern slack digest off'),
    ],
  };
}

/** As far as the desk counts. */
function counted(count: number): string {
  const number = count >= 100 ? '100 or more' : String(count);
  return `${number} ${count === 1 ? 'ticket' : 'tickets'}`;
}
