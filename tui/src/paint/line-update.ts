/** What must be written to turn one line on the terminal into another. */
import { type Cells, isSameCell, linkAt, lookText, showsOnBlank, textAt } from './cells.ts';

/** Equal columns between two changes that are cheaper to write again than to skip. */
const shortGap = 12;
/** Blank columns at the end of a line that are cheaper to erase than to write. */
const shortTail = 3;
const blank = 0x20;

interface Range {
  start: number;
  end: number;
}

/**
 * The bytes for row `y` (from 0), empty when both lines show the same; without `before` the whole row is written.
 * They begin and end without a look or a link, wherever the cursor was.
 */
export function lineUpdate(before: Cells | null, after: Cells, y: number): string {
  const columns = after.units.length;
  const ranges = before ? changes(before, after) : [{ start: 0, end: columns }];
  return ranges.map((range) => written(after, range, y)).join('');
}

function changes(before: Cells, after: Cells): Range[] {
  const columns = after.units.length;
  const ranges: Range[] = [];
  let column = 0;
  while (column < columns) {
    if (isSameCell(before, after, column)) {
      column += 1;
      continue;
    }
    const range = whole(before, after, column);
    const last = ranges.at(-1);
    if (last && range.start - last.end < shortGap) last.end = Math.max(last.end, range.end);
    else ranges.push(range);
    column = Math.max(column + 1, range.end);
  }
  return ranges;
}

/**
 * From one changed column to the end of the change. A wide character is written with its first column, and its second
 * one can change only together with a first one. Characters beside the change that terminals measure differently
 * change with it: what they cover, or leave uncovered, depends on the order of writing.
 */
function whole(before: Cells, after: Cells, changed: number): Range {
  const columns = after.units.length;
  const isUnsure = (lead: number) => after.unsure.has(lead) || before.unsure.has(lead);
  let start = changed;
  while (start > 0 && isUnsure(leadBefore(after, start))) start = leadBefore(after, start);
  let end = changed + 1;
  while (end < columns && (after.units[end] === 0 || isUnsure(leadBefore(after, end)))) end += 1;
  return { start, end };
}

/** Behind the last of the characters from `column` on that have this look and link and that terminals measure differently. */
function endOfRun(cells: Cells, column: number): number {
  const { units, looks, unsure } = cells;
  let end = column;
  const link = linkAt(cells, column);
  while (
    (unsure.has(end) && looks[end] === looks[column] && linkAt(cells, end) === link) ||
    (end > column && units[end] === 0)
  )
    end += 1;
  return end;
}

function leadBefore(cells: Cells, end: number): number {
  return cells.units[end - 1] === 0 ? end - 2 : end - 1;
}

function written(cells: Cells, { start, end }: Range, y: number): string {
  const { units, looks, unsure } = cells;
  const columns = units.length;
  let stop = end;
  if (end === columns) {
    while (stop > start && units[stop - 1] === blank && looks[stop - 1] === 0) stop -= 1;
    if (end - stop <= shortTail) stop = end;
  }
  let text = start === 0 ? `\u001b[${y + 1}H` : `\u001b[${y + 1};${start + 1}H`;
  let look = 0;
  let link = '';
  let blanked = start;
  for (let column = start; column < stop; column += 1) {
    const unit = units[column] as number;
    if (unit === 0) continue;
    const wanted = looks[column] as number;
    // A blank looks the same in every colour that has no background.
    const isBlank = unit === blank && wanted === 0 && !showsOnBlank(look);
    if (wanted !== look && !isBlank) {
      text +=
        wanted === 0
          ? '\u001b[m'
          : look === 0
            ? `\u001b[${lookText(wanted)}m`
            : `\u001b[0;${lookText(wanted)}m`;
      look = wanted;
    }
    const leadsTo = linkAt(cells, column);
    if (leadsTo !== link) {
      text += linkTo(leadsTo);
      link = leadsTo;
    }
    if (!unsure.has(column)) {
      text += textAt(cells, column);
      continue;
    }
    // Blank first and placed after, so that a terminal which measures otherwise leaves no hole and no shift.
    if (column >= blanked) {
      blanked = endOfRun(cells, column);
      text += `${' '.repeat(blanked - column)}\u001b[${column + 1}G`;
    }
    const next = column + (units[column + 1] === 0 ? 2 : 1);
    text += next < columns ? `${textAt(cells, column)}\u001b[${next + 1}G` : textAt(cells, column);
  }
  if (link !== '') text += linkTo('');
  if (look !== 0) text += '\u001b[m';
  return stop < end ? `${text}\u001b[K` : text;
}

/**
 * Begins a link, or ends the last one (OSC 8). Rows of one address share an id, by which terminals know that a link goes
 * on in the next row; a link that is written in two pieces is one by it too.
 */
function linkTo(url: string): string {
  return url === '' ? '\u001b]8;;\u001b\\' : `\u001b]8;id=${idOf(url)};${url}\u001b\\`;
}

/** FNV-1a in 32 bits: two addresses with one id would only light up together. */
function idOf(url: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < url.length; at += 1) hash = Math.imul(hash ^ url.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(36);
}
