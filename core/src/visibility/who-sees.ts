/** The reverse of `why`: which contacts see a ticket in the portal and through what, and which of its own do not. */
import { Prisma } from '@postern/prisma';
import type { Core, Queries } from '../context.ts';
import { catalogueOf } from '../query/catalogue.ts';
import { type Portal, type PortalColumns, portalColumns, toPortal } from './access-portal.ts';
import { audienceCondition } from './portal-audience.ts';
import { type Gate, isNotConfidential } from './visible-tickets.ts';
import { filterGate, hiddenGate, organizationDetail, portalGate, roleDetail } from './why-visible.ts';

export type SeerView = {
  contact: { name: string; email: string };
  /** The rule in words. */
  detail: string;
} & (
  | { visible: true; through: 'requester' | 'participant' | 'organization' }
  | { visible: false; shutBy: Gate['name'] }
);

export interface Seers {
  /** First those on the ticket, whether they see it or not, then those who see it through their organization. */
  items: SeerView[];
  /** How many there are after these. */
  more: number;
  nextCursor: string | null;
}

interface SeerRow {
  email: string;
  name: string | null;
  role: string | null;
  blockedAt: Date | null;
  isInAudience: number | bigint;
  organizationName: string | null;
  sight: string | null;
}

/** Everybody in two sets, at most `limit` of the second; a cursor goes on behind the first page. */
export async function whoSees(
  core: Core,
  queries: Queries,
  ask: { ticketId: string; portalId: string; limit: number; cursor?: string | undefined },
): Promise<Seers> {
  const portal = await readPortal(queries, ask.portalId);
  const ticketGates = portal ? await gatesOfTicket(core, queries, portal, ask.ticketId) : [];
  const shut = [portalGate(portal), ...ticketGates].find(({ pass }) => !pass) ?? null;
  const audience =
    portal?.audience === 'LISTS'
      ? await audienceCondition(queries, portal.id, core.clock.now())
      : Prisma.sql`1 = 1`;
  const own = ask.cursor ? [] : await onTicket(queries, ask.ticketId, audience);
  const items = own.map((row) => ownView(row, portal, ticketGates));
  if (shut) return { items, more: 0, nextCursor: null };

  const fromOrganization = await throughOrganization(core, ask.ticketId, audience);
  const after = ask.cursor ? Prisma.sql`c."email" > ${ask.cursor}` : Prisma.sql`1 = 1`;
  const rows = await queries.$queryRaw<SeerRow[]>`
    SELECT ${seerColumns(audience)}, NULL AS "role" ${fromOrganization} AND ${after}
    ORDER BY c."email" LIMIT ${ask.limit + 1}`;
  const page = rows.slice(0, ask.limit);
  const last = rows.length > ask.limit ? page.at(-1) : undefined;
  return {
    items: [
      ...items,
      ...page.map((row) => ({
        ...contactOf(row),
        visible: true as const,
        through: 'organization' as const,
        detail: organizationDetail(row),
      })),
    ],
    more: last ? await countAfter(queries, fromOrganization, last.email) : 0,
    nextCursor: last?.email ?? null,
  };
}

async function readPortal(queries: Queries, portalId: string): Promise<Portal | null> {
  const [row] = await queries.$queryRaw<PortalColumns[]>`
    SELECT ${portalColumns} FROM "Portal" p LEFT JOIN "Domain" d ON d."id" = p."domainId" WHERE p."id" = ${portalId}`;
  return row ? toPortal(row) : null;
}

async function gatesOfTicket(
  core: Core,
  queries: Queries,
  portal: Portal,
  ticketId: string,
): Promise<Gate[]> {
  const catalogue = await catalogueOf(core);
  return [
    await filterGate(core, queries, portal.filter, catalogue, ticketId),
    await hiddenGate(queries, ticketId),
  ];
}

const seerColumns = (audience: Prisma.Sql) => Prisma.sql`c."email", c."name", c."blockedAt",
  g."name" AS "organizationName", g."sight", CASE WHEN ${audience} THEN 1 ELSE 0 END AS "isInAudience"`;

function onTicket(queries: Queries, ticketId: string, audience: Prisma.Sql): Promise<SeerRow[]> {
  return queries.$queryRaw<SeerRow[]>`
    SELECT ${seerColumns(audience)}, tc."role"
    FROM "TicketContact" tc JOIN "Contact" c ON c."id" = tc."contactId"
    LEFT JOIN "Organization" g ON g."id" = c."organizationId"
    WHERE tc."ticketId" = ${ticketId}
    ORDER BY CASE WHEN tc."role" = 'REQUESTER' THEN 0 ELSE 1 END, c."email"`;
}

/** The members whose sight reaches the ticket and who are not on it. */
async function throughOrganization(core: Core, ticketId: string, audience: Prisma.Sql): Promise<Prisma.Sql> {
  const notConfidential = isNotConfidential(await catalogueOf(core), Prisma.sql`t."inboxId"`);
  return Prisma.sql`FROM "Ticket" t JOIN "Organization" g ON g."id" = t."organizationId"
    JOIN "Contact" c ON c."organizationId" = g."id"
    WHERE t."id" = ${ticketId} AND ${notConfidential} AND ${seesOrganization} AND c."blockedAt" IS NULL AND ${audience}
      AND NOT EXISTS (SELECT 1 FROM "TicketContact" tc WHERE tc."ticketId" = t."id" AND tc."contactId" = c."id")`;
}

/** True of a contact `c` who sees all tickets of the organization `g`. */
export const seesOrganization = Prisma.sql`(g."sight" = 'EVERYONE' OR (g."sight" = 'PER_MEMBER' AND c."seesOrgTickets"))`;

async function countAfter(queries: Queries, from: Prisma.Sql, email: string): Promise<number> {
  const [row] = await queries.$queryRaw<{ count: bigint | number }[]>`
    SELECT count(*) AS "count" ${from} AND c."email" > ${email}`;
  return Number(row?.count ?? 0);
}

const contactOf = ({ name, email }: SeerRow) => ({ contact: { name: name ?? email, email } });

/** Somebody on the ticket: the first gate that shuts, in the order in which `why` passes them. */
function ownView(row: SeerRow, portal: Portal | null, ticketGates: Gate[]): SeerView {
  const gates: Gate[] = [
    portalGate(portal),
    { name: 'sign-in', pass: row.blockedAt === null, detail: 'This contact is blocked and may not sign in.' },
    {
      name: 'audience',
      pass: Number(row.isInAudience) === 1,
      detail: "This contact is on none of the portal's lists.",
    },
    ...ticketGates,
  ];
  const shut = gates.find(({ pass }) => !pass);
  if (shut) return { ...contactOf(row), visible: false, shutBy: shut.name, detail: shut.detail };
  const through = row.role === 'REQUESTER' ? 'requester' : 'participant';
  return { ...contactOf(row), visible: true, through, detail: roleDetail(row.role ?? '') };
}
