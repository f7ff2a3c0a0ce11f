/** Lays the text out in rows of the screen and finds the cursor in them. */
import { createBoundedCache } from '../text/bounded-cache.ts';
import { fit } from '../text/fit.ts';
import { graphemes } from '../text/graphemes.ts';
import { type WrapSpan, wrapSpans } from '../text/wrap.ts';
import type { EditorState, Position, Snapshot } from './actions.ts';

/** What to draw. */
export interface EditorView {
  /** Exactly `height` rows of exactly `width` columns. */
  lines: string[];
  /** The cursor's cell in {@link EditorView.lines}. */
  cursor: { row: number; col: number };
  /** First row shown: hand it in again next time, so that the text only scrolls when the cursor leaves the window. */
  top: number;
  /** Rows of the whole text. */
  rows: number;
}

const SHORT_LINE = 2_000;
const shortLines = createBoundedCache<WrapSpan[]>(4_096);
const longLines = createBoundedCache<WrapSpan[]>(2);

function rowsOf(line: string, width: number): WrapSpan[] {
  // One column stays free for the cursor after a full row.
  const room = Math.max(1, width - 1);
  if (line.length < room && /^[\x20-\x7e]*$/.test(line)) {
    return [{ start: 0, end: line.length, text: line, width: line.length }];
  }
  const cache = line.length <= SHORT_LINE ? shortLines : longLines;
  const key = `${room} ${line}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const rows = wrapSpans(line, room);
  cache.set(key, rows);
  return rows;
}

/** The part of the text around the cursor that fits into the window, `width` and `height` being at least 1. */
export function view(state: EditorState, width: number, height: number, top = 0): EditorView {
  const counts = state.lines.map((line) => rowsOf(line, width).length);
  const rows = counts.reduce((sum, count) => sum + count, 0);
  const at = screenPosition(state, width, counts);
  let first = Math.max(0, Math.min(top, rows - height));
  if (at.row < first) first = at.row;
  if (at.row >= first + height) first = at.row - height + 1;

  const lines: string[] = [];
  let passed = 0;
  for (let row = 0; row < state.lines.length && lines.length < height; row += 1) {
    const count = counts[row]!;
    if (passed + count > first) {
      for (const span of rowsOf(state.lines[row]!, width).slice(Math.max(0, first - passed))) {
        if (lines.length < height) lines.push(fit(span.text, width));
      }
    }
    passed += count;
  }
  while (lines.length < height) lines.push(' '.repeat(width));
  return { lines, cursor: { row: at.row - first, col: at.col }, top: first, rows };
}

/** The cell of the cursor when the whole text is laid out. */
function screenPosition({ lines, cursor }: Snapshot, width: number, counts: readonly number[]): Position {
  let above = 0;
  for (let row = 0; row < cursor.row; row += 1) above += counts[row]!;
  const line = lines[cursor.row]!;
  const spans = rowsOf(line, width);
  const inLine = spanAt(spans, cursor.col);
  return { row: above + inLine, col: columnIn(line, spans[inLine]!, cursor.col, width) };
}

/** The row that a place belongs to: at a soft break, the beginning of the next one. */
function spanAt(spans: readonly WrapSpan[], col: number): number {
  let low = 0;
  let high = spans.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (spans[middle]!.start <= col) low = middle;
    else high = middle - 1;
  }
  return low;
}

function columnIn(line: string, span: WrapSpan, col: number, width: number): number {
  const room = Math.max(1, width - 1);
  let used = 0;
  for (const cell of graphemes(line.slice(span.start, col))) used += cell.width > room ? 1 : cell.width;
  // Spaces that hang over the edge have no cell of their own.
  return Math.min(used, width - 1);
}

/**
 * The place `by` rows of the screen below (or above, when negative), at column `goal` or the cursor's own; with the
 * column to keep for the next step. Beyond the first or last row it is the start or the end of the text.
 */
export function moveByRows(
  state: EditorState,
  by: number,
  width: number,
): { cursor: Position; goal: number } {
  const { lines, cursor } = state;
  let row = cursor.row;
  let spans = rowsOf(lines[row]!, width);
  let at = spanAt(spans, cursor.col);
  const goal = state.goal ?? columnIn(lines[row]!, spans[at]!, cursor.col, width);
  for (let left = Math.abs(by); left > 0; left -= 1) {
    at += Math.sign(by);
    if (at >= 0 && at < spans.length) continue;
    const next = row + Math.sign(by);
    if (next < 0) return { cursor: { row: 0, col: 0 }, goal };
    if (next >= lines.length) return { cursor: { row, col: lines[row]!.length }, goal };
    row = next;
    spans = rowsOf(lines[row]!, width);
    at = by < 0 ? spans.length - 1 : 0;
  }
  return { cursor: { row, col: colAt(lines[row]!, spans, at, goal, width) }, goal };
}

function colAt(line: string, spans: readonly WrapSpan[], at: number, goal: number, width: number): number {
  const span = spans[at]!;
  const room = Math.max(1, width - 1);
  let used = 0;
  let col = span.start;
  for (const cell of graphemes(line.slice(span.start, span.end))) {
    const cellWidth = cell.width > room ? 1 : cell.width;
    const end = span.start + cell.index + cell.length;
    // The place after the last character of a soft-wrapped row belongs to the next row.
    const isNextRow = end === span.end && at < spans.length - 1;
    if (used + cellWidth > goal || isNextRow) break;
    used += cellWidth;
    col = end;
  }
  return col;
}
