/** Finds the places a cursor may stand at: between visible characters, and at the edges of words. */
import { simpleWidth } from '../text/graphemes.ts';
import { segmenterWhenUsed } from '../text/segmenter.ts';
import type { Position } from './actions.ts';

const characters = segmenterWhenUsed('grapheme');
const words = segmenterWhenUsed('word');

// Word search looks this far at most, so that one endless line does not make each key slow.
const WORD_WINDOW = 2_000;

/** The nearest place at or after `col` that is not inside a visible character. */
export function snapForward(line: string, col: number): number {
  if (col <= 0 || col >= line.length) return Math.max(0, Math.min(col, line.length));
  if (isPlainBoundary(line, col)) return col;
  const around = characters().segment(line).containing(col)!;
  return around.index === col ? col : around.index + around.segment.length;
}

/** The place one visible character to the left of `col`; `col` must be above 0. */
export function characterBefore(line: string, col: number): number {
  if (col === 1 || isPlainBoundary(line, col - 1)) return col - 1;
  return characters()
    .segment(line)
    .containing(col - 1)!.index;
}

/** The place one visible character to the right of `col`; `col` must be below the line's length. */
export function characterAfter(line: string, col: number): number {
  if (col + 1 === line.length || isPlainBoundary(line, col + 1)) return col + 1;
  const at = characters().segment(line).containing(col)!;
  return at.index + at.segment.length;
}

function isPlainBoundary(line: string, col: number): boolean {
  return simpleWidth(line.charCodeAt(col - 1)) !== 0 && simpleWidth(line.charCodeAt(col)) !== 0;
}

/** The start of the word to the left, over the line's edge when there is none in it. */
export function wordBefore(lines: readonly string[], { row, col }: Position): Position {
  if (col === 0)
    return row === 0 ? { row, col } : wordBefore(lines, { row: row - 1, col: lines[row - 1]!.length });
  const line = lines[row]!;
  const from = Math.max(0, col - WORD_WINDOW);
  let start: number | undefined;
  for (const { index, isWordLike } of words().segment(line.slice(from, col))) {
    if (isWordLike) start = from + index;
  }
  return { row, col: start === undefined ? from : snapBack(line, start) };
}

/** The end of the word to the right, over the line's edge when there is none in it. */
export function wordAfter(lines: readonly string[], { row, col }: Position): Position {
  const line = lines[row]!;
  if (col === line.length)
    return row === lines.length - 1 ? { row, col } : wordAfter(lines, { row: row + 1, col: 0 });
  const to = Math.min(line.length, col + WORD_WINDOW);
  for (const { index, segment, isWordLike } of words().segment(line.slice(col, to))) {
    if (isWordLike) return { row, col: snapForward(line, col + index + segment.length) };
  }
  return { row, col: snapForward(line, to) };
}

function snapBack(line: string, col: number): number {
  if (col <= 0 || col >= line.length || isPlainBoundary(line, col)) return col;
  return characters().segment(line).containing(col)!.index;
}
