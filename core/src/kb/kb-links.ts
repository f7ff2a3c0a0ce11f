/** The two switches between portal and knowledge base, and whether what they say can be seen. */
import type { AgentContext } from '../context.ts';
import { setSettings } from '../portal-settings/set-settings.ts';
import { readKbHome } from './kb-home.ts';
import { countPublished, type KbProblem, kbProblem } from './usable-kb.ts';

export interface KbLinks {
  /** The domain that portal and knowledge base share. */
  domain: { host: string; language: string } | null;
  /** The switch of the portal's link to the knowledge base. */
  link: boolean;
  /** Whether customers see that link: the switch is on and there is something to read. */
  isLinkShown: boolean;
  /** The switch of the knowledge base's link to the portal. */
  showPortal: boolean;
  /** The address of a knowledge base elsewhere; null where the articles are the desk's own. */
  url: string | null;
  publishedCount: number;
  /** Why the portal could not link to it. */
  problem: KbProblem | null;
}

/** Both switches as they stand. */
export async function kbLinks(ctx: AgentContext): Promise<KbLinks> {
  const queries = ctx.core.db.read;
  const { portal, domain } = await readKbHome(queries);
  const own = domain ? await countPublished(queries, domain.id) : 0;
  const problem = kbProblem({ domain, publishedCount: own });
  return {
    domain: domain && { host: domain.host, language: domain.language },
    link: portal.showKbLink,
    isLinkShown: portal.showKbLink && !problem,
    showPortal: domain?.kbShowsPortal ?? false,
    url: domain?.kbUrl ?? null,
    publishedCount: domain?.kbUrl ? domain.kbArticleCount : own,
    problem,
  };
}

/**
 * Turns one or both; they are settings of the portal like others. Switching the portal's link on throws
 * `PORTAL_NOT_READY` while the knowledge base is of no use; switching it off is always possible.
 */
export async function setKbLinks(
  ctx: AgentContext,
  { link, showPortal }: { link?: boolean | undefined; showPortal?: boolean | undefined },
): Promise<KbLinks> {
  await setSettings(ctx, {
    settings: {
      ...(link !== undefined && { 'kb.link': link }),
      ...(showPortal !== undefined && { 'domain.kb.shows-portal': showPortal }),
    },
  });
  return kbLinks(ctx);
}
