/** What decides about a contact in a portal before any ticket is looked at: read in one query at each request. */
import { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';
import { type Portal, type PortalColumns, portalColumns, toPortal } from './access-portal.ts';

export interface ContactStanding {
  contactId: string;
  isBlocked: boolean;
  /** The organization all of whose tickets this contact sees, or null. */
  seesOrganizationId: string | null;
  portal: Portal | null;
}

export interface ContactInPortal {
  contactId: string;
  portalId: string;
}

/** To be selected `FROM "Contact" c` with `standingJoins`. */
export const standingColumns = Prisma.sql`c."id" AS "contactId", c."blockedAt", c."organizationId", c."seesOrgTickets",
  o."sight", ${portalColumns}`;

export const standingJoins = Prisma.sql`LEFT JOIN "Organization" o ON o."id" = c."organizationId"
  LEFT JOIN "Domain" d ON d."id" = p."domainId"`;

export interface StandingColumns extends PortalColumns {
  contactId: string;
  blockedAt: Date | null;
  organizationId: string | null;
  seesOrgTickets: boolean | number;
  sight: string | null;
}

/** From the selected columns. */
export function toStanding(row: StandingColumns): ContactStanding {
  const sees = row.sight === 'EVERYONE' || (row.sight === 'PER_MEMBER' && Boolean(row.seesOrgTickets));
  return {
    contactId: row.contactId,
    isBlocked: row.blockedAt !== null,
    seesOrganizationId: sees ? row.organizationId : null,
    portal: toPortal(row),
  };
}

/** The standing of any contact in any portal; null when there is no such contact. */
export async function contactStanding(core: Core, who: ContactInPortal): Promise<ContactStanding | null> {
  const [row] = await core.db.read.$queryRaw<StandingColumns[]>`
    SELECT ${standingColumns} FROM "Contact" c LEFT JOIN "Portal" p ON p."id" = ${who.portalId} ${standingJoins}
    WHERE c."id" = ${who.contactId}`;
  return row ? toStanding(row) : null;
}
