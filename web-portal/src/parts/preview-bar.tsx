/** The bar over every page of a preview, and what becomes of the forms below it. */
import { displayText } from '@postern/core/client';
import type { Texts } from '@postern/core/texts';
import { formTokenOf } from '../request/form-guard.ts';
import type { Preview, Visit } from '../request/visit.ts';
import { Hidden } from './field.tsx';

/** Says whose eyes these are, that nothing can be changed, and how to leave. */
export function PreviewBar(props: { visit: Visit; preview: Preview }) {
  const { preview } = props;
  const { texts, addresses } = props.visit;
  const reasons = [
    ...(preview.isPortalOff ? [texts.preview.isOff] : []),
    ...(preview.shutBy ? [texts.preview.shutBy[preview.shutBy]] : []),
  ];
  return (
    <aside class="preview" aria-label={texts.preview.label}>
      <div class="inside">
        <p>
          <strong>
            <bdi>{texts.preview.as(displayText(preview.contact.name))}</bdi>
          </strong>
          {' · '}
          {texts.preview.readOnly}
          {reasons.map((reason) => (
            <span class="reason">{reason}</span>
          ))}
        </p>
        <form method="post" action={addresses.leavePreview}>
          <Hidden name="formToken" value={formTokenOf(preview.token)} />
          <button type="submit" class="second">
            {texts.preview.leave}
          </button>
        </form>
      </div>
    </aside>
  );
}

const postedForm = /(<form\b(?=[^>]*\bmethod="post")[^>]*>)(.*?)(<\/form>)/gs;

/**
 * The markup of a page with every form that would change something switched off, and the reason in front of it.
 * Done to the finished markup, so that no form of any page can be forgotten; what people wrote is escaped in it.
 */
export function withFormsOff(markup: string, texts: Texts): string {
  return markup.replace(postedForm, (_form, open: string, inside: string, close: string) => {
    // The small form in the header has no room for a sentence; the bar right above it says the same.
    const reason = open.includes('class="leave"') ? '' : `<p class="notice">${texts.preview.formOff}</p>`;
    return `${open}${reason}<fieldset class="off" disabled>${inside}</fieldset>${close}`;
  });
}
