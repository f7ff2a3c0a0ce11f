/** Splits a line into the characters a reader sees, each with a text and a width that every terminal agrees on. */
import { createRequire } from 'node:module';
import { createBoundedCache } from './bounded-cache.ts';
import { segmenterWhenUsed } from './segmenter.ts';

/** One visible character: where it stands in the source, what to print for it and how many columns that takes. */
export interface Grapheme {
  /** Start in the source line, in UTF-16 units. */
  index: number;
  /** Length in the source line, in UTF-16 units. */
  length: number;
  /** What to print; empty when nothing of it can be seen. */
  text: string;
  /** Columns of {@link Grapheme.text}. */
  width: number;
}

/** Columns of a tab: fixed, because a tab stop would make the width of a word depend on what stands before it. */
export const TAB_WIDTH = 4;

const TAB_TEXT = ' '.repeat(TAB_WIDTH);
const UNFIT = '�';

// Loaded at the first character that needs it: its table of emoji takes 40 ms to build, and most text has none.
let measure: ((text: string) => number) | undefined;

function stringWidth(text: string): number {
  measure ??= (createRequire(import.meta.url)('string-width') as { default: (text: string) => number })
    .default;
  return measure(text);
}

const segmenter = segmenterWhenUsed('grapheme');

const cache = createBoundedCache<{ text: string; width: number }>(4_096);

const CONTROL = /(?!\t)\p{Cc}/u;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cs}]/gu;
const SKIN_TONES = /[\u{1f3fb}-\u{1f3ff}]/gu;
// Letters that Unicode joins to whatever follows, a space or our own frame included (Grapheme_Cluster_Break=Prepend).
const PREPENDS =
  /[\u0d4e\u{111c2}\u{111c3}\u{113d1}\u{1193f}\u{11941}\u{11a3a}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}]/gu;
