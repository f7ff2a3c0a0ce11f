/** Makes a line exactly as wide as its place on the screen. */
import { graphemes, terminalSafe } from './graphemes.ts';
import { textWidth } from './width.ts';

const PLAIN = /^[\x20-\x7e]*$/;

/** Where {@link fit} puts the text when it is shorter than its place. */
export type Align = 'left' | 'right' | 'center';

/**
 * The printable text, at most `width` columns wide; when something is cut, the last column is `…`.
 * Never splits a character; a wide character that would straddle the edge is left out.
 */
export function truncate(line: string, width: number): string {
  if (width <= 0) return '';
  if (PLAIN.test(line)) return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
  // A line this long cannot fit, so only its beginning is looked at.
  const start = line.length > width * 16 + 256 ? line.slice(0, width * 16 + 256) : line;
  let text = '';
  let used = 0;
  let cut = { text: '', used: 0 };
  let isOver = start !== line;
  for (const grapheme of graphemes(start)) {
    if (used + grapheme.width > width) {
      isOver = true;
      break;
    }
    text += grapheme.text;
    used += grapheme.width;
    if (used <= width - 1) cut = { text, used };
  }
  return isOver ? `${cut.text}…` : text;
}

/** The printable text in exactly `width` columns: cut with `…` when too long, filled with spaces when too short. */
export function fit(line: string, width: number, align: Align = 'left'): string {
  if (width <= 0) return '';
  const text = truncate(line, width);
  const missing = width - textWidth(text);
  if (missing <= 0) return text;
  if (align === 'right') return ' '.repeat(missing) + text;
  if (align === 'center') {
    const left = Math.floor(missing / 2);
    return ' '.repeat(left) + text + ' '.repeat(missing - left);
  }
  return text + ' '.repeat(missing);
}

/**
 * Two texts at the two ends of exactly `width` columns. The right one is kept whole as long as it fits; the left
 * one gives way, with at least one space between them.
 */
export function fitEnds(left: string, right: string, width: number): string {
  const rightText = terminalSafe(right);
  const rightWidth = textWidth(rightText);
  if (rightText === '') return fit(left, width);
  if (rightWidth >= width) return fit(rightText, width);
  return `${fit(left, width - rightWidth - 1)} ${rightText}`;
}
