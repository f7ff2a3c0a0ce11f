/** The channels of Slack that cards go to: which one stands for which setting, and which takes over for which. */
import type { Prisma } from '@postern/prisma';
import type { Queries, Work } from '../context.ts';
import { PosternError } from '../errors.ts';

export type RoomRow = Prisma.SlackRoomGetPayload<{ include: { routes: true } }>;

/** Why a room cannot be posted into. */
export const parkedKinds = ['SHARED', 'GUESTS', 'LEFT', 'ARCHIVED', 'DELETED', 'REFUSED'] as const;
export type ParkedAs = (typeof parkedKinds)[number];

/** What Slack calls a channel by itself, such as C024BE91L; everything else is a name. */
export const isChannelId = (text: string) => /^[CG][A-Z0-9]{5,}$/.test(text);

/** A channel as people write it, in the form it is kept in. */
export const roomName = (written: string) => written.trim().replace(/^#/, '');

/** The same of what was typed by hand. Throws `BAD_INPUT` for what is neither an id nor a name by Slack's own rule. */
export function channelName(written: string): string {
  const name = roomName(written);
  if (isChannelId(name) || /^[\p{L}\p{N}_-]{1,80}$/u.test(name)) return name;
  throw new PosternError('BAD_INPUT', `"${written}" is not the name of a Slack channel.`, {
    hint: 'Write it as Slack shows it, such as #support.',
  });
}

/** All rooms with their routes. There are few: every one is there because somebody named it. */
export function readRooms(queries: Queries): Promise<RoomRow[]> {
  return queries.slackRoom.findMany({
    include: { routes: { orderBy: { position: 'asc' } } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

/** The same, with the room of `SLACK_CHANNEL` among them, which is made when it is first needed. */
export async function roomsWithDefault(work: Work): Promise<RoomRow[]> {
  const rooms = await readRooms(work.tx);
  const channel = work.core.config.slack?.channel;
  if (!channel) return rooms;
  const name = roomName(channel);
  const isMeant = (room: RoomRow) => room.name === name || room.channelId === name;
  if (rooms.some((room) => room.isDefault && isMeant(room))) return rooms;
  await work.tx.slackRoom.updateMany({ where: { isDefault: true }, data: { isDefault: false } });
  const known = rooms.find(isMeant);
  if (known) await work.tx.slackRoom.update({ where: { id: known.id }, data: { isDefault: true } });
  else await addRoom(work, name, { isDefault: true });
  return readRooms(work.tx);
}

/** A new room; its channel is looked for at the first post when only its name is known. */
export function addRoom(
  work: Work,
  name: string,
  data: Partial<Pick<Prisma.SlackRoomUncheckedCreateInput, 'isDefault'>> = {},
): Promise<RoomRow> {
  return work.tx.slackRoom.create({
    data: {
      id: work.core.ids.next('slackRoom'),
      name,
      channelId: isChannelId(name) ? name : null,
      createdAt: work.now,
      ...data,
    },
    include: { routes: true },
  });
}

/** Where the posts of a room go: into it, or into the fallback room while it is parked and there is one. */
export function standInFor(rooms: readonly RoomRow[], room: RoomRow): RoomRow {
  if (!room.parkedAt) return room;
  return rooms.find((each) => each.isFallback && !each.parkedAt) ?? room;
}

/** The room that an outbox item names; those of before there were rooms mean the default one. */
export function roomOf(rooms: readonly RoomRow[], roomId: string | undefined): RoomRow | undefined {
  return rooms.find((room) => (roomId === undefined ? room.isDefault : room.id === roomId));
}
