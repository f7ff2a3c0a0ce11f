/** The customers' portal as a surface of the desk: its addresses, and which page answers each. */
import type { Surface } from '@postern/core';
import { failureOf } from '@postern/core/client';
import { textsFor } from '@postern/core/texts';
import { type Context, Hono } from 'hono';
import { failureAsJson } from './answers/as-json.ts';
import { assetFolder } from './assets.ts';
import { brandFile } from './brand.ts';
import { type PortalDesk, type PortalOptions, portalDesk } from './desk.ts';
import { barePage, offPage, pageNotFoundPage, writtenText } from './pages/problem.tsx';
import { goalOf } from './request/addresses.ts';
import { isMultipart, longestRequestWithFiles, passedOver, readMultipart } from './request/chosen-files.ts';
import { readFields, toPostedForm } from './request/form-fields.ts';
import { isForeign } from './request/form-guard.ts';
import { setPageHeaders } from './request/headers.ts';
import { liveStreams } from './request/live-streams.ts';
import { inPortal, type Visit } from './request/visit.ts';
import { wantedKind } from './request/wanted-kind.ts';
import { getAttachment } from './routes/attachment.ts';
import { getConsent, postConsent } from './routes/consent.ts';
import { answerFailed } from './routes/failed.ts';
import { getForgot, postForgot } from './routes/forgot.ts';
import { getArticle, getKb } from './routes/kb.ts';
import { kbLinkScript } from './routes/kb-link.ts';
import { getList } from './routes/list.ts';
import { getLive } from './routes/live.ts';
import { getNewTicket, postNewTicket } from './routes/new-ticket.ts';
import { getPreview, postLeavePreview, postPreview, refuseInPreview } from './routes/preview.ts';
import { getRegister, postRegister } from './routes/register.ts';
import { getLink, postLink } from './routes/set-password.ts';
import { getSignIn, postSignIn } from './routes/sign-in.ts';
import { postSignOut } from './routes/sign-out.ts';
import { getTicket, postReply } from './routes/ticket.ts';
import { deleteUpload, postUpload } from './routes/uploads.ts';

export type { PortalLog, PortalOptions } from './desk.ts';

/** The folder of links in mails, and what each is for. */
const linkPurposes = { register: 'REGISTER', invite: 'INVITE', reset: 'RESET' } as const;

const slug = '/:slug{[A-Za-z0-9][A-Za-z0-9_-]{0,59}}';

/**
 * The portal's pages. An address that belongs to no portal is passed on, so put this surface after those with
 * fixed addresses.
 */
export function portalSurface(options: PortalOptions): Surface {
  const desk = portalDesk(options);
  const streams = liveStreams();
  const routes = new Hono();
  const on = (handle: (visit: Visit) => Promise<Response>) =>
    inPortal(desk, { off: whenOff, failed: answerFailed }, readOnlyInPreview(handle));

  routes.get('/', (c) => toThePortal(c, desk));
  routes.get(`${assetFolder}/:file`, (c, next) => answerFile(c, desk, next));
  routes.get(slug, on(getList));
  routes.get(`${slug}/sign-in`, on(getSignIn));
  routes.post(`${slug}/sign-in`, on(postSignIn));
  routes.post(`${slug}/sign-out`, on(postSignOut));
  routes.get(`${slug}/register`, on(getRegister));
  routes.post(`${slug}/register`, on(postRegister));
  routes.get(`${slug}/forgot`, on(getForgot));
  routes.post(`${slug}/forgot`, on(postForgot));
  for (const [folder, purpose] of Object.entries(linkPurposes)) {
    routes.get(`${slug}/${folder}/:link`, on(getLink(purpose)));
    routes.post(`${slug}/${folder}/:link`, on(postLink(purpose)));
  }
  routes.get(`${slug}/consent`, on(getConsent));
  routes.post(`${slug}/consent`, on(postConsent));
  routes.get(`${slug}/tickets/new`, on(getNewTicket));
  routes.post(`${slug}/tickets/new`, on(postNewTicket));
  routes.get(`${slug}/tickets/:number`, on(getTicket));
  routes.post(`${slug}/tickets/:number`, on(postReply));
  routes.get(
    `${slug}/tickets/:number/live`,
    on((visit) => getLive(visit, streams)),
  );
  routes.post(
    `${slug}/preview/leave`,
    inPortal(desk, { off: whenOff, failed: answerFailed }, postLeavePreview),
  );
  routes.get(`${slug}/preview/:token{pvw_[A-Za-z0-9_-]+}`, getPreview(desk));
  routes.post(`${slug}/preview/:token{pvw_[A-Za-z0-9_-]+}`, postPreview(desk));
  routes.post(`${slug}/uploads`, on(postUpload));
  routes.delete(`${slug}/uploads/:id`, on(deleteUpload));
  routes.get(`${slug}/attachments/:id`, on(getAttachment));
  routes.get(`${slug}/kb`, on(getKb));
  routes.get(`${slug}/kb/:article`, on(getArticle));
  routes.get(`${slug}/kb-link.js`, kbLinkScript(desk));
  routes.all(`${slug}/*`, on(anythingElse));
  routes.onError((error, c) => failed(c, desk, error));
  return {
    name: 'portal',
    routes,
    stop: async () => streams.stop(),
    longestRequestBytes: (path) =>
      /^\/[^/]+\/(uploads|tickets\/[^/]+)$/.test(path) ? longestRequestWithFiles : null,
  };
}

