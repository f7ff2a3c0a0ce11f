/** A line of the screen before it is painted: pieces of text in roles, exactly as wide as its place. */
import { truncate } from '../text/fit.ts';
import { terminalSafe } from '../text/graphemes.ts';
import type { Role, Span, Theme } from '../text/theme.ts';
import { textWidth } from '../text/width.ts';

/** Spans over one base: a selected row, a note's background. */
export interface Segment {
  spans: readonly Span[];
  base?: Role | undefined;
}

/** Segments side by side. */
export type Line = readonly Segment[];

/** A piece of text in a role. */
export function span(text: string, role?: Role): Span {
  return { text, role };
}

/** The spans in exactly `width` columns: cut with `…` where they are too long, filled with spaces to the end. */
export function fitSpans(spans: readonly Span[], width: number): Span[] {
  const fitted: Span[] = [];
  let left = width;
  for (const [index, each] of spans.entries()) {
    const safe = terminalSafe(each.text);
    const columns = textWidth(safe);
    if (columns < left || (columns === left && spans.slice(index + 1).every((next) => next.text === ''))) {
      fitted.push({ ...each, text: safe });
      left -= columns;
      continue;
    }
    // Something is cut here, so the last column says so.
    const cut = columns > left ? truncate(safe, left) : `${truncate(safe, left - 1).replace(/…$/, '')}…`;
    fitted.push({ ...each, text: cut });
    left -= textWidth(cut);
    break;
  }
  if (left > 0) fitted.push({ text: ' '.repeat(left) });
  return fitted;
}

/** One line of spans over a base. */
export function row(width: number, spans: readonly Span[], base?: Role): Line {
  return [{ spans: fitSpans(spans, width), base }];
}

/** Spans at both ends of a line; the left ones give way. */
export function ends(width: number, left: readonly Span[], right: readonly Span[], base?: Role): Line {
  const rightWidth = widthOf(right);
  if (rightWidth === 0) return row(width, left, base);
  if (rightWidth + 2 > width) return row(width, right, base);
  return [
    { spans: [...fitSpans(left, width - rightWidth - 1), span(' '), ...fitSpans(right, rightWidth)], base },
  ];
}

/** A line of one repeated sign with words near its beginning: `── new ─────`. */
export function ruled(width: number, sign: string, words: readonly Span[], role: Role): Line {
  const wordsWidth = Math.min(widthOf(words), Math.max(0, width - 4));
  if (wordsWidth === 0) return row(width, [span(sign.repeat(width), role)]);
  const tail = Math.max(0, width - wordsWidth - 4);
  return [
    {
      spans: fitSpans(
        [
          span(`${sign.repeat(2)} `, role),
          ...fitSpans(words, wordsWidth),
          span(` ${sign.repeat(tail)}`, role),
        ],
        width,
      ),
    },
  ];
}

/** Columns of all spans together. */
export function widthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, each) => sum + textWidth(terminalSafe(each.text)), 0);
}

/** Two lines side by side. */
export function beside(left: Line, right: Line): Line {
  return [...left, ...right];
}

/** Painted segments, as long as the segments live: most lines are the same in the next frame. */
const painted = new WeakMap<Segment, { themeId: string; text: string }>();
/** The last painted line that begins with a segment: where nothing changed it is the very same text, quickly compared. */
const paintedLines = new WeakMap<Segment, { themeId: string; line: Line; text: string }>();

/** The line with the theme's escapes; nothing else in it can be one. */
export function paint(line: Line, theme: Theme): string {
  const [first] = line;
  if (!first) return '';
  const whole = paintedLines.get(first);
  if (whole?.themeId === theme.id && isSameLine(whole.line, line)) return whole.text;
  const text = line.map((segment) => paintSegment(segment, theme)).join('');
  paintedLines.set(first, { themeId: theme.id, line, text });
  return text;
}

function isSameLine(one: Line, other: Line): boolean {
  return one.length === other.length && one.every((segment, index) => segment === other[index]);
}

function paintSegment(segment: Segment, theme: Theme): string {
  const known = painted.get(segment);
  if (known?.themeId === theme.id) return known.text;
  const text = theme.paintLine(segment.spans, segment.base);
  painted.set(segment, { themeId: theme.id, text });
  return text;
}
