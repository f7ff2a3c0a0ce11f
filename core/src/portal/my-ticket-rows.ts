/** The rows of a customer's list: own tickets, and those of an organization, however many it has. */
import { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';
import { type TicketRow, ticketRows, ticketRowsFrom } from '../tickets/ticket-rows.ts';
import type { VisibleTickets } from '../visibility/visible-tickets.ts';
import type { PageOrder } from './list-order.ts';

interface PageWish {
  /** Conditions on `Ticket t`. */
  where: Prisma.Sql[];
  /** Ids of a few tickets, of whomever, among which all of the page are; null where nothing is known of that. */
  among: Prisma.Sql | null;
  order: PageOrder;
  limit: number;
}

/** From how many tickets on an organization's list is read along its index: sorting so many takes 10 ms (measured). */
export const wideOrganization = { tickets: 2_000 };

/** The tickets of a page, and one more where there is one. */
export async function myTicketRows(core: Core, rule: VisibleTickets, wish: PageWish): Promise<TicketRow[]> {
  const { among, order } = wish;
  if (among) return rowsFrom(core, among, { ...wish, where: [rule.isInAudience, ...wish.where] });
  return order.isByActivity && rule.beside && (await isWide(core, rule.beside))
    ? rowsOfBoth(core, { ...rule, beside: rule.beside }, wish)
    : rowsFrom(core, rule.audience, wish);
}

async function isWide(core: Core, beside: Prisma.Sql): Promise<boolean> {
  const { tickets } = wideOrganization;
  const [row] = await core.db.read.$queryRaw<{ count: bigint }[]>`
    SELECT count(*) AS "count" FROM (SELECT 1 FROM "Ticket" t WHERE ${beside} LIMIT ${tickets}) AS found`;
  return Number(row?.count) >= tickets;
}

function rowsFrom(core: Core, ids: Prisma.Sql, { where, order, limit }: PageWish): Promise<TicketRow[]> {
  return ticketRowsFrom(
    core.db.read,
    Prisma.sql`(${ids}) v CROSS JOIN "Ticket" t`,
    Prisma.join([Prisma.sql`t."id" = v."id"`, ...where], ' AND '),
    Prisma.sql`${order.orderBy} LIMIT ${limit + 1}`,
  );
}

/** The same of a large organization: its page along its index, the page of the own ones, and of both the first. */
async function rowsOfBoth(
  core: Core,
  rule: VisibleTickets & { beside: Prisma.Sql },
  wish: PageWish,
): Promise<TicketRow[]> {
  const { where, order, limit } = wish;
  const [own, others] = await Promise.all([
    rowsFrom(core, rule.own, wish),
    ticketRows(
      core.db.read,
      Prisma.join([rule.beside, ...where], ' AND '),
      Prisma.sql`${order.orderBy} LIMIT ${limit + 1}`,
    ),
  ]);
  return [...own, ...others].sort(order.compare).slice(0, limit + 1);
}
