/** Queries over contacts: read for a search, kept as a list's filter, and shown again. */
import { Prisma } from '@postern/prisma';
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { compileContactQuery } from '../query/compile-contact-query.ts';
import { parseQuery } from '../query/parse-query.ts';
import { contactGrammar, type QueryTree, queryTreeSchema } from '../query/query-tree.ts';
import { writeQuery } from '../query/write-query.ts';
import { findNamed, quoted } from './find-named.ts';

/** A condition on `Contact c`. Throws `BAD_QUERY` naming the first thing it cannot understand. */
export function searchContacts(text: string, now: Date): Prisma.Sql {
  return compileContactQuery(readTree(text), now);
}

/**
 * A filter that is fit to be kept. Throws `BAD_QUERY` for what cannot be understood, for nothing at all (it would
 * find everybody), and for an `organization:` or `list:` that there is not: such a filter would quietly find nobody.
 */
export async function readFilter(queries: Queries, text: string, now: Date): Promise<QueryTree> {
  const tree = readTree(text);
  compileContactQuery(tree, now);
  if ('and' in tree && tree.and.length === 0) {
    throw new PosternError('BAD_QUERY', 'The filter is empty, so it would find everybody.', {
      hint: 'Say whom it finds. See: postern help query',
    });
  }
  await requireOrganizations(queries, tree);
  const byHand = await queries.contactList.findMany({
    where: { filter: { equals: Prisma.AnyNull } },
    select: { name: true },
    orderBy: { name: 'asc' },
  });
  const names = byHand.map(({ name }) => name);
  const unknown = namesBehind(tree, 'list').find((name) => !names.some((known) => sameName(known, name)));
  if (unknown === undefined) return tree;
  const valid = names.length > 0 ? `Lists by hand are ${names.join(', ')}.` : 'There is no list by hand yet.';
  throw new PosternError('BAD_QUERY', `"list:${unknown}" is no list by hand. ${valid}`, {
    hint: 'See: postern list list',
  });
}

async function requireOrganizations(queries: Queries, tree: QueryTree): Promise<void> {
  const names = namesBehind(tree, 'organization').filter((name) => name.toLowerCase() !== 'none');
  for (const name of names) {
    if (await findNamed(queries, 'Organization', name)) continue;
    throw new PosternError('BAD_QUERY', `There is no organization "${name}", so this would find nobody.`, {
      hint: `Make it first: postern org create ${quoted(name)}\nOr look at those there are: postern org list`,
    });
  }
}

function readTree(text: string): QueryTree {
  const { tree, problems } = parseQuery(text, contactGrammar);
  const [problem] = problems;
  if (problem)
    throw new PosternError('BAD_QUERY', problem.message, { at: problem.at, hint: 'See: postern help query' });
  return tree;
}

/** The filter of a list as it is stored, or null where it has none. Throws for one that nobody can have written. */
export function storedFilter(filter: unknown): QueryTree | null {
  return filter === null ? null : queryTreeSchema.parse(filter);
}

/** The same as text, for people. */
export function shownFilter(filter: unknown): string | null {
  const tree = storedFilter(filter);
  return tree && writeQuery(tree);
}

/** The names behind each mention of a field, such as `list:`. */
export function namesBehind(tree: QueryTree, field: 'list' | 'organization'): string[] {
  const within = (part: QueryTree) => namesBehind(part, field);
  if ('and' in tree) return tree.and.flatMap(within);
  if ('or' in tree) return tree.or.flatMap(within);
  if ('not' in tree) return within(tree.not);
  if ('words' in tree || tree.field !== field) return [];
  return tree.values.flatMap((value) => (value.kind === 'word' ? [value.text] : []));
}

/** The same query with another name behind a field, or the very same tree where the name does not stand in it. */
export function renamed(tree: QueryTree, field: string, change: { from: string; to: string }): QueryTree {
  if ('and' in tree) return { and: tree.and.map((part) => renamed(part, field, change)) };
  if ('or' in tree) return { or: tree.or.map((part) => renamed(part, field, change)) };
  if ('not' in tree) return { not: renamed(tree.not, field, change) };
  if ('words' in tree || tree.field !== field) return tree;
  const values = tree.values.map((value) =>
    value.kind === 'word' && sameName(value.text, change.from) ? { ...value, text: change.to } : value,
  );
  return { ...tree, values };
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
