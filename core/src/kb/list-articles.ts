/** All articles of the knowledge base, for agents: drafts too, in the customers' order. */
import type { AgentContext } from '../context.ts';
import { type ArticleHead, headColumns, toArticleHead } from './article-views.ts';
import { readKbHome } from './kb-home.ts';

/** Empty while the portal has no domain. */
export async function listArticles(ctx: AgentContext): Promise<ArticleHead[]> {
  const { read } = ctx.core.db;
  const { domain } = await readKbHome(read);
  if (!domain) return [];
  const rows = await read.kbArticle.findMany({
    where: { domainId: domain.id },
    orderBy: { position: 'asc' },
    select: headColumns,
  });
  return rows.map(toArticleHead);
}
