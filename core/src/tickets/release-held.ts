/** The moment at which a held reply leaves: as one message, exactly once, or not at all. */
import { findAgentViewer } from '../auth/agents.ts';
import {
  type AgentContext,
  type AgentViewer,
  type Core,
  inDeskTransaction,
  inTransaction,
  type Source,
  type Work,
} from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { queueThreadEntry } from '../slack-rooms/queue-to-slack.ts';
import { isSourceChanged } from '../slack-rooms/source-message.ts';
import { replyActions } from '../snippets/reply-actions.ts';
import type { StoredMessage } from './add-message.ts';
import { releaseHeldFiles } from './claim-uploads.ts';
import { accessHeld } from './held-replies.ts';
import { sendReply } from './reply-to-ticket.ts';

type Sent = StoredMessage & { ticketId: string };

const mostAtOnce = 50;

/**
 * Releases what is due and answers when the next one is, or null. A crash at any moment leaves a reply either held, so
 * that the next call releases it, or sent. What may not leave any more is stopped, for its agent to decide.
 */
export async function releaseDue(core: Core): Promise<Date | null> {
  const due = await core.db.read.heldReply.findMany({
    where: { state: 'HELD', releaseAt: { lte: core.clock.now() } },
    orderBy: [{ releaseAt: 'asc' }, { id: 'asc' }],
    take: mostAtOnce,
    select: { id: true, agentId: true, source: true },
  });
  for (const row of due) await release(core, row);
  const next = await core.db.read.heldReply.findFirst({
    where: { state: 'HELD' },
    orderBy: { releaseAt: 'asc' },
    select: { releaseAt: true },
  });
  return next?.releaseAt ?? null;
}

async function release(core: Core, row: { id: string; agentId: string; source: string }): Promise<void> {
  try {
    const viewer = await findAgentViewer(core, row.agentId);
    if (!viewer) throw new PosternError('NOT_ALLOWED', 'The agent who wrote it does not work here any more.');
    await inTransaction({ core, viewer, source: row.source as Source }, (work) =>
      send(work, viewer, row.id, { from: ['HELD'], evenIfTheyWrote: false }),
    );
  } catch (error) {
    if (!(error instanceof PosternError)) throw error;
    await stop(core, row.id, error.message);
  }
}

/** Sends it at once, also one that was stopped; `audienceHash` says that its present readers were shown. Idempotent. */
export async function sendHeldNow(
  ctx: AgentContext,
  wish: { reply: string; audienceHash?: string | undefined },
): Promise<Sent> {
  return inTransaction(ctx, async (work) => {
    const row = await accessHeld(work.tx, ctx, wish.reply);
    if (wish.audienceHash !== undefined)
      await work.tx.heldReply.update({ where: { id: row.id }, data: { audienceHash: wish.audienceHash } });
    const sent = await send(work, ctx.viewer, row.id, { from: ['HELD', 'STOPPED'], evenIfTheyWrote: true });
    if (sent) return sent;
    const message = row.messageId && (await work.tx.message.findUnique({ where: { id: row.messageId } }));
    if (!message)
      throw new PosternError('HELD_REPLY_NOT_FOUND', 'This reply was taken back.', {
        hint: 'Write it anew.',
      });
    const { id, seq, bodyText, createdAt } = message;
    return { id, seq, text: bodyText, createdAt, ticketId: row.ticketId };
  });
}

/**
 * Sends a reply that waits before its time, unless what would stop it has happened: for those who cannot be asked back.
 * Throws `TICKET_CHANGED` with the reason, also for one that was stopped.
 */
export async function sendHeldUnchanged(ctx: AgentContext, reply: string): Promise<void> {
  await inTransaction(ctx, async (work) => {
    const row = await accessHeld(work.tx, ctx, reply);
    const sent = await send(work, ctx.viewer, row.id, { from: ['HELD'], evenIfTheyWrote: false });
    if (sent || row.state === 'SENT') return;
    if (row.state === 'STOPPED')
      throw new PosternError('TICKET_CHANGED', row.stoppedBecause ?? 'It was stopped.');
    throw new PosternError('HELD_REPLY_NOT_FOUND', 'This reply was taken back.', { hint: 'Write it anew.' });
  });
}

/** Null when it is not in one of these states any more: then somebody else was first. */
async function send(
  work: Work,
  agent: AgentViewer,
  id: string,
  how: { from: string[]; evenIfTheyWrote: boolean },
): Promise<Sent | null> {
  const { count } = await work.tx.heldReply.updateMany({
    where: { id, state: { in: how.from } },
    data: { state: 'SENT', finishedAt: work.now, stoppedBecause: null },
  });
  if (count === 0) return null;
  const row = await work.tx.heldReply.findUniqueOrThrow({ where: { id } });
  if (row.stopIfTheyWrite && !how.evenIfTheyWrote) await requireTheyHaveNotWritten(work, row);
  if (await isSourceChanged(work.tx, row.requestId))
    throw new PosternError('TICKET_CHANGED', 'Its message in Slack was changed or deleted.');
  const sent = await sendReply(work, agent, {
    ticket: row.ticketId,
    text: row.body,
    audienceHash: row.audienceHash,
    requestId: row.requestId,
    actions: row.actions === null ? null : replyActions.parse(row.actions),
    uploads: await releaseHeldFiles(work, row),
    wasHeld: true,
  });
  await work.tx.heldReply.update({ where: { id }, data: { messageId: sent.id, body: '' } });
  return sent;
}

async function requireTheyHaveNotWritten(work: Work, held: { ticketId: string; afterSeq: number }) {
  const first = await work.tx.message.findFirst({
    where: { seq: { gt: held.afterSeq }, direction: 'IN', conversation: { ticketId: held.ticketId } },
    orderBy: { seq: 'asc' },
    select: { contact: { select: { name: true, email: true } } },
  });
  if (!first) return;
  const name = first.contact?.name ?? first.contact?.email ?? 'A customer';
  throw new PosternError('TICKET_CHANGED', `${name} wrote before it left.`);
}

async function stop(core: Core, id: string, reason: string): Promise<void> {
  await inDeskTransaction(core, async (work) => {
    const { count } = await work.tx.heldReply.updateMany({
      where: { id, state: 'HELD' },
      data: { state: 'STOPPED', stoppedBecause: reason },
    });
    if (count === 0) return;
    const { ticketId, source } = await work.tx.heldReply.findUniqueOrThrow({ where: { id } });
    const seq = await recordEvent(work, {
      action: 'reply.stopped',
      target: id,
      ticketId,
      change: { reason },
    });
    // Whoever held it in Slack sees the thread and no outbox.
    if (source === 'SLACK') await queueThreadEntry(work, { op: 'event', ticketId, seq });
  });
}

const keptDays = 7;

/** Forgets those that have left or were taken back long ago; by then nobody asks for them again. */
export async function forgetFinishedReplies(core: Core): Promise<void> {
  const before = new Date(core.clock.now().getTime() - keptDays * 86_400_000);
  const where = { state: { in: ['SENT', 'TAKEN_BACK'] }, finishedAt: { lt: before } };
  if ((await core.db.read.heldReply.count({ where })) === 0) return;
  await core.db.inTransaction((tx) => tx.heldReply.deleteMany({ where }));
}
