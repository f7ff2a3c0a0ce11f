/** One article of the knowledge base. */
import { displayText, type PublicArticle } from '@postern/core/client';
import { renderedMarkdown } from '../markdown/render-markdown.ts';
import { ArticleBody } from '../parts/article-body.tsx';
import { Moment } from '../parts/moment.tsx';
import type { Visit } from '../request/visit.ts';
import { page } from './page.tsx';

export function kbArticlePage(visit: Visit, article: PublicArticle): Promise<Response> {
  const { texts, addresses, dates, desk } = visit;
  const title = displayText(article.title);
  const html = renderedMarkdown(article.body, {
    publicUrl: desk.publicUrl,
    portalPath: addresses.list,
    articlePath: addresses.article(article.slug),
    sectionLink: texts.kb.sectionLink,
    table: texts.kb.table,
    code: texts.kb.code,
  });
  return page(
    visit,
    { title, me: visit.me, isKb: true },
    <>
      <p class="back">
        <a href={addresses.kb}>
          <span aria-hidden="true">←</span> {texts.kb.title}
        </a>
      </p>
      <article class="article">
        <h1 dir="auto">{title}</h1>
        <p class="history">
          {texts.kb.updated} <Moment at={article.updatedAt} as="day" dates={dates} />
        </p>
        <ArticleBody html={html} />
      </article>
      {visit.hasForm && (
        <p class="not-enough">
          {texts.kb.notEnough} <a href={addresses.newTicket}>{texts.file}</a>
        </p>
      )}
    </>,
  );
}
