/** The hand-over sheet of an agent: what was done since a moment, what waits, and who called. No text of anybody unless asked for. */
import { Prisma } from '@postern/prisma';
import { requirePermission } from '../auth/agents.ts';
import type { AgentContext, Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { catalogueOf } from '../query/catalogue.ts';
import { agentScope } from '../tickets/access-ticket.ts';
import {
  isNotMerged,
  type Person,
  type TicketHead,
  ticketHeads,
  ticketRows,
} from '../tickets/ticket-rows.ts';

export interface HandOverTicket {
  number: number;
  subject: string;
  requester: Person | null;
}

export interface Answered extends HandOverTicket {
  replies: number;
  lastAt: string;
  /** The replies themselves, only where they were asked for. */
  texts?: string[];
}

export interface Waiting extends HandOverTicket {
  stage: string;
  assignee: Person | null;
  /** The last thing that the customer could see. */
  since: string;
}

export interface HandOver {
  agent: Person;
  answered: Answered[];
  closed: (HandOverTicket & { at: string })[];
  snoozed: (HandOverTicket & { until: string | null })[];
  mentioned: (HandOverTicket & { at: string; by: string })[];
  /** Assigned to this agent and waiting on the team, the longest first. */
  waiting: Waiting[];
}

export interface HandOverSheet {
  since: string;
  until: string;
  people: HandOver[];
  /** What waits on the team and is nobody's, the longest first. */
  unassigned: Waiting[];
}

const mostEvents = 2_000;
const mostWaiting = 5;

/**
 * `of` is an agent's address, `everybody`, or nothing for oneself. Colleagues who did nothing and whom nothing waits
 * for are left out of everybody's. Throws `NOT_ALLOWED` for the sheet of others without `reports.read`, and
 * `AGENT_NOT_FOUND`.
 */
export async function handOverSheet(
  ctx: AgentContext,
  wish: { since: string; of?: string | undefined; withTexts: boolean },
): Promise<HandOverSheet> {
  requirePermission(ctx.viewer, 'tickets.read');
  const since = new Date(wish.since);
  const agents = await agentsNamed(ctx, wish.of);
  const people: HandOver[] = [];
  for (const agent of agents) {
    const person = await handOverOf(ctx, agent, { since, withTexts: wish.withTexts });
    if (agents.length === 1 || !isIdle(person)) people.push(person);
  }
  return {
    since: since.toISOString(),
    until: ctx.core.clock.now().toISOString(),
    people,
    unassigned: await waitingOnUs(ctx, Prisma.sql`t."assigneeId" IS NULL`),
  };
}

interface Agent extends Person {
  id: string;
}

async function agentsNamed(ctx: AgentContext, of: string | undefined): Promise<Agent[]> {
  const { agentId, name, email } = ctx.viewer;
  const address = of?.trim().toLowerCase();
  if (address === undefined || address === email) return [{ id: agentId, name, email }];
  requirePermission(ctx.viewer, 'reports.read');
  const agents = await ctx.core.db.read.agent.findMany({
    where: address === 'everybody' ? { disabledAt: null } : { email: address },
    select: { id: true, name: true, email: true },
    orderBy: { name: 'asc' },
  });
  if (agents.length === 0)
    throw new PosternError('AGENT_NOT_FOUND', `There is no agent "${of}".`, {
      hint: 'Write the address as in: postern agent list',
    });
  return agents;
}

async function handOverOf(
  ctx: AgentContext,
  agent: Agent,
  { since, withTexts }: { since: Date; withTexts: boolean },
): Promise<HandOver> {
  const queries = ctx.core.db.read;
  const replies = await repliesOf(queries, agent, since);
  const done = await queries.auditEvent.findMany({
    where: {
      actor: `agent:${agent.id}`,
      at: { gte: since },
      action: { in: ['ticket.closed', 'ticket.snoozed'] },
    },
    orderBy: [{ at: 'desc' }, { seq: 'desc' }],
    take: mostEvents,
    select: { at: true, action: true, ticketId: true },
  });
  const calls = await queries.mention.findMany({
    where: {
      agentId: agent.id,
      note: { createdAt: { gte: since }, OR: [{ agentId: null }, { agentId: { not: agent.id } }] },
    },
    include: { note: { include: { agent: { select: { name: true } } } } },
    take: mostEvents,
  });
  const heads = await headsOf(ctx, [
    ...replies.map(({ ticketId }) => ticketId),
    ...done.flatMap(({ ticketId }) => ticketId ?? []),
    ...calls.map(({ note }) => note.ticketId),
  ]);
  const last = (action: string) =>
    onePerTicket(
      done
        .filter((event) => event.action === action)
        .map((event) => ({ ...event, ticketId: event.ticketId ?? '' })),
    );
  const byTicket = [...Map.groupBy(replies, ({ ticketId }) => ticketId)];
  return {
    agent: { name: agent.name, email: agent.email },
    answered: shown(
      heads,
      byTicket.map(([ticketId, of]) => ({ ticketId, of })),
      ({ of }) => ({
        replies: of.length,
        lastAt: (of.at(-1)?.createdAt ?? since).toISOString(),
        ...(withTexts && { texts: of.map(({ bodyText }) => bodyText) }),
      }),
    ),
    // What was reopened or woken since is no news for whoever takes over.
    closed: shown(heads, last('ticket.closed'), ({ at }, head) =>
      head.status === 'closed' ? { at: at.toISOString() } : null,
    ),
    snoozed: shown(
      heads,
      last('ticket.snoozed'),
      (_event, { snoozed }) => snoozed && { until: snoozed.until },
    ),
    mentioned: shown(
      heads,
      onePerTicket(
        calls
          .map(({ note }) => ({ ...note, at: note.createdAt }))
          .sort((a, b) => b.at.getTime() - a.at.getTime()),
      ),
      ({ at, agent: author, authorName }) => ({
        at: at.toISOString(),
        by: author?.name ?? authorName ?? 'Slack',
      }),
    ),
    waiting: await waitingOnUs(ctx, Prisma.sql`t."assigneeId" = ${agent.id}`),
  };
}

/** A reply that waited before it left was sent by the desk, and is its author's all the same. */
async function repliesOf(queries: Queries, agent: Agent, since: Date) {
  const sent = await queries.auditEvent.findMany({
    where: { actor: { in: [`agent:${agent.id}`, 'desk'] }, at: { gte: since }, action: 'message.added' },
    orderBy: [{ at: 'desc' }, { seq: 'desc' }],
    take: mostEvents,
    select: { target: true },
  });
  const messages = await queries.message.findMany({
    where: { id: { in: sent.map(({ target }) => target) }, agentId: agent.id, direction: 'OUT' },
    orderBy: { seq: 'asc' },
    select: { createdAt: true, bodyText: true, conversation: { select: { ticketId: true } } },
  });
  return messages.flatMap(({ createdAt, bodyText, conversation: { ticketId } }) =>
    ticketId === null ? [] : [{ createdAt, bodyText, ticketId }],
  );
}

/** Of tickets that the reader of the sheet may read; the others are left out of it. */
async function headsOf(ctx: AgentContext, ids: readonly string[]): Promise<Map<string, TicketHead>> {
  if (ids.length === 0) return new Map();
  const queries = ctx.core.db.read;
  const rows = await ticketRows(
    queries,
    Prisma.sql`t."id" IN (${Prisma.join([...new Set(ids)])}) AND ${agentScope(ctx.viewer, 'tickets.read')}`,
    Prisma.empty,
  );
  return new Map((await ticketHeads(ctx.core, queries, rows)).map((head) => [head.id, head]));
}

function shown<Thing extends { ticketId: string }, Facts extends object>(
  heads: ReadonlyMap<string, TicketHead>,
  things: readonly Thing[],
  factsOf: (thing: Thing, head: TicketHead) => Facts | null,
): (HandOverTicket & Facts)[] {
  return things.flatMap((thing) => {
    const head = heads.get(thing.ticketId);
    const facts = head && factsOf(thing, head);
    return head && facts ? [{ ...ticketOf(head), ...facts }] : [];
  });
}

function ticketOf({ number, subject, requester }: TicketHead): HandOverTicket {
  return { number, subject, requester };
}

function onePerTicket<Thing extends { ticketId: string }>(things: readonly Thing[]): Thing[] {
  return [...Map.groupBy(things, ({ ticketId }) => ticketId).values()].map(([first]) => first as Thing);
}

/** Tickets in a stage in which the team has to do something. Each stage has an index in the order of waiting. */
async function waitingOnUs(ctx: AgentContext, whose: Prisma.Sql): Promise<Waiting[]> {
  const queries = ctx.core.db.read;
  const { stages } = await catalogueOf(ctx.core);
  const ours = stages.filter(({ role }) => role === 'NEW' || role === 'WAITING_ON_US');
  const rows = [];
  for (const { id } of ours)
    rows.push(
      ...(await ticketRows(
        queries,
        Prisma.sql`t."stageId" = ${id} AND ${whose} AND t."snoozedAt" IS NULL AND ${isNotMerged}
          AND ${agentScope(ctx.viewer, 'tickets.read')}`,
        Prisma.sql`ORDER BY t."lastPublicAt" LIMIT ${mostWaiting}`,
      )),
    );
  const longest = rows
    .sort((a, b) => a.lastPublicAt.getTime() - b.lastPublicAt.getTime())
    .slice(0, mostWaiting);
  return (await ticketHeads(ctx.core, queries, longest)).map((head) => ({
    ...ticketOf(head),
    stage: head.stage,
    assignee: head.assignee,
    since: head.lastPublicAt,
  }));
}

function isIdle({ agent: _agent, ...lists }: HandOver): boolean {
  return Object.values(lists).every((list) => list.length === 0);
}
