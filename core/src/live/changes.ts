/** What happens on the desk, as it happens: resumed after a cut without a gap. */
import { requirePermission, requireStillSignedIn, scopesOf } from '../auth/agents.ts';
import type { AgentContext, AgentViewer, Core } from '../context.ts';
import { whatIsLeftOf } from '../visibility/merged-tickets.ts';
import type { Writer } from './presence.ts';

export interface Change {
  /** The cursor; a subscriber that comes back with it misses nothing after it. */
  seq: number;
  /**
   * `ready` opens the stream, `reload` says that too much was missed to be told one by one. `presence` and `delivery`
   * (what became of the mail of a reply) are of the moment, and no events of the desk.
   */
  action: string;
  /** Null also for what is about no ticket, as when a shared view was saved. */
  ticket: { id: string; number: number } | null;
  /** The address of the agent who did it, so that a terminal knows its own echo; null for others. */
  by: string | null;
  /** With `message.added`: a customer wrote it; absent where a colleague did. */
  isFromCustomer?: true;
  /** Whether the watcher follows the ticket; absent where not. */
  isFollowed?: true;
  /** The addresses of the agents whom a new note calls by name; absent where it calls nobody. */
  mentions?: readonly string[];
  /** With the action `presence`: the colleagues who have a composer open on this ticket now, without the watcher. */
  writers?: readonly Writer[];
}

const batch = 200;
const mostMissed = 2_000;
/** A ring may be lost between two processes on one database, and a session may end quietly: both cost one look-up. */
const lookAgainMs = 5_000;

/**
 * Begins with a `ready` change that carries the present cursor, so that whoever then reads a list knows that
 * nothing lies between; with `since`, begins right after that change instead. Ends when `signal` is aborted;
 * throws `NOT_SIGNED_IN` or `NOT_ALLOWED` within seconds once the agent may not watch any more.
 */
export async function* changesSince(
  ctx: AgentContext,
  since: number | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<Change> {
  requirePermission(ctx.viewer, 'tickets.read');
  const { db, changes } = ctx.core;
  const latest = async () => {
    const [row] = await db.read.$queryRaw<
      { seq: number }[]
    >`SELECT "seq" FROM "AuditEvent" ORDER BY "seq" DESC LIMIT 1`;
    return Number(row?.seq ?? 0);
  };
  let cursor = since ?? (await latest());
  const end = await latest();
  if (since === null || since > end) {
    cursor = end;
    yield { seq: cursor, action: since === null ? 'ready' : 'reload', ticket: null, by: null };
  } else if (end - since > mostMissed) {
    cursor = end;
    yield { seq: cursor, action: 'reload', ticket: null, by: null };
  }
  let heard = 0;
  let heardMails = since === null ? ctx.core.mailMoves.version : 0;
  while (!signal?.aborted) {
    const rung = changes.count;
    const presence = ctx.core.presence.version;
    const mails = ctx.core.mailMoves.version;
    const viewer = await requireStillSignedIn(ctx.core, ctx.viewer);
    requirePermission(viewer, 'tickets.read');
    const events = await readEvents(ctx.core, viewer, cursor);
    for (const event of events) {
      cursor = event.seq;
      if (event.shown) yield event.change;
    }
    // Of the moment, and so under the cursor of the last change: whoever comes back hears what is so then.
    for (const change of writingSince(ctx.core, viewer, heard, cursor)) yield change;
    for (const change of await mailsSince(ctx.core, viewer, heardMails, cursor)) yield change;
    heard = presence;
    heardMails = mails;
    if (events.length < batch) {
      await changes.wait({ since: rung, timeoutMs: lookAgainMs, ...(signal && { signal }) });
    }
  }
}

function writingSince(core: Core, viewer: AgentViewer, heard: number, cursor: number): Change[] {
  const scopes = scopesOf(viewer, 'tickets.read');
  return core.presence
    .since(heard)
    .filter(({ ticket }) => scopes === 'everywhere' || scopes.includes(ticket.inboxId))
    .map(({ ticket: { id, number }, writers }) => ({
      seq: cursor,
      action: 'presence',
      ticket: { id, number },
      by: null,
      writers: writers
        .filter(({ agentId }) => agentId !== viewer.agentId)
        .map(({ name, email, kind }) => ({ name, email, kind })),
    }));
}

async function mailsSince(
  { db, mailMoves }: Core,
  viewer: AgentViewer,
  heard: number,
  cursor: number,
): Promise<Change[]> {
  const told = mailMoves.since(heard);
  if (told.length === 0) return [];
  const left = await Promise.all(told.map((id) => whatIsLeftOf(db.read, id)));
  const scopes = scopesOf(viewer, 'tickets.read');
  const tickets = await db.read.ticket.findMany({
    where: {
      id: { in: [...new Set(left)] },
      ...(scopes !== 'everywhere' && { inboxId: { in: [...scopes] } }),
    },
    select: { id: true, number: true },
  });
  return tickets.map((ticket) => ({ seq: cursor, action: 'delivery', ticket, by: null }));
}

async function readEvents(core: Core, viewer: AgentViewer, after: number) {
  const rows = await core.db.read.auditEvent.findMany({
    where: { seq: { gt: after } },
    orderBy: { seq: 'asc' },
    take: batch,
    select: { seq: true, action: true, actor: true, ticketId: true, change: true },
  });
  const ids = [...new Set(rows.flatMap((row) => row.ticketId ?? []))];
  const tickets = await core.db.read.ticket.findMany({
    where: { id: { in: ids } },
    select: { id: true, number: true, inboxId: true },
  });
  const following = await core.db.read.ticketFollower.findMany({
    where: { agentId: viewer.agentId, ticketId: { in: ids } },
    select: { ticketId: true },
  });
  const followed = new Set(following.map(({ ticketId }) => ticketId));
  const scopes = scopesOf(viewer, 'tickets.read');
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  return rows.map((row) => {
    const ticket = row.ticketId ? byId.get(row.ticketId) : undefined;
    const { mentions, direction } = (row.change ?? {}) as { mentions?: string[]; direction?: string };
    const isFromCustomer = row.action === 'message.added' && direction === 'IN';
    const isOwn = row.actor === `agent:${viewer.agentId}`;
    return {
      seq: row.seq,
      shown: ticket
        ? scopes === 'everywhere' || scopes.includes(ticket.inboxId)
        : row.action.startsWith('sharedView.') || (row.action.startsWith('view.') && isOwn),
      change: {
        seq: row.seq,
        action: row.action,
        ticket: ticket ? { id: ticket.id, number: ticket.number } : null,
        by: isOwn ? viewer.email : null,
        ...(ticket && followed.has(ticket.id) && { isFollowed: true as const }),
        ...(isFromCustomer && { isFromCustomer: true as const }),
        ...(mentions && { mentions }),
      } satisfies Change,
    };
  });
}
