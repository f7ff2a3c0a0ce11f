/** The dialog in which an agent answers a customer: who reads it, what the customer said last, and the text. */
import type { Outputs } from '@postern/core/client';
import type { types } from '@slack/bolt';
import { nameOf } from './card.ts';
import { context, cut, cutBody, limits, oneLine, plain, words } from './text.ts';

export type OpenedReply = Outputs['slack']['openReply'];

export const replyDialogId = 'ticket.reply.dialog';
export const replyInput = { block: 'reply', action: 'text' } as const;

const longestQuote = 1_500;
const namedRecipients = 10;

/** What the dialog carries until it is submitted. */
export interface DialogState {
  ticketId: string;
  /** Minted by the core for this dialog; good for one reply. */
  nonce: string;
  channelId: string;
  /** The thread of the click; null when it was on the card itself. */
  threadTs: string | null;
}

/** `text` is what was typed already; `notice` says why the dialog comes back. */
export function replyDialog(
  opened: OpenedReply,
  place: Omit<DialogState, 'nonce'>,
  again: { text?: string; notice?: string } = {},
): types.ModalView {
  const last = opened.lastMessage;
  const quote = last && words(cutBody(last.text, longestQuote).text, 'quote');
  return {
    type: 'modal',
    callback_id: replyDialogId,
    title: plain('Reply to customer'),
    submit: plain('Send to customer'),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ ...place, nonce: opened.nonce } satisfies DialogState),
    blocks: [
      ...(again.notice
        ? [{ type: 'section' as const, text: plain(cut(again.notice, limits.sectionText)) }]
        : []),
      { type: 'section', text: plain(cut(`To: ${recipients(opened)}`, limits.sectionText)) },
      ...unseen(opened).map((words) => ({
        type: 'section' as const,
        text: plain(cut(words, limits.sectionText)),
      })),
      context(`Ticket #${opened.number}: ${oneLine(opened.subject, 200)}`),
      ...(last && quote ? [context(`${nameOf(last.author)} wrote:`), quote] : []),
      {
        type: 'input',
        block_id: replyInput.block,
        label: plain('Your reply'),
        hint: plain('The customer reads this in the portal and by e-mail, under your public name.'),
        element: {
          type: 'plain_text_input',
          action_id: replyInput.action,
          multiline: true,
          max_length: limits.inputText,
          ...(again.text && { initial_value: again.text.slice(0, limits.inputText) }),
        },
      },
    ],
  };
}

/** Reads what a dialog carried. Throws on anything that this file did not write. */
export function dialogState(privateMetadata: string): DialogState {
  const { ticketId, nonce, channelId, threadTs } = JSON.parse(privateMetadata) as Partial<DialogState>;
  if (!ticketId || !nonce || !channelId) throw new Error('The dialog carries no ticket.');
  return { ticketId, nonce, channelId, threadTs: threadTs ?? null };
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
