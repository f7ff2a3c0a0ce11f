/** Whom a portal lets in where its audience is lists: members by hand, and contacts that a list's filter finds. */
import { Prisma } from '@postern/prisma';
import type { Core, Queries } from '../context.ts';
import { compileContactQuery } from '../query/compile-contact-query.ts';
import { queryTreeSchema } from '../query/query-tree.ts';

/** Whether a filter of one of the portal's lists finds the contact. */
export async function isInFilterList(core: Core, portalId: string, contactId: string): Promise<boolean> {
  const found = await filterConditions(core.db.read, portalId, core.clock.now());
  if (!found) return false;
  const rows = await core.db.read.$queryRaw<unknown[]>`
    SELECT 1 AS "is" FROM "Contact" c WHERE c."id" = ${contactId} AND ${found}`;
  return rows.length > 0;
}

/** True of every contact `c` that the portal's lists hold, by hand or by filter. */
export async function audienceCondition(queries: Queries, portalId: string, now: Date): Promise<Prisma.Sql> {
  const byHand = Prisma.sql`c."id" IN (SELECT lm."contactId" FROM "PortalList" pl
    JOIN "ContactListMember" lm ON lm."listId" = pl."listId" WHERE pl."portalId" = ${portalId})`;
  const byFilter = await filterConditions(queries, portalId, now);
  return byFilter ? Prisma.sql`(${byHand} OR ${byFilter})` : byHand;
}

/** True of every contact `c` that these lists hold, whether a portal has them or not. */
export async function onListsCondition(
  queries: Queries,
  listIds: readonly string[],
  now: Date,
): Promise<Prisma.Sql> {
  const conditions: Prisma.Sql[] = [];
  for (const list of await queries.contactList.findMany({ where: { id: { in: [...listIds] } } }))
    conditions.push(onListCondition(list, now));
  return conditions.length > 0 ? Prisma.sql`(${Prisma.join(conditions, ' OR ')})` : Prisma.sql`1 = 0`;
}

/** True of every contact `c` on this list. Throws for a filter that cannot be read. */
export function onListCondition(list: { id: string; filter: unknown }, now: Date): Prisma.Sql {
  return list.filter === null
    ? Prisma.sql`c."id" IN (SELECT lm."contactId" FROM "ContactListMember" lm WHERE lm."listId" = ${list.id})`
    : compileContactQuery(queryTreeSchema.parse(list.filter), now);
}

async function filterConditions(queries: Queries, portalId: string, now: Date): Promise<Prisma.Sql | null> {
  const lists = await queries.contactList.findMany({
    where: { portals: { some: { portalId } }, filter: { not: Prisma.AnyNull } },
    select: { id: true, filter: true },
  });
  if (lists.length === 0) return null;
  // A filter that cannot be read must not let everybody in: reading it throws, and nobody gets in by it.
  const conditions = lists.map((list) => onListCondition(list, now));
  return Prisma.sql`(${Prisma.join(conditions, ' OR ')})`;
}
