/** The agents' list: any query, page by page, and the counts beside the views. */
import { Prisma } from '@postern/prisma';
import { requirePermission } from '../auth/agents.ts';
import type { AgentContext } from '../context.ts';
import { PosternError } from '../errors.ts';
import { priorityNames } from '../priorities.ts';
import { catalogueOf } from '../query/catalogue.ts';
import { compileQuery } from '../query/compile-query.ts';
import { readCursor, writeCursor } from '../query/cursor.ts';
import { parseQuery } from '../query/parse-query.ts';
import type { QueryTree, Sort } from '../query/query-tree.ts';
import { agentScope, agentScopeWithBin } from './access-ticket.ts';
import { type Reading, readingsOf } from './read-tickets.ts';
import { isNotMerged, type TicketHead, type TicketRow, ticketHeads, ticketRows } from './ticket-rows.ts';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

const sortColumns: Record<Sort['key'], Prisma.Sql> = {
  updated: Prisma.sql`t."lastActivityAt"`,
  created: Prisma.sql`t."createdAt"`,
  number: Prisma.sql`t."number"`,
  priority: Prisma.sql`(CASE t."priority" WHEN 'LOW' THEN 0 WHEN 'NORMAL' THEN 1 WHEN 'HIGH' THEN 2 ELSE 3 END)`,
};
const sortValues: Record<Sort['key'], (row: TicketRow) => number> = {
  updated: (row) => row.lastActivityAt.getTime(),
  created: (row) => row.createdAt.getTime(),
  number: (row) => row.number,
  priority: (row) => priorityNames.findIndex((name) => name.toUpperCase() === row.priority),
};

/** One page of the tickets a query finds. Throws `BAD_QUERY` naming the first thing it cannot understand. */
export async function listTickets(
  ctx: AgentContext,
  request: { query: string; limit: number; cursor?: string | undefined },
): Promise<Page<TicketHead & Reading>> {
  requirePermission(ctx.viewer, 'tickets.read');
  const { where, tail, sort } = await listQuery(ctx, request);
  const rows = await ticketRows(ctx.core.db.read, where, tail);
  const page = rows.slice(0, request.limit);
  const last = rows.length > request.limit ? page.at(-1) : undefined;
  const { read } = ctx.core.db;
  const [heads, readings] = await Promise.all([
    ticketHeads(ctx.core, read, page),
    readingsOf(
      read,
      ctx.viewer.agentId,
      page.map(({ id }) => id),
    ),
  ]);
  return {
    items: heads.map((head) => ({ ...head, ...(readings.get(head.id) ?? unread) })),
    nextCursor: last ? writeCursor([sort.key, sortValues[sort.key](last), last.seq]) : null,
  };
}

/** Of a ticket that went between two questions. */
const unread: Reading = { isUnread: true, readThrough: null };

/** Which tickets a list asks for, in which order and how many. Throws `BAD_QUERY`. */
export async function listQuery(
  ctx: AgentContext,
  request: { query: string; limit: number; cursor?: string | undefined },
): Promise<{ where: Prisma.Sql; tail: Prisma.Sql; sort: Sort }> {
  const { where, sort } = await conditionFor(ctx, request.query);
  const column = sortColumns[sort.key];
  const direction = Prisma.raw(sort.descending ? 'DESC' : 'ASC');
  const after = request.cursor ? afterCursor(sort, request.cursor) : Prisma.sql`1 = 1`;
  return {
    where: Prisma.sql`${where} AND ${after}`,
    tail: Prisma.sql`ORDER BY ${column} ${direction}, t."seq" ${direction} LIMIT ${request.limit + 1}`,
    sort,
  };
}

/** How many tickets a query finds, counted no further than `most`. */
export async function countTickets(ctx: AgentContext, query: string, most: number): Promise<number> {
  requirePermission(ctx.viewer, 'tickets.read');
  const { where } = await conditionFor(ctx, query);
  const [row] = await ctx.core.db.read.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS "count" FROM (SELECT 1 FROM "Ticket" t WHERE ${where} LIMIT ${most}) AS found`;
  return Number(row?.count ?? 0);
}

/** Throws `BAD_QUERY` for a query that a list would refuse, with the place of what cannot be understood where it is known. */
export async function requireQuery(ctx: AgentContext, query: string): Promise<void> {
  await conditionFor(ctx, query);
}

async function conditionFor(ctx: AgentContext, text: string): Promise<{ where: Prisma.Sql; sort: Sort }> {
  const { tree, sort, problems } = parseQuery(text);
  const [problem] = problems;
  if (problem)
    throw new PosternError('BAD_QUERY', problem.message, { at: problem.at, hint: 'See: postern help query' });
  const condition = compileQuery(tree, {
    core: ctx.core,
    catalogue: await catalogueOf(ctx.core),
    now: ctx.core.clock.now(),
    agentId: ctx.viewer.agentId,
    searchNotes: true,
  });
  // What lies in the bin is found by asking for it, and by nothing else.
  const scope = (asksForBin(tree) ? agentScopeWithBin : agentScope)(ctx.viewer, 'tickets.read');
  return {
    where: Prisma.sql`${scope} AND ${isNotMerged} AND ${condition}`,
    sort,
  };
}

function asksForBin(tree: QueryTree): boolean {
  if ('and' in tree) return tree.and.some(asksForBin);
  if ('or' in tree) return tree.or.some(asksForBin);
  if (!('field' in tree)) return false;
  return (
    tree.field === 'is' &&
    tree.values.some((value) => value.kind === 'word' && value.text.toLowerCase() === 'deleted')
  );
}

function afterCursor(sort: Sort, cursor: string): Prisma.Sql {
  const isMoment = sort.key === 'updated' || sort.key === 'created';
  const place = isMoment ? 'moment' : 'integer';
  const [key, value, seq] = readCursor(cursor, ['word', place, 'integer']) as [string, number, number];
  if (key !== sort.key)
    throw new PosternError('BAD_INPUT', 'This cursor belongs to another order. Start again without it.');
  const column = sortColumns[sort.key];
  const bound = isMoment ? new Date(value) : value;
  // Row values use the index as written; the same bound spelled with OR walks it from its start (64 ms at a million tickets).
  return sort.descending
    ? Prisma.sql`(${column}, t."seq") < (${bound}, ${seq})`
    : Prisma.sql`(${column}, t."seq") > (${bound}, ${seq})`;
}
