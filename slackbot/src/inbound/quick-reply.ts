/**
 * `@Postern reply: …`, where an administrator allowed it: the one message of a thread that leaves for the customer, after
 * a hold in which it can be taken back. Whatever is not written exactly so stays a note.
 */
import { failureOf } from '@postern/core';
import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import { heldActions, heldMessage } from '../render/held-reply.ts';
import { sentence } from '../render/text.ts';
import { wordsFor } from '../words.ts';
import type { ClickParts } from './clicks.ts';
import type { EventParts, HeardEvent } from './events.ts';
import { mentionedIn, plainText } from './plain-text.ts';
import type { ThreadMessage } from './thread-message.ts';
import { whisper } from './whisper.ts';

const noNames = { people: new Map<string, string>(), channels: new Map<string, string>() };

/** What follows `@Postern reply:`, or null for a message that does not begin with exactly this. */
export function quickReplyText(message: ThreadMessage, botUserId: string | null): string | null {
  if (!botUserId || !message.text.startsWith(`<@${botUserId}>`)) return null;
  const said = plainText({ ...message, files: [] }, noNames);
  const [, text] = /^@\S+\s+reply:\s*([\s\S]*)$/.exec(said) ?? [];
  return text?.trim() || null;
}

/** Answers whether the message was held; else it is a note like any other. */
export async function holdQuickReply(
  parts: EventParts,
  { teamId, botUserId }: HeardEvent,
  message: ThreadMessage,
): Promise<boolean> {
  const text = quickReplyText(message, botUserId);
  if (text === null) return false;
  const { userId, channelId, threadTs, ts } = message;
  const person = { teamId, userId };
  try {
    await parts.people.recognise(person);
    const refusal = whyNotInThread(message, botUserId);
    if (refusal) {
      await whisper(parts, message, `${refusal} This stays internal. Press "Reply to customer" instead.`);
      return false;
    }
    const answer = await parts.client.slack.holdReply.mutate({ ...person, channelId, threadTs, ts, text });
    if (answer.is === 'note') return false;
    if (answer.held) await whisper(parts, message, heldMessage(answer));
    return true;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.code === 'UNREACHABLE' || failure.code === 'INTERNAL') throw error;
    await whisper(parts, message, `${wordsFor(failure, parts.publicUrl)} This stays internal.`);
    return false;
  }
}

/** Names of people and channels would tell the customer of the team; files are chosen one by one in a dialog. */
function whyNotInThread(message: ThreadMessage, botUserId: string | null): string | null {
  const { people, channels } = mentionedIn(message);
  people.delete(botUserId ?? '');
  // Groups and everybody have no id that a name is asked for; Slack writes them as <!…>.
  const callsMany = message.text.includes('<!');
  if (people.size > 0 || channels.size > 0 || callsMany) return 'It mentions people or channels of Slack.';
  return message.files.length > 0 ? 'It brings files.' : null;
}

/** The buttons below the word that a reply is about to leave. */
export function onHeldReplies(app: App, parts: ClickParts): void {
  const on = (actionId: string, act: 'undoHeld' | 'sendHeld', done: string) =>
    app.action<BlockAction<ButtonAction>>(actionId, async ({ ack, body, action, respond }) => {
      await ack();
      const person = { teamId: body.team?.id ?? '', userId: body.user.id };
      const say = (text: string) => respond({ replace_original: true, ...sentence(text) });
      try {
        await parts.client.slack[act].mutate({ ...person, reply: action.value ?? '' });
        await say(done);
      } catch (error) {
        await say(wordsFor(failureOf(error), parts.publicUrl));
      }
    });
  on(heldActions.undo, 'undoHeld', 'Taken back. Nothing was sent.');
  on(heldActions.now, 'sendHeld', 'Sent to the customer.');
}
