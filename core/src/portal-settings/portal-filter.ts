/** The portal's filter as people write it: read whole, refused with the valid names, and never about "me". */
import { Prisma } from '@postern/prisma';
import type { Core, Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { readCatalogue } from '../query/catalogue.ts';
import { compileQuery } from '../query/compile-query.ts';
import { isNamed } from '../query/conditions.ts';
import { parseQuery } from '../query/parse-query.ts';
import { type Grammar, type QueryTree, queryTreeSchema, ticketGrammar } from '../query/query-tree.ts';
import { writeQuery } from '../query/write-query.ts';
import { termsOf } from '../visibility/portal-filters.ts';
import { isNotHidden } from '../visibility/visible-tickets.ts';

/** A filter chooses; it does not sort. */
const filterGrammar: Grammar = { ...ticketGrammar, sortKeys: [] };

/** Throws `BAD_QUERY` with every problem there is. Whether names in it exist is asked by `filterCondition`. */
export function readFilter(text: string): QueryTree {
  const { tree, problems } = parseQuery(text, filterGrammar);
  if (problems.length > 0)
    throw new PosternError('BAD_QUERY', problems.map((problem) => problem.message).join(' '), { problems });
  return tree;
}

/** A stored filter as text; null for one that cannot be read. */
export function storedFilterText(stored: unknown): string | null {
  const read = queryTreeSchema.safeParse(stored);
  return read.success ? writeQuery(read.data) : null;
}

/** The filter over `Ticket t`. Throws `BAD_QUERY` for a value that means nothing here, naming the valid ones. */
export async function filterCondition(core: Core, queries: Queries, tree: QueryTree): Promise<Prisma.Sql> {
  const catalogue = await readCatalogue(queries);
  const now = core.clock.now();
  const condition = compileQuery(tree, { core, catalogue, now, agentId: null, searchNotes: false });
  await requireKnownNames(queries, tree);
  return condition;
}

/** Names that a search may look for in vain are a mistake in a filter: it would hide everything without a word. */
async function requireKnownNames(queries: Queries, tree: QueryTree): Promise<void> {
  const named = termsOf(tree).flatMap(({ field, values }) =>
    values.flatMap((value) => (value.kind === 'word' ? [{ field, word: value.text.toLowerCase() }] : [])),
  );
  for (const { field, word } of named) {
    if (field === 'organization' && word !== 'none') {
      const found = await queries.$queryRaw<unknown[]>`
        SELECT 1 AS "is" FROM "Organization" o WHERE ${isNamed(Prisma.sql`o."name"`, word)} LIMIT 1`;
      if (found.length === 0) throw unknownName(field, word, await organizationNames(queries));
    }
    if (field === 'tag' && word !== 'none' && word !== 'any') {
      const known = await queries.tag.count({ where: { name: word.normalize('NFC') } });
      if (known === 0) throw unknownName(field, word, await tagNames(queries));
    }
    if (field === 'assignee' && word !== 'none' && word !== 'any') {
      const found = await queries.$queryRaw<unknown[]>`
        SELECT 1 AS "is" FROM "Agent" a
        WHERE a."email" = ${word} OR ${isNamed(Prisma.sql`a."name"`, word)} LIMIT 1`;
      if (found.length === 0) throw unknownName(field, word, await agentAddresses(queries));
    }
  }
}

function unknownName(field: string, word: string, known: string[]): PosternError {
  const most = 10;
  const shown = known.slice(0, most).map((name) => (/\s/.test(name) ? `"${name}"` : name));
  const more = known.length > most ? ', and others' : '';
  return new PosternError(
    'BAD_QUERY',
    `"${field}:${word}" is not known. Valid are ${['none', ...shown].join(', ')}${more}.`,
  );
}

/** The first organizations by name; one more than is ever shown. */
export async function organizationNames(queries: Queries, most = 11): Promise<string[]> {
  const rows = await queries.organization.findMany({
    select: { name: true },
    orderBy: { name: 'asc' },
    take: most,
  });
  return rows.map(({ name }) => name);
}

async function tagNames(queries: Queries): Promise<string[]> {
  const rows = await queries.tag.findMany({ select: { name: true }, orderBy: { name: 'asc' }, take: 11 });
  return rows.map(({ name }) => name);
}

/** The first agents by address. */
export async function agentAddresses(queries: Queries, most = 11): Promise<string[]> {
  const rows = await queries.agent.findMany({
    where: { disabledAt: null },
    select: { email: true },
    orderBy: { email: 'asc' },
    take: most,
  });
  return rows.map(({ email }) => email);
}

/** More are not counted: whoever sets a filter wants to know whether it is none, some or very many. */
export const mostCounted = 100_000;

/** How many tickets a condition lets through, hidden and merged ones aside. */
export async function countMatches(queries: Queries, condition: Prisma.Sql): Promise<number> {
  const [row] = await queries.$queryRaw<{ count: bigint | number }[]>`
    SELECT count(*) AS "count" FROM (
      SELECT 1 FROM "Ticket" t WHERE ${condition} AND ${isNotHidden} LIMIT ${mostCounted}) AS matching`;
  return Number(row?.count ?? 0);
}
