/** For staff: through whose eyes to look at the portal. And the pages for when a preview is over. */
import { displayText, type OpenedPreview } from '@postern/core/client';
import type { Texts } from '@postern/core/texts';
import type { Context } from 'hono';
import type { PortalDesk } from '../desk.ts';
import { Field } from '../parts/field.tsx';
import { shell } from './page.tsx';
import { barePage } from './problem.tsx';

/** An address to type, or somebody whose ticket moved lately. */
export async function choosePreviewPage(
  c: Context,
  desk: PortalDesk,
  facts: { texts: Texts; preview: OpenedPreview; action: string; typed?: string; error?: string },
): Promise<Response> {
  const { texts, preview, action, typed, error } = facts;
  const title = texts.preview.chooseTitle;
  return c.html(
    shell(
      { texts, assets: desk.assets, title: error ? texts.titleWithProblem(title) : title },
      <main id="content" class="bare">
        <div class="panel">
          <h1>{title}</h1>
          <p class="help">{texts.preview.chooseHelp}</p>
          <form method="post" action={action} novalidate>
            <Field
              name="contact"
              type="email"
              autocomplete="off"
              label={texts.preview.contact}
              value={typed ?? ''}
              error={error}
            />
            <div class="actions">
              <button type="submit">{texts.preview.choose}</button>
            </div>
          </form>
          {preview.recent.length > 0 && (
            <section class="recent" aria-labelledby="recent-heading">
              <h2 id="recent-heading">{texts.preview.recent}</h2>
              <ul>
                {preview.recent.map(({ name, email }) => (
                  <li>
                    <form method="post" action={action}>
                      <input type="hidden" name="contact" value={email} />
                      <button type="submit" class="second">
                        <bdi>{displayText(name)}</bdi>
                        {name !== email && <span class="help">{displayText(email)}</span>}
                      </button>
                    </form>
                  </li>
                ))}
              </ul>
            </section>
          )}
        </div>
      </main>,
    ),
    error ? 422 : 200,
  );
}

/** The preview was left, or has ended by itself. */
export function previewEndedPage(
  c: Context,
  desk: PortalDesk,
  texts: Texts,
  how: 'left' | 'ended',
): Promise<Response> {
  return how === 'left'
    ? barePage(c, desk, texts, {
        status: 200,
        heading: texts.preview.leftTitle,
        sentences: [texts.preview.leftHint],
      })
    : barePage(c, desk, texts, {
        status: 404,
        heading: texts.preview.endedTitle,
        sentences: [texts.preview.endedHint],
      });
}
