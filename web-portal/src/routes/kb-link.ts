/** `GET /{slug}/kb-link.js`: the script of the snippet for a knowledge base elsewhere. It keeps the pasted link's text right. */
import { displayText, failureOf } from '@postern/core/client';
import { textsFor } from '@postern/core/texts';
import type { Context, Handler } from 'hono';
import type { PortalDesk } from '../desk.ts';
import { addressesOf } from '../request/addresses.ts';

/** Any site may load this one file, and may keep it for a few minutes. A slug that is no portal's is passed on. */
export function kbLinkScript(desk: PortalDesk): Handler {
  return async (c, next) => {
    const link = await linkOf(desk, c.req.param('slug') ?? '');
    if (link === undefined) return next();
    setScriptHeaders(c);
    return c.body(scriptFor(link));
  };
}

interface PortalLink {
  href: string;
  text: string;
}

/** Null while the knowledge base is to show none; undefined where there is no portal. */
async function linkOf(desk: PortalDesk, slug: string): Promise<PortalLink | null | undefined> {
  try {
    const portal = await desk.anonymous.portal.info.query({ slug });
    if (!portal.isOn || !portal.kb.showsPortal) return null;
    const { kb } = textsFor(portal.language);
    return {
      href: desk.publicUrl + addressesOf(portal.slug).list,
      text: kb.goToPortal(displayText(portal.title)),
    };
  } catch (error) {
    if (failureOf(error).code === 'PORTAL_NOT_FOUND') return undefined;
    throw error;
  }
}

function setScriptHeaders(c: Context): void {
  c.header('Content-Type', 'text/javascript; charset=utf-8');
  c.header('Cache-Control', 'public, max-age=300');
  c.header('Cross-Origin-Resource-Policy', 'cross-origin');
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
}

/**
 * The link goes in as data: text by `textContent`, its address by `href`. A pasted link keeps its own style; one that
 * the script makes is set to the top right, by the style object, which the host's security policy allows.
 */
function scriptFor(link: PortalLink | null): string {
  return `(() => {
  const link = ${asScriptData(link)};
  const show = () => {
    const found = [...document.querySelectorAll('a.postern-portal-link')];
    if (!link) return found.forEach((each) => each.remove());
    if (found.length === 0) {
      const made = document.createElement('a');
      made.className = 'postern-portal-link';
      Object.assign(made.style, { position: 'absolute', insetBlockStart: '16px', insetInlineEnd: '16px' });
      document.body.append(made);
      found.push(made);
    }
    for (const each of found) {
      each.href = link.href;
      each.textContent = link.text;
    }
  };
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', show);
  else show();
})();
`;
}

/** JSON that stays data wherever a script may be put, also inside a page. */
function asScriptData(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
