/** The only way from a slug to a portal that customers may enter. */
import { Prisma } from '@postern/prisma';
import type { Core } from '../context.ts';
import { PosternError } from '../errors.ts';
import { type QueryTree, queryTreeSchema } from '../query/query-tree.ts';

export interface Portal {
  id: string;
  title: string;
  slug: string;
  language: string;
  domainId: string | null;
  isOn: boolean;
  /** How customers sign in; null until somebody has chosen. */
  authMode: 'REGISTRATION' | 'SSO' | null;
  /** Whether everybody may sign in who has a login, or contacts on its lists alone. */
  audience: 'ALL' | 'LISTS';
  /** Whether anybody may make a login. */
  hasSelfRegistration: boolean;
  /** What customers must accept; null where nothing is asked. */
  consent: { text: string; label: string } | null;
  /** The support form, while it is whole: with an inbox, a subject and a message. */
  formId: string | null;
  /** Whether the portal leads to the knowledge base: it is switched on, and there is something to read. */
  showsKbLink: boolean;
  /** The address of a knowledge base elsewhere; null where the articles are the desk's own. */
  kbUrl: string | null;
  /** Whether the knowledge base leads to the portal. */
  kbShowsPortal: boolean;
  filter: QueryTree;
  /** How the desk looks to customers, as it is stored. */
  brand: unknown;
}

/** To be selected `FROM "Portal" p LEFT JOIN "Domain" d`. */
export const portalColumns = Prisma.sql`p."id" AS "portalId", p."title", p."slug", p."enabled", p."filter", p."authMode",
  p."audience", (SELECT b."value" FROM "Setting" b WHERE b."key" = 'brand') AS "brand",
  p."domainId", d."language", d."kbUrl", d."kbShowsPortal", d."selfRegistration", d."consentText", d."consentLabel",
  (p."showKbLink" AND d."verifiedAt" IS NOT NULL AND NOT d."isSystem" AND CASE WHEN d."kbUrl" IS NOT NULL
    THEN d."kbArticleCount" > 0 ELSE EXISTS (SELECT 1 FROM "KbArticle" k WHERE k."domainId" = d."id"
    AND k."publishedAt" IS NOT NULL) END) AS "showsKbLink",
  (SELECT f."id" FROM "Form" f WHERE f."id" = p."formId" AND f."inboxId" IS NOT NULL
    AND EXISTS (SELECT 1 FROM "FormField" s WHERE s."formId" = f."id" AND s."target" = 'SUBJECT')
    AND EXISTS (SELECT 1 FROM "FormField" m WHERE m."formId" = f."id" AND m."target" = 'MESSAGE')) AS "formId"`;

export interface PortalColumns {
  portalId: string | null;
  title: string;
  slug: string;
  enabled: boolean | number;
  filter: unknown;
  authMode: string | null;
  audience: string;
  showsKbLink: boolean | number | null;
  kbUrl: string | null;
  kbShowsPortal: boolean | number | null;
  domainId: string | null;
  language: string | null;
  selfRegistration: boolean | number | null;
  consentText: string | null;
  consentLabel: string | null;
  formId: string | null;
  brand: unknown;
}

/** From the selected columns; null when the join found no portal. */
export function toPortal(row: PortalColumns): Portal | null {
  if (row.portalId === null) return null;
  return {
    id: row.portalId,
    title: row.title,
    slug: row.slug,
    language: row.language ?? 'en',
    domainId: row.domainId,
    isOn: Boolean(row.enabled),
    authMode: row.authMode as Portal['authMode'],
    audience: row.audience as Portal['audience'],
    hasSelfRegistration: Boolean(row.selfRegistration),
    consent: row.consentText ? { text: row.consentText, label: row.consentLabel ?? '' } : null,
    formId: row.formId,
    showsKbLink: Boolean(row.showsKbLink),
    kbUrl: row.kbUrl,
    kbShowsPortal: Boolean(row.kbShowsPortal),
    brand: row.brand,
    // A filter that cannot be read must not show everything: reading it throws, and nobody sees anything.
    filter: queryTreeSchema.parse(typeof row.filter === 'string' ? JSON.parse(row.filter) : row.filter),
  };
}

/** The portal whether on or off, or null. */
export async function findPortal(core: Core, slug: string): Promise<Portal | null> {
  // Asked at every page of every customer, so it is one look-up instead of Prisma's two.
  const [row] = await core.db.read.$queryRaw<PortalColumns[]>`
    SELECT ${portalColumns} FROM "Portal" p LEFT JOIN "Domain" d ON d."id" = p."domainId" WHERE p."slug" = ${slug}`;
  return row ? toPortal(row) : null;
}

/** Throws `PORTAL_NOT_FOUND`, or `PORTAL_OFF` while it is switched off. */
export async function accessPortal(core: Core, slug: string): Promise<Portal> {
  const portal = await findPortal(core, slug);
  if (!portal) throw portalNotFound();
  if (!portal.isOn) throw portalOff();
  return portal;
}

/** The refusal for an address that is no portal's; `movedTo` where it was one. */
export function portalNotFound(movedTo?: string): PosternError {
  const hint = 'Check the address.';
  return new PosternError('PORTAL_NOT_FOUND', 'There is no portal at this address.', {
    hint,
    ...(movedTo !== undefined && { movedTo }),
  });
}

/** The refusal while a portal is switched off; it tells nothing else. */
export function portalOff(hint = 'Try again later.'): PosternError {
  return new PosternError('PORTAL_OFF', 'This portal is switched off at the moment.', { hint });
}

/** The refusal of somebody whom this portal does not let in. It does not tell whom it does. */
export function notInAudience(): PosternError {
  const hint = 'Ask the people who sent you here.';
  return new PosternError('NOT_IN_AUDIENCE', 'You have no access to this portal.', { hint });
}

/** Who may make a login: anybody, contacts on the portal's lists alone, or nobody. */
export function registrationOf(
  portal: Pick<Portal, 'authMode' | 'audience' | 'hasSelfRegistration'>,
): 'open' | 'byList' | 'closed' {
  if (portal.authMode !== 'REGISTRATION') return 'closed';
  if (portal.audience === 'LISTS') return 'byList';
  return portal.hasSelfRegistration ? 'open' : 'closed';
}

/** The refusal where nobody can make a login. */
export function registrationClosed(): PosternError {
  return new PosternError('REGISTRATION_CLOSED', 'There is no registration here.', {
    hint: 'Ask the people who sent you here.',
  });
}

/** The refusal of a password where people sign in through their company. */
export function noPasswordsHere(): PosternError {
  return new PosternError('NOT_ALLOWED', 'People sign in to this portal through their company.', {
    hint: 'Ask the people who sent you here.',
  });
}
