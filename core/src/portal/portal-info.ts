/** What a portal's page begins with: its name and language, and who has signed in to it. */
import { type BrandView, brandViewOf, toBrand } from '../brand/brand.ts';
import type { ContactViewer, Context, Core } from '../context.ts';
import type { PosternError } from '../errors.ts';
import { findPortal, portalNotFound, registrationOf } from '../visibility/access-portal.ts';

export interface Me {
  name: string;
  email: string;
}

/** Whose eyes an agent looks through, for the bar over each page. */
export interface PreviewInfo {
  contact: Me;
  /** Customers get a neutral page at the moment; the preview shows what is behind it. */
  isPortalOff: boolean;
  /** The gate that keeps this contact out of the portal altogether. */
  shutBy: 'sign-in' | 'audience' | null;
}

/** What pages need to know of the knowledge base. */
export interface KbOfPortal {
  /** Whether the portal's pages lead to it. */
  isLinked: boolean;
  /** Its address when it is elsewhere; null for the desk's own. */
  url: string | null;
  /** Whether its pages lead to the portal. */
  showsPortal: boolean;
}

export type PortalInfo =
  | {
      isOn: true;
      title: string;
      slug: string;
      language: string;
      /** Whether people come in with a password or through their company. */
      signInBy: 'password' | 'sso';
      /** Whether anybody may make a login. */
      hasSelfRegistration: boolean;
      me: Me | null;
      preview: PreviewInfo | null;
      brand: BrandView;
      kb: KbOfPortal;
      /** Whether tickets can be filed here. */
      hasForm: boolean;
    }
  /** Neither title nor people: a portal that is off tells nothing. */
  | { isOn: false; slug: string; language: string };

/** The signed-in contact, as the portal greets them. */
export function meOf(viewer: ContactViewer): Me {
  return { name: viewer.name ?? viewer.email, email: viewer.email };
}

/** Throws `PORTAL_NOT_FOUND`. Who is signed in to another portal of this desk is nobody here. */
export async function portalInfo(ctx: Context, slug: string): Promise<PortalInfo> {
  const viewer =
    ctx.viewer.kind === 'contact' && ctx.viewer.standing.portal?.slug === slug ? ctx.viewer : null;
  // Who has still to accept the notice is greeted by it alone, whatever the page.
  const isWelcome =
    viewer?.standing.isInAudience === true &&
    !viewer.standing.isBlocked &&
    (viewer.standing.hasConsented || viewer.previewBy !== null);
  // Read with the session already; asking again would be one more look-up at every page.
  const portal = viewer?.standing.portal ?? (await findPortal(ctx.core, slug));
  if (!portal) throw await notHere(ctx.core, slug);
  const { title, language } = portal;
  if (!portal.isOn) return { isOn: false, slug: portal.slug, language };
  return {
    isOn: true,
    title,
    slug: portal.slug,
    language,
    me: isWelcome ? meOf(viewer) : null,
    signInBy: portal.authMode === 'SSO' ? 'sso' : 'password',
    hasSelfRegistration: registrationOf(portal) === 'open',
    kb: { isLinked: portal.showsKbLink, url: portal.kbUrl, showsPortal: portal.kbShowsPortal },
    preview: viewer && previewOf(viewer),
    brand: brandViewOf(toBrand(portal.brand)),
    hasForm: portal.formId !== null,
  };
}

function previewOf(viewer: ContactViewer): PreviewInfo | null {
  if (!viewer.previewBy) return null;
  const { isBlocked, isInAudience } = viewer.standing;
  return {
    contact: meOf(viewer),
    isPortalOff: viewer.previewBy.isPortalOff,
    shutBy: isBlocked ? 'sign-in' : isInAudience ? null : 'audience',
  };
}

/** The refusal; with where the portal moved to, when the address was one of its former ones. */
async function notHere({ db }: Core, slug: string): Promise<PosternError> {
  const former = await db.read.formerSlug.findUnique({
    where: { slug },
    select: { portal: { select: { slug: true } } },
  });
  return portalNotFound(former?.portal.slug);
}
