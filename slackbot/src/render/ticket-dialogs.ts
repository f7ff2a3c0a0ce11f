/** The dialogs behind a card's menu: assigning, priority, merging, and putting away what is no ticket. */
import {
  type MergeEffect,
  mergeWords,
  type Outputs,
  priorityNames,
  type TicketHead,
} from '@postern/core/client';
import type { types } from '@slack/bolt';
import { context, cut, limits, oneLine, plain, section } from './text.ts';

export const ticketDialogs = {
  assign: 'ticket.assign.dialog',
  priority: 'ticket.priority.dialog',
  merge: 'ticket.merge.dialog',
  confirmMerge: 'ticket.merge.confirm.dialog',
  bin: 'ticket.bin.dialog',
  done: 'ticket.done.dialog',
} as const;

export const assignInput = { block: 'assign', action: 'ticket.assign.to' } as const;
export const priorityInput = { block: 'priority', action: 'ticket.priority.to' } as const;
export const mergeInput = { block: 'merge', action: 'ticket.merge.into' } as const;

/** What these dialogs carry: the ticket, and for a merge the one that is left. */
export interface TicketDialogState {
  ticketId: string;
  into?: string;
}

/** The option that gives a ticket to nobody. */
export const nobody = 'nobody';

const longestOption = 75;

export function assignDialog(ticket: TicketHead): types.ModalView {
  const owner = ticket.assignee ? `It is ${oneLine(ticket.assignee.name, 80)}'s now.` : 'Nobody has it now.';
  return dialog(ticketDialogs.assign, { title: 'Assign', submit: 'Assign', state: { ticketId: ticket.id } }, [
    heading(ticket),
    context(owner),
    {
      type: 'input',
      block_id: assignInput.block,
      label: plain('To whom'),
      element: {
        type: 'external_select',
        action_id: assignInput.action,
        placeholder: plain('Type a name'),
        min_query_length: 0,
      },
    },
  ]);
}

export function agentOptions(agents: Outputs['slack']['offeredAgents']): types.PlainTextOption[] {
  return [
    ...agents.map(({ id, name, email }) => option(name === email ? email : `${name} (${email})`, id)),
    option('Nobody', nobody),
  ];
}

export function priorityDialog(ticket: TicketHead): types.ModalView {
  const options = priorityNames.map((name) => option(name.charAt(0).toUpperCase() + name.slice(1), name));
  const now = options.find(({ value }) => value === ticket.priority);
  return dialog(
    ticketDialogs.priority,
    { title: 'Priority', submit: 'Set priority', state: { ticketId: ticket.id } },
    [
      heading(ticket),
      {
        type: 'input',
        block_id: priorityInput.block,
        label: plain('How urgent it is'),
        element: {
          type: 'radio_buttons',
          action_id: priorityInput.action,
          options: options.toReversed(),
          ...(now && { initial_option: now }),
        },
      },
    ],
  );
}

export function mergeDialog(ticket: TicketHead): types.ModalView {
  return dialog(
    ticketDialogs.merge,
    { title: 'Merge', submit: 'Look at it first', state: { ticketId: ticket.id } },
    [
      heading(ticket),
      {
        type: 'input',
        block_id: mergeInput.block,
        label: plain('Into which ticket'),
        hint: plain(
          'Type a number, or words of the subject. Nothing is merged before you have seen who reads what.',
        ),
        element: {
          type: 'external_select',
          action_id: mergeInput.action,
          placeholder: plain('1042, or invoices'),
          min_query_length: 0,
        },
      },
    ],
  );
}

export function ticketOptions(tickets: Outputs['slack']['offeredTickets']): types.PlainTextOption[] {
  return tickets.map(({ id, number, subject, requester }) =>
    option(`#${number} ${subject}${requester ? ` (${requester.name})` : ''}`, id),
  );
}

/** Who gains and who loses sight, before anything is merged. */
export function confirmMergeDialog(effect: MergeEffect, state: Required<TicketDialogState>): types.ModalView {
  const { ticket, into } = effect;
  return dialog(ticketDialogs.confirmMerge, { title: 'Merge', submit: 'Merge them', state }, [
    ...mergeWords(effect).map((line) => section(line)),
    context(`To take it back: postern ticket unmerge ${ticket.number}. The card of #${into.number} goes on.`),
  ]);
}

export function binDialog(ticket: TicketHead): types.ModalView {
  return dialog(
    ticketDialogs.bin,
    { title: 'Not a ticket', submit: 'Put into the bin', state: { ticketId: ticket.id } },
    [
      heading(ticket),
      section(`#${ticket.number} goes into the bin: customers lose sight of it at once.`),
      context(
        `It can be restored for 30 days: postern ticket restore ${ticket.number}. Then it is gone for good.`,
      ),
    ],
  );
}

/** A dialog without a field has no place for an error: it turns into what is to be said. */
export function sayDialog(title: string, text: string): types.ModalView {
  return {
    type: 'modal',
    callback_id: ticketDialogs.done,
    title: plain(cut(title, limits.dialogTitle)),
    close: plain('Close'),
    blocks: [section(text)],
  };
}

/** Reads what a dialog carried. Throws on anything that this file did not write. */
export function ticketDialogState(privateMetadata: string): TicketDialogState {
  const { ticketId, into } = JSON.parse(privateMetadata) as Partial<TicketDialogState>;
  if (!ticketId) throw new Error('The dialog carries no ticket.');
  return { ticketId, ...(into && { into }) };
}

function dialog(
  callbackId: string,
  { title, submit, state }: { title: string; submit: string; state: TicketDialogState },
  blocks: types.KnownBlock[],
): types.ModalView {
  return {
    type: 'modal',
    callback_id: callbackId,
    title: plain(title),
    submit: plain(submit),
    close: plain('Cancel'),
    private_metadata: JSON.stringify(state),
    blocks,
  };
}

function heading({ number, subject, requester }: TicketHead): types.SectionBlock {
  const from = requester ? ` from ${oneLine(requester.name, 80)}` : '';
  return section(`#${number} ${oneLine(subject, 200)}${from}`);
}

function option(text: string, value: string): types.PlainTextOption {
  return { text: plain(oneLine(text, longestOption)), value };
}
