/** `GET /{slug}/kb` and `GET /{slug}/kb/{article}`: the knowledge base, open to everybody, as page, JSON or text. */
import { displayText, failureOf } from '@postern/core/client';
import { articleAsJson, articlesAsJson, failureAsJson } from '../answers/as-json.ts';
import { articlesAsText } from '../answers/as-text.ts';
import { kbArticlePage } from '../pages/kb-article.tsx';
import { kbListPage } from '../pages/kb-list.tsx';
import { lonePage } from '../pages/problem.tsx';
import type { Visit } from '../request/visit.ts';
import { wantedKind } from '../request/wanted-kind.ts';

// What the desk takes.
const longestSearch = 200;
const longestSuggested = 1_000;

export async function getKb(visit: Visit): Promise<Response> {
  const { c, client, portal, texts, addresses } = visit;
  const kind = wantedKind(c);
  const typed = c.req.query('suggest');
  if (typed !== undefined) return suggestions(visit, typed.slice(0, longestSuggested));
  const search = (c.req.query('search') ?? '').trim();
  if (search.length > longestSearch) {
    if (kind === 'json')
      return c.json(failureAsJson({ code: 'BAD_INPUT', requestId: '' }, texts.list.searchTooLong), 400);
    if (kind === 'text') return c.text(`${texts.list.searchTooLong}\n`, 400);
    return kbListPage(visit, { search, articles: null });
  }
  const { items } = await client.portal.articles.query({ slug: portal.slug, search });
  if (kind === 'json') return c.json(articlesAsJson(items));
  if (kind === 'text') {
    const addressOf = (slug: string) => visit.desk.publicUrl + addresses.article(slug);
    return c.text(articlesAsText(items, addressOf));
  }
  return kbListPage(visit, { search, articles: items });
}

/** For the script on the form, which makes a link of each item as it is: always JSON. */
async function suggestions({ c, client, portal, addresses }: Visit, text: string): Promise<Response> {
  const { items } = await client.portal.suggestArticles.query({ slug: portal.slug, text });
  return c.json({
    items: items.map(({ slug, title }) => ({
      textContent: displayText(title),
      href: addresses.article(slug),
      target: '_blank',
    })),
    nextCursor: null,
  });
}

export async function getArticle(visit: Visit): Promise<Response> {
  const { c, client, portal, addresses } = visit;
  const kind = wantedKind(c);
  const slug = c.req.param('article') ?? '';
  try {
    const article = await client.portal.article.query({ slug: portal.slug, article: slug.slice(0, 120) });
    if (kind === 'json') return c.json(articleAsJson(article));
    if (kind === 'text')
      return c.text(`# ${displayText(article.title)}\n\n${displayText(article.body, { multiline: true })}\n`);
    return await kbArticlePage(visit, article);
  } catch (error) {
    if (failureOf(error).code !== 'ARTICLE_NOT_FOUND' || kind !== 'html') throw error;
    const { texts } = visit;
    return lonePage(visit, {
      status: 404,
      me: visit.me,
      title: texts.notFound.title,
      heading: texts.kb.noArticle,
      sentences: [texts.kb.noArticleHint],
      onward: { href: addresses.kb, text: texts.kb.title },
      isKb: true,
    });
  }
}
