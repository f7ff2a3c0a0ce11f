/** How many columns a text takes, quickly: the screen asks thousands of times per frame. */
import { createBoundedCache } from './bounded-cache.ts';
import { graphemes } from './graphemes.ts';

const PLAIN = /^[\x20-\x7e]*$/;
const LONGEST_CACHED = 512;

const cache = createBoundedCache<number>(8_192);

/**
 * Columns of one line as this program prints it (see `terminalSafe`): equal to string-width of the printed text.
 * Plain ASCII is its length; anything else is remembered in a bounded cache.
 */
export function textWidth(line: string): number {
  if (PLAIN.test(line)) return line.length;
  const known = cache.get(line);
  if (known !== undefined) return known;
  let width = 0;
  for (const grapheme of graphemes(line)) width += grapheme.width;
  if (line.length <= LONGEST_CACHED) cache.set(line, width);
  return width;
}
