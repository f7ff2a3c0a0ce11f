/** How it stands between the desk and Slack: the connection, the rooms, what waits, and what failed. */
import { z } from 'zod';
import {
  type AgentContext,
  type Context,
  type Core,
  inTransaction,
  type Queries,
  type SlackViewer,
} from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { ofConnectedTeam } from '../slack-rooms/connected-team.ts';
import { readRefusal } from '../slack-rooms/refused-access.ts';
import { releaseWaiting } from '../slack-rooms/release-waiting.ts';
import { readRooms } from '../slack-rooms/rooms.ts';
import { missingScopes } from './app-manifest.ts';

/** What the bot says of its connection, kept so that another process can ask. */
export const reportedState = z.strictObject({
  isConnected: z.boolean(),
  /** Why not, in a sentence. */
  trouble: z.string().max(500).nullable(),
  teamId: z.string().max(64).nullable(),
  teamName: z.string().max(200).nullable(),
  botUserId: z.string().max(64).nullable(),
  /** As Slack says them of the bot's token. */
  scopes: z.array(z.string().max(100)).max(100).nullable(),
});

export type ReportedState = z.infer<typeof reportedState>;

export type SlackConnection = ReportedState & { since: string; missingScopes: string[] };

export interface SlackStatus {
  isConfigured: boolean;
  /** Null before the bot has said anything. */
  connection: SlackConnection | null;
  isStrict: boolean;
  rooms: {
    name: string;
    channelId: string | null;
    routes: string[];
    isDefault: boolean;
    isFallback: boolean;
    isConfidential: boolean;
    takesReplies: boolean;
    allowsGuests: boolean;
    keepsStrangers: boolean;
    parked: { as: string; because: string; since: string; ticketsWithNotes: number } | null;
  }[];
  waiting: { count: number; since: string | null };
  events: { waiting: number; dead: number };
  linkedAgents: number;
}

const stateKey = 'slack.state';
const strictKey = 'slack.strict';

const openPosts = { kind: 'SLACK', state: { in: ['PENDING', 'IN_FLIGHT', 'AMBIGUOUS'] } };
/** So long a post may be on its way without anybody having to hear of it. */
const usualMs = 60_000;

const storedState = reportedState.extend({ since: z.string() });

/** Stored when it differs from what was said last. Once Slack is there again, what waited goes at once. */
export async function reportState(ctx: Context<SlackViewer>, state: ReportedState): Promise<void> {
  const before = await readState(ctx.core.db.read);
  const { since: _, ...last } = before ?? { since: '' };
  if (JSON.stringify(last) === JSON.stringify(state)) return;
  await inTransaction(ctx, async (work) => {
    const isTurn = before?.isConnected !== state.isConnected;
    const value = { ...state, since: isTurn || !before ? work.now.toISOString() : before.since };
    await work.tx.setting.upsert({
      where: { key: stateKey },
      create: { key: stateKey, value },
      update: { value },
    });
    if (isTurn && state.isConnected) await releaseWaiting(work);
  });
}

/** What the bot said last; null before it said anything. */
export async function readState(queries: Queries): Promise<z.infer<typeof storedState> | null> {
  const row = await queries.setting.findUnique({ where: { key: stateKey } });
  return row ? (storedState.safeParse(row.value).data ?? null) : null;
}

/** What the bot said last; null before it has said anything. */
export async function slackConnection(queries: Queries): Promise<SlackConnection | null> {
  const [state, refusal] = await Promise.all([readState(queries), readRefusal(queries)]);
  return (
    state && {
      ...state,
      // A socket may be open although Slack takes nothing from us.
      ...(refusal && { isConnected: false, trouble: refusal.because, since: refusal.since }),
      missingScopes: state.scopes ? missingScopes(state.scopes) : [],
    }
  );
}

/** Whether a Slack person becomes an agent by a code alone, because addresses in Slack are not trusted. */
export async function isStrict(core: Core): Promise<boolean> {
  return (await core.db.read.setting.findUnique({ where: { key: strictKey } }))?.value === true;
}

/** Links that are there stay. */
export async function setStrict(ctx: AgentContext, value: boolean): Promise<void> {
  await inTransaction(ctx, async (work) => {
    const before = await work.tx.setting.findUnique({ where: { key: strictKey } });
    if ((before?.value === true) === value) return;
    await work.tx.setting.upsert({
      where: { key: strictKey },
      create: { key: strictKey, value },
      update: { value },
    });
    await recordEvent(work, { action: 'slack.strictChanged', target: 'slack', change: { isStrict: value } });
  });
}

export async function slackStatus(ctx: AgentContext): Promise<SlackStatus> {
  const { core } = ctx;
  const { read } = core.db;
  const [rooms, connection, strict, count, oldest, events, dead, linkedAgents] = await Promise.all([
    readRooms(read),
    slackConnection(read),
    isStrict(core),
    read.outboxItem.count({ where: openPosts }),
    read.outboxItem.findFirst({ where: openPosts, orderBy: { seq: 'asc' }, select: { createdAt: true } }),
    read.slackEvent.count({ where: { state: 'PENDING' } }),
    read.slackEvent.count({ where: { state: 'DEAD' } }),
    read.slackPerson.count({ where: { suspendedAt: null, ...(await ofConnectedTeam(read)) } }),
  ]);
  return {
    isConfigured: core.config.slack !== null,
    connection: core.config.slack && connection,
    isStrict: strict,
    rooms: await Promise.all(
      rooms.map(async (room) => ({
        name: room.name,
        channelId: room.channelId,
        routes: room.routes.map(({ query }) => query),
        isDefault: room.isDefault,
        isFallback: room.isFallback,
        isConfidential: room.isConfidential,
        takesReplies: room.takesReplies,
        allowsGuests: room.allowsGuests,
        keepsStrangers: room.keepsStrangers,
        parked: room.parkedAt
          ? {
              as: room.parkedAs ?? 'REFUSED',
              because: room.parkedBecause ?? '',
              since: room.parkedAt.toISOString(),
              ticketsWithNotes: await mirrored(core, room.id),
            }
          : null,
      })),
    ),
    waiting: { count, since: oldest?.createdAt.toISOString() ?? null },
    events: { waiting: events, dead },
    linkedAgents,
  };
}

export interface SlackDelay {
  isConfigured: boolean;
  /** What waits, and since when; null while nothing has waited for longer than is usual. */
  delayed: { since: string; waiting: number } | null;
  /** The names of the rooms that are parked. */
  parked: string[];
}

/** What every agent is shown of it unasked. */
export async function slackDelay({ core }: AgentContext): Promise<SlackDelay> {
  if (!core.config.slack) return { isConfigured: false, delayed: null, parked: [] };
  const { read } = core.db;
  const oldest = await read.outboxItem.findFirst({
    where: openPosts,
    orderBy: { seq: 'asc' },
    select: { createdAt: true },
  });
  const isLong = oldest !== null && core.clock.now().getTime() - oldest.createdAt.getTime() > usualMs;
  const parked = (await readRooms(read)).filter(({ parkedAt }) => parkedAt !== null);
  return {
    isConfigured: true,
    delayed: isLong
      ? { since: oldest.createdAt.toISOString(), waiting: await read.outboxItem.count({ where: openPosts }) }
      : null,
    parked: parked.map(({ name }) => name),
  };
}

/** How many tickets have notes that stand in a room: what others may read once it is shared. */
function mirrored(core: Core, roomId: string): Promise<number> {
  return core.db.read.ticket.count({
    where: { slackLinks: { some: { roomId } }, notes: { some: {} } },
  });
}
