/** The outbox as agents see it: their own replies that wait, and what could not be sent. */
import { requirePermission, scopesOf } from '../auth/agents.ts';
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import type { AttachmentView } from '../tickets/attachments.ts';
import { ownHeld } from '../tickets/held-replies.ts';
import { sendHeldNow } from '../tickets/release-held.ts';
import { takeBack } from '../tickets/take-back.ts';

export interface OutboxRow {
  id: string;
  kind: 'reply' | 'email' | 'slack';
  /** `held`, `stopped` for replies; `parked`, `dead`, `ambiguous` for what could not be sent, `pending` for what is tried again. */
  state: string;
  ticket: number | null;
  /** When it leaves, or when it was written down. */
  at: string;
  reason: string | null;
}

const mostItems = 200;
const mostLookedAt = 2_000;

/** Mails and Slack posts belong to the desk, so they are shown to whoever manages its channels. */
const channels = 'channels.manage';

/**
 * The agent's held replies first, then mails about replies of theirs that have not left; for whoever manages channels
 * all that failed or is parked, the newest first.
 */
export async function listOutbox(ctx: AgentContext): Promise<{ items: OutboxRow[]; nextCursor: null }> {
  const replies = (await ownHeld(ctx)).map(
    ({ id, state, ticket, releaseAt, reason }): OutboxRow => ({
      id,
      kind: 'reply',
      state,
      ticket: ticket.number,
      at: releaseAt,
      reason,
    }),
  );
  const rows = await unsentItems(ctx);
  const ids = rows.flatMap(({ payload }) => idIn(payload, 'ticketId') ?? []);
  const tickets = await ctx.core.db.read.ticket.findMany({
    where: { id: { in: ids } },
    select: { id: true, number: true },
  });
  const numbers = new Map(tickets.map(({ id, number }) => [id, number]));
  const items = rows.map(
    ({ id, kind, state, payload, createdAt, lastError }): OutboxRow => ({
      id,
      kind: kind === 'EMAIL' ? 'email' : 'slack',
      state: state.toLowerCase(),
      ticket: numbers.get(idIn(payload, 'ticketId') ?? '') ?? null,
      at: createdAt.toISOString(),
      reason: lastError,
    }),
  );
  return { items: [...replies, ...items], nextCursor: null };
}

interface UnsentItem {
  id: string;
  kind: string;
  state: string;
  payload: unknown;
  createdAt: Date;
  lastError: string | null;
}

async function unsentItems(ctx: AgentContext): Promise<UnsentItem[]> {
  const queries = ctx.core.db.read;
  const isForAll = scopesOf(ctx.viewer, channels) === 'everywhere';
  const rows = await queries.outboxItem.findMany({
    where: {
      OR: [
        { state: { in: ['PARKED', 'DEAD', 'AMBIGUOUS'] }, ...(!isForAll && { kind: 'EMAIL' }) },
        // One that was tried in vain and is tried again.
        { state: 'PENDING', attempts: { gt: 0 }, kind: 'EMAIL' },
      ],
    },
    orderBy: { seq: 'desc' },
    take: isForAll ? mostItems : mostLookedAt,
    select: { id: true, kind: true, state: true, payload: true, createdAt: true, lastError: true },
  });
  if (isForAll) return rows;
  const own = await queries.message.findMany({
    where: {
      id: { in: rows.flatMap(({ payload }) => idIn(payload, 'messageId') ?? []) },
      agentId: ctx.viewer.agentId,
    },
    select: { id: true },
  });
  const isOwn = new Set(own.map(({ id }) => id));
  return rows.filter(({ payload }) => isOwn.has(idIn(payload, 'messageId') ?? '')).slice(0, mostItems);
}

function idIn(payload: unknown, name: 'ticketId' | 'messageId'): string | null {
  const value = ((payload ?? {}) as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : null;
}

/** Takes a held reply back; gives up what could not be sent. Throws `OUTBOX_ITEM_NOT_FOUND`, or `REPLY_LEFT`. */
export async function cancelItem(
  ctx: AgentContext,
  id: string,
): Promise<{ id: string; text: string | null; attachments: AttachmentView[] }> {
  if (id.startsWith('hld_')) {
    const { text, attachments } = await takeBack(ctx, id);
    return { id, text, attachments };
  }
  await change(ctx, id, 'cancelled', { state: 'CANCELLED' });
  return { id, text: null, attachments: [] };
}

/** Sends a held or stopped reply now; tries again what could not be sent, and looks first whether it went out. */
export async function retryItem(ctx: AgentContext, id: string): Promise<{ id: string }> {
  if (id.startsWith('hld_')) {
    await sendHeldNow(ctx, { reply: id });
    return { id };
  }
  await change(ctx, id, 'retried', {});
  return { id };
}

async function change(
  ctx: AgentContext,
  id: string,
  what: 'cancelled' | 'retried',
  data: { state?: string },
): Promise<void> {
  requirePermission(ctx.viewer, channels, '*');
  await inTransaction(ctx, async (work) => {
    const row = await work.tx.outboxItem.findFirst({
      where: { id, state: { in: ['PARKED', 'DEAD'] } },
      select: { seq: true, state: true, attempts: true },
    });
    if (!row)
      throw new PosternError(
        'OUTBOX_ITEM_NOT_FOUND',
        'There is nothing in the outbox that failed under this id.',
        {
          hint: 'See what waits and what failed: postern outbox list',
        },
      );
    // What was tried before is looked for before it is sent again.
    const again = { state: row.attempts > 0 ? 'AMBIGUOUS' : 'PENDING', dueAt: work.now };
    await work.tx.outboxItem.updateMany({
      where: { seq: row.seq, state: row.state },
      data: what === 'retried' ? again : data,
    });
    await recordEvent(work, { action: `outbox.${what}`, target: id });
    if (what === 'retried') work.rings.outbox = true;
  });
}
