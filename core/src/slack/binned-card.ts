/** What a card says of a ticket in the bin: its number, and nothing of the customer. */
import type { Core } from '../context.ts';
import { ofConnectedTeam } from '../slack-rooms/connected-team.ts';
import { readRooms, roomOf } from '../slack-rooms/rooms.ts';
import { linkIn, roomView, type SlackRoomView } from './slack-views.ts';

export interface BinnedCard {
  number: number;
  by: string | null;
  room: SlackRoomView;
  link: { teamId: string; channelId: string; threadTs: string };
}

/** Null for a ticket that is not in the bin, or has no card in this room. */
export async function binnedCard(
  core: Core,
  { ticketId, roomId }: { ticketId: string; roomId: string | null },
): Promise<BinnedCard | null> {
  const { read } = core.db;
  const ticket = await read.ticket.findUnique({
    where: { id: ticketId },
    select: { number: true, hidden: true },
  });
  if (ticket?.hidden !== 'DELETED') return null;
  const [rooms, links, deleting] = await Promise.all([
    readRooms(read),
    read.slackLink.findMany({ where: { ticketId, ...(await ofConnectedTeam(read)) } }),
    read.auditEvent.findFirst({
      where: { ticketId, action: 'ticket.deleted' },
      orderBy: { seq: 'desc' },
      select: { change: true },
    }),
  ]);
  const room = roomOf(rooms, roomId ?? undefined);
  const link = linkIn(links, room ?? null);
  if (!room || !link) return null;
  const { teamId, channelId, threadTs } = link;
  const { by } = (deleting?.change ?? {}) as { by?: string };
  return {
    number: ticket.number,
    by: by ?? null,
    room: roomView(room),
    link: { teamId, channelId, threadTs },
  };
}
