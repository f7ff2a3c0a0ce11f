/** What decides about a contact in a portal before any ticket is looked at: read in one query at each request. */
import { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';
import { type Portal, type PortalColumns, portalColumns, toPortal } from './access-portal.ts';
import { isInFilterList } from './portal-audience.ts';

export interface ContactStanding {
  contactId: string;
  isBlocked: boolean;
  /** Whether the portal lets this contact in: always, where it is for everybody, else by its lists. */
  isInAudience: boolean;
  /** Whether there is no notice to accept, or this contact has accepted its present wording. */
  hasConsented: boolean;
  /** The organization all of whose tickets this contact sees, or null. */
  seesOrganizationId: string | null;
  /** Its name; null where there is none. */
  seesOrganizationName: string | null;
  /** In an agent's preview, the inboxes that this agent may read: nothing else shows. Null where all do. */
  onlyInboxIds: readonly string[] | null;
  portal: Portal | null;
}

export interface ContactInPortal {
  contactId: string;
  portalId: string;
}

/** To be selected `FROM "Contact" c` with `standingJoins`. */
export const standingColumns = Prisma.sql`c."id" AS "contactId", c."blockedAt", c."organizationId", c."seesOrgTickets",
  o."sight", o."name" AS "organizationName", EXISTS (SELECT 1 FROM "PortalList" pl JOIN "ContactListMember" lm ON lm."listId" = pl."listId"
    WHERE pl."portalId" = p."id" AND lm."contactId" = c."id") AS "isListed",
  EXISTS (SELECT 1 FROM "Consent" cs WHERE cs."contactId" = c."id" AND cs."portalId" = p."id"
    AND cs."text" = d."consentText" AND cs."label" = coalesce(d."consentLabel", '')) AS "hasAccepted", ${portalColumns}`;

export const standingJoins = Prisma.sql`LEFT JOIN "Organization" o ON o."id" = c."organizationId"
  LEFT JOIN "Domain" d ON d."id" = p."domainId"`;

export interface StandingColumns extends PortalColumns {
  contactId: string;
  blockedAt: Date | null;
  organizationId: string | null;
  seesOrgTickets: boolean | number;
  sight: string | null;
  organizationName: string | null;
  isListed: boolean | number;
  hasAccepted: boolean | number;
}

/** From the selected columns. Lists that have a filter instead of members are asked only where it depends on them. */
export async function toStanding(core: Core, row: StandingColumns): Promise<ContactStanding> {
  const portal = toPortal(row);
  const sees = row.sight === 'EVERYONE' || (row.sight === 'PER_MEMBER' && Boolean(row.seesOrgTickets));
  return {
    contactId: row.contactId,
    isBlocked: row.blockedAt !== null,
    seesOrganizationId: sees ? row.organizationId : null,
    seesOrganizationName: sees ? row.organizationName : null,
    onlyInboxIds: null,
    hasConsented: !portal?.consent || Boolean(row.hasAccepted),
    isInAudience:
      portal?.audience !== 'LISTS' ||
      Boolean(row.isListed) ||
      (await isInFilterList(core, portal.id, row.contactId)),
    portal,
  };
}

/** The standing of any contact in any portal; null when there is no such contact. */
export async function contactStanding(core: Core, who: ContactInPortal): Promise<ContactStanding | null> {
  const [row] = await core.db.read.$queryRaw<StandingColumns[]>`
    SELECT ${standingColumns} FROM "Contact" c LEFT JOIN "Portal" p ON p."id" = ${who.portalId} ${standingJoins}
    WHERE c."id" = ${who.contactId}`;
  return row ? toStanding(core, row) : null;
}
