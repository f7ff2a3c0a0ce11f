/** All that the desk knows of one contact. */
import { Prisma } from '@postern/prisma';
import type { AgentContext } from '../context.ts';
import { compileContactQuery } from '../query/compile-contact-query.ts';
import { agentScope } from '../tickets/access-ticket.ts';
import { contactNotFound } from './access-contact.ts';
import { storedFilter } from './contact-filter.ts';
import type { ContactHead } from './contact-rows.ts';
import { type Sight, shownSight } from './organization-sight.ts';

export interface ContactView extends ContactHead {
  locale: string | null;
  /** What the organization's people see of each other's tickets; null without an organization. */
  sight: Sight | null;
  /** Whether the contact is one of the chosen members; it counts where the sight is `members`. */
  seesOrgTickets: boolean;
  lists: { name: string; by: 'hand' | 'filter' }[];
  /** The desk's portals, and when the contact was invited to each. */
  portals: { slug: string; title: string; invitedAt: string | null }[];
  /** Tickets the contact is on, as far as the agent may read them. */
  tickets: { open: number; closed: number };
}

/** Throws `CONTACT_NOT_FOUND`. */
export async function viewContact(ctx: AgentContext, email: string): Promise<ContactView> {
  const queries = ctx.core.db.read;
  const row = await queries.contact.findUnique({
    where: { email: email.trim().toLowerCase(), erasedAt: null },
    include: { organization: true, lists: { select: { list: { select: { name: true } } } } },
  });
  if (!row) throw contactNotFound(email);
  const [byFilter, portals, tickets] = await Promise.all([
    filterListsOf(ctx, row.id),
    queries.portal.findMany({
      select: {
        slug: true,
        title: true,
        invitations: { where: { contactId: row.id }, select: { createdAt: true } },
      },
      orderBy: { slug: 'asc' },
    }),
    ticketCounts(ctx, row.id),
  ]);
  const lists = [
    ...row.lists.map(({ list }) => ({ name: list.name, by: 'hand' as const })),
    ...byFilter.map((name) => ({ name, by: 'filter' as const })),
  ];
  return {
    email: row.email,
    name: row.name,
    organization: row.organization?.name ?? null,
    isRegistered: row.passwordHash !== null,
    isBlocked: row.blockedAt !== null,
    createdAt: row.createdAt.toISOString(),
    locale: row.locale,
    sight: row.organization && shownSight(row.organization.sight),
    seesOrgTickets: row.seesOrgTickets,
    lists: lists.sort((a, b) => a.name.localeCompare(b.name, 'en')),
    portals: portals.map(({ slug, title, invitations }) => ({
      slug,
      title,
      invitedAt: invitations[0]?.createdAt.toISOString() ?? null,
    })),
    tickets,
  };
}

async function filterListsOf(ctx: AgentContext, contactId: string): Promise<string[]> {
  const { db, clock } = ctx.core;
  const lists = await db.read.contactList.findMany({ where: { filter: { not: Prisma.AnyNull } } });
  const found: string[] = [];
  for (const { name, filter } of lists) {
    const tree = storedFilter(filter);
    if (!tree) continue;
    const rows = await db.read.$queryRaw<unknown[]>`
      SELECT 1 AS "is" FROM "Contact" c WHERE c."id" = ${contactId} AND ${compileContactQuery(tree, clock.now())}`;
    if (rows.length > 0) found.push(name);
  }
  return found;
}

async function ticketCounts(ctx: AgentContext, contactId: string): Promise<{ open: number; closed: number }> {
  const [row] = await ctx.core.db.read.$queryRaw<{ all: bigint; closed: bigint }[]>`
    SELECT count(*) AS "all", count(t."closedAt") AS "closed" FROM "TicketContact" tc CROSS JOIN "Ticket" t
    WHERE tc."contactId" = ${contactId} AND t."id" = tc."ticketId" AND t."mergedIntoId" IS NULL
      AND ${agentScope(ctx.viewer, 'tickets.read')}`;
  const closed = Number(row?.closed ?? 0);
  return { open: Number(row?.all ?? 0) - closed, closed };
}
