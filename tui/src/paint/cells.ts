/** Takes a painted line apart into the columns of the terminal, so that two lines can be compared cell by cell. */
import { graphemes, simpleWidth } from '../text/graphemes.ts';

/** A line by column. */
export interface Cells {
  /** What is printed in each column; empty in the second column of a wide character. */
  readonly texts: readonly string[];
  /** The look of each column: the parameters of its SGR, empty for none. */
  readonly looks: readonly string[];
  /** Columns whose character terminals may give another width than we do. */
  readonly unsure: ReadonlySet<number>;
}

const none: ReadonlySet<number> = new Set();
const ESC = '\u001b';
const sgr = new RegExp(`${ESC}\\[([\\d;]*)m`, 'g');
const plain = /^[\x20-\x7e]*$/;

/** The cells of a line in exactly `columns` columns; what is missing is blank. */
export function cellsOf(painted: string, columns: number): Cells {
  const texts: string[] = [];
  const looks: string[] = [];
  let unsure: Set<number> | undefined;
  let look = '';

  const put = (text: string, width: number, isSure: boolean) => {
    if (texts.length + width > columns) return;
    if (!isSure) {
      unsure ??= new Set();
      unsure.add(texts.length);
    }
    texts.push(text);
    looks.push(text === ' ' && !showsOnBlank(look) ? '' : look);
    if (width === 2) {
      texts.push('');
      looks.push(look);
    }
  };
  const write = (text: string) => {
    if (plain.test(text)) {
      for (const letter of text) put(letter, 1, true);
      return;
    }
    for (const { text: cluster, width } of graphemes(text)) {
      if (width > 0) put(cluster, width, isSure(cluster, width));
    }
  };

  let at = 0;
  for (const match of painted.matchAll(sgr)) {
    if (match.index > at) write(painted.slice(at, match.index));
    at = match.index + match[0].length;
    const parameters = match[1] ?? '';
    look = parameters === '' || parameters === '0' ? '' : look === '' ? parameters : `${look};${parameters}`;
  }
  if (at < painted.length) write(painted.slice(at));
  while (texts.length < columns) {
    texts.push(' ');
    looks.push('');
  }
  return { texts, looks, unsure: unsure ?? none };
}

const showing = new Map<string, boolean>();

/** Whether a blank with this look can be told from an empty cell: by its background, a line or reverse video. */
export function showsOnBlank(look: string): boolean {
  if (look === '') return false;
  const known = showing.get(look);
  if (known !== undefined) return known;
  const numbers = look.split(';').map(Number);
  let shows = false;
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] as number;
    if (number === 38) at += numbers[at + 1] === 2 ? 4 : 2;
    else if (number === 4 || number === 7 || (number >= 40 && number <= 48) || number >= 100) shows = true;
    if (shows) break;
  }
  // Looks are as many as roles of a theme; the limit is for what nobody has thought of.
  if (showing.size < 500) showing.set(look, shows);
  return shows;
}

/** Letters, and the signs and frames of our own, have one width everywhere; emoji and joined scripts do not. */
function isSure(cluster: string, width: number): boolean {
  if (cluster.length !== 1) return false;
  const unit = cluster.charCodeAt(0);
  if (simpleWidth(unit) !== 0) return true;
  return width === 1 && sureRanges.some(([first, last]) => unit >= first && unit <= last);
}

/** Hebrew and Arabic letters; punctuation, arrows, frames and signs. */
const sureRanges = [
  [0x05d0, 0x05ea],
  [0x0620, 0x064a],
  [0x2010, 0x27bf],
] as const;
