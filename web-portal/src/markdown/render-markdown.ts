/**
 * An article's Markdown as HTML that acts on nothing. It is made here and not in core, because only pages need HTML:
 * programs, terminals and plain-text readers get the Markdown itself.
 */
import createMarkdownIt, { type MarkdownIt, type Token } from 'markdown-it';
import { headingRules } from './headings.ts';
import { type LinkPlace, linkRules } from './links.ts';

/** Where the article stands, and the words that the page's language has for its parts. */
export interface MarkdownPlace extends LinkPlace {
  /** Said of the small link beside a heading. */
  sectionLink: (heading: string) => string;
  /** Said of a table that can be scrolled. */
  table: string;
  /** Said of code that can be scrolled. */
  code: string;
}

/** Rendered texts, the oldest first: a long table takes a second, and everybody may ask for an article. */
const rendered = new Map<string, string>();
const mostRendered = 100;

/** As `renderMarkdown`, once for a text and its place. */
export function renderedMarkdown(markdown: string, place: MarkdownPlace): string {
  const { publicUrl, articlePath, table, code } = place;
  const key = JSON.stringify([publicUrl, articlePath, table, code, place.sectionLink(''), markdown]);
  const known = rendered.get(key);
  if (known !== undefined) return known;
  const html = renderMarkdown(markdown, place);
  for (const oldest of rendered.keys()) {
    if (rendered.size < mostRendered) break;
    rendered.delete(oldest);
  }
  rendered.set(key, html);
  return html;
}

/** Promises HTML without scripts, styles, handlers, forms, frames and addresses of other kinds than the web's. */
export function renderMarkdown(markdown: string, place: MarkdownPlace): string {
  // With `html: false` a tag that somebody writes is text like any other.
  const md = createMarkdownIt({ html: false, linkify: true, maxNesting: 40 });
  // "example.com" in a sentence may be a file name; what begins with http is meant as a link.
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  linkRules(md, place);
  headingRules(md, place.sectionLink);
  scrollRules(md, place);
  md.core.ruler.push('aligned_by_class', ({ tokens }) => tokens.forEach(alignByClass));
  return md.render(markdown);
}

/** The portal's security policy allows no style attribute, which is how markdown-it aligns cells. */
function alignByClass(token: Token): void {
  const style = token.attrGet('style');
  if (style === null) return;
  token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style');
  const side = /^text-align:(left|center|right)$/.exec(String(style))?.[1];
  if (side) token.attrSet('class', `align-${side}`);
}

/** What is too wide for a phone scrolls by itself, by keyboard as well. */
function scrollRules(md: MarkdownIt, { table, code }: MarkdownPlace): void {
  const { escapeHtml } = md.utils;
  const region = (name: string) =>
    `class="scroll" tabindex="0" role="region" aria-label="${escapeHtml(name)}"`;
  const codeBlock = (content: string) => `<pre ${region(code)}><code>${escapeHtml(content)}</code></pre>\n`;
  md.renderer.rules.table_open = () => `<div ${region(table)}>\n<table>\n`;
  md.renderer.rules.table_close = () => '</table>\n</div>\n';
  md.renderer.rules.code_block = (tokens, at) => codeBlock(tokens[at]?.content ?? '');
  // The language behind the fence is for editors; nothing here colours code.
  md.renderer.rules.fence = (tokens, at) => codeBlock(tokens[at]?.content ?? '');
}