const REGIONAL_INDICATOR = /[\u{1f1e6}-\u{1f1ff}]/u;
const PICTOGRAPH = /^\p{Extended_Pictographic}/u;
const KEYCAP = /^([\d#*])\u20e3/u;
const ONLY_MARKS = /^\p{M}*$/u;

/**
 * Columns of a UTF-16 unit that always is a grapheme of its own when the unit after it is one too: letters,
 * digits and signs of Latin, Greek, Cyrillic, kana, Han, Hangul syllables and full-width forms, and the lines and
 * blocks that frames are drawn with. 0 for all others.
 * Keeps the segmenter (50 times slower) away from nearly all text; a test compares every unit with string-width.
 */
export function simpleWidth(unit: number): 0 | 1 | 2 {
  if (unit < 0x20) return 0;
  if (unit < 0x7f) return 1;
  if (unit < 0x0300) return unit >= 0xa0 && unit !== 0xad ? 1 : 0;
  if (unit < 0x2010) return unit >= 0x03a3 && unit <= 0x0482 ? 1 : 0;
  if (unit < 0x2500) return unit <= 0x2027 || (unit >= 0x2030 && unit <= 0x203b) ? 1 : 0;
  if (unit < 0x3001) return unit <= 0x25a9 || (unit >= 0x25c1 && unit <= 0x25fa) ? 1 : 0;
  if (unit <= 0x3029) return 2;
  if (unit >= 0x3041 && unit <= 0x3096) return 2;
  if (unit >= 0x30a0 && unit <= 0x30ff) return 2;
  if (unit >= 0x3400 && unit <= 0x4dbf) return 2;
  if (unit >= 0x4e00 && unit <= 0x9fff) return 2;
  if (unit >= 0xac00 && unit <= 0xd7a3) return 2;
  if (unit >= 0xff01 && unit <= 0xff60) return 2;
  return 0;
}

/**
 * The visible characters of one line, in order; `index` and `length` cover the whole line without a gap.
 * The printed texts joined together have exactly the sum of the widths, hold no control character, and hold none of
 * the sequences that terminals measure differently: see {@link reduceCluster}. Line breaks count as controls here.
 */
export function graphemes(line: string): Grapheme[] {
  const found: Grapheme[] = [];
  let index = 0;
  while (index < line.length) {
    let end = index;
    while (end < line.length && simpleWidth(line.charCodeAt(end)) !== 0) end += 1;
    // The last simple unit may be the base of a mark that follows, so it is left to the segmenter.
    const simpleEnd = end === line.length ? end : end - 1;
    for (; index < simpleEnd; index += 1) {
      found.push({ index, length: 1, text: line[index]!, width: simpleWidth(line.charCodeAt(index)) });
    }
    if (index >= line.length) break;
    index = segmentComplexRun(line, index, found);
  }
  return found;
}

function segmentComplexRun(line: string, start: number, found: Grapheme[]): number {
  // Two simple units in a row always have a boundary between them, so the run may end after the first.
  let end = start + 1;
  while (end < line.length) {
    const isBoundary = simpleWidth(line.charCodeAt(end)) !== 0 && simpleWidth(line.charCodeAt(end - 1)) !== 0;
    if (isBoundary) break;
    end += 1;
  }
  let printed = '';
  let isAltered = false;
  for (const { segment, index } of segmenter().segment(line.slice(start, end))) {
    let { text, width } = reducedCluster(segment);
    // What was left out between two clusters may let them join on the screen: then the second one gives way.
    if ((isAltered || text !== segment) && text !== '' && joins(printed, text)) {
      text = UNFIT;
      width = 1;
    }
    isAltered = text !== segment;
    printed += text;
    found.push({ index: start + index, length: segment.length, text, width });
  }
  return end;
}

function reducedCluster(cluster: string): { text: string; width: number } {
  const known = cache.get(cluster);
  if (known !== undefined) return known;
  const text = reduceCluster(cluster);
  const reduced = { text, width: stringWidth(text) };
  if (cluster.length <= 64) cache.set(cluster, reduced);
  return reduced;
}

function joins(before: string, text: string): boolean {
  const tail = before.slice(-64);
  if (tail === '') return false;
  return (
    segmenter()
      .segment(tail + text)
      .containing(tail.length)?.index !== tail.length
  );
}

/**
 * What to print for one grapheme cluster so that every terminal gives it the same number of columns: a flag becomes
 * its two letters, a family or profession its first person, a keycap its digit, skin tones and variation
 * selectors go. Controls, marks without a base and invisible characters become nothing.
 */
export function reduceCluster(cluster: string): string {
  if (cluster === '\t') return TAB_TEXT;
  if (CONTROL.test(cluster)) return '';
  const seen = cluster.replace(UNSEEN, '').replace(SKIN_TONES, '').replace(PREPENDS, '');
  if (REGIONAL_INDICATOR.test(seen)) return flagLetters(seen);
  const base = KEYCAP.exec(seen)?.[1] ?? PICTOGRAPH.exec(seen)?.[0];
  if (base !== undefined) return base;
  if (ONLY_MARKS.test(seen)) return '';
  return stringWidth(seen) === 0 ? UNFIT : seen;
}

function flagLetters(cluster: string): string {
  let letters = '';
  for (const character of cluster) {
    const code = character.codePointAt(0)!;
    if (code >= 0x1f1e6 && code <= 0x1f1ff) letters += String.fromCharCode(code - 0x1f1e6 + 0x41);
  }
  return letters;
}

/**
 * Columns of a line of nothing but characters that {@link simpleWidth} knows, which is printed as it is; -1 of any other.
 */
export function simpleColumns(line: string): number {
  let columns = 0;
  for (let at = 0; at < line.length; at += 1) {
    const width = simpleWidth(line.charCodeAt(at));
    if (width === 0) return -1;
    columns += width;
  }
  return columns;
}

/** The line as it is printed: every cluster reduced, nothing that could move the cursor. Breaks are dropped. */
export function terminalSafe(line: string): string {
  if (simpleColumns(line) >= 0) return line;
  let safe = '';
  for (const grapheme of graphemes(line)) safe += grapheme.text;
  return safe;
}
