/** The customer's list: every ticket the portal shows them, open and closed, searched and page by page. */
import { Prisma } from '@postern/prisma';
import type { ContactContext, Core } from '../context.ts';
import { PosternError } from '../errors.ts';
import { type Catalogue, catalogueOf } from '../query/catalogue.ts';
import { readCursor, writeCursor } from '../query/cursor.ts';
import { type TicketRow, ticketRowsFrom } from '../tickets/ticket-rows.ts';
import { notInAudience, portalOff } from '../visibility/access-portal.ts';
import { type VisibleTickets, visible } from '../visibility/visible-tickets.ts';
import { searchCondition } from './search-my-tickets.ts';

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

export interface MyTicketsRequest {
  status: 'all' | 'open' | 'closed';
  search: string;
  limit: number;
  cursor?: string | undefined;
}

export interface MyTickets {
  items: MyTicket[];
  nextCursor: string | null;
  /** Over the visible tickets, of which 1,000 are counted at the most. */
  counts: { waitingForYou: number; open: number; closed: number };
}

const mostCounted = 1_000;

/** Throws `PORTAL_OFF` while the portal is off. */
export async function listMyTickets(ctx: ContactContext, request: MyTicketsRequest): Promise<MyTickets> {
  const rule = await requireVisible(ctx);
  const catalogue = await catalogueOf(ctx.core);
  const searched = await searchCondition(ctx.core, rule, request.search);
  const from = Prisma.sql`(${rule.audience}) v CROSS JOIN "Ticket" t`;
  const where = Prisma.join(
    [
      Prisma.sql`t."id" = v."id"`,
      rule.conditions,
      statusCondition(request.status),
      ...(searched ? [searched] : []),
      ...(request.cursor ? [afterCursor(request.cursor)] : []),
    ],
    ' AND ',
  );
  const rows = await ticketRowsFrom(
    ctx.core.db.read,
    from,
    where,
    Prisma.sql`ORDER BY t."lastPublicAt" DESC, t."seq" DESC LIMIT ${request.limit + 1}`,
  );
  const isEverything =
    rows.length <= request.limit && request.status === 'all' && !searched && !request.cursor;
  const page = rows.slice(0, request.limit);
  const last = rows.length > request.limit ? page.at(-1) : undefined;
  return {
    items: page.map((row) => toMyTicket(row, catalogue)),
    nextCursor: last ? writeCursor([last.lastPublicAt.getTime(), last.seq]) : null,
    // Most customers' tickets fit on one page; nothing more has to be asked then.
    counts: tally(
      catalogue,
      isEverything ? rows.map(({ stageId }) => ({ stageId, count: 1 })) : await countByStage(ctx.core, rule),
    ),
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

function statusCondition(status: MyTicketsRequest['status']): Prisma.Sql {
  if (status === 'open') return Prisma.sql`t."closedAt" IS NULL`;
  if (status === 'closed') return Prisma.sql`t."closedAt" IS NOT NULL`;
  return Prisma.sql`1 = 1`;
}

function afterCursor(cursor: string): Prisma.Sql {
  const [at, seq] = readCursor(cursor, ['moment', 'integer']) as [number, number];
  return Prisma.sql`(t."lastPublicAt", t."seq") < (${new Date(at)}, ${seq})`;
}
