/** The shortcut "Send to customer" on a message of a ticket's thread: its words are shown as the customer would read them. */
import { failureOf } from '@postern/core';
import type { App, MessageShortcut } from '@slack/bolt';
import { replyDialog } from '../render/reply-dialog.ts';
import type { ClickParts } from './clicks.ts';
import { messageButton, messageRef, readMessage } from './message-ref.ts';
import { listenerOf, onPress, type Press, refuse } from './press.ts';
import { filesIn, type GivenMessage, textForCustomers, typedIn } from './typed-message.ts';
import { whisper } from './whisper.ts';

export const sendToCustomer = 'send_to_customer';
const again = 'message.send';

/** Registers the shortcut. It opens a dialog and sends nothing; files of the message are offered unticked. */
export function onSendToCustomer(app: App, parts: ClickParts): void {
  app.shortcut<MessageShortcut>(
    { callback_id: sendToCustomer, type: 'message_action' },
    async ({ ack, body }) => {
      await ack();
      const { channel, message, team, user } = body;
      await open(parts, {
        person: { teamId: team?.id ?? '', userId: user.id },
        channelId: channel.id,
        threadTs: typeof message.thread_ts === 'string' ? message.thread_ts : null,
        triggerId: body.trigger_id,
        ts: message.ts ?? body.message_ts,
        message,
      });
    },
  );
  onPress(app, parts, again, async (press) => {
    const ref = messageRef(press.value);
    const message = ref && (await readMessage(parts, ref));
    if (message) await open(parts, { ...press, threadTs: ref.rootTs, ts: ref.ts, message });
    else await whisper(parts, listenerOf(press), 'This message is gone.');
  });
}

type Wish = Pick<Press, 'person' | 'channelId' | 'threadTs' | 'triggerId'> & {
  ts: string;
  message: GivenMessage;
};

async function open(parts: ClickParts, wish: Wish): Promise<void> {
  const { client, people, workspace } = parts;
  const { person, channelId, threadTs, ts, message } = wish;
  const place = { person, channelId, threadTs };
  if (!threadTs || threadTs === ts) {
    await whisper(parts, listenerOf(place), notInThread);
    return;
  }
  try {
    await people.recognise(person);
    const text = await textForCustomers(parts, person, typedIn(message));
    const opened = await client.slack.openReply.mutate({ ...person, source: { channelId, threadTs, ts } });
    await workspace.web.views.open({
      trigger_id: wish.triggerId,
      view: replyDialog(
        opened,
        { ticketId: opened.ticketId, channelId, threadTs, sourceTs: ts },
        { text, messageFiles: filesIn(message) },
      ),
    });
  } catch (error) {
    const { code } = failureOf(error);
    const ref = { channelId, rootTs: threadTs, ts };
    if (code === 'TICKET_NOT_FOUND') await whisper(parts, listenerOf(place), notInThread);
    else await refuse(parts, { ...place, again: messageButton(again, 'Send to customer', ref) }, error);
  }
}

const notInThread =
  'This message is not in the thread of a ticket. "Send to customer" works on messages below a ticket\'s card.';
