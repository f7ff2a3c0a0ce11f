/** Messages that appear, change and go in Slack's channels. None of them reaches a customer. */

import { deliveryEvent } from '../outbound/find-delivery.ts';
import { troubleOf } from '../slack-errors.ts';
import { slackIdOf } from '../slack-ids.ts';
import { LookAgain } from './event-worker.ts';
import type { EventHandler, EventParts, HeardEvent } from './events.ts';
import { mentionedIn, plainText } from './plain-text.ts';
import { holdQuickReply } from './quick-reply.ts';
import { checkRooms } from './room-events.ts';
import { readThreadMessage } from './thread-message.ts';
import { whisper } from './whisper.ts';

/** What tells of the channel and not of what somebody said. */
const roomSubtypes = ['channel_archive', 'channel_unarchive', 'group_archive', 'group_unarchive'];

/** A card may not be known yet right after it was posted; after these tries the thread is nobody's. */
const mostWaitsForCard = 4;

export const onMessage: EventHandler = async (parts, heard) => {
  const { event } = heard;
  if (typeof event.subtype === 'string' && roomSubtypes.includes(event.subtype))
    return checkRooms(parts, slackIdOf(event.channel));
  if (event.subtype === 'message_changed') return onChanged(parts, heard);
  if (event.subtype === 'message_deleted') return onDeleted(parts, heard);
  if (isOwn(heard)) return onOwn(parts, heard);
  await onSaid(parts, heard);
};

async function onSaid(parts: EventParts, heard: HeardEvent): Promise<void> {
  const { event, teamId, botUserId, attempt } = heard;
  const message = readThreadMessage(event);
  if (!message) return;
  if (await holdQuickReply(parts, heard, message)) return;
  const outcome = await parts.keep(message, teamId);
  const isUnderOurPost = botUserId !== null && event.parent_user_id === botUserId;
  if (outcome === 'no ticket' && isUnderOurPost && attempt < mostWaitsForCard)
    throw new LookAgain('The card of this thread is not known yet.');
}

/** A note follows its message. What a customer has already does not change any more, and whoever wrote it is told so. */
async function onChanged(parts: EventParts, heard: HeardEvent): Promise<void> {
  const { client, keep, people } = parts;
  const { teamId, event } = heard;
  const channelId = slackIdOf(event.channel);
  const changed = (event.message ?? {}) as Record<string, unknown> & { edited?: { ts?: unknown } };
  const message = channelId && readThreadMessage({ ...changed, type: 'message' }, channelId);
  const editedTs = Number(changed.edited?.ts);
  if (!message || !Number.isFinite(editedTs)) return;
  const place = { teamId, channelId, ts: message.ts };
  const whom = { channelId, threadTs: message.threadTs, userId: message.userId };
  if (await stopQuickReply(parts, teamId, { ...whom, ts: message.ts })) return;
  const sent = await client.slack.sentFrom.query(place);
  if (sent) await whisper(parts, whom, oldTextWords(sent.customer));
  const text = plainText(message, await people.namesOf(mentionedIn(message)));
  if (text.trim() === '') return;
  const editedAt = new Date(editedTs * 1_000).toISOString();
  const { isKnown } = await client.slack.reviseNote.mutate({ ...place, text, editedAt });
  // The change came before the message itself, which then finds its note there.
  if (!isKnown && !sent) await keep(message, teamId);
}

async function onDeleted(parts: EventParts, { teamId, event }: HeardEvent): Promise<void> {
  const channelId = slackIdOf(event.channel);
  const ts = slackIdOf(event.deleted_ts);
  if (!channelId || !ts) return;
  const place = { teamId, channelId, ts };
  const before = (event.previous_message ?? {}) as Record<string, unknown>;
  const userId = slackIdOf(before.user);
  const whom = userId && { channelId, threadTs: slackIdOf(before.thread_ts), userId };
  if (whom && (await stopQuickReply(parts, teamId, { ...whom, ts }))) return;
  const sent = await parts.client.slack.sentFrom.query(place);
  if (sent && whom) await whisper(parts, whom, oldTextWords(sent.customer));
  await parts.client.slack.withdrawNote.mutate(place);
}

/** Words that changed, or are gone, while they were held are not sent. */
async function stopQuickReply(
  parts: EventParts,
  teamId: string,
  message: { channelId: string; threadTs: string | null; userId: string; ts: string },
): Promise<boolean> {
  const { channelId, ts, userId } = message;
  const { isTakenBack } = await parts.client.slack.cancelReply.mutate({ teamId, userId, channelId, ts });
  if (isTakenBack) await whisper(parts, message, 'You changed your message, so the reply was not sent.');
  return isTakenBack;
}

const oldTextWords = (customer: string) =>
  `${customer} has the old text already: what was sent stays as it was. To correct it, press "Reply to customer".`;

function isOwn({ event, botUserId }: HeardEvent): boolean {
  return botUserId !== null && event.user === botUserId && event.subtype !== 'channel_join';
}

/**
 * Slack took in one of our calls twice, which happens when it answers too late: the second copy goes. Nothing is known
 * of a delivery that is not finished, so that one is looked at again.
 */
async function onOwn({ client, workspace, log }: EventParts, heard: HeardEvent): Promise<void> {
  const { teamId, event, attempt } = heard;
  const { metadata } = event as {
    metadata?: { event_type?: unknown; event_payload?: { d?: unknown } };
  };
  const deliveryId = metadata?.event_type === deliveryEvent && slackIdOf(metadata.event_payload?.d);
  const channelId = slackIdOf(event.channel);
  const ts = slackIdOf(event.ts);
  if (!deliveryId || !channelId || !ts) return;
  const { is } = await client.slack.confirmPost.query({ teamId, channelId, ts, deliveryId });
  if (is === 'unknown' && attempt < mostWaitsForCard)
    throw new LookAgain('This delivery is not finished yet.');
  if (is !== 'stray') return;
  log.warn({ deliveryId }, 'Slack has a message twice; the second one is taken away');
  try {
    await workspace.web.chat.delete({ channel: channelId, ts });
  } catch (error) {
    const { kind, words } = troubleOf(error);
    if (kind !== 'target') throw new Error(words, { cause: error });
  }
}
