/** An article as agents see it, and the only way from its address or id to its row. */
import type { Queries } from '../context.ts';
import { displayText } from '../display-text.ts';
import { PosternError } from '../errors.ts';

/** An article without its text. */
export interface ArticleHead {
  id: string;
  slug: string;
  title: string;
  /** From 1, in the order in which customers see them. */
  position: number;
  isPublished: boolean;
  publishedAt: string | null;
  createdAt: string;
  /** When its text last changed; an edit names it, so that nobody overwrites what they have not seen. */
  updatedAt: string;
}

export interface ArticleView extends ArticleHead {
  /** Markdown. */
  body: string;
}

/** To be selected for a head. */
export const headColumns = {
  id: true,
  slug: true,
  title: true,
  position: true,
  publishedAt: true,
  createdAt: true,
  updatedAt: true,
} as const;

export interface ArticleRow {
  id: string;
  slug: string;
  title: string;
  position: number;
  publishedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

export function toArticleHead(row: ArticleRow): ArticleHead {
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    position: row.position,
    isPublished: row.publishedAt !== null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function toArticleView(row: ArticleRow & { body: string }): ArticleView {
  return { ...toArticleHead(row), body: row.body };
}

/** The article with this slug or id, published or not. Throws `ARTICLE_NOT_FOUND`. */
export async function accessArticle(queries: Queries, domainId: string, ref: string) {
  const article = await queries.kbArticle.findFirst({
    where: { domainId, OR: [{ slug: ref }, { id: ref }] },
  });
  if (!article) throw articleNotFound(ref);
  return article;
}

/** The refusal for an address that no article has. */
export function articleNotFound(ref: string): PosternError {
  return new PosternError(
    'ARTICLE_NOT_FOUND',
    `There is no article "${displayText(ref, { maxLength: 80 })}" in the knowledge base.`,
    { hint: 'See them all: postern portal kb list' },
  );
}
