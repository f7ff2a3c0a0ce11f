/** The knowledge base as everybody reads it: published articles, while the portal is on. */
import type { Context } from '../context.ts';
import { accessPortal, type Portal } from '../visibility/access-portal.ts';
import { articleNotFound } from './article-views.ts';
import { searchArticles, suggestArticles } from './find-articles.ts';
import { type PublishedArticle, publishedArticles } from './published-articles.ts';

/** An article in a list. Nothing of drafts, ids or positions. */
export interface PublicArticleHead {
  slug: string;
  title: string;
  summary: string;
  updatedAt: string;
}

export interface PublicArticle {
  slug: string;
  title: string;
  /** Markdown. */
  body: string;
  updatedAt: string;
}

/** All of them in their order, or what a search finds, best first. Throws `PORTAL_NOT_FOUND` or `PORTAL_OFF`. */
export async function readArticles(
  ctx: Context,
  request: { slug: string; search: string },
): Promise<{ items: PublicArticleHead[] }> {
  const articles = await articlesOf(ctx, request.slug);
  const found = request.search.trim() === '' ? articles : searchArticles(articles, request.search);
  return { items: found.map(toPublicHead) };
}

/** Throws `ARTICLE_NOT_FOUND` for a draft as for none at all, and `PORTAL_NOT_FOUND` or `PORTAL_OFF`. */
export async function readArticle(
  ctx: Context,
  request: { slug: string; article: string },
): Promise<PublicArticle> {
  const { domainId } = await portalOf(ctx, request.slug);
  const row =
    domainId === null
      ? null
      : await ctx.core.db.read.kbArticle.findFirst({
          where: { domainId, slug: request.article, publishedAt: { not: null } },
          select: { slug: true, title: true, body: true, updatedAt: true },
        });
  if (!row) throw articleNotFound(request.article);
  return { ...row, updatedAt: row.updatedAt.toISOString() };
}

/** Up to three that may answer what is being typed. Throws `PORTAL_NOT_FOUND` or `PORTAL_OFF`. */
export async function readSuggestions(
  ctx: Context,
  request: { slug: string; text: string },
): Promise<{ items: PublicArticleHead[] }> {
  const articles = await articlesOf(ctx, request.slug);
  return { items: suggestArticles(articles, request.text).map(toPublicHead) };
}

async function articlesOf(ctx: Context, slug: string): Promise<PublishedArticle[]> {
  const { domainId } = await portalOf(ctx, slug);
  return domainId === null ? [] : publishedArticles(ctx.core, domainId);
}

/** The one read with the session where there is one: a preview shows it even while it is off for customers. */
async function portalOf(ctx: Context, slug: string): Promise<Portal> {
  const known = ctx.viewer.kind === 'contact' ? ctx.viewer.standing.portal : null;
  return known?.slug === slug && known.isOn ? known : accessPortal(ctx.core, slug);
}

function toPublicHead({ slug, title, summary, updatedAt }: PublishedArticle): PublicArticleHead {
  return { slug, title, summary, updatedAt: updatedAt.toISOString() };
}