/** Nothing that a preview sends is even looked at. */
function readOnlyInPreview(handle: (visit: Visit) => Promise<Response>) {
  return (visit: Visit) =>
    visit.preview && !['GET', 'HEAD'].includes(visit.c.req.method) ? refuseInPreview(visit) : handle(visit);
}

async function toThePortal(c: Context, desk: PortalDesk): Promise<Response> {
  const home = await desk.anonymous.portal.home.query();
  c.header('Cache-Control', 'no-store');
  return c.redirect(`/${home.slug}`, 302);
}

async function answerFile(c: Context, desk: PortalDesk, next: () => Promise<void>) {
  return desk.assets.answer(c) ?? (await brandFile(c, desk.anonymous)) ?? next();
}

async function anythingElse(visit: Visit): Promise<Response> {
  const { addresses, c } = visit;
  // "/support/" is what people make of "/support".
  const path = c.req.path.replace(/\/$/, '');
  const isPage = path === addresses.signIn || path === addresses.kb || path === goalOf(addresses, path).path;
  if (path !== c.req.path && isPage) return c.redirect(path + new URL(c.req.url).search, 308);
  return pageNotFoundPage(visit);
}

/** Somebody may have been writing when it was switched off. */
async function whenOff(c: Context, desk: PortalDesk, texts: Visit['texts']): Promise<Response> {
  if (c.req.method === 'GET' && wantedKind(c) === 'json')
    return c.json(failureAsJson({ code: 'PORTAL_OFF', requestId: '' }, texts.failures.PORTAL_OFF({})), 503);
  if (c.req.method !== 'POST' || isForeign(c, desk.publicUrl)) return offPage(c, desk, texts);
  const posted = isMultipart(c) ? await readMultipart(c, passedOver) : await readFields(c);
  const typed =
    typeof posted === 'string' ? '' : writtenText(toPostedForm(posted, ['subject', 'message']).values);
  return offPage(c, desk, texts, typed);
}

/** Before it is known which portal this is: nothing but that it did not work. */
async function failed(c: Context, desk: PortalDesk, error: Error): Promise<Response> {
  const { code } = failureOf(error);
  const texts = textsFor('en');
  setPageHeaders(c, desk.isSecure);
  if (code === 'PORTAL_NOT_FOUND') {
    return barePage(c, desk, texts, {
      status: 404,
      heading: texts.notFound.page,
      sentences: [texts.notFound.pageHint],
    });
  }
  desk.log.error({ err: error, path: c.req.path }, 'a page failed');
  return barePage(c, desk, texts, {
    status: code === 'DISK_FULL' ? 503 : 500,
    heading: texts.problem.title,
    sentences: [texts.failures[code === 'DISK_FULL' ? code : 'INTERNAL']({})],
  });
}
