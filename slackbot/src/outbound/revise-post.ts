/** A post in a thread whose entry changed at the desk: the post is changed where it stands, as often as it is asked. */
import type { DeliveryOutcome, PosternClient, SlackCard, SlackPayload, SlackRoomView } from '@postern/core';
import { type Rendered, withoutBlocks } from '../render/text.ts';
import { threadPost } from '../render/thread-post.ts';
import { troubleOf } from '../slack-errors.ts';
import type { SlackWorkspace } from '../slack-workspace.ts';

/** Throws what shall be tried again. */
export async function revisePost(
  { client, workspace }: { client: PosternClient; workspace: SlackWorkspace },
  { of }: Extract<SlackPayload, { op: 'revise' }>,
  card: SlackCard & { room: SlackRoomView },
): Promise<DeliveryOutcome> {
  const post = await client.slack.postOfEntry.query({ of, roomId: card.room.id });
  if (!post) return { state: 'done' };
  const entries = await Promise.all(post.entries.map((each) => client.slack.threadEntry.query(each)));
  const rendered = threadPost(entries, card);
  if (!rendered) return { state: 'done' };
  const { channelId: channel, ts } = post;
  await workspace.rooms.requireSafe(card.room, channel);
  const change = ({ text, blocks }: Rendered) =>
    workspace.web.chat.update({ channel, ts, text, blocks, parse: 'none', link_names: false });
  try {
    await change(rendered);
  } catch (error) {
    const { kind } = troubleOf(error);
    // Somebody took it away: nothing of it is left to change.
    if (kind === 'target') return { state: 'done' };
    if (kind !== 'payload') throw error;
    await change(withoutBlocks(rendered, card.ticket.number));
  }
  return { state: 'done' };
}
