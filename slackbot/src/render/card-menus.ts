/** The two menus of a card: for how long the ticket sleeps, and everything that is done less often. */
import type { types } from '@slack/bolt';
import { plain } from './text.ts';

/** What the buttons are called in what Slack sends back; each carries the ticket's id in its value. */
export const actions = {
  reply: 'ticket.reply',
  claim: 'ticket.claim',
  close: 'ticket.close',
  reopen: 'ticket.reopen',
  release: 'ticket.release',
  snooze: 'ticket.snooze',
  wake: 'ticket.wake',
  more: 'ticket.more',
  /** Opens what was chosen in the last one, where that came too late. */
  again: 'ticket.again',
} as const;

const snoozes = [
  ['hour', 'For 1 hour'],
  ['tomorrow', 'Until tomorrow, 9:00'],
  ['nextWeek', 'Until Monday, 9:00'],
  ['answer', 'Until they reply'],
] as const;

const mores = [
  ['assign', 'Assign…'],
  ['priority', 'Priority…'],
  ['merge', 'Merge…'],
  ['bin', 'Not a ticket…'],
  ['open', 'Open'],
] as const;

export type Snooze = (typeof snoozes)[number][0];
export type More = (typeof mores)[number][0];

export function snoozeMenu(ticketId: string): types.StaticSelect {
  return {
    type: 'static_select',
    action_id: actions.snooze,
    placeholder: plain('Snooze'),
    options: snoozes.map(([value, text]) => option(value, text, ticketId)),
  };
}

export function moreMenu(ticketId: string): types.Overflow {
  return {
    type: 'overflow',
    action_id: actions.more,
    options: mores.map(([value, text]) => option(value, text, ticketId)),
  };
}

/** What was chosen in one of the menus, and for which ticket; null for anything that no menu here offers. */
export function chosen(value: string): { choice: Snooze | More; ticketId: string } | null {
  const [word = '', ticketId = ''] = value.split(' ');
  const known = [...snoozes, ...mores].find(([name]) => name === word);
  return known && ticketId ? { choice: known[0], ticketId } : null;
}

/** The button for what was chosen there; null for anything that opens no dialog. */
export function chosenAgain(value: string): types.Button | null {
  const [word] = value.split(' ');
  const [, label] = mores.find(([name]) => name === word && name !== 'open') ?? [];
  return label ? { type: 'button', action_id: actions.again, text: plain(label), value } : null;
}

function option(value: string, text: string, ticketId: string): types.PlainTextOption {
  return { text: plain(text), value: `${value} ${ticketId}` };
}
