/** What agents may do with the knowledge base. */
import { z } from 'zod';
import { agentOnly, agentWith, router } from '../trpc.ts';
import { articleBody, articleSlug, articleTitle } from './article-text.ts';
import { createArticle } from './create-article.ts';
import { deleteArticle } from './delete-article.ts';
import { editArticle } from './edit-article.ts';
import { kbLinks, setKbLinks } from './kb-links.ts';
import { kbSnippet } from './kb-snippet.ts';
import { listArticles } from './list-articles.ts';
import { moveArticle } from './move-article.ts';
import { publishArticle, unpublishArticle } from './publish-article.ts';
import { viewArticle } from './view-article.ts';

/** A slug or an id. */
const article = z.string().min(1).max(120);
const writer = agentWith('portal.settings');

export const kbRouter = router({
  list: agentOnly.query(({ ctx }) => listArticles(ctx)),
  view: agentOnly
    .input(z.strictObject({ article }))
    .query(({ ctx, input }) => viewArticle(ctx, input.article)),
  create: writer
    .input(
      z.strictObject({
        title: articleTitle,
        body: articleBody,
        slug: articleSlug.optional(),
        isPublished: z.boolean().optional(),
      }),
    )
    .mutation(({ ctx, input }) => createArticle(ctx, input)),
  edit: writer
    .input(
      z.strictObject({
        article,
        ifUpdatedAt: z.iso.datetime('must be the time at which it was last changed, as "kb.view" says it'),
        title: articleTitle.optional(),
        body: articleBody.optional(),
        slug: articleSlug.optional(),
      }),
    )
    .mutation(({ ctx, input }) => editArticle(ctx, input)),
  publish: writer
    .input(z.strictObject({ article }))
    .mutation(({ ctx, input }) => publishArticle(ctx, input.article)),
  unpublish: writer
    .input(z.strictObject({ article }))
    .mutation(({ ctx, input }) => unpublishArticle(ctx, input.article)),
  move: writer
    .input(z.strictObject({ article, position: z.number().int().min(1).max(10_000) }))
    .mutation(({ ctx, input }) => moveArticle(ctx, input)),
  delete: writer
    .input(z.strictObject({ article }))
    .mutation(({ ctx, input }) => deleteArticle(ctx, input.article)),
  /** The switches between portal and knowledge base, and why the link cannot be shown where it cannot. */
  links: agentOnly.query(({ ctx }) => kbLinks(ctx)),
  setLinks: writer
    .input(z.strictObject({ link: z.boolean().optional(), showPortal: z.boolean().optional() }))
    .mutation(({ ctx, input }) => setKbLinks(ctx, input)),
  /** HTML to paste into a knowledge base elsewhere. */
  snippet: agentOnly.query(({ ctx }) => kbSnippet(ctx)),
});
