/** The customer's list: every ticket the portal shows them, open and closed, searched and page by page. */
import { Prisma } from '@postern/prisma';
import type { ContactContext, Core } from '../context.ts';
import { PosternError } from '../errors.ts';
import { type Catalogue, catalogueOf } from '../query/catalogue.ts';
import type { TicketRow } from '../tickets/ticket-rows.ts';
import { notInAudience, portalOff } from '../visibility/access-portal.ts';
import { type VisibleTickets, visible } from '../visibility/visible-tickets.ts';
import { type Found, foundIn } from './found-words.ts';
import { pageOrder, placeOf, type TicketSort } from './list-order.ts';
import { myTicketRows } from './my-ticket-rows.ts';
import { searchCondition } from './search-my-tickets.ts';
import { searchTerms } from './search-terms.ts';

/** A ticket as its customer reads it: five facts, and nothing that would tell of work inside. */
export interface MyTicket {
  number: number;
  subject: string;
  status: 'open' | 'closed';
  /** The stage in the customer's words. */
  statusLabel: string;
  /** Whether the next step is the customer's. */
  isWaitingForYou: boolean;
  createdAt: string;
  /** When customer and desk last spoke. Notes do not move it. */
  lastActivityAt: string;
  requester: { name: string };
}

/** A ticket in a list. */
export interface ListedTicket extends MyTicket {
  /** Where the search met; null when nothing was searched for. */
  found: Found | null;
}

export interface MyTicketsRequest {
  /** `waiting` are the open ones whose next step is the customer's. */
  status: 'all' | 'open' | 'waiting' | 'closed';
  /** Own tickets alone, or all that are in sight. */
  scope: 'mine' | 'all';
  search: string;
  sort: TicketSort;
  limit: number;
  cursor?: string | undefined;
}

export interface MyTickets {
  items: ListedTicket[];
  nextCursor: string | null;
  previousCursor: string | null;
  /** The organization whose tickets are in sight beside the own ones; null when only these are. */
  organization: string | null;
  /** Over the tickets of this scope, of which 1,000 are counted at the most. */
  counts: { waitingForYou: number; open: number; closed: number };
}

const mostCounted = 1_000;

/** Throws `PORTAL_OFF` while the portal is off. */
export async function listMyTickets(ctx: ContactContext, request: MyTicketsRequest): Promise<MyTickets> {
  const { core } = ctx;
  const everything = await requireVisible(ctx);
  const rule =
    request.scope === 'mine'
      ? { ...everything, audience: everything.own, isInAudience: everything.isOwn, beside: null }
      : everything;
  const catalogue = await catalogueOf(core);
  const terms = searchTerms(request.search);
  const search = await searchCondition(core, rule, terms);
  const order = pageOrder(request.sort, request.cursor);
  const where = [
    rule.conditions,
    statusCondition(request.status, catalogue),
    order.condition,
    ...(search ? [search.condition] : []),
  ];
  const among = search?.among ?? null;
  const rows = await myTicketRows(core, rule, { where, among, order, limit: request.limit });
  const hasMore = rows.length > request.limit;
  // Back at the beginning, the page is a whole one from there.
  if (order.isBackwards && !hasMore) return listMyTickets(ctx, { ...request, cursor: undefined });
  const page = rows.slice(0, request.limit);
  if (order.isBackwards) page.reverse();
  const found = terms && (await foundIn(core, page, terms));
  const isEverything = !hasMore && request.status === 'all' && !search && !request.cursor;
  return {
    items: page.map((row) => ({ ...toMyTicket(row, catalogue), found: found?.get(row.id) ?? null })),
    ...cursorsOf(request, page, { hasMore, isBackwards: order.isBackwards }),
    organization: ctx.viewer.standing.seesOrganizationName,
    // Most customers' tickets fit on one page; nothing more has to be asked then.
    counts: tally(
      catalogue,
      isEverything ? rows.map(({ stageId }) => ({ stageId, count: 1 })) : await countByStage(core, rule),
    ),
  };
}

function cursorsOf(
  { sort, cursor }: MyTicketsRequest,
  page: TicketRow[],
  { hasMore, isBackwards }: { hasMore: boolean; isBackwards: boolean },
): Pick<MyTickets, 'nextCursor' | 'previousCursor'> {
  const [first] = page;
  const last = page.at(-1);
  const isAfterSomething = isBackwards ? hasMore : cursor !== undefined;
  return {
    nextCursor: last && (isBackwards || hasMore) ? placeOf(sort, 'after', last) : null,
    previousCursor: first && isAfterSomething ? placeOf(sort, 'before', first) : null,
  };
}

/** The rule for this contact; throws `PORTAL_OFF` or `NOT_SIGNED_IN` when nothing at all is visible. */
export async function requireVisible(ctx: ContactContext) {
  const rule = await visible(ctx.core, ctx.viewer.standing);
  if (!('shut' in rule)) return rule;
  if (rule.shut.name === 'portal') throw portalOff();
  if (rule.shut.name === 'audience') throw notInAudience();
  throw new PosternError('NOT_SIGNED_IN', 'Please sign in.');
}

/** Picks the customer's fields by name. */
export function toMyTicket(row: TicketRow, catalogue: Catalogue): MyTicket {
  const stage = catalogue.stages.find((each) => each.id === row.stageId);
  const status = row.closedAt ? 'closed' : 'open';
  return {
    number: row.number,
    subject: row.subject,
    status,
    statusLabel: stage?.customerLabel ?? (status === 'closed' ? 'Closed' : 'Open'),
    isWaitingForYou: stage?.role === 'WAITING_ON_CUSTOMER',
    createdAt: row.createdAt.toISOString(),
    lastActivityAt: row.lastPublicAt.toISOString(),
    requester: { name: row.requesterName ?? row.requesterEmail ?? '' },
  };
}

interface StageCount {
  stageId: string;
  count: number;
}

async function countByStage(core: Core, rule: VisibleTickets): Promise<StageCount[]> {
  const rows = await core.db.read.$queryRaw<{ stageId: string; count: bigint }[]>`
    SELECT "stageId", count(*) AS "count" FROM (
      SELECT t."stageId" FROM (${rule.audience}) v CROSS JOIN "Ticket" t
      WHERE t."id" = v."id" AND ${rule.conditions} LIMIT ${mostCounted}
    ) AS mine GROUP BY "stageId"`;
  return rows.map(({ stageId, count }) => ({ stageId, count: Number(count) }));
}

function tally(catalogue: Catalogue, stageCounts: StageCount[]): MyTickets['counts'] {
  const counts = { waitingForYou: 0, open: 0, closed: 0 };
  for (const { stageId, count } of stageCounts) {
    const stage = catalogue.stages.find((each) => each.id === stageId);
    if (stage?.category === 'CLOSED') counts.closed += count;
    else counts.open += count;
    if (stage?.role === 'WAITING_ON_CUSTOMER') counts.waitingForYou += count;
  }
  return counts;
}

function statusCondition(status: MyTicketsRequest['status'], catalogue: Catalogue): Prisma.Sql {
  if (status === 'open') return Prisma.sql`t."closedAt" IS NULL`;
  if (status === 'closed') return Prisma.sql`t."closedAt" IS NOT NULL`;
  if (status === 'all') return Prisma.sql`1 = 1`;
  const waiting = catalogue.stages.filter((stage) => stage.role === 'WAITING_ON_CUSTOMER');
  if (waiting.length === 0) return Prisma.sql`1 = 0`;
  return Prisma.sql`t."stageId" IN (${Prisma.join(waiting.map((stage) => stage.id))})`;
}
