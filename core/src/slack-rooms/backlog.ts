/** What waits for a channel when it is much: told by one card there, which follows along until nothing waits any more. */
import { z } from 'zod';
import { type Core, inDeskTransaction, type Queries } from '../context.ts';
import { enqueue } from '../outbox/enqueue.ts';
import type { SlackPayload } from './queue-to-slack.ts';
import { type RoomRow, readRooms } from './rooms.ts';

/** As long as no more than these wait, nobody need hear of it. Source: our own rule, slack.md 5.4. */
const mostUntold = 30;
/** So seldom the card is brought up to date, for every change of it is a call that posts could use. */
const everyMs = 10_000;

const openStates = ['PENDING', 'IN_FLIGHT', 'AMBIGUOUS'];

/** What the card of a room said last. */
const told = z.strictObject({
  since: z.string(),
  at: z.string(),
  waiting: z.number(),
  /** The item that posted the card. */
  itemKey: z.string(),
});

type Told = z.infer<typeof told>;

export interface Backlog {
  waiting: number;
  /** How many of them are cards of tickets. */
  tickets: number;
  since: string;
}

/** Where it is kept what the card of a room said last. */
export const backlogKey = (roomId: string) => `slack.backlog.${roomId}`;

/** As it is now; null for a room whose card is over or was never needed. */
export async function backlogOf(queries: Queries, roomId: string): Promise<Backlog | null> {
  const last = await readTold(queries, roomId);
  if (!last) return null;
  const where = waitingFor(roomId);
  const [waiting, tickets] = await Promise.all([
    queries.outboxItem.count({ where }),
    queries.outboxItem.count({ where: { ...where, key: { startsWith: 'slack:card:' } } }),
  ]);
  return { waiting, tickets, since: last.since };
}

/** Queues the cards that are due, and their changes. A room that must not be posted into is told of elsewhere. */
export async function tellBacklogs(core: Core): Promise<void> {
  if (!core.config.slack) return;
  for (const room of await readRooms(core.db.read)) if (!room.parkedAt) await tellBacklog(core, room);
}

async function tellBacklog(core: Core, { id: roomId }: RoomRow): Promise<void> {
  const last = await readTold(core.db.read, roomId);
  const waiting = await core.db.read.outboxItem.count({ where: waitingFor(roomId) });
  if (last ? last.waiting === waiting : waiting <= mostUntold) return;
  const age = last ? core.clock.now().getTime() - Date.parse(last.at) : everyMs;
  if (waiting > 0 && age < everyMs) return;
  await inDeskTransaction(core, async (work) => {
    // Another worker may have told it meanwhile.
    if ((await readTold(work.tx, roomId))?.at !== last?.at) return;
    const queueKey = `slack:backlog:${roomId}`;
    // One at a time, so that each knows where the card stands.
    if ((await work.tx.outboxItem.count({ where: { queueKey, state: { in: openStates } } })) > 0) return;
    const at = work.now.toISOString();
    const key = `${queueKey}:${at}`;
    const post = last && (await postOf(work.tx, last.itemKey));
    const isOver = waiting === 0;
    if (isOver) await work.tx.setting.delete({ where: { key: backlogKey(roomId) } });
    else {
      const value: Told = { since: at, ...last, at, waiting, itemKey: post ? last.itemKey : key };
      await work.tx.setting.upsert({
        where: { key: backlogKey(roomId) },
        create: { key: backlogKey(roomId), value },
        update: { value },
      });
    }
    if (isOver && !post) return;
    const payload: SlackPayload = { op: 'backlog', roomId, post, isOver };
    await enqueue(work, { kind: 'SLACK', key, queueKey, payload });
  });
}

/** Where the card stands; null when it never came to that. */
async function postOf(queries: Queries, itemKey: string): Promise<{ channelId: string; ts: string } | null> {
  const item = await queries.outboxItem.findUnique({ where: { key: itemKey }, select: { result: true } });
  const { post } = (item?.result ?? {}) as { post?: { channelId: string; ts: string } };
  return post ? { channelId: post.channelId, ts: post.ts } : null;
}

async function readTold(queries: Queries, roomId: string): Promise<Told | null> {
  const row = await queries.setting.findUnique({ where: { key: backlogKey(roomId) } });
  return told.safeParse(row?.value).data ?? null;
}

/** Posts alone: what is brought up to date takes no place in the channel. */
function waitingFor(roomId: string) {
  return {
    kind: 'SLACK',
    state: { in: openStates },
    queueKey: { endsWith: `:${roomId}` },
    NOT: ['update', 'revise', 'backlog'].map((op) => ({ key: { startsWith: `slack:${op}:` } })),
  };
}
