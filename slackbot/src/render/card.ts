/** A ticket's card in the channel: who asks what, how it stands, and the buttons. */
import type { SlackCard } from '@postern/core/client';
import type { types } from '@slack/bolt';
import { actions, moreMenu, snoozeMenu } from './card-menus.ts';
import {
  context,
  cut,
  cutBody,
  fallback,
  limits,
  longestExcerpt,
  oneLine,
  plain,
  type Rendered,
  words,
} from './text.ts';

const longestName = 80;

/** The card as it should look now. Of the customer it holds plain text alone. */
export function cardMessage(card: SlackCard): Rendered {
  const { ticket } = card;
  const subject = oneLine(ticket.subject, limits.header);
  const asker = askerOf(card);
  const header: types.HeaderBlock = {
    type: 'header',
    text: plain(cut(`#${ticket.number}  ${subject}`, limits.header)),
  };
  if (card.mergedInto !== null) {
    const end = `#${card.mergedInto}`;
    return {
      text: fallback(`Ticket #${ticket.number} was merged into ${end}: ${subject}`),
      blocks: [header, context(`Merged into ${end}, which both numbers lead to. Go on in its thread.`)],
    };
  }
  if (card.closed) {
    return {
      text: fallback(`Closed: ticket #${ticket.number} from ${asker}: ${subject}`),
      blocks: [header, context(closingLine(card, card.closed)), buttons([reopenButton(ticket.id)])],
    };
  }
  const excerpt = words(cutBody(card.excerpt, longestExcerpt).text, 'quote');
  const isFree = ticket.assignee === null;
  const { snoozed } = ticket;
  return {
    text: fallback(`New ticket #${ticket.number} from ${asker}: ${subject}`),
    blocks: [
      header,
      { type: 'section', fields: fieldsOf(card) },
      ...(excerpt ? [excerpt] : []),
      context([`${asker}. ${arrivalOf(card.filed)}`, ...countsOf(card)].join(' ')),
      ...(snoozed ? [context(sleepLine(snoozed))] : []),
      buttons([
        replyButton(ticket.id),
        isFree ? button(actions.claim, 'Claim', ticket.id) : button(actions.release, 'Release', ticket.id),
        snoozed ? button(actions.wake, 'Wake', ticket.id) : snoozeMenu(ticket.id),
        closeButton(ticket.id, ticket.number),
        moreMenu(ticket.id),
      ]),
      context(`Messages in this thread are internal. ${reachLine(card.readers)}`),
    ],
  };
}

/** Whom the button reaches: those who are on the ticket, whether they asked or were added. */
function reachLine([first, ...others]: readonly string[]): string {
  if (first === undefined) return 'Nobody is on this ticket: a reply needs somebody to be added first.';
  const more = others.length > 0 ? ` and ${counted(others.length, 'other')}` : '';
  return `Only "Reply to customer" reaches ${nameOf(first)}${more}.`;
}

/** The button that opens the reply dialog. */
export function replyButton(ticketId: string): types.Button {
  return { ...button(actions.reply, 'Reply to customer', ticketId), style: 'primary' };
}

export function buttons(elements: types.ActionsBlockElement[]): types.ActionsBlock {
  return { type: 'actions', elements };
}

/** A customer's name on one line. */
export function nameOf(name: string | undefined): string {
  return oneLine(name ?? '', longestName) || 'the customer';
}

const places: Record<string, string> = {
  portal: 'the portal',
  tui: 'the terminal',
  cli: 'the command line',
  slack: 'Slack',
  api: 'the API',
};

/** Where something was written or filed, in words. */
export function placeOf(source: string): string {
  return places[source] ?? source;
}

function arrivalOf({ source, by }: SlackCard['filed']): string {
  if (source === 'email') return 'Came by e-mail.';
  if (by === null && source === 'portal') return 'Filed in the portal.';
  const agent = by === null ? '' : ` by ${oneLine(by, longestName)}`;
  return `Filed${agent} from ${placeOf(source)}.`;
}

/** "2 files. 4 messages." */
function countsOf({ files, messages }: SlackCard): string[] {
  return [...(files > 0 ? [`${counted(files, 'file')}.`] : []), `${counted(messages, 'message')}.`];
}

function askerOf({ ticket }: SlackCard): string {
  const organization = ticket.organization && oneLine(ticket.organization, longestName);
  return organization ? `${nameOf(ticket.requester?.name)}, ${organization}` : nameOf(ticket.requester?.name);
}

function fieldsOf({ ticket }: SlackCard): types.PlainTextElement[] {
  const priority = ticket.priority.charAt(0).toUpperCase() + ticket.priority.slice(1);
  return [
    ['Status', ticket.stage],
    ['Priority', priority],
    ['Owner', ticket.assignee?.name ?? 'Unclaimed'],
    ['Inbox', ticket.inbox],
  ].map(([label, value]) => plain(`${label}\n${oneLine(value ?? '', longestName) || 'none'}`));
}

function closingLine({ ticket, messages }: SlackCard, closed: { at: string; by: string | null }): string {
  const took = duration(Date.parse(closed.at) - Date.parse(ticket.createdAt));
  return `Closed${closed.by ? ` by ${oneLine(closed.by, longestName)}` : ''} after ${took}. ${counted(messages, 'message')}. From ${nameOf(ticket.requester?.name)}.`;
}

function duration(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  if (hours === 0) return `${minutes} min`;
  if (hours < 48) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} days`;
}

function sleepLine({ until, by }: NonNullable<SlackCard['ticket']['snoozed']>): string {
  const whose = by ? ` Put to sleep by ${oneLine(by.name, longestName)}.` : '';
  return until
    ? `Snoozed until ${until.slice(0, 16).replace('T', ' ')} UTC, or until they reply.${whose}`
    : `Snoozed until they reply.${whose}`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function closeButton(ticketId: string, number: number): types.Button {
  return {
    ...button(actions.close, 'Close', ticketId),
    confirm: {
      title: plain('Close this ticket?'),
      text: plain(`Ticket #${number} is closed for the customer too. An answer from them opens it again.`),
      confirm: plain('Close it'),
      deny: plain('Keep it open'),
    },
  };
}

function reopenButton(ticketId: string): types.Button {
  return button(actions.reopen, 'Reopen', ticketId);
}

/** A button of one ticket, or of whatever its value names. */
export function button(actionId: string, text: string, ticketId: string): types.Button {
  return { type: 'button', action_id: actionId, text: plain(text), value: ticketId };
}
