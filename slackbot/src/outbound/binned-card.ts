/** The card of a ticket in the bin: nothing of it is left to read or to press. */
import type { PosternClient } from '@postern/core';
import { context, fallback, oneLine, plain, type Rendered } from '../render/text.ts';
import type { SlackWorkspace } from '../slack-workspace.ts';

/** Empties the card in this room. Answers false without a card there, or for a ticket that is not in the bin. */
export async function emptyBinnedCard(
  { client, workspace }: { client: PosternClient; workspace: SlackWorkspace },
  { ticketId, roomId }: { ticketId: string; roomId?: string | undefined },
): Promise<boolean> {
  const card = await client.slack.binned.query({ ticketId, roomId: roomId ?? null });
  if (!card) return false;
  await workspace.rooms.requireSafe(card.room, card.link.channelId);
  const { text, blocks } = binnedCardMessage(card);
  await workspace.web.chat.update({
    channel: card.link.channelId,
    ts: card.link.threadTs,
    text,
    blocks,
    parse: 'none',
    link_names: false,
  });
  return true;
}

export function binnedCardMessage({ number, by }: { number: number; by: string | null }): Rendered {
  const whose = by ? `${oneLine(by, 80)} put it into the bin` : 'It is in the bin';
  return {
    text: fallback(`Ticket #${number} is no longer available.`),
    blocks: [
      { type: 'section', text: plain(`#${number} is no longer available.`) },
      context(`${whose}. To restore it: postern ticket restore ${number}`),
    ],
  };
}
