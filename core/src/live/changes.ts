/** What happens on the desk, as it happens: resumed after a cut without a gap. */

import { requirePermission, scopesOf } from '../auth/agents.ts';
import type { AgentContext } from '../context.ts';

export interface Change {
  /** The cursor; a subscriber that comes back with it misses nothing after it. */
  seq: number;
  /** `ready` opens the stream, `reload` says that too much was missed to be told one by one. */
  action: string;
  ticket: { id: string; number: number } | null;
  /** The address of the agent who did it, so that a terminal knows its own echo; null for others. */
  by: string | null;
}

const batch = 200;
const mostMissed = 2_000;
/** A ring may be lost between two processes on one database; looking now and then costs one index look-up. */
const lookAgainMs = 5_000;

/**
 * Begins with a `ready` change that carries the present cursor, so that whoever then reads a list knows that
 * nothing lies between; with `since`, begins right after that change instead. Ends when `signal` is aborted.
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
  while (!signal?.aborted) {
    const rung = changes.count;
    const events = await readEvents(ctx, cursor);
    for (const event of events) {
      cursor = event.seq;
      if (event.shown) yield event.change;
    }
    if (events.length < batch) {
      await changes.wait({ since: rung, timeoutMs: lookAgainMs, ...(signal && { signal }) });
    }
  }
}

async function readEvents(ctx: AgentContext, after: number) {
  const rows = await ctx.core.db.read.auditEvent.findMany({
    where: { seq: { gt: after } },
    orderBy: { seq: 'asc' },
    take: batch,
    select: { seq: true, action: true, actor: true, ticketId: true },
  });
  const ids = [...new Set(rows.flatMap((row) => row.ticketId ?? []))];
  const tickets = await ctx.core.db.read.ticket.findMany({
    where: { id: { in: ids } },
    select: { id: true, number: true, inboxId: true },
  });
  const scopes = scopesOf(ctx.viewer, 'tickets.read');
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]));
  return rows.map((row) => {
    const ticket = row.ticketId ? byId.get(row.ticketId) : undefined;
    return {
      seq: row.seq,
      shown: ticket !== undefined && (scopes === 'everywhere' || scopes.includes(ticket.inboxId)),
      change: {
        seq: row.seq,
        action: row.action,
        ticket: ticket ? { id: ticket.id, number: ticket.number } : null,
        by: row.actor === `agent:${ctx.viewer.agentId}` ? ctx.viewer.email : null,
      } satisfies Change,
    };
  });
}
