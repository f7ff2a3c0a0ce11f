/** The stored filters of portals: which of them name a thing, and how they follow when it gets another name. */
import type { Prisma } from '@postern/prisma';
import type { Queries, Work } from '../context.ts';
import { type QueryTree, type QueryValue, queryTreeSchema } from '../query/query-tree.ts';

export interface FilterTerm {
  field: string;
  values: QueryValue[];
}

/** Titles of the portals in whose filter a term is such a one. */
export async function portalsWithTerm(
  queries: Queries,
  isSuch: (term: FilterTerm) => boolean,
): Promise<string[]> {
  const portals = await queries.portal.findMany({ select: { title: true, filter: true } });
  return portals
    .filter(({ filter }) => termsOf(queryTreeSchema.parse(filter)).some(isSuch))
    .map((p) => p.title);
}

/** Every term with a field in a query, wherever it stands. */
export function termsOf(tree: QueryTree): FilterTerm[] {
  if ('and' in tree) return tree.and.flatMap(termsOf);
  if ('or' in tree) return tree.or.flatMap(termsOf);
  if ('not' in tree) return termsOf(tree.not);
  return 'field' in tree ? [tree] : [];
}

/** Puts the new name where a filter says the old one, so that the same tickets stay visible. Case does not matter. */
export async function renameInFilters(
  work: Work,
  renamed: { field: string; from: string; to: string },
): Promise<void> {
  const portals = await work.tx.portal.findMany({ select: { id: true, filter: true } });
  for (const { id, filter } of portals) {
    const before = queryTreeSchema.parse(filter);
    const after = renamedIn(before, renamed);
    if (JSON.stringify(after) === JSON.stringify(before)) continue;
    await work.tx.portal.update({
      where: { id },
      data: { filter: after as Prisma.InputJsonValue, revision: { increment: 1 } },
    });
  }
}

function renamedIn(tree: QueryTree, renamed: { field: string; from: string; to: string }): QueryTree {
  if ('and' in tree) return { and: tree.and.map((part) => renamedIn(part, renamed)) };
  if ('or' in tree) return { or: tree.or.map((part) => renamedIn(part, renamed)) };
  if ('not' in tree) return { not: renamedIn(tree.not, renamed) };
  if (!('field' in tree) || tree.field !== renamed.field) return tree;
  const values = tree.values.map((value) =>
    says(value, renamed.from) ? { ...value, text: renamed.to } : value,
  );
  return { field: tree.field, values };
}

/** Whether a value is this name, whatever its case. */
export function says(value: QueryValue, name: string): boolean {
  return value.kind === 'word' && value.text.toLowerCase() === name.toLowerCase();
}
