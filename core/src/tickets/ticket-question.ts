/** What a query over tickets asks of the database, in the form that fits how many tickets meet its parts. */
import { Prisma } from '@postern/prisma';
import type { AgentContext, Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { catalogueOf } from '../query/catalogue.ts';
import { compileQuery, type QueryEnvironment } from '../query/compile-query.ts';
import { allOf, always } from '../query/conditions.ts';
import { parseQuery } from '../query/parse-query.ts';
import type { QueryTree, Sort } from '../query/query-tree.ts';
import { collecting, fitting, manyRows, measureSets } from '../query/ticket-sets.ts';
import { agentScope, agentScopeWithBin } from './access-ticket.ts';
import { isNotMerged } from './ticket-rows.ts';

export interface TicketQuestion {
  where: Prisma.Sql;
  sort: Sort;
  /** Set where so many tickets meet a part of the query that they are best met by walking the list in its order. */
  walk: {
    /** The parts that few tickets meet, or that cost nothing to ask. */
    base: Prisma.Sql;
    /** The whole question for the case that the walk finds too little. */
    otherwise: Prisma.Sql;
  } | null;
}

export const sortColumns: Record<Sort['key'], Prisma.Sql> = {
  updated: Prisma.sql`t."lastActivityAt"`,
  created: Prisma.sql`t."createdAt"`,
  number: Prisma.sql`t."number"`,
  priority: Prisma.sql`(CASE t."priority" WHEN 'LOW' THEN 0 WHEN 'NORMAL' THEN 1 WHEN 'HIGH' THEN 2 ELSE 3 END)`,
};

/** How many tickets are walked before the other form is tried; asked for words, they take 0.1 s (measured). */
const walkedTickets = 5_000;

export interface Limits {
  /** From how many rows on a condition counts as one that many tickets meet. */
  many: number;
  walked: number;
}

const usualLimits: Limits = { many: manyRows, walked: walkedTickets };

/** Throws `BAD_QUERY` for a query that a list would refuse, with the place of what cannot be understood where it is known. */
export async function requireQuery(ctx: AgentContext, query: string): Promise<void> {
  const { tree, env } = await understood(ctx, query);
  compileQuery(tree, env);
}

/** Throws `BAD_QUERY` naming the first thing it cannot understand. */
export async function questionOf(
  ctx: AgentContext,
  text: string,
  { many }: Limits = usualLimits,
): Promise<TicketQuestion> {
  const { tree, sort, env } = await understood(ctx, text);
  // What lies in the bin is found by asking for it, and by nothing else.
  const scope = (asksForBin(tree) ? agentScopeWithBin : agentScope)(ctx.viewer, 'tickets.read');
  const all = (conditions: Prisma.Sql[]) => allOf([scope, isNotMerged, ...conditions]);

  const parts = ('and' in tree ? tree.and : [tree]).map((part) => {
    const { choose, sets } = collecting();
    return { part, usual: compileQuery(part, { ...env, choose }), sets };
  });
  const sets = parts.flatMap((part) => part.sets);
  // PostgreSQL keeps statistics of what is common.
  if (sets.length === 0 || ctx.core.db.engine !== 'sqlite')
    return { where: all(parts.map(({ usual }) => usual)), sort, walk: null };

  const areMany = await measureSets(ctx.core, sets, many);
  const inForm = (choice: readonly boolean[]) => {
    const choose = fitting(choice);
    return parts.map(({ part }) => compileQuery(part, { ...env, choose }));
  };
  const fit = inForm(areMany);
  const isLarge = parts.map((each) => each.sets.some((set) => areMany[sets.indexOf(set)]));
  const base = fit.filter((_, index) => !isLarge[index]);
  const isNarrow = parts.some(
    ({ part, sets: own }, index) => !isLarge[index] && own.length > 0 && isPlain(part),
  );
  if (isNarrow || !isLarge.includes(true)) return { where: all(fit), sort, walk: null };
  const otherwise = all(inForm(areMany.map(() => false)));
  return { where: all(fit), sort, walk: { base: all(base), otherwise } };
}

/** A part that the database can begin with: neither the opposite of something nor a choice. */
const isPlain = (part: QueryTree) => 'field' in part || 'words' in part;

/**
 * What `read` answers of the tickets behind `after`. Where many tickets meet the query, the newest of the list may
 * hold `enough` of them: those are walked first, and all are asked only when they do not.
 */
export async function answer<T>(
  queries: Queries,
  { where, sort, walk }: TicketQuestion,
  asked: {
    after: Prisma.Sql;
    enough: number;
    read: (where: Prisma.Sql) => Promise<T>;
    sizeOf: (found: T) => number;
  },
  { walked }: Limits = usualLimits,
): Promise<T> {
  const { after, enough, read, sizeOf } = asked;
  if (!walk) return read(allOf([where, after]));
  const edge = await edgeOf(queries, sort, allOf([walk.base, after]), walked);
  const near = await read(allOf([where, after, edge ?? always]));
  return edge && sizeOf(near) < enough ? read(allOf([walk.otherwise, after])) : near;
}

/** A condition that holds for the first `count` tickets of the list; null where it has no more than that. */
async function edgeOf(
  queries: Queries,
  sort: Sort,
  base: Prisma.Sql,
  count: number,
): Promise<Prisma.Sql | null> {
  const column = sortColumns[sort.key];
  const direction = Prisma.raw(sort.descending ? 'DESC' : 'ASC');
  const [last] = await queries.$queryRaw<{ value: Date | number | bigint; seq: bigint }[]>`
    SELECT ${column} AS "value", t."seq" FROM "Ticket" t WHERE ${base}
    ORDER BY ${column} ${direction}, t."seq" ${direction} LIMIT 1 OFFSET ${count}`;
  if (!last) return null;
  return sort.descending
    ? Prisma.sql`(${column}, t."seq") > (${last.value}, ${last.seq})`
    : Prisma.sql`(${column}, t."seq") < (${last.value}, ${last.seq})`;
}

async function understood(
  ctx: AgentContext,
  text: string,
): Promise<{ tree: QueryTree; sort: Sort; env: QueryEnvironment }> {
  const { tree, sort, problems } = parseQuery(text);
  const [problem] = problems;
  if (problem)
    throw new PosternError('BAD_QUERY', problem.message, { at: problem.at, hint: 'See: postern help query' });
  const env = {
    core: ctx.core,
    catalogue: await catalogueOf(ctx.core),
    now: ctx.core.clock.now(),
    agentId: ctx.viewer.agentId,
    searchNotes: true,
  };
  return { tree, sort, env };
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
