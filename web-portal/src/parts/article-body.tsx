/** The one place where HTML made of somebody's text goes into a page. */
import { raw } from 'hono/html';

/**
 * `html` must come from `renderMarkdown`, whose promise is that nothing in it acts; render-markdown.test.ts holds it to
 * that. Everything else on our pages is escaped by hono/jsx.
 */
export function ArticleBody(props: { html: string }) {
  return (
    <div class="prose" dir="auto">
      {raw(props.html)}
    </div>
  );
}
