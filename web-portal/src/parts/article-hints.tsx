/** Articles that may answer at once: under the subject of a new ticket, and where a search over tickets found nothing. */
import { displayText, type PublicArticleHead } from '@postern/core/client';
import type { Visit } from '../request/visit.ts';

/** Up to three articles for this text; none where the portal does not lead to a knowledge base of its own. */
export async function articleHintsFor(visit: Visit, text: string): Promise<PublicArticleHead[]> {
  const { kb, portal, client } = visit;
  if (!kb.isLinked || kb.url !== null || text.trim() === '') return [];
  const asked = { slug: portal.slug, text: text.slice(0, 1_000) };
  return (await client.portal.suggestArticles.query(asked)).items;
}

/**
 * Goes under the subject of a new ticket. A script fills it while one types; without one it shows what the page
 * already knows, or the way to the articles. They open in another tab, so that nothing typed is lost.
 */
export function SubjectHints(props: { visit: Visit; articles: PublicArticleHead[] }) {
  const { texts, addresses, kb } = props.visit;
  const { articles } = props;
  if (!kb.isLinked || kb.url !== null) return null;
  return (
    <>
      <div
        class="hints"
        role="status"
        data-suggest={`${addresses.kb}?suggest=`}
        hidden={articles.length === 0}
      >
        <p>{texts.kb.hints}</p>
        <HintList visit={props.visit} articles={articles} />
      </div>
      {articles.length === 0 && (
        <noscript>
          <a class="quiet" href={addresses.kb} target="_blank" rel="noopener">
            {texts.kb.lookFirst}
          </a>
        </noscript>
      )}
    </>
  );
}

/** Goes where a search over tickets found nothing. */
export function SearchHints(props: { visit: Visit; articles: PublicArticleHead[] }) {
  if (props.articles.length === 0) return null;
  return (
    <div class="hints">
      <p>{props.visit.texts.kb.nearest}</p>
      <HintList visit={props.visit} articles={props.articles} isHere />
    </div>
  );
}

function HintList(props: { visit: Visit; articles: PublicArticleHead[]; isHere?: boolean }) {
  return (
    <div class="hint-links">
      {props.articles.map(({ slug, title }) => (
        <a href={props.visit.addresses.article(slug)} {...(!props.isHere && { target: '_blank' })}>
          {displayText(title)}
        </a>
      ))}
    </div>
  );
}
