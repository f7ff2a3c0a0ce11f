/** A ticket with the names around it, read in one query, and the view of it that leaves the desk. */
import { Prisma } from '@postern/prisma';
import type { Core, Queries } from '../context.ts';
import { type Catalogue, catalogueOf } from '../query/catalogue.ts';
import { tagsOf } from './ticket-tags.ts';

export interface TicketRow {
  seq: number;
  id: string;
  number: number;
  subject: string;
  stageId: string;
  priority: string;
  inboxId: string;
  requesterId: string | null;
  assigneeId: string | null;
  teamId: string | null;
  organizationId: string | null;
  followsId: string | null;
  mergedIntoId: string | null;
  closedAt: Date | null;
  deletedAt: Date | null;
  snoozedAt: Date | null;
  snoozedUntil: Date | null;
  lastPublicAt: Date;
  lastActivityAt: Date;
  version: number;
  createdAt: Date;
  requesterName: string | null;
  requesterEmail: string | null;
  organizationName: string | null;
  assigneeName: string | null;
  teamName: string | null;
  assigneeEmail: string | null;
  snoozedByName: string | null;
  snoozedByEmail: string | null;
}

export interface Person {
  name: string;
  email: string;
}

export interface TicketHead {
  id: string;
  number: number;
  subject: string;
  status: 'open' | 'closed';
  stage: string;
  priority: 'low' | 'normal' | 'high' | 'urgent';
  pipeline: string;
  inbox: string;
  requester: Person | null;
  organization: string | null;
  assignee: Person | null;
  /** The name of the team whose it is. */
  team: string | null;
  tags: string[];
  /** While it sleeps: until when (null is until the customer's next message), and who put it to sleep. */
  snoozed: { until: string | null; by: Person | null } | null;
  createdAt: string;
  lastPublicAt: string;
  lastActivityAt: string;
  version: number;
}

// Spelled so that no index answers it: nearly every ticket meets it, and the planner would walk them all.
export const isNotMerged = Prisma.sql`coalesce(t."mergedIntoId", '') = ''`;

const columns = Prisma.raw(`t."seq", t."id", t."number", t."subject", t."stageId", t."priority", t."inboxId",
  t."requesterId", t."assigneeId", t."teamId", t."organizationId", t."followsId", t."mergedIntoId", t."closedAt", t."deletedAt", t."snoozedAt", t."snoozedUntil",
  t."lastPublicAt", t."lastActivityAt", t."version", t."createdAt", rq."name" AS "requesterName", rq."email" AS "requesterEmail",
  og."name" AS "organizationName", ag."name" AS "assigneeName", ag."email" AS "assigneeEmail", te."name" AS "teamName",
  sz."name" AS "snoozedByName", sz."email" AS "snoozedByEmail"`);

const joins = Prisma.raw(`LEFT JOIN "Contact" rq ON rq."id" = t."requesterId"
  LEFT JOIN "Organization" og ON og."id" = t."organizationId"
  LEFT JOIN "Agent" ag ON ag."id" = t."assigneeId"
  LEFT JOIN "Team" te ON te."id" = t."teamId"
  LEFT JOIN "Agent" sz ON sz."id" = t."snoozedById"`);

/** Tickets `t` that meet the condition, in the order and number that `tail` says. */
export function ticketRows(queries: Queries, where: Prisma.Sql, tail: Prisma.Sql): Promise<TicketRow[]> {
  return ticketRowsFrom(queries, Prisma.sql`"Ticket" t`, where, tail);
}

/** The same, from a source of one's own that names the tickets `t`. */
export function ticketRowsFrom(
  queries: Queries,
  from: Prisma.Sql,
  where: Prisma.Sql,
  tail: Prisma.Sql,
): Promise<TicketRow[]> {
  return queries.$queryRaw<TicketRow[]>(ticketSql(from, where, tail));
}

/** What is asked of the database for them. */
export function ticketSql(from: Prisma.Sql, where: Prisma.Sql, tail: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`SELECT ${columns} FROM ${from} ${joins} WHERE ${where} ${tail}`;
}

/** Tickets as agents and scripts read them, with their tags. Never for customers. */
export async function ticketHeads(
  core: Core,
  queries: Queries,
  rows: readonly TicketRow[],
): Promise<TicketHead[]> {
  const tags = await tagsOf(
    queries,
    rows.map(({ id }) => id),
  );
  const catalogue = await catalogueOf(core);
  return rows.map((row) => toTicketHead(row, catalogue, tags.get(row.id) ?? []));
}

/** One of them. */
export async function ticketHead(core: Core, queries: Queries, row: TicketRow): Promise<TicketHead> {
  const [head] = await ticketHeads(core, queries, [row]);
  return head as TicketHead;
}

function toTicketHead(row: TicketRow, catalogue: Catalogue, tags: string[]): TicketHead {
  const stage = catalogue.stages.find((each) => each.id === row.stageId);
  return {
    id: row.id,
    number: row.number,
    subject: row.subject,
    status: row.closedAt ? 'closed' : 'open',
    stage: stage?.name ?? '',
    priority: row.priority.toLowerCase() as TicketHead['priority'],
    pipeline: catalogue.pipelines.find((each) => each.id === stage?.pipelineId)?.name ?? '',
    inbox: catalogue.inboxes.find((each) => each.id === row.inboxId)?.name ?? '',
    requester: row.requesterEmail
      ? { name: row.requesterName ?? row.requesterEmail, email: row.requesterEmail }
      : null,
    organization: row.organizationName,
    assignee: row.assigneeEmail
      ? { name: row.assigneeName ?? row.assigneeEmail, email: row.assigneeEmail }
      : null,
    team: row.teamName,
    tags,
    snoozed: row.snoozedAt && {
      until: row.snoozedUntil?.toISOString() ?? null,
      by: row.snoozedByEmail
        ? { name: row.snoozedByName ?? row.snoozedByEmail, email: row.snoozedByEmail }
        : null,
    },
    createdAt: row.createdAt.toISOString(),
    lastPublicAt: row.lastPublicAt.toISOString(),
    lastActivityAt: row.lastActivityAt.toISOString(),
    version: row.version,
  };
}
