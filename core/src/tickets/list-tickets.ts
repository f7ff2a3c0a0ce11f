/** The agents' list: any query, page by page, and the counts beside the views. */
import { Prisma } from '@postern/prisma';
import { requirePermission } from '../auth/agents.ts';
import type { AgentContext } from '../context.ts';
import { PosternError } from '../errors.ts';
import { priorityNames } from '../priorities.ts';
import { always } from '../query/conditions.ts';
import { readCursor, writeCursor } from '../query/cursor.ts';
import type { Sort } from '../query/query-tree.ts';
import { type Reading, readingsOf } from './read-tickets.ts';
import { answer, questionOf, sortColumns } from './ticket-question.ts';
import { type TicketHead, type TicketRow, ticketHeads, ticketRows } from './ticket-rows.ts';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

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
  const question = await questionOf(ctx, request.query);
  const { sort } = question;
  const { after, tail } = placeIn(sort, request);
  const rows = await answer(ctx.core.db.read, question, {
    after,
    enough: request.limit + 1,
    read: (where) => ticketRows(ctx.core.db.read, where, tail),
    sizeOf: (found) => found.length,
  });
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

/** What a list asks of the database in the end. Throws `BAD_QUERY`. */
export async function listQuery(
  ctx: AgentContext,
  request: { query: string; limit: number },
): Promise<{ where: Prisma.Sql; tail: Prisma.Sql; sort: Sort }> {
  const { where, sort } = await questionOf(ctx, request.query);
  return { where, tail: placeIn(sort, request).tail, sort };
}

/** Where a page begins, and how it goes on from there. */
function placeIn(
  sort: Sort,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): { after: Prisma.Sql; tail: Prisma.Sql } {
  const direction = Prisma.raw(sort.descending ? 'DESC' : 'ASC');
  return {
    after: cursor ? afterCursor(sort, cursor) : always,
    tail: Prisma.sql`ORDER BY ${sortColumns[sort.key]} ${direction}, t."seq" ${direction} LIMIT ${limit + 1}`,
  };
}

/** How many tickets a query finds, counted no further than `most`. */
export async function countTickets(ctx: AgentContext, query: string, most: number): Promise<number> {
  requirePermission(ctx.viewer, 'tickets.read');
  const { read } = ctx.core.db;
  return answer(read, await questionOf(ctx, query), {
    after: always,
    enough: most,
    read: async (where) => {
      const [row] = await read.$queryRaw<{ count: bigint }[]>`
        SELECT count(*) AS "count" FROM (SELECT 1 FROM "Ticket" t WHERE ${where} LIMIT ${most}) AS found`;
      return Number(row?.count ?? 0);
    },
    sizeOf: (count) => count,
  });
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
