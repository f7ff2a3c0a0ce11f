/** The dialog in which an agent answers a customer: who reads it, what the customer said last, the text, and the files. */
import { type Outputs, sizeWords, type UploadView } from '@postern/core/client';
import type { types } from '@slack/bolt';
import { nameOf } from './card.ts';
import { type ReplyWarning, warningLines } from './reply-warnings.ts';
import { context, cut, cutBody, limits, oneLine, plain, section, words } from './text.ts';

export type OpenedReply = Outputs['slack']['openReply'];

export const replyDialogId = 'ticket.reply.dialog';
/** The block's id changes with every text that we put into it: Slack keeps what was typed under the same id. */
export const replyInput = { block: 'reply', action: 'text' } as const;
export const fileInput = { block: 'files', action: 'files' } as const;
export const messageFilesInput = { block: 'messageFiles', action: 'chosen' } as const;
export const afterInput = { block: 'after', action: 'after' } as const;

const longestQuote = 1_500;
const namedRecipients = 10;
const mostFiles = 10;

export interface FileChoice {
  id: string;
  name: string;
}

/** What the dialog carries until it is submitted. */
export interface DialogState {
  ticketId: string;
  /** Minted by the core for this dialog; good for one reply. */
  nonce: string;
  channelId: string;
  /** The thread of the click; null when it was on the card itself. */
  threadTs: string | null;
  /** The message of the thread that the text was taken from. */
  sourceTs?: string;
  /** Of the text that was shown with its warnings. */
  shown?: string;
  /** Counts the texts that we have put into the dialog. */
  step?: number;
  /** Files that the desk has already. */
  uploads?: string[];
}

export interface Shown {
  /** What was typed already, or what the customer will read. */
  text?: string;
  /** Why the dialog comes back. */
  notice?: string;
  warnings?: readonly ReplyWarning[];
  /** Files of the message that the text is taken from: none goes along unless it is ticked. */
  messageFiles?: readonly FileChoice[];
  /** Files that go along by now. */
  taken?: readonly Pick<UploadView, 'fileName' | 'bytes'>[];
}

const afters = [
  ['wait', 'Wait for the customer'],
  ['close', 'Close the ticket'],
  ['stay', 'Keep it open where it is'],
] as const;

