/** Foreign text made safe for Slack: shown as it was written, never acted on, never beyond Block Kit's limits. */
import { displayText } from '@postern/core/client';
import type { types } from '@slack/bolt';

/** What is posted: blocks for the eye, and the text that notifications and screen readers use. */
export interface Rendered {
  text: string;
  blocks: types.KnownBlock[];
}

/** Block Kit's limits, in UTF-16 units, which is never more lenient than Slack's own count. */
export const limits = {
  header: 150,
  contextText: 3_000,
  sectionText: 3_000,
  fieldText: 2_000,
  buttonText: 75,
  buttonValue: 2_000,
  confirmText: 300,
  dialogTitle: 24,
  inputText: 3_000,
  privateMetadata: 3_000,
  /** `chat.update` refuses more, and a posted text is split above it, which breaks its one timestamp. */
  fallbackText: 4_000,
  /** Slack refuses a message whose blocks hold about 13,000 characters in all. */
  allBlocks: 10_000,
} as const;

/** Longest body in a thread entry; with its labels it stays well below what all blocks may hold. */
export const longestBody = 8_000;
export const longestExcerpt = 600;

const longestFallback = 300;

/** Escapes the three characters that begin Slack's markup, so that no text can become a mention or a link. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** At most `max` units, ending in `…` when something is missing; never cuts a character in two. */
export function cut(text: string, max: number): string {
  const whole = text.toWellFormed();
  if (whole.length <= max) return whole;
  let end = max - 1;
  const last = whole.charCodeAt(end - 1);
  if (last >= 0xd800 && last <= 0xdbff) end -= 1;
  return `${whole.slice(0, end)}…`;
}

/** Cuts a long body where a paragraph, a line or a word ends, if one does in the last fifth. */
export function cutBody(text: string, max: number): { text: string; isCut: boolean } {
  const whole = text.toWellFormed();
  if (whole.length <= max) return { text: whole, isCut: false };
  const near = cut(whole, max);
  const at = ['\n\n', '\n', ' '].map((end) => near.lastIndexOf(end)).find((index) => index > max * 0.8);
  return { text: at === undefined ? near : `${near.slice(0, at).trimEnd()}…`, isCut: true };
}

/** A name or a subject on one line, without anything invisible that could imitate a label of ours. */
export function oneLine(text: string, max: number): string {
  return cut(displayText(text).trim(), max);
}

/** Text that Slack shows letter by letter. Never empty, because Slack refuses that. */
export function plain(text: string): { type: 'plain_text'; text: string; emoji: false } {
  return { type: 'plain_text', text: text || ' ', emoji: false };
}

/** The text beside the blocks. Slack reads markup in it, so it is escaped; it is short, so escaping cannot burst it. */
export function fallback(text: string): string {
  return escapeText(oneLine(text, longestFallback));
}

/** One grey line. */
export function context(text: string): types.ContextBlock {
  return { type: 'context', elements: [plain(cut(text, limits.contextText))] };
}

/** Words of our own that may quote a person: shown letter by letter. */
export function section(text: string): types.SectionBlock {
  return { type: 'section', text: plain(cut(text, limits.sectionText)) };
}

/** The same as a message. */
export function sentence(text: string): Rendered {
  return { text: fallback(text), blocks: [section(text)] };
}

/** Somebody's words, as a quotation or as running text; null when there are none. */
export function words(text: string, look: 'quote' | 'section'): types.RichTextBlock | null {
  if (text === '') return null;
  const elements: [{ type: 'text'; text: string }] = [{ type: 'text', text }];
  return {
    type: 'rich_text',
    elements: [
      look === 'quote' ? { type: 'rich_text_quote', elements } : { type: 'rich_text_section', elements },
    ],
  };
}

/** The line under a body that was cut. */
export function continued(number: number): types.ContextBlock {
  return context(`This is longer. Continue in the terminal: postern ticket view ${number}`);
}

/** The same message without any blocks, for when Slack refuses them. */
export function withoutBlocks(rendered: Rendered, number: number): Rendered {
  return { text: `${rendered.text}\nRead it in the terminal: postern ticket view ${number}`, blocks: [] };
}
