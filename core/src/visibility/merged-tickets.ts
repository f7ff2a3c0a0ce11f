/**
 * Merged tickets. Their rows stay where they are and the readers follow the pointer: whoever reads the one that is
 * left reads of each merged one what they could read of it by itself, and nothing more.
 */
import { Prisma } from '@postern/prisma';
import type { Core, Queries } from '../context.ts';
import type { ContactStanding } from './contact-standing.ts';
import { isVisible, passesOwnGates, type Shut, type VisibleTickets, visible } from './visible-tickets.ts';

export interface MergedTicket {
  id: string;
  number: number;
}

/**
 * Those that are merged into this one, however deep, and for which the condition on `Ticket t` holds.
 * Not JOIN: SQLite does not know how few they are, and would begin with all tickets (0.3 s at a million).
 */
export function mergedInto(
  queries: Queries,
  ticketId: string,
  condition: Prisma.Sql,
): Promise<MergedTicket[]> {
  return queries.$queryRaw<MergedTicket[]>`
    WITH RECURSIVE merged("id") AS (
      SELECT x."id" FROM "Ticket" x WHERE x."mergedIntoId" = ${ticketId}
      UNION SELECT x."id" FROM merged CROSS JOIN "Ticket" x WHERE x."mergedIntoId" = merged."id")
    SELECT t."id", t."number" FROM merged CROSS JOIN "Ticket" t
    WHERE t."id" = merged."id" AND ${condition} ORDER BY t."number"`;
}

/** The same for a contact: those that this contact could read by themselves. */
export async function mergedForContact(
  queries: Queries,
  ticketId: string,
  rule: VisibleTickets | Shut,
): Promise<MergedTicket[]> {
  return 'shut' in rule ? [] : mergedInto(queries, ticketId, passesOwnGates(rule));
}

/** The ticket that is left of this one: itself, unless it is merged into another. */
export async function whatIsLeftOf(queries: Queries, ticketId: string): Promise<string> {
  const [row] = await queries.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE up("id", "into") AS (
      SELECT x."id", x."mergedIntoId" FROM "Ticket" x WHERE x."id" = ${ticketId}
      UNION SELECT x."id", x."mergedIntoId" FROM up CROSS JOIN "Ticket" x WHERE x."id" = up."into")
    SELECT "id" FROM up WHERE "into" IS NULL`;
  return row?.id ?? ticketId;
}

/** Whether what was said on this ticket can be read now: on its own page, or on that of the one that is left of it. */
export async function isReadable(
  core: Core,
  queries: Queries,
  standing: ContactStanding | null,
  ticketId: string,
): Promise<boolean> {
  if (await isVisible(core, queries, standing, ticketId)) return true;
  const left = await whatIsLeftOf(queries, ticketId);
  if (left === ticketId || !(await isVisible(core, queries, standing, left))) return false;
  const merged = await mergedForContact(queries, left, await visible(core, standing));
  return merged.some(({ id }) => id === ticketId);
}

/** True of a merged ticket `t`. */
export const isMerged = Prisma.sql`t."mergedIntoId" IS NOT NULL`;
