/** What must be written to turn one line on the terminal into another. */
import { type Cells, isSameCell, lookText, showsOnBlank, textAt } from './cells.ts';

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
 * They begin and end without a look, wherever the cursor was.
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

/** Behind the last of the characters from `column` on that have this look and that terminals measure differently. */
function endOfRun({ units, looks, unsure }: Cells, column: number): number {
  let end = column;
  while ((unsure.has(end) && looks[end] === looks[column]) || (end > column && units[end] === 0)) end += 1;
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
  if (look !== 0) text += '\u001b[m';
  return stop < end ? `${text}\u001b[K` : text;
}
