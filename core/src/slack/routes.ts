/** Which tickets go into which room, as whoever manages the desk's channels settles it. */
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { forgetIfUnused } from '../slack-rooms/forget-room.ts';
import {
  addRoom,
  channelName,
  type RoomRow,
  readRooms,
  roomName,
  roomsWithDefault,
} from '../slack-rooms/rooms.ts';
import { requireRouteQuery } from '../slack-rooms/rooms-of-ticket.ts';
import { resumeRoom } from './park-room.ts';

export interface RouteView {
  id: string;
  /** The room's name, without the #. */
  room: string;
  /** Empty for every ticket. */
  query: string;
}

export interface RoomSettings {
  isFallback?: boolean | undefined;
  isConfidential?: boolean | undefined;
  takesReplies?: boolean | undefined;
  allowsGuests?: boolean | undefined;
  keepsStrangers?: boolean | undefined;
}

const mostRoutes = 100;

/** Every route that fits a ticket gives it a card in the route's room. */
export async function listRoutes(ctx: AgentContext): Promise<RouteView[]> {
  const rooms = await readRooms(ctx.core.db.read);
  return rooms
    .flatMap((room) => room.routes.map((route) => ({ ...route, room: room.name })))
    .sort((a, b) => a.position - b.position)
    .map(({ id, room, query }) => ({ id, room, query }));
}

/** The same room and query twice is one route. Throws `BAD_QUERY`, and `BAD_INPUT` for what is no channel's name. */
export async function addRoute(ctx: AgentContext, wish: { room: string; query: string }): Promise<RouteView> {
  const query = wish.query.trim();
  await requireRouteQuery(ctx.core, query);
  return inTransaction(ctx, async (work) => {
    const rooms = await roomsWithDefault(work);
    const room = findRoom(rooms, wish.room) ?? (await addRoom(work, channelName(wish.room)));
    const same = room.routes.find((route) => route.query === query);
    if (same) return { id: same.id, room: room.name, query };
    const routes = rooms.flatMap((each) => each.routes);
    if (routes.length >= mostRoutes)
      throw new PosternError('BAD_INPUT', `There are ${mostRoutes} routes already.`, {
        hint: 'Remove one first: postern slack route remove ID',
      });
    const position = Math.max(0, ...routes.map((route) => route.position)) + 1;
    const id = work.core.ids.next('slackRoute');
    await work.tx.slackRoute.create({ data: { id, roomId: room.id, query, position, createdAt: work.now } });
    await recordEvent(work, { action: 'slack.routeAdded', target: id, change: { room: room.name, query } });
    return { id, room: room.name, query };
  });
}

/** Cards that the route gave stay where they are; a room that never had one goes, and what waited for it. Throws `SLACK_ROOM_NOT_FOUND`. */
export async function removeRoute(ctx: AgentContext, route: string): Promise<{ id: string; room: string }> {
  return inTransaction(ctx, async (work) => {
    const row = await work.tx.slackRoute.findUnique({ where: { id: route }, include: { room: true } });
    if (!row)
      throw new PosternError('SLACK_ROOM_NOT_FOUND', 'There is no route with this id.', {
        hint: 'See them: postern slack route list',
      });
    await work.tx.slackRoute.delete({ where: { id: row.id } });
    const { name } = row.room;
    await recordEvent(work, {
      action: 'slack.routeRemoved',
      target: row.id,
      change: { room: name, query: row.query },
    });
    await forgetIfUnused(work, row.roomId);
    return { id: row.id, room: name };
  });
}

/** Settles what may happen in a room. One room at most is the fallback. Throws `SLACK_ROOM_NOT_FOUND`. */
export async function setRoom(
  ctx: AgentContext,
  { room: written, ...wish }: RoomSettings & { room: string },
): Promise<{ room: string } & Required<RoomSettings>> {
  return inTransaction(ctx, async (work) => {
    const rooms = await roomsWithDefault(work);
    const room =
      findRoom(rooms, written) ??
      (wish.isFallback ? await addRoom(work, channelName(written)) : noSuchRoom(written));
    const data = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
    if (wish.isFallback) await work.tx.slackRoom.updateMany({ data: { isFallback: false } });
    const changed = await work.tx.slackRoom.update({
      where: { id: room.id },
      data: { ...data, version: { increment: 1 } },
    });
    await recordEvent(work, {
      action: 'slack.roomChanged',
      target: room.id,
      change: { room: room.name, ...data },
    });
    if (wish.allowsGuests && room.parkedAs === 'GUESTS') await resumeRoom(work, room);
    const { name, isFallback, isConfidential, takesReplies, allowsGuests, keepsStrangers } = changed;
    return { room: name, isFallback, isConfidential, takesReplies, allowsGuests, keepsStrangers };
  });
}

function findRoom(rooms: readonly RoomRow[], written: string): RoomRow | undefined {
  const name = roomName(written);
  return rooms.find((room) => room.channelId === name) ?? rooms.find((room) => room.name === name);
}

function noSuchRoom(written: string): never {
  throw new PosternError('SLACK_ROOM_NOT_FOUND', `No tickets go into #${roomName(written)}.`, {
    hint: "Send some there first: postern slack route add '#channel' QUERY",
  });
}
