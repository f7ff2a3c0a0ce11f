/** Which domain the knowledge base belongs to: the one of the portal, so that both share host and language. */
import type { Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { portalNotFound } from '../visibility/access-portal.ts';

export interface KbDomain {
  id: string;
  host: string;
  language: string;
  isSystem: boolean;
  verifiedAt: Date | null;
  kbUrl: string | null;
  kbArticleCount: number;
  kbShowsPortal: boolean;
}

export interface KbHome {
  portal: { id: string; title: string; slug: string; enabled: boolean; showKbLink: boolean };
  domain: KbDomain | null;
}

/** The desk's portal with its domain, which may be missing. Throws `PORTAL_NOT_FOUND`. */
export async function readKbHome(queries: Queries): Promise<KbHome> {
  const row = await queries.portal.findFirst({
    orderBy: { id: 'asc' },
    select: {
      id: true,
      title: true,
      slug: true,
      enabled: true,
      showKbLink: true,
      domain: {
        select: {
          id: true,
          host: true,
          language: true,
          isSystem: true,
          verifiedAt: true,
          kbUrl: true,
          kbArticleCount: true,
          kbShowsPortal: true,
        },
      },
    },
  });
  if (!row) throw portalNotFound();
  const { domain, ...portal } = row;
  return { portal, domain };
}

/** The domain that holds the articles. Throws `PORTAL_NOT_READY` where the portal has none yet. */
export async function requireKbDomain(queries: Queries): Promise<KbDomain> {
  const { domain } = await readKbHome(queries);
  if (!domain) throw noDomain();
  return domain;
}

/** The refusal while there is no domain that articles could belong to. */
export function noDomain(): PosternError {
  return new PosternError(
    'PORTAL_NOT_READY',
    'The portal has no domain, and the knowledge base lives on it.',
    {
      hint: connectDomain,
    },
  );
}

/** What to type where no domain is connected. */
export const connectDomain = 'Connect one: postern portal domain connect HOST';
