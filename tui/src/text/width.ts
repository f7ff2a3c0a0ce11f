/** How many columns a text takes, quickly: the screen asks thousands of times per frame. */
import { createBoundedCache } from './bounded-cache.ts';
import { graphemes, simpleColumns } from './graphemes.ts';

const LONGEST_CACHED = 512;

const cache = createBoundedCache<number>(8_192);

/**
 * Columns of one line as this program prints it (see `terminalSafe`): equal to string-width of the printed text.
 * Letters are counted one by one; what needs the segmenter is remembered in a bounded cache.
 */
export function textWidth(line: string): number {
  const columns = simpleColumns(line);
  if (columns >= 0) return columns;
  const known = cache.get(line);
  if (known !== undefined) return known;
  let width = 0;
  for (const grapheme of graphemes(line)) width += grapheme.width;
  if (line.length <= LONGEST_CACHED) cache.set(line, width);
  return width;
}
