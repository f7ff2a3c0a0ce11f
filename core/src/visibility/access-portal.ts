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
  /** Where its support form files to. */
  inboxId: string;
  isOn: boolean;
  filter: QueryTree;
}

/** To be selected `FROM "Portal" p LEFT JOIN "Domain" d`. */
export const portalColumns = Prisma.sql`p."id" AS "portalId", p."title", p."slug", p."inboxId", p."enabled", p."filter", d."language"`;

export interface PortalColumns {
  portalId: string | null;
  title: string;
  slug: string;
  inboxId: string;
  enabled: boolean | number;
  filter: unknown;
  language: string | null;
}

/** From the selected columns; null when the join found no portal. */
export function toPortal(row: PortalColumns): Portal | null {
  if (row.portalId === null) return null;
  return {
    id: row.portalId,
    title: row.title,
    slug: row.slug,
    language: row.language ?? 'en',
    inboxId: row.inboxId,
    isOn: Boolean(row.enabled),
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

/** The refusal for an address that is no portal's. */
export function portalNotFound(): PosternError {
  const hint = 'Check the address.';
  return new PosternError('PORTAL_NOT_FOUND', 'There is no portal at this address.', { hint });
}

/** The refusal while a portal is switched off; it tells nothing else. */
export function portalOff(): PosternError {
  const hint = 'Try again later.';
  return new PosternError('PORTAL_OFF', 'This portal is switched off at the moment.', { hint });
}
