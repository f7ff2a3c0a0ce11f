/** One article with its Markdown, for agents. */
import type { AgentContext } from '../context.ts';
import { type ArticleView, accessArticle, toArticleView } from './article-views.ts';
import { requireKbDomain } from './kb-home.ts';

/** Throws `ARTICLE_NOT_FOUND`. */
export async function viewArticle(ctx: AgentContext, ref: string): Promise<ArticleView> {
  const { read } = ctx.core.db;
  const domain = await requireKbDomain(read);
  return toArticleView(await accessArticle(read, domain.id, ref));
}