export function replyDialog(
  opened: OpenedReply,
  place: Omit<DialogState, 'nonce'>,
  shown: Shown = {},
): types.ModalView {
  const last = opened.lastMessage;
  const quote = last && words(cutBody(last.text, longestQuote).text, 'quote');
  const reply = opened.lastReply;
  const replyQuote = reply && words(cutBody(reply.text, longestQuote).text, 'quote');
  const state: DialogState = { ...place, nonce: opened.nonce };
  const isWarned = (shown.warnings ?? []).length > 0;
  return {
    type: 'modal',
    callback_id: replyDialogId,
    title: plain('Reply to customer'),
    submit: plain(isWarned ? 'Send it as it is' : 'Send to customer'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify(state),
    blocks: [
      ...(isWarned ? [header('Not sent yet: this looks as if it were for the team')] : []),
      ...(shown.notice ? [section(shown.notice)] : []),
      ...warningLines(shown.warnings ?? []).map(section),
      section(`To: ${recipients(opened)}`),
      ...unseen(opened).map(section),
      context(`Ticket #${opened.number}: ${oneLine(opened.subject, 200)}`),
      // What looks wrong must stay in sight with the text below it, and the quotation was read before.
      ...(last && quote && !isWarned ? [context(`${nameOf(last.author)} wrote:`), quote] : []),
      ...(reply && replyQuote && !isWarned ? [context(`${nameOf(reply.author)} answered:`), replyQuote] : []),
      ...whatIsMissing(opened, shown).map(section),
      textInput(state, shown),
      ...filesPart(state, shown),
      afterSelect(),
    ],
  };
}

/** Where the text stands in this dialog, for reading it and for words beside it. */
export function replyBlock({ step = 0 }: Pick<DialogState, 'step'>): string {
  return step === 0 ? replyInput.block : `${replyInput.block}.${step}`;
}

/** A dialog that is open while files are on their way, and says how it ended. */
export function replyOutcome(text: string): types.ModalView {
  return {
    type: 'modal',
    callback_id: `${replyDialogId}.outcome`,
    title: plain('Reply to customer'),
    close: plain('Close'),
    blocks: [section(text)],
  };
}

function textInput(state: DialogState, { text }: Shown): types.InputBlock {
  return {
    type: 'input',
    block_id: replyBlock(state),
    label: plain(state.shown || state.sourceTs ? 'The customer will read' : 'Your reply'),
    hint: plain('The customer reads this in the portal and by e-mail, under your public name.'),
    element: {
      type: 'plain_text_input',
      action_id: replyInput.action,
      multiline: true,
      max_length: limits.inputText,
      ...(text && { initial_value: cut(text, limits.inputText) }),
    },
  };
}

/** Of a text that no field of Slack can hold: where it was cut, and where the rest is. */
function whatIsMissing({ number }: OpenedReply, { text = '' }: Shown): string[] {
  const whole = text.toWellFormed();
  const held = cut(whole, limits.inputText);
  if (held === whole) return [];
  const rest = oneLine(whole.slice(held.length - 1), 60);
  const count = whole.length.toLocaleString('en');
  return [
    `The text has ${count} characters, more than a dialog of Slack holds: it was cut below, and the rest would not be sent. The rest is in the message it comes from, and begins: "${rest}". Send it as another reply, or all of it in the terminal: postern ticket reply ${number}`,
  ];
}

function filesPart(
  { uploads = [], step = 0 }: DialogState,
  { taken = [], messageFiles = [] }: Shown,
): types.KnownBlock[] {
  const listed = taken.map(({ fileName, bytes }) => `${oneLine(fileName, 80)} (${sizeWords(bytes)})`);
  const offered = messageFiles.slice(0, mostFiles);
  return [
    ...(listed.length > 0 ? [context(`Goes along: ${listed.join(', ')}`)] : []),
    ...(offered.length > 0
      ? [
          {
            type: 'input' as const,
            block_id: messageFilesInput.block,
            optional: true,
            label: plain('Files of the message'),
            hint: plain('Only what you tick goes to the customer.'),
            element: {
              type: 'checkboxes' as const,
              action_id: messageFilesInput.action,
              options: offered.map(({ id, name }) => ({ text: plain(oneLine(name, 75)), value: id })),
            },
          },
        ]
      : []),
    ...(uploads.length < mostFiles
      ? [
          {
            type: 'input' as const,
            block_id: `${fileInput.block}${uploads.length > 0 ? `.${step}` : ''}`,
            optional: true,
            label: plain(uploads.length > 0 ? 'More files' : 'Files'),
            element: {
              type: 'file_input' as const,
              action_id: fileInput.action,
              max_files: mostFiles - uploads.length,
            },
          },
        ]
      : []),
  ];
}

function afterSelect(): types.InputBlock {
  const options = afters.map(([value, text]) => ({ text: plain(text), value }));
  return {
    type: 'input',
    block_id: afterInput.block,
    label: plain('Then'),
    element: {
      type: 'static_select',
      action_id: afterInput.action,
      options,
      ...(options[0] && { initial_option: options[0] }),
    },
  };
}

/** Reads what a dialog carried. Throws on anything that this file did not write. */
export function dialogState(privateMetadata: string): DialogState {
  const state = JSON.parse(privateMetadata) as Partial<DialogState>;
  const { ticketId, nonce, channelId, threadTs = null } = state;
  if (!ticketId || !nonce || !channelId) throw new Error('The dialog carries no ticket.');
  return { ...state, ticketId, nonce, channelId, threadTs };
}

/** Whoever does not see the ticket is mailed nothing: a sentence that names them, or none. */
function unseen({ recipients: people }: OpenedReply): string[] {
  const names = people.filter(({ sees }) => !sees).map(({ name }) => nameOf(name));
  if (names.length === 0) return [];
  const named = names.slice(0, namedRecipients).join(', ');
  const others = names.length > namedRecipients ? ` and ${names.length - namedRecipients} more` : '';
  const verb = names.length === 1 ? 'does' : 'do';
  return [`${named}${others} ${verb} not see this ticket in the portal, and will get no mail of your reply.`];
}

function recipients({ recipients: people }: OpenedReply): string {
  const named = people
    .slice(0, namedRecipients)
    .map(({ name, email }) =>
      name === email ? oneLine(email, 120) : `${nameOf(name)} (${oneLine(email, 120)})`,
    );
  const others = people.length - named.length;
  if (named.length === 0) return 'nobody yet; the reply is kept in the portal';
  return others > 0 ? `${named.join(', ')} and ${others} more` : named.join(', ');
}

function header(text: string): types.HeaderBlock {
  return { type: 'header', text: plain(cut(text, limits.header)) };
}
