/** Breaks text into lines at words, or between characters in scripts that are written without spaces. */
import { fit } from './fit.ts';
import { type Grapheme, graphemes } from './graphemes.ts';

/** One row of a wrapped line, as a span of the source line. */
export interface WrapSpan {
  /** First UTF-16 unit of the row in the source line. */
  start: number;
  /** End of the row, spaces at the break included: rows follow each other without a gap. */
  end: number;
  /** What to print: spaces at the break are left out, characters wider than the whole row become `�`. */
  text: string;
  /** Columns of `text`, at most the width asked for. */
  width: number;
}

const SPACE = /^[ \t\u3000]$/;
// Japanese and Chinese typesetting: no line starts with closing marks or small kana, none ends with an opening one.
const NEVER_FIRST =
  /^[、。，．・：；？！）」』】〕》〉〗｝］…‥ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ!),.:;?\]}»”’%]/u;
const NEVER_LAST = /^[（「『【〔《〈〖｛［([{«“‘]$/u;

/**
 * The rows of one line without line breaks. An empty line has one empty row. Together the spans cover the line, and
 * no row is wider than `width`, which must be at least 1.
 */
export function wrapSpans(line: string, width: number): WrapSpan[] {
  if (line === '') return [{ start: 0, end: 0, text: '', width: 0 }];
  const cells = graphemes(line);
  const rows: WrapSpan[] = [];
  let first = 0;
  while (first < cells.length) {
    const next = endOfRow(cells, first, width);
    rows.push(toRow(cells, first, next, width));
    first = next;
  }
  return rows;
}

/** Index of the cell that begins the next row. */
function endOfRow(cells: readonly Grapheme[], first: number, width: number): number {
  let used = 0;
  let lastBreak = -1;
  for (let at = first; at < cells.length; at += 1) {
    const cell = cells[at]!;
    if (at > first && canBreakBefore(cells, at)) lastBreak = at;
    const cellWidth = cell.width > width ? 1 : cell.width;
    if (used + cellWidth <= width) {
      used += cellWidth;
      continue;
    }
    // Spaces that no longer fit hang over the edge, so that no row starts with the space that caused the break.
    if (isSpace(cell)) {
      let next = at;
      while (next < cells.length && isSpace(cells[next]!)) next += 1;
      return next;
    }
    return lastBreak > first ? lastBreak : at;
  }
  return cells.length;
}

function canBreakBefore(cells: readonly Grapheme[], at: number): boolean {
  const before = cells[at - 1]!;
  const after = cells[at]!;
  if (isSpace(after)) return false;
  if (isSpace(before)) return true;
  if (NEVER_FIRST.test(after.text) || NEVER_LAST.test(before.text)) return false;
  if (before.width === 2 || after.width === 2) return true;
  return before.text === '-' && /^\p{L}/u.test(after.text);
}

function isSpace(cell: Grapheme): boolean {
  return SPACE.test(cell.text) || (cell.length === 1 && cell.text.trim() === '' && cell.width > 1);
}

function toRow(cells: readonly Grapheme[], first: number, next: number, width: number): WrapSpan {
  const isLast = next === cells.length;
  let shown = next;
  if (!isLast) while (shown > first && isSpace(cells[shown - 1]!)) shown -= 1;
  let text = '';
  let used = 0;
  for (let at = first; at < shown; at += 1) {
    const cell = cells[at]!;
    const isTooWide = cell.width > width;
    const cellWidth = isTooWide ? 1 : cell.width;
    if (used + cellWidth > width) break;
    text += isTooWide ? '�' : cell.text;
    used += cellWidth;
  }
  const last = cells[next - 1]!;
  return { start: cells[first]!.index, end: last.index + last.length, text, width: used };
}

/** The text as rows of at most `width` columns; `\n` always begins a new row. At least one row. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => wrapSpans(line, Math.max(1, width)).map((row) => row.text));
}

/** Like {@link wrap}, with every row filled to exactly `width` columns. */
export function wrapToBlock(text: string, width: number): string[] {
  if (width <= 0) return [];
  return wrap(text, width).map((row) => fit(row, width));
}
