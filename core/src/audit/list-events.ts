/** The audit trail for reading: what was done on the desk, by whom and when, and never the text of a message or note. */
import type { Prisma } from '@postern/prisma';
import { namesOfActors } from '../auth/actor-names.ts';
import type { AgentContext, Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { accessTicket, type TicketRef } from '../tickets/access-ticket.ts';
import { historyText } from '../tickets/ticket-history.ts';
import { requireAudit } from './read-audit.ts';

export interface AuditRow {
  seq: number;
  at: string;
  actor: { kind: 'agent' | 'contact' | 'desk'; name: string; email: string | null };
  /** The stable name of what was done: `ticket.closed`. */
  action: string;
  ticket: number | null;
  /** What it was done to: `portal:por_…`, `contact:con_…`, or a ticket's id. */
  target: string;
  text: string;
  /** The facts that the event keeps. */
  change: unknown;
  /** Whether something was taken out of it when somebody was erased. */
  isRedacted: boolean;
  hash: string;
}

export interface AuditWish {
  ticket?: TicketRef | undefined;
  actor?: string | undefined;
  action?: string | undefined;
  since?: string | undefined;
  until?: string | undefined;
  limit: number;
  cursor?: string | undefined;
}

/**
 * One page, the newest first. An action is its whole name, or a noun with all that is done to it (`portal`).
 * Throws `NOT_ALLOWED`, `TICKET_NOT_FOUND`, and `BAD_INPUT` for an address that belongs to nobody.
 */
export async function listEvents(
  ctx: AgentContext,
  wish: AuditWish,
): Promise<{ items: AuditRow[]; nextCursor: string | null }> {
  requireAudit(ctx.viewer);
  const queries = ctx.core.db.read;
  const events = await queries.auditEvent.findMany({
    where: { AND: await conditionsOf(ctx, wish) },
    orderBy: [{ at: 'desc' }, { seq: 'desc' }],
    take: wish.limit + 1,
  });
  const shown = events.slice(0, wish.limit);
  const last = shown.at(-1);
  const [nameOf, numberOf] = await Promise.all([namesOfActors(queries, shown), numbersOf(queries, shown)]);
  return {
    items: shown.map(({ seq, at, actor, action, ticketId, target, change, redactedIn, hash }) => ({
      seq,
      at: at.toISOString(),
      actor: nameOf({ actor, change }),
      action,
      ticket: ticketId === null ? null : (numberOf.get(ticketId) ?? null),
      target,
      text: historyText(action, (change ?? {}) as Record<string, unknown>),
      change,
      isRedacted: redactedIn !== null,
      hash,
    })),
    nextCursor: events.length > wish.limit && last ? `${last.at.getTime()}.${last.seq}` : null,
  };
}

async function conditionsOf(ctx: AgentContext, wish: AuditWish): Promise<Prisma.AuditEventWhereInput[]> {
  const queries = ctx.core.db.read;
  const conditions: Prisma.AuditEventWhereInput[] = [];
  if (wish.ticket !== undefined) {
    const { id } = await accessTicket.asAgent(queries, ctx.viewer, wish.ticket, 'tickets.read');
    conditions.push({ ticketId: id });
  }
  if (wish.actor !== undefined) conditions.push({ actor: { in: await actorsNamed(queries, wish.actor) } });
  if (wish.action !== undefined) {
    const { action } = wish;
    conditions.push({ OR: [{ action }, { action: { startsWith: `${action}.` } }] });
  }
  if (wish.since !== undefined) conditions.push({ at: { gte: new Date(wish.since) } });
  if (wish.until !== undefined) conditions.push({ at: { lt: new Date(wish.until) } });
  if (wish.cursor !== undefined) {
    const [time, seq] = wish.cursor.split('.').map(Number) as [number, number];
    const at = new Date(time);
    // The first bound says nothing new, and lets the index begin at the right place.
    conditions.push({ at: { lte: at } }, { OR: [{ at: { lt: at } }, { at, seq: { lt: seq } }] });
  }
  return conditions;
}

/** Somebody may be an agent and a customer under one address. */
async function actorsNamed(queries: Queries, name: string): Promise<string[]> {
  const email = name.trim().toLowerCase();
  if (email === 'desk') return ['desk'];
  const [agent, contact] = await Promise.all([
    queries.agent.findUnique({ where: { email }, select: { id: true } }),
    queries.contact.findUnique({ where: { email }, select: { id: true } }),
  ]);
  const actors = [...(agent ? [`agent:${agent.id}`] : []), ...(contact ? [`contact:${contact.id}`] : [])];
  if (actors.length > 0) return actors;
  throw new PosternError('BAD_INPUT', `Nobody here has the address "${name}".`, {
    hint: 'Write the e-mail address of an agent or a contact, or desk for what the desk did by itself.',
  });
}

async function numbersOf(queries: Queries, events: readonly { ticketId: string | null }[]) {
  const ids = [...new Set(events.flatMap(({ ticketId }) => ticketId ?? []))];
  const tickets = await queries.ticket.findMany({
    where: { id: { in: ids } },
    select: { id: true, number: true },
  });
  return new Map(tickets.map(({ id, number }) => [id, number]));
}
