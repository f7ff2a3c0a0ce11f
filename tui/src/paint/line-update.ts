/** What must be written to turn one line on the terminal into another. */
import { type Cells, showsOnBlank } from './cells.ts';

/** Equal columns between two changes that are cheaper to write again than to skip. */
const shortGap = 12;
/** Blank columns at the end of a line that are cheaper to erase than to write. */
const shortTail = 3;

interface Range {
  start: number;
  end: number;
}

/**
 * The bytes for row `y` (from 0), empty when both lines show the same; without `before` the whole row is written.
 * They begin and end without a look, wherever the cursor was.
 */
export function lineUpdate(before: Cells | null, after: Cells, y: number): string {
  const columns = after.texts.length;
  const ranges = before ? changes(before, after) : [{ start: 0, end: columns }];
  return ranges.map((range) => written(after, range, y)).join('');
}

function changes(before: Cells, after: Cells): Range[] {
  const columns = after.texts.length;
  const ranges: Range[] = [];
  let column = 0;
  while (column < columns) {
    if (before.texts[column] === after.texts[column] && before.looks[column] === after.looks[column]) {
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
  const columns = after.texts.length;
  const isUnsure = (lead: number) => after.unsure.has(lead) || before.unsure.has(lead);
  let start = changed;
  while (start > 0 && isUnsure(leadBefore(after, start))) start = leadBefore(after, start);
  let end = changed + 1;
  while (end < columns && (after.texts[end] === '' || isUnsure(leadBefore(after, end)))) end += 1;
  return { start, end };
}

/** Behind the last of the characters from `column` on that have this look and that terminals measure differently. */
function endOfRun({ texts, looks, unsure }: Cells, column: number): number {
  let end = column;
  while ((unsure.has(end) && looks[end] === looks[column]) || (end > column && texts[end] === '')) end += 1;
  return end;
}

function leadBefore(cells: Cells, end: number): number {
  return cells.texts[end - 1] === '' ? end - 2 : end - 1;
}

function written(cells: Cells, { start, end }: Range, y: number): string {
  const { texts, looks, unsure } = cells;
  const columns = texts.length;
  let stop = end;
  if (end === columns) {
    while (stop > start && texts[stop - 1] === ' ' && looks[stop - 1] === '') stop -= 1;
    if (end - stop <= shortTail) stop = end;
  }
  let text = start === 0 ? `\u001b[${y + 1}H` : `\u001b[${y + 1};${start + 1}H`;
  let look = '';
  let blanked = start;
  for (let column = start; column < stop; column += 1) {
    const cell = texts[column] as string;
    if (cell === '') continue;
    const wanted = looks[column] as string;
    // A blank looks the same in every colour that has no background.
    const isBlank = cell === ' ' && wanted === '' && !showsOnBlank(look);
    if (wanted !== look && !isBlank) {
      text += wanted === '' ? '\u001b[m' : look === '' ? `\u001b[${wanted}m` : `\u001b[0;${wanted}m`;
      look = wanted;
    }
    if (!unsure.has(column)) {
      text += cell;
      continue;
    }
    // Blank first and placed after, so that a terminal which measures otherwise leaves no hole and no shift.
    if (column >= blanked) {
      blanked = endOfRun(cells, column);
      text += `${' '.repeat(blanked - column)}\u001b[${column + 1}G`;
    }
    const next = column + (texts[column + 1] === '' ? 2 : 1);
    text += next < columns ? `${cell}\u001b[${next + 1}G` : cell;
  }
  if (look !== '') text += '\u001b[m';
  return stop < end ? `${text}\u001b[K` : text;
}
