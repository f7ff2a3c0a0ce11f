/** `/{slug}/preview/{token}`, with which an agent looks at the portal as a customer, and the way out of it. */
import { failureOf, type OpenedPreview } from '@postern/core/client';
import { textsFor } from '@postern/core/texts';
import type { Context, Handler } from 'hono';
import type { PortalDesk } from '../desk.ts';
import { choosePreviewPage, previewEndedPage } from '../pages/choose-preview.tsx';
import { barePage, lonePage } from '../pages/problem.tsx';
import { cookieJar } from '../request/cookies.ts';
import { readForm } from '../request/form-fields.ts';
import { fitsToken, isForeign } from '../request/form-guard.ts';
import { setPageHeaders } from '../request/headers.ts';
import type { Visit } from '../request/visit.ts';

/** Works while the portal is off: the token says that an agent asks, and the agent may look before customers do. */
export function getPreview(desk: PortalDesk): Handler {
  return withPreview(desk, async (c, preview, token) =>
    preview.contact
      ? enter(c, desk, preview, token)
      : choosePreviewPage(c, desk, {
          texts: textsFor(preview.language),
          preview,
          action: c.req.path,
        }),
  );
}

/** The contact chosen on that page. */
export function postPreview(desk: PortalDesk): Handler {
  return withPreview(desk, async (c, preview, token) => {
    const texts = textsFor(preview.language);
    const form = isForeign(c, desk.publicUrl) ? 'not a form' : await readForm(c, ['contact']);
    if (typeof form === 'string') {
      return barePage(c, desk, texts, {
        status: 403,
        heading: texts.problem.foreignTitle,
        sentences: [texts.problem.foreign],
      });
    }
    const contact = form.values.contact.trim();
    try {
      await desk.anonymous.preview.choose.mutate({ token, contact });
    } catch (error) {
      const { code } = failureOf(error);
      if (code !== 'CONTACT_NOT_FOUND' && code !== 'BAD_INPUT') throw error;
      const problem = contact === '' ? texts.signIn.emailEmpty : texts.preview.noContact;
      const facts = { texts, preview, action: c.req.path, typed: contact, error: problem };
      return choosePreviewPage(c, desk, facts);
    }
    return enter(c, desk, preview, token);
  });
}

/** The list, with a cookie of the preview's own: no customer's session is made, and none is touched. */
function enter(c: Context, desk: PortalDesk, { slug }: OpenedPreview, token: string): Response {
  cookieJar(c, desk.isSecure).setPreview(token);
  return c.redirect(`/${slug}`, 303);
}

function withPreview(
  desk: PortalDesk,
  handle: (c: Context, preview: OpenedPreview, token: string) => Promise<Response>,
): Handler {
  return async (c) => {
    setPageHeaders(c, desk.isSecure);
    // The address holds a secret, so no page that it leads to is told where it was.
    c.header('Referrer-Policy', 'no-referrer');
    const token = c.req.param('token') ?? '';
    try {
      return await handle(c, await desk.anonymous.preview.open.query({ token }), token);
    } catch (error) {
      if (failureOf(error).code !== 'LINK_EXPIRED') throw error;
      return previewEndedPage(c, desk, textsFor('en'), 'ended');
    }
  };
}

/** Leaving ends the preview on the desk and in the browser. */
export async function postLeavePreview(visit: Visit): Promise<Response> {
  const { c, desk, texts, preview, cookies, addresses } = visit;
  if (!preview) return c.redirect(addresses.list, 303);
  const form = isForeign(c, desk.publicUrl) ? 'not a form' : await readForm(c, ['formToken']);
  if (typeof form === 'string' || !fitsToken(form.values.formToken, [preview.token])) {
    return lonePage(visit, {
      status: 403,
      me: null,
      title: texts.problem.foreignTitle,
      heading: texts.problem.foreignTitle,
      sentences: [texts.problem.foreign],
    });
  }
  await desk.anonymous.preview.end.mutate({ token: preview.token });
  cookies.dropPreview();
  return previewEndedPage(c, desk, texts, 'left');
}

/** The answer to anything that a preview would send: it changes nothing. */
export function refuseInPreview(visit: Visit): Promise<Response> {
  const { texts } = visit;
  return lonePage(visit, {
    status: 403,
    me: visit.me,
    title: texts.preview.readOnlyTitle,
    heading: texts.preview.readOnlyTitle,
    sentences: [texts.failures.PREVIEW_READ_ONLY({})],
  });
}
