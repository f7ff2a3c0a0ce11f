/** Rooms that nothing leads to and nothing was ever posted into, such as one whose name was mistyped. */
import { type Core, inDeskTransaction, type Queries, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';

/** They go, with what waited for them: a route that was removed must not be waited for. */
export async function forgetUnusedRooms(core: Core): Promise<void> {
  for (const { id } of await unusedRooms(core.db.read))
    await inDeskTransaction(core, (work) => forgetIfUnused(work, id));
}

/** The same for one room, in a transaction that is under way. What is just being tried is left to the next time. */
export async function forgetIfUnused(work: Work, roomId: string): Promise<void> {
  const { tx } = work;
  const room = (await unusedRooms(tx)).find(({ id }) => id === roomId);
  if (!room) return;
  const ofRoom = { kind: 'SLACK', queueKey: { endsWith: `:${roomId}` } };
  const tried = { ...ofRoom, state: { in: ['IN_FLIGHT', 'AMBIGUOUS'] } };
  if ((await tx.outboxItem.count({ where: tried })) > 0) return;
  const { count } = await tx.outboxItem.deleteMany({ where: { ...ofRoom, state: 'PENDING' } });
  await tx.slackRoom.delete({ where: { id: roomId } });
  await recordEvent(work, {
    action: 'slack.roomForgotten',
    target: roomId,
    change: { room: room.name, dropped: count },
  });
}

/** Without a channel, or parked: into any other one something may be on its way. */
function unusedRooms(queries: Queries): Promise<{ id: string; name: string }[]> {
  return queries.slackRoom.findMany({
    where: {
      isDefault: false,
      isFallback: false,
      routes: { none: {} },
      links: { none: {} },
      OR: [{ channelId: null }, { parkedAt: { not: null } }],
    },
    select: { id: true, name: true },
  });
}
