/** The shortcut "Send to customer" on a message of a ticket's thread: its words are shown as the customer would read them. */
import { failureOf } from '@postern/core';
import type { App, MessageShortcut } from '@slack/bolt';
import { replyDialog } from '../render/reply-dialog.ts';
import type { ClickParts } from './clicks.ts';
import { listenerOf, refuse } from './press.ts';
import { filesIn, textForCustomers, typedIn } from './typed-message.ts';
import { whisper } from './whisper.ts';

export const sendToCustomer = 'send_to_customer';

/** Registers the shortcut. It opens a dialog and sends nothing; files of the message are offered unticked. */
export function onSendToCustomer(app: App, parts: ClickParts): void {
  const { client, people, workspace } = parts;
  app.shortcut<MessageShortcut>(
    { callback_id: sendToCustomer, type: 'message_action' },
    async ({ ack, body }) => {
      await ack();
      const { channel, message, team, user } = body;
      const person = { teamId: team?.id ?? '', userId: user.id };
      const threadTs = typeof message.thread_ts === 'string' ? message.thread_ts : null;
      const place = { person, channelId: channel.id, threadTs };
      try {
        await people.recognise(person);
        if (!threadTs || threadTs === message.ts) {
          await whisper(parts, listenerOf(place), notInThread);
          return;
        }
        const source = { channelId: channel.id, threadTs, ts: message.ts ?? '' };
        const text = await textForCustomers(parts, person, typedIn(message));
        const opened = await client.slack.openReply.mutate({ ...person, source });
        await workspace.web.views.open({
          trigger_id: body.trigger_id,
          view: replyDialog(
            opened,
            { ticketId: opened.ticketId, channelId: channel.id, threadTs, sourceTs: source.ts },
            { text, messageFiles: filesIn(message) },
          ),
        });
      } catch (error) {
        const { code } = failureOf(error);
        if (code === 'TICKET_NOT_FOUND') await whisper(parts, listenerOf(place), notInThread);
        else await refuse(parts, place, error);
      }
    },
  );
}

const notInThread =
  'This message is not in the thread of a ticket. "Send to customer" works on messages below a ticket\'s card.';
