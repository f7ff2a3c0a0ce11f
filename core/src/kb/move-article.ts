/** Putting an article at another place in the customers' order. */
import { type AgentContext, inTransaction } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { type ArticleHead, accessArticle, headColumns, toArticleHead } from './article-views.ts';
import { requireKbDomain } from './kb-home.ts';

/** To this position, from 1; beyond the end is the end. Answers all articles in their new order. */
export function moveArticle(
  ctx: AgentContext,
  move: { article: string; position: number },
): Promise<ArticleHead[]> {
  return inTransaction(ctx, async (work) => {
    const domain = await requireKbDomain(work.tx);
    const moved = await accessArticle(work.tx, domain.id, move.article);
    const before = await work.tx.kbArticle.findMany({
      where: { domainId: domain.id },
      orderBy: { position: 'asc' },
      select: headColumns,
    });
    const after = before.filter(({ id }) => id !== moved.id);
    after.splice(move.position - 1, 0, ...before.filter(({ id }) => id === moved.id));
    const heads = after.map((row, index) => ({ ...row, position: index + 1 }));
    const changed = heads.filter((row) => row.position !== before.find(({ id }) => id === row.id)?.position);
    for (const { id, position } of changed) {
      await work.tx.kbArticle.update({ where: { id }, data: { position } });
    }
    const to = heads.find(({ id }) => id === moved.id)?.position;
    if (to !== moved.position) {
      await recordEvent(work, {
        action: 'article.moved',
        target: moved.id,
        change: { slug: moved.slug, position: [moved.position, to] },
      });
    }
    return heads.map(toArticleHead);
  });
}
