/** A room that must not be posted into any more, or may be again; and what waited for it. */
import { type Context, inTransaction, type SlackViewer, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { tellAdministrators } from '../slack-rooms/direct-messages.ts';
import { type FileEntry, queueInRoom, type ThreadEntry } from '../slack-rooms/queue-to-slack.ts';
import { type ParkedAs, type RoomRow, readRooms, roomOf, standInFor } from '../slack-rooms/rooms.ts';

/** Parks it and tells the administrators, once for each reason. */
export async function parkRoom(
  ctx: Context<SlackViewer>,
  { roomId, as, because }: { roomId: string; as: ParkedAs; because: string },
): Promise<void> {
  await inTransaction(ctx, async (work) => {
    const room = roomOf(await readRooms(work.tx), roomId);
    if (!room || room.parkedAs === as) return;
    await work.tx.slackRoom.update({
      where: { id: room.id },
      data: { parkedAt: work.now, parkedAs: as, parkedBecause: because, version: { increment: 1 } },
    });
    const change = { room: room.name, as, because };
    await recordEvent(work, { action: 'slack.roomParked', target: room.id, change });
    await tellAdministrators(work, { about: 'parked', roomId: room.id }, `${room.id}:${room.version}`);
  });
}

/** It can be posted into again: what waited for it goes at once, and the administrators are told. */
export async function unparkRoom(ctx: Context<SlackViewer>, roomId: string): Promise<void> {
  await inTransaction(ctx, async (work) => {
    const room = roomOf(await readRooms(work.tx), roomId);
    if (!room?.parkedAt) return;
    await resumeRoom(work, room);
  });
}

/** The same in a transaction that is under way. */
export async function resumeRoom(work: Work, room: RoomRow): Promise<void> {
  await work.tx.slackRoom.update({
    where: { id: room.id },
    data: { parkedAt: null, parkedAs: null, parkedBecause: null, version: { increment: 1 } },
  });
  await recordEvent(work, { action: 'slack.roomResumed', target: room.id, change: { room: room.name } });
  await tellAdministrators(work, { about: 'resumed', roomId: room.id }, `${room.id}:${room.version}`);
  await work.tx.outboxItem.updateMany({
    where: { kind: 'SLACK', state: 'PENDING', queueKey: { endsWith: `:${room.id}` } },
    data: { dueAt: work.now },
  });
  work.rings.outbox = true;
}

/**
 * Gives what cannot be posted into a parked room to the fallback room; answers false where there is none, and the item
 * goes on waiting. The card of the fallback room shows the customer's newest words itself.
 */
export async function passOn(
  ctx: Context<SlackViewer>,
  { ticketId, roomId, entry }: { ticketId: string; roomId: string; entry: ThreadEntry | FileEntry | null },
): Promise<{ isPassedOn: boolean }> {
  return inTransaction(ctx, async (work) => {
    const rooms = await readRooms(work.tx);
    const room = roomOf(rooms, roomId);
    const other = room && standInFor(rooms, room);
    if (!room || !other || other.id === room.id) return { isPassedOn: false };
    await queueInRoom(work, { ticketId, roomId: other.id, entry });
    return { isPassedOn: true };
  });
}

/** Slack gave a channel another id, or said which channel has a room's name. */
export async function placeRoom(
  ctx: Context<SlackViewer>,
  { roomId, channelId, name }: { roomId: string; channelId: string; name?: string | undefined },
): Promise<{ roomId: string }> {
  return inTransaction(ctx, async (work) => {
    const rooms = await readRooms(work.tx);
    const room = roomOf(rooms, roomId);
    if (!room) return { roomId };
    const twin = rooms.find((each) => each.channelId === channelId && each.id !== room.id);
    if (twin) {
      await joinRooms(work, room, twin);
      return { roomId: twin.id };
    }
    if (room.channelId && room.channelId !== channelId) {
      const moved = { where: { channelId: room.channelId }, data: { channelId } };
      await work.tx.slackLink.updateMany(moved);
      await work.tx.slackPost.updateMany(moved);
    }
    await work.tx.slackRoom.update({ where: { id: room.id }, data: { channelId, ...(name && { name }) } });
    return { roomId: room.id };
  });
}

/** Two names stood for one channel: what belongs to the one belongs to the other from now on. */
async function joinRooms(work: Work, room: RoomRow, twin: RoomRow): Promise<void> {
  const { tx } = work;
  await moveQueue(work, room.id, twin.id);
  const routes = room.routes.filter(({ query }) => !twin.routes.some((route) => route.query === query));
  await tx.slackRoute.updateMany({
    where: { id: { in: routes.map(({ id }) => id) } },
    data: { roomId: twin.id },
  });
  await tx.slackLink.updateMany({ where: { roomId: room.id }, data: { roomId: twin.id } });
  await tx.slackRoom.delete({ where: { id: room.id } });
  await tx.slackRoom.update({
    where: { id: twin.id },
    data: {
      isDefault: twin.isDefault || room.isDefault,
      isFallback: twin.isFallback || room.isFallback,
      version: { increment: 1 },
    },
  });
}

/** What waits for the one room waits for the other, unless the same waits there already. */
export async function moveQueue({ tx, now }: Work, from: string, to: string): Promise<void> {
  const ends = `:${from}`;
  const moved = (text: string) => (text.endsWith(ends) ? `${text.slice(0, -ends.length)}:${to}` : text);
  const waiting = await tx.outboxItem.findMany({
    where: {
      kind: 'SLACK',
      state: { in: ['PENDING', 'IN_FLIGHT', 'AMBIGUOUS'] },
      queueKey: { endsWith: ends },
    },
    select: { seq: true, key: true, queueKey: true, payload: true },
  });
  for (const { seq, key, queueKey, payload } of waiting) {
    const isThere = (await tx.outboxItem.count({ where: { key: moved(key) } })) > 0;
    await tx.outboxItem.update({
      where: { seq },
      data: {
        payload: { ...(payload as object), roomId: to },
        queueKey: moved(queueKey),
        ...(isThere ? { state: 'DONE', doneAt: now } : { key: moved(key) }),
      },
    });
  }
}
