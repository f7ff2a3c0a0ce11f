/** Takes a painted line apart into the columns of the terminal, so that two lines can be compared cell by cell. */
import { graphemes, simpleColumns, simpleWidth } from '../text/graphemes.ts';

/** A line by column. Numbers in place of texts: a page is 12,000 cells, of which nothing is left to be collected. */
export interface Cells {
  /** What is printed in each column: the UTF-16 unit; 0 in the second column of a wide character, or `inClusters`. */
  readonly units: Uint16Array;
  /** What is printed where one unit is not enough. */
  readonly clusters: Map<number, string>;
  /** The look of each column, as `lookText` tells it; 0 for none. */
  readonly looks: Uint16Array;
  /** Columns whose character terminals may give another width than we do. */
  readonly unsure: Set<number>;
  /** The web address of each column that is part of a link; blanks never are, as no address has one. */
  readonly links: Map<number, string>;
}

/** Stands for a text of several units. No terminal prints it. */
const inClusters = 1;
const blank = 0x20;
const ESC = '\u001b';
const linkStart = `${ESC}]8;;`;
const linkEnd = `${ESC}\\`;

/** Cells for a line of so many columns, all of them blank. */
export function emptyCells(columns: number): Cells {
  return {
    units: new Uint16Array(columns).fill(blank),
    clusters: new Map(),
    looks: new Uint16Array(columns),
    unsure: new Set(),
    links: new Map(),
  };
}

/** The cells of a line in exactly `columns` columns; what is missing is blank. With `into` they are put there. */
export function cellsOf(painted: string, columns: number, into: Cells = emptyCells(columns)): Cells {
  const { units, looks, clusters, unsure, links } = into;
  clusters.clear();
  unsure.clear();
  links.clear();
  let column = 0;
  let look = 0;
  let link = '';

  const put = (unit: number, width: number) => {
    if (column + width > columns) return false;
    units[column] = unit;
    looks[column] = unit === blank && !showsOnBlank(look) ? 0 : look;
    if (width === 2) {
      units[column + 1] = 0;
      looks[column + 1] = look;
    }
    if (link !== '' && unit !== blank)
      for (let at = column; at < column + width; at += 1) links.set(at, link);
    column += width;
    return true;
  };
  const write = (text: string) => {
    if (simpleColumns(text) >= 0) {
      for (let at = 0; at < text.length; at += 1) {
        const unit = text.charCodeAt(at);
        put(unit, simpleWidth(unit));
      }
      return;
    }
    for (const { text: cluster, width } of graphemes(text)) {
      if (width === 0) continue;
      const at = column;
      if (!put(cluster.length === 1 ? cluster.charCodeAt(0) : inClusters, width)) continue;
      if (cluster.length > 1) clusters.set(at, cluster);
      if (!isSure(cluster, width)) unsure.add(at);
    }
  };

  let at = 0;
  while (at < painted.length) {
    const found = painted.indexOf(ESC, at);
    if (found < 0) {
      write(painted.slice(at));
      break;
    }
    if (found > at) write(painted.slice(at, found));
    const isLink = painted[found + 1] === ']';
    const end = painted.indexOf(isLink ? linkEnd : 'm', found);
    if (end < 0) break;
    if (isLink) link = painted.slice(found + linkStart.length, end);
    else look = lookAfter(look, painted.slice(found + 2, end));
    at = end + (isLink ? linkEnd.length : 1);
  }
  units.fill(blank, column);
  looks.fill(0, column);
  return into;
}

/** What is printed in a column; empty in the second one of a wide character. */
export function textAt({ units, clusters }: Cells, column: number): string {
  const unit = units[column] as number;
  if (unit === inClusters) return clusters.get(column) ?? '';
  return unit === 0 ? '' : String.fromCharCode(unit);
}

/** The web address that a column leads to; empty for none. */
export function linkAt({ links }: Cells, column: number): string {
  return links.size === 0 ? '' : (links.get(column) ?? '');
}

/** Whether both show the same in this column. */
export function isSameCell(one: Cells, other: Cells, column: number): boolean {
  const unit = one.units[column];
  return (
    unit === other.units[column] &&
    one.looks[column] === other.looks[column] &&
    (unit !== inClusters || one.clusters.get(column) === other.clusters.get(column)) &&
    linkAt(one, column) === linkAt(other, column)
  );
}

/** Every look that was met, by its number. They come from themes, never from texts, so they stay few. */
const lookTexts: string[] = [''];
const blanksShow: boolean[] = [false];
const lookNumbers = new Map<string, number>([['', 0]]);

/** The parameters of the SGR of a look, empty for none. */
export function lookText(look: number): string {
  return lookTexts[look] as string;
}

/** Whether a blank with this look can be told from an empty cell: by its background, a line or reverse video. */
export function showsOnBlank(look: number): boolean {
  return blanksShow[look] as boolean;
}

function lookAfter(look: number, parameters: string): number {
  if (parameters === '' || parameters === '0') return 0;
  const text = look === 0 ? parameters : `${lookText(look)};${parameters}`;
  const known = lookNumbers.get(text);
  if (known !== undefined) return known;
  lookNumbers.set(text, lookTexts.length);
  blanksShow.push(isSeenOnBlank(text));
  return lookTexts.push(text) - 1;
}

function isSeenOnBlank(look: string): boolean {
  const numbers = look.split(';').map(Number);
  for (let at = 0; at < numbers.length; at += 1) {
    const number = numbers[at] as number;
    if (number === 38) at += numbers[at + 1] === 2 ? 4 : 2;
    else if (number === 4 || number === 7 || (number >= 40 && number <= 48) || number >= 100) return true;
  }
  return false;
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
