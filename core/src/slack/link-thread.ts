/** Remembers what was posted where, in the transaction that marks its outbox item as done. */
import { z } from 'zod';
import type { Work } from '../context.ts';
import { readRooms, roomOf } from '../slack-rooms/rooms.ts';

/** Where a card stands, with its thread below it. */
export const postedCard = z.object({ teamId: z.string(), channelId: z.string(), threadTs: z.string() });

/** What a delivery to Slack answers: the card, where one was posted, and the message of the item itself. */
export const slackResult = z.object({
  card: postedCard.optional(),
  post: z.object({ teamId: z.string(), channelId: z.string(), ts: z.string() }).optional(),
});

export type SlackResult = z.infer<typeof slackResult>;

export async function rememberPosted(
  work: Work,
  item: { id: string; ticketId: string; roomId?: string | undefined; messageId?: string | undefined },
  { card, post }: SlackResult,
): Promise<void> {
  const { ticketId, messageId = null } = item;
  if (card) {
    const { teamId, channelId, threadTs } = card;
    const rooms = await readRooms(work.tx);
    // The item's own room may have turned out to be another name of this channel.
    const room = rooms.find((each) => each.channelId === channelId) ?? roomOf(rooms, item.roomId);
    const roomId = room?.id ?? null;
    const at = { threadTs, lastTs: threadTs, roomId };
    await work.tx.slackLink.upsert({
      where: { ticketId_teamId_channelId: { ticketId, teamId, channelId } },
      create: { ...card, ...at, id: work.core.ids.next('slackLink'), ticketId },
      update: at,
    });
  }
  const keep = (
    id: string,
    row: { teamId: string; channelId: string; ts: string; kind: string; messageId: string | null },
  ) =>
    work.tx.slackPost.upsert({
      where: { id },
      create: { ...row, id, ticketId, createdAt: work.now },
      update: { ...row, ticketId },
    });
  const isOwnCard = card !== undefined && card.threadTs === post?.ts;
  if (post) await keep(item.id, { ...post, messageId, kind: isOwnCard ? 'CARD' : 'ENTRY' });
  // A card that another item had to post on its way has a delivery id of its own.
  if (card && !isOwnCard) {
    const { teamId, channelId, threadTs: ts } = card;
    await keep(`${item.id}.root`, { teamId, channelId, ts, messageId: null, kind: 'CARD' });
  }
}
