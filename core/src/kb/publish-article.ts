/** Showing an article to customers, and taking it back. */
import { type AgentContext, inTransaction } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { type ArticleHead, accessArticle, toArticleHead } from './article-views.ts';
import { requireKbDomain } from './kb-home.ts';

/** Everybody can read it from now on. Done twice is done once. */
export function publishArticle(ctx: AgentContext, ref: string): Promise<ArticleHead> {
  return setPublished(ctx, ref, true);
}

/** Nobody but the team reads it any more. Done twice is done once. */
export function unpublishArticle(ctx: AgentContext, ref: string): Promise<ArticleHead> {
  return setPublished(ctx, ref, false);
}

function setPublished(ctx: AgentContext, ref: string, isPublished: boolean): Promise<ArticleHead> {
  return inTransaction(ctx, async (work) => {
    const domain = await requireKbDomain(work.tx);
    const before = await accessArticle(work.tx, domain.id, ref);
    if ((before.publishedAt !== null) === isPublished) return toArticleHead(before);
    const row = await work.tx.kbArticle.update({
      where: { id: before.id },
      data: { publishedAt: isPublished ? work.now : null },
    });
    await recordEvent(work, {
      action: isPublished ? 'article.published' : 'article.unpublished',
      target: row.id,
      change: { slug: row.slug, title: row.title },
    });
    return toArticleHead(row);
  });
}
