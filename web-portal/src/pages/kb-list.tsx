/** The knowledge base: its articles, and a search. */
import { displayText, type PublicArticleHead } from '@postern/core/client';
import type { Visit } from '../request/visit.ts';
import { page } from './page.tsx';
import { SearchField } from './search-field.tsx';

/** The list; without `articles`, what was searched for is too long. */
export function kbListPage(
  visit: Visit,
  facts: { search: string; articles: PublicArticleHead[] | null },
): Promise<Response> {
  const { texts, addresses } = visit;
  const { search, articles } = facts;
  const problem = articles ? undefined : texts.list.searchTooLong;
  const isEmpty = articles?.length === 0;
  return page(
    visit,
    {
      title: texts.kb.title,
      me: visit.me,
      status: problem ? 422 : 200,
      hasProblem: Boolean(problem),
      isKb: true,
    },
    <>
      <div class="kb-head">
        <h1>{texts.kb.heading}</h1>
        {!(isEmpty && search === '') && <KbFinder visit={visit} search={search} problem={problem} />}
      </div>
      {isEmpty && (
        <div class="panel empty">
          <p role="status">
            <bdi>{search === '' ? texts.kb.none : texts.kb.noHit(displayText(search))}</bdi>
          </p>
          {search !== '' && <p class="help">{texts.kb.noHitHint}</p>}
          <div class="actions">
            {visit.hasForm && (
              <a class="button" href={addresses.newTicket}>
                {texts.file}
              </a>
            )}
            {search !== '' && (
              <a class="button second" href={addresses.kb}>
                {texts.kb.all}
              </a>
            )}
          </div>
        </div>
      )}
      {articles && articles.length > 0 && (
        <>
          {search !== '' && (
            <p class="counts" role="status">
              {texts.kb.found(articles.length)} <a href={addresses.kb}>{texts.kb.all}</a>
            </p>
          )}
          <ul class="articles">
            {articles.map((article) => (
              <li>
                <h2>
                  <a href={addresses.article(article.slug)}>
                    <bdi>{displayText(article.title)}</bdi>
                  </a>
                </h2>
                {article.summary !== '' && <p dir="auto">{displayText(article.summary)}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
    </>,
  );
}

function KbFinder(props: { visit: Visit; search: string; problem: string | undefined }) {
  const { texts, addresses } = props.visit;
  const { search, problem } = props;
  return (
    <search>
      <form class="finder" method="get" action={addresses.kb}>
        <SearchField label={texts.kb.searchLabel} value={search} problem={problem} />
        <button type="submit" class="second">
          {texts.list.search}
        </button>
      </form>
    </search>
  );
}
