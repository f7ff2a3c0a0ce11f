/** How data looks to people at a terminal: tables, ages, and the colours they get. */
import { colorDepth } from '../text/color-depth.ts';
import { fit, truncate } from '../text/fit.ts';
import { createTheme, type Role, type Theme } from '../text/theme.ts';
import { textWidth } from '../text/width.ts';
import { wrap } from '../text/wrap.ts';
import type { Args } from './flags.ts';
import type { Session } from './session.ts';

export interface Column {
  title: string;
  align?: 'left' | 'right';
  role?: Role;
  /** Widest it may get; without it the column takes what is left of the line. */
  most?: number;
  /** The last column goes on in lines below instead of being cut. */
  isWhole?: boolean;
}

/** The palette for stdout. Colours only on a terminal, and never with `NO_COLOR` or `--no-color`. */
export function themeFor({ io }: Session, args: Args): Theme {
  const flag = args['no-color'] ? false : undefined;
  const depth = colorDepth({ env: io.env, isTTY: io.isTerminal.stdout, flag });
  return createTheme({ depth, background: 'dark' });
}

/** Aligned columns under their titles, each line at most `width` columns wide. Cells are printable already. */
export function tableText(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  look: { theme: Theme; width: number },
): string {
  const widths = columns.map((column, at) =>
    Math.min(
      column.most ?? 1_000,
      Math.max(...[column.title, ...rows.map((row) => row[at] ?? '')].map(textWidth)),
    ),
  );
  const last = columns.length - 1;
  const others = widths.slice(0, last).reduce((sum, width) => sum + width + 2, 0);
  widths[last] = Math.max(10, Math.min(widths[last] ?? 0, look.width - others));
  const line = (cells: readonly string[], roleOf: (at: number) => Role) => {
    const width = widths[last] ?? 0;
    const cell = cells[last] ?? '';
    // Nothing stands behind the last cell, so it is not filled up.
    const [end = '', ...below] = columns[last]?.isWhole ? wrap(cell, width) : [truncate(cell, width)];
    const front = cells
      .slice(0, last)
      .map((each, at) =>
        look.theme.paint(roleOf(at), fit(each, widths[at] ?? 0, columns[at]?.align ?? 'left')),
      );
    return [
      [...front, look.theme.paint(roleOf(last), end.trimEnd())].join('  '),
      ...below.map((text) => `${' '.repeat(others)}${look.theme.paint(roleOf(last), text.trimEnd())}`),
    ].join('\n');
  };
  return [
    line(
      columns.map((column) => column.title),
      () => 'dim',
    ),
    ...rows.map((row) => line(row, (at) => columns[at]?.role ?? 'text')),
    '',
  ].join('\n');
}

/** How long ago, in one unit: `now`, `5m`, `3h`, `12d`. */
export function age(at: string, now: Date): string {
  const minutes = Math.floor((now.getTime() - Date.parse(at)) / 60_000);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes}m`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)}h`;
  return `${Math.floor(minutes / 60 / 24)}d`;
}

/** A moment in the viewer's own zone: `2026-11-03 10:30`. */
export function localTime(at: string): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())} ${two(date.getHours())}:${two(date.getMinutes())}`;
}
