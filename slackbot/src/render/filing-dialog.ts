/** The dialog in which an agent files a ticket from Slack: for whom, about what, and what the customer will read. */
import type { types } from '@slack/bolt';
import type { FileChoice } from './reply-dialog.ts';
import { context, cut, limits, oneLine, plain, section } from './text.ts';

export const filingDialogId = 'ticket.file.dialog';
export const filingFields = {
  from: { block: 'from', action: 'value' },
  subject: { block: 'subject', action: 'value' },
  body: { block: 'body', action: 'value' },
} as const;
export const filingFiles = { block: 'messageFiles', action: 'chosen' } as const;

type Field = keyof typeof filingFields;
export type Filled = Record<Field, string>;

const longestSubject = 200;
const mostFiles = 10;

/** The message that a ticket is filed from. */
export interface FiledMessage {
  channelId: string;
  ts: string;
  /** The first message of its thread, where it has one. */
  rootTs: string;
}

export interface FilingState {
  message: FiledMessage | null;
  /** Counts the times that the dialog was shown with our own content. */
  step: number;
}

export function filingDialog(
  state: FilingState,
  { filled, notice, files }: { filled: Filled; notice?: string; files: readonly FileChoice[] },
): types.ModalView {
  const input = (field: Field, label: string, more: { hint?: string; isLong?: boolean; max: number }) => ({
    type: 'input' as const,
    block_id: blockOf(field, state),
    label: plain(label),
    ...(more.hint && { hint: plain(more.hint) }),
    element: {
      type: 'plain_text_input' as const,
      action_id: filingFields[field].action,
      max_length: more.max,
      ...(more.isLong && { multiline: true }),
      ...(filled[field] && { initial_value: cut(filled[field], more.max) }),
    },
  });
  return {
    type: 'modal',
    callback_id: filingDialogId,
    title: plain('New ticket'),
    submit: plain('File it'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify(state),
    blocks: [
      ...(notice ? [section(notice)] : []),
      input('from', 'E-mail address of the contact', {
        max: 320,
        hint: 'Whose ticket it is. They must be a contact of the desk.',
      }),
      input('subject', 'Subject', { max: longestSubject }),
      input('body', 'Message', {
        max: limits.inputText,
        isLong: true,
        hint: 'The customer reads this as their own first message.',
      }),
      ...(files.length > 0 ? [fileBoxes(files)] : []),
      ...(state.message
        ? [
            context(
              'What was said in the thread is kept as notes, with a link back. Customers never see notes.',
            ),
          ]
        : []),
    ],
  };
}

function fileBoxes(files: readonly FileChoice[]): types.InputBlock {
  return {
    type: 'input',
    block_id: filingFiles.block,
    optional: true,
    label: plain('Files of the message'),
    hint: plain('Only what you tick goes into the ticket, where the customer sees it.'),
    element: {
      type: 'checkboxes',
      action_id: filingFiles.action,
      options: files
        .slice(0, mostFiles)
        .map(({ id, name }) => ({ text: plain(oneLine(name, 75)), value: id })),
    },
  };
}

/** Slack keeps what was typed under the same id; with each showing of ours the id is another one. */
export function blockOf(field: Field, { step }: Pick<FilingState, 'step'>): string {
  return step === 0 ? filingFields[field].block : `${filingFields[field].block}.${step}`;
}

/** Reads what a dialog carried. Throws on anything that this file did not write. */
export function filingState(privateMetadata: string): FilingState {
  const { message, step } = JSON.parse(privateMetadata) as Partial<FilingState>;
  if (message === undefined || typeof step !== 'number') throw new Error('The dialog carries no state.');
  return { message, step };
}
