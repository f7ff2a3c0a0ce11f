/** `postern slack import`: what is asked, how far it is, and what came of it. The bot reads the channel. */
import { requirePermission } from '../auth/agents.ts';
import { accessContact } from '../contacts/access-contact.ts';
import {
  type AgentContext,
  type Context,
  type Core,
  inDeskTransaction,
  inTransaction,
  type SlackViewer,
} from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { catalogueKnowing } from '../query/catalogue.ts';
import { channelName, isChannelId } from '../slack-rooms/rooms.ts';
import { chooseInbox } from '../tickets/choose-inbox.ts';
import { mostSaid } from './import-thread.ts';
import { readState } from './slack-state.ts';

export interface ImportWish {
  channel: string;
  /** Threads that begin at this time or later. */
  since: Date;
  isDryRun: boolean;
  /** Whose tickets they are; else each is that of the contact whose address is written in it. */
  from?: string | undefined;
  inbox?: string | undefined;
  /** Where the tickets go; where new ones go unless said. */
  stage?: string | undefined;
  /** Whether the first line of a thread becomes the subject, which customers read once they are on the ticket. */
  takesSubjects: boolean;
  requestId: string;
}

export interface ImportedThread {
  startedAt: string;
  /** `ticket`: it is one now, or would be; `known`: it was one before. */
  outcome: 'ticket' | 'known';
  /** Null in a dry run. */
  number: number | null;
  subject: string;
  /** How it begins. */
  opening: string;
  /** The address of the contact whose ticket it is. */
  from: string | null;
  notes: number;
}

export interface ImportState {
  id: string;
  state: 'reading' | 'done' | 'failed';
  /** Why it did not come to its end, in a sentence. What is listed was done all the same. */
  failure: string | null;
  channel: string;
  isDryRun: boolean;
  /** The oldest first. */
  threads: ImportedThread[];
}

/** Results are kept for a week. */
const keptMs = 7 * 86_400_000;

/**
 * Begins at once; `importState` says how far it is. The same request twice is one import. Throws `BAD_INPUT` while
 * Slack is not connected, `INBOX_NOT_FOUND`, `CONTACT_NOT_FOUND`, `NOT_ALLOWED`.
 */
export async function startImport(ctx: AgentContext, wish: ImportWish): Promise<{ id: string }> {
  const room = channelName(wish.channel);
  const inbox = await chooseInbox(ctx.core, wish.inbox);
  requirePermission(ctx.viewer, 'tickets.write', inbox.id);
  const stage = await stageNamed(ctx.core, inbox.pipelineId, wish.stage);
  await requireConnection(ctx.core);
  const requestId = `${ctx.viewer.agentId}:${wish.requestId}`;
  return inTransaction(ctx, async (work) => {
    const before = await work.tx.slackImport.findUnique({ where: { requestId }, select: { id: true } });
    if (before) return before;
    const requester = wish.from === undefined ? null : await accessContact(work.tx, wish.from);
    const id = work.core.ids.next('slackImport');
    await work.tx.slackImport.create({
      data: {
        ...{ id, requestId, room, since: wish.since, isDryRun: wish.isDryRun },
        agentId: ctx.viewer.agentId,
        hasSubjects: wish.takesSubjects,
        inboxId: inbox.id,
        stageId: stage.id,
        requesterId: requester?.id ?? null,
        state: 'READING',
        createdAt: work.now,
      },
    });
    if (!wish.isDryRun)
      await recordEvent(work, {
        action: 'slack.importStarted',
        target: id,
        change: { room, since: wish.since.toISOString() },
      });
    return { id };
  });
}

/** Throws `BAD_INPUT` for an import that is not there, or no more. */
export async function importState({ core }: AgentContext, id: string): Promise<ImportState> {
  const row = await core.db.read.slackImport.findUnique({
    where: { id },
    include: { threads: { orderBy: { startedAt: 'asc' } } },
  });
  if (!row)
    throw new PosternError('BAD_INPUT', 'There is no such import; what came of one is kept for a week.');
  return {
    id,
    state: row.state === 'READING' ? 'reading' : row.state === 'DONE' ? 'done' : 'failed',
    failure: row.failure,
    channel: row.room,
    isDryRun: row.isDryRun,
    threads: row.threads.map(({ startedAt, outcome, number, subject, opening, from, notes }) => ({
      startedAt: startedAt.toISOString(),
      outcome: outcome === 'KNOWN' ? 'known' : 'ticket',
      ...{ number, subject, opening, from, notes },
    })),
  };
}

export interface DueImport {
  id: string;
  room: string;
  /** Null where the room is known by its name alone. */
  channelId: string | null;
  since: string;
  /** How many messages of one thread the desk takes. */
  mostSaid: number;
}

/** What the bot is to read next; null for nothing. */
export async function dueImport({ core }: Context<SlackViewer>): Promise<DueImport | null> {
  const row = await core.db.read.slackImport.findFirst({
    where: { state: 'READING' },
    orderBy: { createdAt: 'asc' },
    select: { id: true, room: true, since: true },
  });
  if (!row) return null;
  const channelId = isChannelId(row.room) ? row.room : null;
  return { ...row, channelId, since: row.since.toISOString(), mostSaid };
}

/** The bot has read all there is, or it cannot. */
export async function endImport(
  ctx: Context<SlackViewer>,
  { id, failure }: { id: string; failure: string | null },
): Promise<void> {
  await inTransaction(ctx, (work) =>
    work.tx.slackImport.updateMany({
      where: { id, state: 'READING' },
      data: { state: failure === null ? 'DONE' : 'FAILED', failure, endedAt: work.now },
    }),
  );
}

/** Forgets what came of imports a week ago. */
export async function forgetOldImports(core: Core): Promise<void> {
  const old = { endedAt: { lt: new Date(core.clock.now().getTime() - keptMs) } };
  if ((await core.db.read.slackImport.count({ where: old })) === 0) return;
  await inDeskTransaction(core, (work) => work.tx.slackImport.deleteMany({ where: old }));
}

async function stageNamed(core: Core, pipelineId: string, name: string | undefined) {
  const isWanted = (each: { pipelineId: string; name: string; role: string | null }) =>
    each.pipelineId === pipelineId &&
    (name === undefined ? each.role === 'NEW' : each.name.toLowerCase() === name.trim().toLowerCase());
  const { stages } = await catalogueKnowing(core, core.db.read, (known) => known.stages.some(isWanted));
  const stage = stages.find(isWanted);
  if (stage) return stage;
  const names = stages.filter((each) => each.pipelineId === pipelineId).map((each) => each.name);
  throw new PosternError('BAD_INPUT', `There is no stage "${name}" here. Stages are ${names.join(', ')}.`);
}

async function requireConnection(core: Core): Promise<void> {
  const state = await readState(core.db.read);
  if (state?.isConnected) return;
  throw new PosternError('BAD_INPUT', 'Slack is not connected, so no channel of it can be read.', {
    hint: 'See why: postern slack status',
  });
}
