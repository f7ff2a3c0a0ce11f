/** A ticket as it was at a moment: read from its events, its messages and its notes, and changing nothing. */
import { Prisma } from '@postern/prisma';
import type { AgentContext, Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { catalogueOf } from '../query/catalogue.ts';
import { accessTicket, agentScope, type TicketRef } from './access-ticket.ts';
import {
  linksThen as linksOfEvents,
  mergesThen,
  type PastEvent,
  type PastTicket,
  pastTicket,
  type Today,
} from './past-ticket.ts';
import { type TimelineEntry, timeline } from './thread.ts';
import type { TicketLink } from './ticket-links.ts';
import { type Person, type TicketHead, type TicketRow, ticketHead, ticketRows } from './ticket-rows.ts';

export interface TicketAt
  extends Pick<
    TicketHead,
    | 'number'
    | 'subject'
    | 'status'
    | 'stage'
    | 'priority'
    | 'pipeline'
    | 'inbox'
    | 'requester'
    | 'organization'
    | 'assignee'
    | 'team'
    | 'tags'
    | 'snoozed'
    | 'createdAt'
  > {
  /** The moment that is shown. */
  at: string;
  /** The requester, and who else took part. */
  contacts: Person[];
  /** Values as people read them. */
  properties: { key: string; label: string; value: string }[];
  /** Agents who heard of it beside its assignee. */
  followers: Person[];
  /** Tickets that belonged to it, with their subjects and states of today. */
  links: TicketLink[];
  timeline: TimelineEntry[];
  mergedInto: number | null;
  merged: number[];
  /** What its events are too old to tell for sure. */
  unsure: PastTicket['unsure'];
}

/**
 * The names of people, stages and inboxes are those of today. Throws `TICKET_NOT_FOUND` for whoever may not read it
 * today, and `BAD_INPUT` for a moment before it was filed.
 */
export async function ticketAt(
  ctx: AgentContext,
  { ticket, at: moment }: { ticket: TicketRef; at: string },
): Promise<TicketAt> {
  const queries = ctx.core.db.read;
  const at = new Date(moment);
  const row = await accessTicket.asAgent(queries, ctx.viewer, ticket, 'tickets.read');
  if (at < row.createdAt)
    throw new PosternError(
      'BAD_INPUT',
      `Ticket #${row.number} was not there yet: it was filed at ${row.createdAt.toISOString()}.`,
    );
  const [head, catalogue, events] = await Promise.all([
    ticketHead(ctx.core, queries, row),
    catalogueOf(ctx.core),
    eventsOf(queries, row.id),
  ]);
  const today = await todayOf(queries, row, head, catalogue.stages);
  const past = pastTicket(events, { at, today, catalogue });
  const stage = catalogue.stages.find(({ id }) => id === past.stageId);
  return {
    at: at.toISOString(),
    number: row.number,
    subject: row.subject,
    status: stage?.category === 'CLOSED' ? 'closed' : 'open',
    stage: stage?.name ?? '',
    priority: past.priority as TicketHead['priority'],
    pipeline: head.pipeline,
    inbox: head.inbox,
    requester: head.requester,
    organization: head.organization,
    assignee: await assigneeOf(queries, past.assignee),
    team: past.team,
    followers: await followersThen(queries, past.followerIds),
    links: await linksThen(ctx, row, at, past),
    tags: past.tags,
    snoozed: past.snoozed && {
      until: past.snoozed.until,
      by: await agentOf(queries, past.snoozed.actor.replace(/^agent:/, '')),
    },
    createdAt: head.createdAt,
    contacts: await contactsOf(queries, past.contactIds),
    properties: [...past.values].map(([key, value]) => ({
      key,
      label: catalogue.properties.find((property) => property.key === key)?.label ?? key,
      value,
    })),
    timeline: await timelineAt(ctx, row, at, past.merged),
    mergedInto: past.mergedInto,
    merged: past.merged,
    unsure: past.unsure,
  };
}

/** All of a ticket's events, the oldest first. */
export async function eventsOf(queries: Queries, ticketId: string): Promise<PastEvent[]> {
  const rows = await queries.auditEvent.findMany({
    where: { ticketId },
    orderBy: { seq: 'asc' },
    select: { at: true, actor: true, action: true, change: true },
  });
  return rows.map((row) => ({ ...row, change: (row.change ?? {}) as Record<string, unknown> }));
}

/** What the ticket is today, from where its past is followed back. */
export async function todayOf(
  queries: Queries,
  row: TicketRow,
  head: TicketHead,
  stages: readonly { id: string; pipelineId: string }[],
): Promise<Today> {
  const messages = await queries.message.findMany({
    where: { conversation: { ticketId: row.id }, contactId: { not: null } },
    select: { contactId: true, createdAt: true },
  });
  const agents = await queries.agent.findMany({ select: { id: true, email: true } });
  return {
    stageId: row.stageId,
    pipelineId: stages.find(({ id }) => id === row.stageId)?.pipelineId ?? '',
    assigneeId: row.assigneeId,
    requesterId: row.requesterId,
    priority: head.priority,
    team: row.teamName,
    agents: new Map(agents.map(({ id, email }) => [email, id])),
    tags: head.tags,
    writers: messages.map(({ contactId, createdAt }) => ({ contactId: contactId ?? '', at: createdAt })),
  };
}

/** By name, as beside the ticket of today; those who work here no more are none. */
async function followersThen(queries: Queries, ids: readonly string[]): Promise<Person[]> {
  const agents = await queries.agent.findMany({
    where: { id: { in: [...ids] }, disabledAt: null },
    select: { name: true, email: true },
  });
  return agents.sort((a, b) => a.name.localeCompare(b.name, 'en') || a.email.localeCompare(b.email, 'en'));
}

/** Its own, and those of tickets that were merged into it then, to others that the agent may read today. */
async function linksThen(
  ctx: AgentContext,
  row: TicketRow,
  at: Date,
  past: Pick<PastTicket, 'links' | 'merged'>,
): Promise<TicketLink[]> {
  const queries = ctx.core.db.read;
  const taken = await takenIn(ctx, at, past.merged);
  const found = new Map(past.links);
  for (const { id } of taken) {
    const before = (await eventsOf(queries, id)).filter((event) => event.at <= at);
    for (const [number, as] of linksOfEvents(before)) if (!found.has(number)) found.set(number, as);
  }
  const inside = [row.id, ...taken.map(({ id }) => id)];
  const follows = await followUpsThen(queries, inside, at);
  const numbers = [...found.keys(), ...follows.map(({ number }) => number)];
  if (numbers.length === 0) return [];
  const others = await ticketRows(
    queries,
    Prisma.sql`t."number" IN (${Prisma.join(numbers)}) AND t."id" NOT IN (${Prisma.join(inside)})
      AND ${agentScope(ctx.viewer, 'tickets.read')}`,
    Prisma.sql`ORDER BY t."number"`,
  );
  return others.flatMap(({ number, subject, closedAt }) => {
    const ways = [found.get(number), ...follows.flatMap((each) => (each.number === number ? each.as : []))];
    const status = closedAt ? ('closed' as const) : ('open' as const);
    return ways.flatMap((as) => (as ? [{ number, subject, status, as }] : []));
  });
}

async function followUpsThen(
  queries: Queries,
  ids: readonly string[],
  at: Date,
): Promise<{ number: number; as: 'earlier' | 'follow-up' }[]> {
  const earlier = await queries.ticket.findMany({
    where: { followedBy: { some: { id: { in: [...ids] } } } },
    select: { number: true },
  });
  const later = await queries.ticket.findMany({
    where: { followsId: { in: [...ids] }, createdAt: { lte: at } },
    select: { number: true },
  });
  return [
    ...earlier.map(({ number }) => ({ number, as: 'earlier' as const })),
    ...later.map(({ number }) => ({ number, as: 'follow-up' as const })),
  ];
}

async function assigneeOf(queries: Queries, assignee: PastTicket['assignee']): Promise<Person | null> {
  if (!assignee) return null;
  if ('id' in assignee) return agentOf(queries, assignee.id);
  const { name } = assignee;
  const agents = await queries.agent.findMany({ where: { name }, select: { name: true, email: true } });
  return agents.length === 1 ? (agents[0] as Person) : { name, email: '' };
}

function agentOf(queries: Queries, id: string): Promise<Person | null> {
  return queries.agent.findUnique({ where: { id }, select: { name: true, email: true } });
}

async function contactsOf(queries: Queries, ids: readonly string[]): Promise<Person[]> {
  const contacts = await queries.contact.findMany({
    where: { id: { in: [...ids] } },
    select: { name: true, email: true },
    orderBy: { email: 'asc' },
  });
  return contacts.map(({ name, email }) => ({ name: name ?? email, email }));
}

/** What was said, noted and done until then, with that of tickets which were merged into it at that moment. */
async function timelineAt(
  ctx: AgentContext,
  row: TicketRow,
  at: Date,
  merged: readonly number[],
): Promise<TimelineEntry[]> {
  const queries = ctx.core.db.read;
  const taken = await takenIn(ctx, at, merged);
  const entries = await timeline(queries, row.id, taken);
  const inside = [row.id, ...taken.map(({ id }) => id)];
  const later = await attachedLater(queries, inside, at);
  const notes = await notesThen(queries, inside, at);
  return entries
    .filter((entry) => entry.at <= at.toISOString() && !later.has(entry.id))
    .map((entry) => ({ ...entry, text: notes.get(entry.id) ?? entry.text }));
}

/** By the note's id: how those read then that were changed or taken back since. */
async function notesThen(
  queries: Queries,
  ticketIds: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, string>> {
  const revisions = await queries.noteRevision.findMany({
    where: { note: { ticketId: { in: [...ticketIds] } }, until: { gt: at } },
    orderBy: { id: 'desc' },
    select: { noteId: true, body: true },
  });
  // The latest first, so that the first wording that ended later stands.
  return new Map(revisions.map(({ noteId, body }) => [noteId, body]));
}

/** However deep; of those the agent may not read today nothing is shown. */
async function takenIn(
  ctx: AgentContext,
  at: Date,
  numbers: readonly number[],
): Promise<{ id: string; number: number }[]> {
  const queries = ctx.core.db.read;
  const found: { id: string; number: number }[] = [];
  const left = [...numbers];
  for (let number = left.pop(); number !== undefined; number = left.pop()) {
    const [row] = await ticketRows(
      queries,
      Prisma.sql`t."number" = ${number} AND ${agentScope(ctx.viewer, 'tickets.read')}`,
      Prisma.empty,
    );
    if (!row || found.some(({ id }) => id === row.id)) continue;
    found.push({ id: row.id, number });
    left.push(...mergesThen((await eventsOf(queries, row.id)).filter((event) => event.at <= at)).merged);
  }
  return found.sort((a, b) => a.number - b.number);
}

/** Messages of conversations that came to a ticket only after that moment. */
async function attachedLater(queries: Queries, ticketIds: readonly string[], at: Date): Promise<Set<string>> {
  const events = await queries.auditEvent.findMany({
    where: { ticketId: { in: [...ticketIds] }, action: 'conversation.attached', at: { gt: at } },
    select: { target: true },
  });
  if (events.length === 0) return new Set();
  const messages = await queries.message.findMany({
    where: { conversationId: { in: events.map(({ target }) => target) } },
    select: { id: true },
  });
  return new Set(messages.map(({ id }) => id));
}
