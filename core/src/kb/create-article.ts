/** A new article, at the end of the knowledge base; a draft unless it is to be published at once. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { freeSlug, slugOf } from './article-text.ts';
import { type ArticleView, toArticleView } from './article-views.ts';
import { requireKbDomain } from './kb-home.ts';

/** Few enough to be read whole for a search. */
const mostArticles = 1_000;

export interface NewArticle {
  title: string;
  body: string;
  slug?: string | undefined;
  isPublished?: boolean | undefined;
}

/** Makes the address from the title where none is given. Throws `NAME_TAKEN` when the one that is given has an article. */
export function createArticle(ctx: AgentContext, article: NewArticle): Promise<ArticleView> {
  return inTransaction(ctx, async (work) => {
    const domain = await requireKbDomain(work.tx);
    return addArticle(work, domain.id, article);
  });
}

/** The same inside a transaction, for a domain at hand. */
export async function addArticle(work: Work, domainId: string, article: NewArticle): Promise<ArticleView> {
  const others = await work.tx.kbArticle.findMany({
    where: { domainId },
    select: { slug: true, position: true },
  });
  if (others.length >= mostArticles) {
    throw new PosternError('BAD_INPUT', `A knowledge base holds at most ${mostArticles} articles.`, {
      hint: 'See which can go: postern portal kb list',
    });
  }
  const taken = new Set(others.map(({ slug }) => slug));
  if (article.slug !== undefined && taken.has(article.slug)) throw slugTaken(article.slug);
  const row = await work.tx.kbArticle.create({
    data: {
      id: work.core.ids.next('article'),
      domainId,
      slug: article.slug ?? freeSlug(slugOf(article.title), taken),
      title: article.title,
      body: article.body,
      position: Math.max(0, ...others.map(({ position }) => position)) + 1,
      publishedAt: article.isPublished ? work.now : null,
      createdAt: work.now,
      updatedAt: work.now,
    },
  });
  await recordEvent(work, {
    action: 'article.created',
    target: row.id,
    change: { slug: row.slug, title: row.title, isPublished: row.publishedAt !== null },
  });
  return toArticleView(row);
}

/** The refusal of an address that another article has. */
export function slugTaken(slug: string): PosternError {
  return new PosternError('NAME_TAKEN', `There is an article at "${slug}" already.`, {
    hint: 'Choose another address with --slug, or see them all: postern portal kb list',
  });
}
