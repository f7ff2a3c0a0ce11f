/** Where an article may lead: the web, mail, and the portal itself. Pictures come from the portal alone. */
import type { MarkdownIt, Token } from 'markdown-it';

export interface LinkPlace {
  /** The portal's own address, such as "https://support.acme.example". */
  publicUrl: string;
  /** The portal's path, such as "/support". */
  portalPath: string;
  /** The article's path, against which its relative links are read. */
  articlePath: string;
}

/** Before the id of every heading: an article must not name an element that the page itself speaks of. */
export const headingPrefix = 'h-';

/** Refuses all other addresses, whose Markdown then stays text, and marks links to other sites. */
export function linkRules(md: MarkdownIt, place: LinkPlace): void {
  md.validateLink = (address) => targetOf(address, place) !== null;
  md.core.ruler.push('known_places', ({ tokens }) => {
    for (const { children } of tokens) markPlaces(children ?? [], place);
  });
  const { escapeHtml } = md.utils;
  md.renderer.rules.image = (tokens, at, options, env, self) => {
    const token = tokens[at] as Token;
    const alt = self.renderInlineAsText(token.children ?? [], options, env);
    const source = String(token.attrGet('src') ?? '');
    if (targetOf(source, place)?.kind === 'here')
      return `<img src="${escapeHtml(source)}" alt="${escapeHtml(alt)}" loading="lazy">`;
    // A picture from elsewhere would tell its server who reads this, so it is a link. Links hold no links.
    const text = escapeHtml(alt || source);
    return token.meta?.isInLink ? text : `<a href="${escapeHtml(source)}" ${foreign}>${text}</a>`;
  };
}

const foreign = 'rel="noopener nofollow"';

function markPlaces(tokens: Token[], place: LinkPlace): void {
  let depth = 0;
  for (const token of tokens) {
    if (token.type === 'link_open') {
      depth += 1;
      const href = String(token.attrGet('href') ?? '');
      if (href.startsWith('#')) token.attrSet('href', `#${headingPrefix}${href.slice(1).toLowerCase()}`);
      if (targetOf(href, place)?.kind === 'elsewhere') token.attrSet('rel', 'noopener nofollow');
    } else if (token.type === 'link_close') {
      depth -= 1;
    } else if (token.type === 'image') {
      token.meta = { isInLink: depth > 0 };
    }
  }
}

/** Whole addresses on the web; "https:x" and "//x" mean one thing here and another elsewhere. */
const web = /^https?:\/\/[^/\\]/i;
const relative = /^(?![a-z][a-z0-9+.-]*:)(?!(?:[/\\]|%5c){2})(?!\\|%5c)/i;

/** Null for what nobody should be led to: other schemes, and other parts of this server. */
function targetOf(address: string, place: LinkPlace): { kind: 'here' | 'elsewhere' } | null {
  const base = place.publicUrl + place.articlePath;
  if (!URL.canParse(address, base)) return null;
  const url = new URL(address, base);
  if (url.protocol === 'mailto:') return { kind: 'elsewhere' };
  if (!web.test(address) && !relative.test(address)) return null;
  if (url.origin !== new URL(place.publicUrl).origin) return web.test(address) ? { kind: 'elsewhere' } : null;
  const { pathname } = url;
  const isPortals = pathname === place.portalPath || pathname.startsWith(`${place.portalPath}/`);
  return isPortals ? { kind: 'here' } : null;
}
