/** Headings of an article: below the page's own, without gaps, each with an address. */
import type { MarkdownIt, Token } from 'markdown-it';
import { headingPrefix } from './links.ts';

/** The first heading of an article is an h2 whatever its writer began with, and none is more than one below the last. */
export function headingRules(md: MarkdownIt, sectionLink: (heading: string) => string): void {
  md.core.ruler.push('headings_below_the_title', ({ tokens }) => {
    const levels = belowTitle(tokens);
    const taken = new Map<string, number>();
    for (const [at, token] of tokens.entries()) {
      if (token.type === 'heading_close') token.tag = `h${levels.shift() ?? 2}`;
      if (token.type !== 'heading_open') continue;
      token.tag = `h${levels[0] ?? 2}`;
      token.attrSet('id', freeId(textOf(tokens[at + 1]), taken));
    }
  });
  md.renderer.rules.heading_close = (tokens, at) => {
    const close = tokens[at] as Token;
    const id = String(tokens[at - 2]?.attrGet('id') ?? '');
    const label = sectionLink(textOf(tokens[at - 1]));
    const { escapeHtml } = md.utils;
    return ` <a class="section-link" href="#${escapeHtml(id)}" aria-label="${escapeHtml(label)}">#</a></${close.tag}>\n`;
  };
}

/** One level for each heading, in their order. */
function belowTitle(tokens: Token[]): number[] {
  const written = tokens.filter(({ type }) => type === 'heading_open').map(({ tag }) => Number(tag.slice(1)));
  const top = Math.min(...written);
  let last = 1;
  return written.map((level) => {
    last = Math.min(level - top + 2, last + 1, 6);
    return last;
  });
}

function textOf(inline: Token | undefined): string {
  return (inline?.children ?? []).map(({ type, content }) => (type === 'image' ? '' : content)).join('');
}

/** `taken` remembers how often a text came, or ten thousand headings of one name would take a minute. */
function freeId(text: string, taken: Map<string, number>): string {
  const words = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  const wanted = headingPrefix + (words || 'section');
  let count = taken.get(wanted) ?? 0;
  let id = wanted;
  do {
    count += 1;
    id = count === 1 ? wanted : `${wanted}-${count}`;
  } while (count > 1 && taken.has(id));
  taken.set(wanted, count);
  if (id !== wanted) taken.set(id, 1);
  return id;
}
