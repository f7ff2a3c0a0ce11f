/** Organizations and contact lists by their names, which are the same in any case, as in queries. */
import { Prisma } from '@postern/prisma';
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { isNamed } from '../query/conditions.ts';

export interface Named {
  id: string;
  name: string;
}

type NamedTable = 'Organization' | 'ContactList';

/** The one of this name, or null. Of several that differ in case alone, the one that is spelled so. */
export async function findNamed(queries: Queries, table: NamedTable, name: string): Promise<Named | null> {
  const wanted = name.trim();
  const condition = isNamed(Prisma.sql`n."name"`, wanted.toLowerCase());
  const rows = await queries.$queryRaw<Named[]>`
    SELECT n."id", n."name" FROM ${Prisma.raw(`"${table}"`)} n WHERE ${condition} ORDER BY n."id"`;
  return rows.find((row) => row.name === wanted) ?? rows[0] ?? null;
}

/** Throws `NAME_TAKEN` when another one than `own` has the name already, in whatever case. */
export async function requireFreeName(
  queries: Queries,
  table: NamedTable,
  name: string,
  own?: string,
): Promise<void> {
  const found = await findNamed(queries, table, name);
  if (!found || found.id === own) return;
  const [kind, noun] = table === 'Organization' ? ['an organization', 'org'] : ['a list', 'list'];
  throw new PosternError('NAME_TAKEN', `There is ${kind} "${found.name}" already.`, {
    hint: `Choose another name, or look at it: postern ${noun} view ${quoted(found.name)}`,
  });
}

/** A name as it is typed into a shell. */
export function quoted(name: string): string {
  return /^[\w@.-]+$/.test(name) ? name : `"${name.replace(/["\\$`]/g, '\\$&')}"`;
}
