/** The desk meets the workspace that its token belongs to, and leaves another one behind. */
import { z } from 'zod';
import { type Context, inTransaction, type SlackViewer, type Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { backlogKey } from '../slack-rooms/backlog.ts';
import { connectedTeam, teamKey } from '../slack-rooms/connected-team.ts';
import { isChannelId, type RoomRow, readRooms } from '../slack-rooms/rooms.ts';
import { moveQueue } from './park-room.ts';

/**
 * The same workspace again changes nothing, so an app that is installed anew goes on in its threads. In another one
 * nothing is inherited: rooms are looked for by their names, cards are posted anew with the next event of a ticket, and
 * people are met anew. What belongs to the former one counts again when the desk comes back to it.
 */
export async function meetTeam(ctx: Context<SlackViewer>, { teamId }: { teamId: string }): Promise<void> {
  if ((await connectedTeam(ctx.core.db.read)) === teamId) return;
  await inTransaction(ctx, async (work) => {
    const before = (await connectedTeam(work.tx)) ?? (await teamOfLinks(work));
    if (before === teamId && (await connectedTeam(work.tx)) === teamId) return;
    await keep(work, teamKey, teamId);
    if (before === null || before === teamId) return;
    const rooms = await readRooms(work.tx);
    await keep(work, placesKey(before), Object.fromEntries(rooms.map((room) => [room.name, room.channelId])));
    const places = await placesIn(work, teamId);
    for (const room of rooms) await renew(work, room, places[room.name] ?? null);
    await recordEvent(work, {
      action: 'slack.teamChanged',
      target: 'slack',
      change: { from: before, to: teamId },
    });
    work.rings.outbox = true;
  });
}

/** Of a desk that was connected before it kept with whom. */
async function teamOfLinks({ tx }: Work): Promise<string | null> {
  const [link, person] = await Promise.all([
    tx.slackLink.findFirst({ select: { teamId: true }, orderBy: { lastTs: 'desc' } }),
    tx.slackPerson.findFirst({ select: { teamId: true } }),
  ]);
  return link?.teamId ?? person?.teamId ?? null;
}

/** The room under another id: what the outbox did for the former one is not done for this one. What waits goes here. */
async function renew(work: Work, room: RoomRow, channelId: string | null): Promise<void> {
  const { tx } = work;
  const id = work.core.ids.next('slackRoom');
  await tx.slackLink.updateMany({ where: { roomId: room.id }, data: { roomId: null } });
  await tx.outboxItem.updateMany({
    where: { queueKey: `slack:backlog:${room.id}`, state: { in: ['PENDING', 'IN_FLIGHT', 'AMBIGUOUS'] } },
    data: { state: 'CANCELLED' },
  });
  await tx.setting.deleteMany({ where: { key: backlogKey(room.id) } });
  await moveQueue(work, room.id, id);
  await tx.slackRoom.update({
    where: { id: room.id },
    data: {
      id,
      channelId: channelId ?? (isChannelId(room.name) ? room.name : null),
      ...{ parkedAt: null, parkedAs: null, parkedBecause: null },
      version: { increment: 1 },
    },
  });
}

const placesKey = (teamId: string) => `slack.places.${teamId}`;

const places = z.record(z.string(), z.string().nullable());

/** Which channel each room was there, by its name. */
async function placesIn({ tx }: Work, teamId: string): Promise<z.infer<typeof places>> {
  const row = await tx.setting.findUnique({ where: { key: placesKey(teamId) } });
  return places.safeParse(row?.value).data ?? {};
}

async function keep({ tx }: Work, key: string, value: string | z.infer<typeof places>): Promise<void> {
  await tx.setting.upsert({ where: { key }, create: { key, value }, update: { value } });
}
