/** Changing an article's title, text or address. */
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { type ArticleView, accessArticle, toArticleView } from './article-views.ts';
import { slugTaken } from './create-article.ts';
import { requireKbDomain } from './kb-home.ts';

export interface ArticleEdit {
  article: string;
  /** The `updatedAt` of the article that the editor saw. */
  ifUpdatedAt: string;
  title?: string | undefined;
  body?: string | undefined;
  slug?: string | undefined;
}

/** Throws `SETTINGS_CHANGED` when somebody has edited it since, and `NAME_TAKEN` for another article's address. */
export function editArticle(ctx: AgentContext, edit: ArticleEdit): Promise<ArticleView> {
  return inTransaction(ctx, async (work) => {
    const domain = await requireKbDomain(work.tx);
    const before = await accessArticle(work.tx, domain.id, edit.article);
    if (new Date(edit.ifUpdatedAt).getTime() !== before.updatedAt.getTime()) {
      throw new PosternError(
        'SETTINGS_CHANGED',
        `The article "${before.title}" was edited since you looked at it. Nothing was overwritten.`,
        {
          hint: `See what it says now: postern portal kb view ${before.slug}`,
          updatedAt: before.updatedAt.toISOString(),
        },
      );
    }
    const after = {
      title: edit.title ?? before.title,
      body: edit.body ?? before.body,
      slug: edit.slug ?? before.slug,
    };
    const changed = (['title', 'body', 'slug'] as const).filter((field) => after[field] !== before[field]);
    if (changed.length === 0) return toArticleView(before);
    if (after.slug !== before.slug) {
      const other = await work.tx.kbArticle.findFirst({ where: { domainId: domain.id, slug: after.slug } });
      if (other) throw slugTaken(after.slug);
    }
    // Two edits in one millisecond must not look like one, or the second editor would overwrite the first.
    const updatedAt = new Date(Math.max(work.now.getTime(), before.updatedAt.getTime() + 1));
    const row = await work.tx.kbArticle.update({ where: { id: before.id }, data: { ...after, updatedAt } });
    await recordEvent(work, {
      action: 'article.edited',
      target: row.id,
      change: {
        fields: changed,
        ...(changed.includes('title') && { title: [before.title, after.title] }),
        ...(changed.includes('slug') && { slug: [before.slug, after.slug] }),
      },
    });
    return toArticleView(row);
  });
}
