/** Deleting an article for good. */
import { type AgentContext, inTransaction } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { type ArticleHead, accessArticle, toArticleHead } from './article-views.ts';
import { requireKbDomain } from './kb-home.ts';

/** Answers what was deleted. Throws `ARTICLE_NOT_FOUND`. */
export function deleteArticle(ctx: AgentContext, ref: string): Promise<ArticleHead> {
  return inTransaction(ctx, async (work) => {
    const domain = await requireKbDomain(work.tx);
    const article = await accessArticle(work.tx, domain.id, ref);
    await work.tx.kbArticle.delete({ where: { id: article.id } });
    await recordEvent(work, {
      action: 'article.deleted',
      target: article.id,
      change: { slug: article.slug, title: article.title, wasPublished: article.publishedAt !== null },
    });
    return toArticleHead(article);
  });
}
