/** How a query over tickets was understood, what was added to it, and how the database would answer it. */
import { Prisma } from '@postern/prisma';
import { requirePermission, scopesOf } from '../auth/agents.ts';
import type { AgentContext } from '../context.ts';
import { catalogueOf } from '../query/catalogue.ts';
import { type DatabasePlan, planOf } from '../query/database-plan.ts';
import { parseQuery } from '../query/parse-query.ts';
import { type QueryPart, queryParts } from '../query/query-words.ts';
import { writeQuery } from '../query/write-query.ts';
import { listQuery } from './list-tickets.ts';
import { ticketSql } from './ticket-rows.ts';

export interface QueryExplained {
  /** The query as it was read, without its order. */
  query: string;
  sort: string;
  /** Empty where every ticket matches. */
  parts: QueryPart[];
  /** What the query does not say and the desk adds. */
  added: { text: string; because: string }[];
  /** Null for agents without `desk.admin`. */
  plan: DatabasePlan | null;
}

const usual = 'is:open';

/** Without a query, what a list without one means. Throws `BAD_QUERY` as the list would. */
export async function explainQuery(
  ctx: AgentContext,
  { query, limit }: { query?: string | undefined; limit: number },
): Promise<QueryExplained> {
  requirePermission(ctx.viewer, 'tickets.read');
  const text = query ?? usual;
  const { where, tail, sort } = await listQuery(ctx, { query: text, limit });
  const { tree } = parseQuery(text);
  const isOrdered = /(^|\s)sort:/.test(text);
  const order = `sort:${sort.descending ? '-' : ''}${sort.key}`;
  const isAdmin = scopesOf(ctx.viewer, 'desk.admin') === 'everywhere';
  return {
    query: writeQuery(tree),
    sort: order,
    parts: queryParts(tree, ctx.core.clock.now()),
    added: [
      ...(query === undefined ? [{ text: usual, because: 'no query was given' }] : []),
      ...(isOrdered ? [] : [{ text: order, because: 'no order was said' }]),
      { text: 'not merged', because: 'a ticket that was merged is found by the one that is left' },
      ...(await inboxesAdded(ctx)),
    ],
    plan: isAdmin ? await planOf(ctx.core, ticketSql(Prisma.sql`"Ticket" t`, where, tail)) : null,
  };
}

async function inboxesAdded(ctx: AgentContext): Promise<QueryExplained['added']> {
  const scopes = scopesOf(ctx.viewer, 'tickets.read');
  if (scopes === 'everywhere') return [];
  const { inboxes } = await catalogueOf(ctx.core);
  const names = inboxes.filter(({ id }) => scopes.includes(id)).map(({ name }) => name);
  return [{ text: names.map((name) => `inbox:"${name}"`).join(' OR '), because: 'you read these inboxes' }];
}
