/** One request to one portal: who asks, in which language, and what answers them. */
import {
  type BrandView,
  failureOf,
  type KbOfPortal,
  type Me,
  type PosternClient,
  type PreviewInfo,
} from '@postern/core/client';
import { type Texts, textsFor } from '@postern/core/texts';
import type { Context, Handler } from 'hono';
import type { PortalDesk } from '../desk.ts';
import { type Dates, datesIn } from '../texts/dates.ts';
import { type Addresses, addressesOf } from './addresses.ts';
import { type CookieJar, cookieJar } from './cookies.ts';
import { fitsToken, formTokenOf } from './form-guard.ts';
import { setPageHeaders } from './headers.ts';

/** An agent's look through a customer's eyes. */
export interface Preview extends PreviewInfo {
  token: string;
}

export interface Visit {
  readonly c: Context;
  readonly desk: PortalDesk;
  readonly portal: {
    slug: string;
    title: string;
    brand: BrandView;
    signInBy: 'password' | 'sso';
    hasSelfRegistration: boolean;
  };
  /** What the pages need to know of the knowledge base. */
  readonly kb: KbOfPortal;
  /** Whether tickets can be filed here. */
  readonly hasForm: boolean;
  readonly addresses: Addresses;
  readonly texts: Texts;
  readonly dates: Dates;
  readonly cookies: CookieJar;
  /** The token of the session, whether it still holds or not. */
  readonly session: string | null;
  /** Acts as whoever the session says. */
  readonly client: PosternClient;
  /** Who was signed in when the request came; `signedIn` asks in a way that also answers nobody. */
  readonly me: Me | null;
  readonly preview: Preview | null;
}

/** What answers when the portal is off, and when a handler failed. Given by the pages, which know how that looks. */
export interface Answers {
  off(c: Context, desk: PortalDesk, texts: Texts): Promise<Response>;
  failed(visit: Visit, error: unknown): Promise<Response>;
}

/**
 * A handler inside a portal. An address that belongs to no portal is left to whoever is asked next; one that a portal
 * had leads to where it is now.
 */
export function inPortal(
  desk: PortalDesk,
  answers: Answers,
  handle: (visit: Visit) => Promise<Response>,
): Handler {
  return async (c, next) => {
    const slug = c.req.param('slug') ?? '';
    const cookies = cookieJar(c, desk.isSecure);
    const { session, client, portal, previewToken } = await whoAsks(desk, cookies, slug);
    if (!portal) return next();
    if ('movedTo' in portal) return toNewAddress(c, portal.movedTo);
    setPageHeaders(c, desk.isSecure);
    const texts = textsFor(portal.language);
    if (!portal.isOn) return answers.off(c, desk, texts);
    const visit: Visit = {
      c,
      desk,
      portal,
      kb: portal.kb,
      hasForm: portal.hasForm,
      addresses: addressesOf(portal.slug),
      texts,
      dates: datesIn({ locale: texts.locale, timeZone: desk.timeZone }, desk.now()),
      cookies,
      session,
      client,
      me: portal.me,
      preview: portal.preview && previewToken ? { ...portal.preview, token: previewToken } : null,
    };
    try {
      return await handle(visit);
    } catch (error) {
      return answers.failed(visit, error);
    }
  };
}

/** A preview comes before the customer who may be signed in here too. One that has ended is forgotten. */
async function whoAsks(desk: PortalDesk, cookies: CookieJar, slug: string) {
  const previewToken = cookies.preview();
  if (previewToken) {
    const client = clientOf(desk, previewToken);
    const portal = await findPortal(client, slug);
    const isHere = portal && 'movedTo' in portal ? true : portal?.isOn && portal.preview;
    if (isHere) return { session: previewToken, client, portal, previewToken };
    cookies.dropPreview();
  }
  const session = cookies.session();
  const client = clientOf(desk, session);
  return { session, client, portal: await findPortal(client, slug), previewToken: null };
}

async function findPortal(client: PosternClient, slug: string) {
  try {
    return await client.portal.info.query({ slug });
  } catch (error) {
    const { code, facts } = failureOf(error);
    if (code !== 'PORTAL_NOT_FOUND') throw error;
    return typeof facts.movedTo === 'string' ? { movedTo: facts.movedTo } : null;
  }
}

/** The same page below the portal's new address. 308 keeps a posted form whole, so that no text typed before is lost. */
function toNewAddress(c: Context, slug: string): Response {
  const { pathname, search } = new URL(c.req.url);
  const [, , ...below] = pathname.split('/');
  c.header('Cache-Control', 'no-store');
  return c.redirect(`/${[slug, ...below].join('/')}${search}`, 308);
}

function clientOf(desk: PortalDesk, session: string | null): PosternClient {
  return session === null ? desk.anonymous : desk.clientFor({ kind: 'token', token: session });
}

/** Who is signed in. Throws what the desk answers to nobody, which leads to the sign-in page. */
export async function signedIn(visit: Visit): Promise<Me> {
  return visit.me ?? (await visit.client.portal.me.query());
}

/** The visit of somebody who has just signed in. */
export function withSession(visit: Visit, token: string): Visit {
  visit.cookies.setSession(token);
  return { ...visit, session: token, client: clientOf(visit.desk, token), me: null };
}

/** The visit without its session; the browser forgets it too. */
export function withoutSession(visit: Visit): Visit {
  if (visit.session === null) return visit;
  // In a preview, the session in this browser is somebody else's business.
  if (!visit.preview) visit.cookies.dropSession();
  return { ...visit, session: null, client: visit.desk.anonymous, me: null };
}

/** What the forms of a page carry. Signed in, it hangs on the session; before, on a cookie of its own. */
export function formToken(visit: Visit): string {
  return formTokenOf(visit.session ?? visit.cookies.ensureFormSecret());
}

/** True when a form's token is from a page of this session. */
export function isFromThisSession(visit: Visit, token: string): boolean {
  return fitsToken(token, [visit.session]);
}

/** True when a form's token is from a page of this browser, signed in or not. */
export function isFromThisBrowser(visit: Visit, token: string): boolean {
  return fitsToken(token, [visit.session, visit.cookies.formSecret()]);
}
