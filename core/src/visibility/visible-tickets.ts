/**
 * Which tickets a contact may see, and why: the one rule behind list, search, counts, page and `ticket why`.
 * Every gate is named here once; the gate that shuts is the reason that is given.
 */
import { Prisma } from '@postern/prisma';
import type { Core, Queries } from '../context.ts';
import { type Catalogue, catalogueOf } from '../query/catalogue.ts';
import { compileQuery } from '../query/compile-query.ts';
import type { Portal } from './access-portal.ts';
import { type ContactInPortal, type ContactStanding, contactStanding } from './contact-standing.ts';

export interface Gate {
  name: 'portal' | 'sign-in' | 'audience' | 'contact' | 'filter' | 'hidden';
  pass: boolean;
  detail: string;
}

/** What a contact may see in a portal, as SQL over `Ticket t`. */
export interface VisibleTickets {
  /** Ids of tickets the contact has a part in: own ones, and the organization's where its sight allows. */
  audience: Prisma.Sql;
  /** What must hold of each of them besides. */
  conditions: Prisma.Sql;
  /** The same two, for looking at one ticket. */
  isInAudience: Prisma.Sql;
  passesFilter: Prisma.Sql;
  isNotHidden: Prisma.Sql;
}

/** Nothing is visible, and this gate says why. */
export interface Shut {
  shut: Gate;
}

/** The gates of the person and the portal, then the rule for tickets. */
export async function visible(
  core: Core,
  standing: ContactStanding | null,
): Promise<(VisibleTickets & { portal: Portal }) | Shut> {
  const portal = standing?.portal;
  if (!standing || !portal?.isOn)
    return { shut: { name: 'portal', pass: false, detail: 'The portal is switched off.' } };
  if (standing.isBlocked) {
    return { shut: { name: 'sign-in', pass: false, detail: 'This contact may not sign in.' } };
  }
  if (!standing.isInAudience) {
    return {
      shut: { name: 'audience', pass: false, detail: "This contact is on none of the portal's lists." },
    };
  }
  return { ...(await ruleFor(core, portal, standing)), portal };
}

async function ruleFor(core: Core, portal: Portal, who: ContactStanding): Promise<VisibleTickets> {
  const catalogue = await catalogueOf(core);
  const confidential = catalogue.inboxes.filter((inbox) => inbox.confidential).map((inbox) => inbox.id);
  const own = Prisma.sql`SELECT tc."ticketId" AS "id" FROM "TicketContact" tc WHERE tc."contactId" = ${who.contactId}`;
  const notConfidential =
    confidential.length > 0
      ? Prisma.sql`o."inboxId" NOT IN (${Prisma.join(confidential)})`
      : Prisma.sql`1 = 1`;
  // A union of two index look-ups: the same rule written with OR walks the whole table (1,400 ms at 300,000 tickets).
  const audience = who.seesOrganizationId
    ? Prisma.sql`${own} UNION SELECT o."id" FROM "Ticket" o WHERE o."organizationId" = ${who.seesOrganizationId} AND ${notConfidential}`
    : own;
  const isOwn = Prisma.sql`EXISTS (SELECT 1 FROM "TicketContact" tc WHERE tc."ticketId" = t."id" AND tc."contactId" = ${who.contactId})`;
  const isOrganizations = who.seesOrganizationId
    ? Prisma.sql`(t."organizationId" = ${who.seesOrganizationId} AND ${
        confidential.length > 0
          ? Prisma.sql`t."inboxId" NOT IN (${Prisma.join(confidential)})`
          : Prisma.sql`1 = 1`
      })`
    : Prisma.sql`1 = 0`;
  const passesFilter = filterCondition(core, portal, catalogue);
  const isNotHidden = Prisma.sql`(t."hidden" IS NULL AND coalesce(t."mergedIntoId", '') = '')`;
  return {
    audience,
    conditions: Prisma.sql`${passesFilter} AND ${isNotHidden}`,
    isInAudience: Prisma.sql`(${isOwn} OR ${isOrganizations})`,
    passesFilter,
    isNotHidden,
  };
}

/** Throws for a filter that cannot be used; its words are the team's, so no customer reads what is wrong with it. */
function filterCondition(core: Core, portal: Portal, catalogue: Catalogue): Prisma.Sql {
  const now = core.clock.now();
  try {
    return compileQuery(portal.filter, { core, catalogue, now, agentId: null, searchNotes: false });
  } catch (error) {
    throw new Error(`The filter of the portal "${portal.slug}" cannot be used.`, { cause: error });
  }
}

/** True of a ticket `t` that every gate lets through: the same conditions that `whyVisible` tells one by one. */
export function passesAllGates(rule: VisibleTickets): Prisma.Sql {
  return Prisma.sql`${rule.isInAudience} AND ${rule.passesFilter} AND ${rule.isNotHidden}`;
}

/** Whether this contact sees this ticket: every gate in order, the first that shuts being the reason. */
export async function whyVisible(
  core: Core,
  queries: Queries,
  viewer: ContactInPortal,
  ticketId: string,
): Promise<{ visible: boolean; gates: Gate[] }> {
  const rule = await visible(core, await contactStanding(core, viewer));
  if ('shut' in rule) return { visible: false, gates: [rule.shut] };
  const [row] = await queries.$queryRaw<{ audience: unknown; filter: unknown; shown: unknown }[]>`
    SELECT CASE WHEN ${rule.isInAudience} THEN 1 ELSE 0 END AS "audience",
           CASE WHEN ${rule.passesFilter} THEN 1 ELSE 0 END AS "filter",
           CASE WHEN ${rule.isNotHidden} THEN 1 ELSE 0 END AS "shown"
    FROM "Ticket" t WHERE t."id" = ${ticketId}`;
  const gate = (name: Gate['name'], answer: unknown, yes: string, no: string): Gate => {
    const pass = Number(answer ?? 0) === 1;
    return { name, pass, detail: pass ? yes : no };
  };
  const gates: Gate[] = [
    { name: 'portal', pass: true, detail: 'The portal is on.' },
    { name: 'sign-in', pass: true, detail: 'This contact may sign in.' },
    {
      name: 'audience',
      pass: true,
      detail:
        rule.portal.audience === 'LISTS'
          ? "This contact is on one of the portal's lists."
          : 'The portal is for everybody who has a login.',
    },
    gate(
      'contact',
      row?.audience,
      'The contact is on the ticket, or sees the tickets of the organization.',
      'The contact is neither on the ticket nor sees it through the organization.',
    ),
    gate(
      'filter',
      row?.filter,
      "The ticket matches the portal's filter.",
      "The portal's filter leaves this ticket out.",
    ),
    gate(
      'hidden',
      row?.shown,
      'The ticket is not hidden.',
      'The ticket is hidden or merged into another one.',
    ),
  ];
  return { visible: gates.every((each) => each.pass), gates };
}
