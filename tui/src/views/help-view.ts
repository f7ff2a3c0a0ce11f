/** The help screen, made from the command table: every key that does something where help was asked for. */
import { helpSections } from '../keys/help.ts';
import type { InboxState } from '../store/model.ts';
import type { Span } from '../text/theme.ts';
import { ends, type Line, row, span } from './line.ts';
import { dot, type Look } from './look.ts';

const places = {
  list: 'inbox',
  thread: 'ticket',
  sight: 'what the customer sees',
  portal: 'customer portal',
  'composer-reply': 'public reply',
  'composer-note': 'internal note',
} as const;

/** Wider key names push their own line only. */
const mostKeyColumns = 22;

/** Exactly as many lines as the screen has, the footer taken off. */
export function helpLines(state: InboxState, look: Look): Line[] {
  const { columns, rows } = state.size;
  if (!state.help) return [];
  const title = ends(
    columns,
    [span(` Keys ${dot(look)} ${places[state.help.context]}`)],
    [span('Esc closes ')],
    'header',
  );
  const body = bodyLines(state, look.isAscii).slice(state.help.top, state.help.top + rows - 2);
  while (body.length < rows - 2) body.push(row(columns, []));
  return [title, ...body];
}

/** Lines of the whole help. */
export function helpHeight(state: InboxState): number {
  return bodyLines(state, false).length;
}

function bodyLines(state: InboxState, isAscii: boolean): Line[] {
  const { columns } = state.size;
  if (!state.help) return [];
  const sections = helpSections(state.help.context, isAscii);
  const widest = Math.max(...sections.flatMap(({ rows }) => rows.map(({ keys }) => keys.length)));
  const keyColumns = Math.min(mostKeyColumns, widest);
  const groups = sections.map((section) => [
    [span(` ${section.group.toUpperCase()}`, 'dim')],
    ...section.rows.map(({ keys, title }): Span[] => [
      span(` ${keys.padEnd(keyColumns)} `, 'key'),
      span(title),
    ]),
    [],
  ]);
  if (columns < 96) return groups.flat().map((spans) => row(columns, spans));
  // Two columns, broken between groups where the halves come closest to each other.
  const total = groups.reduce((sum, group) => sum + group.length, 0);
  let split = 0;
  for (let used = 0; split < groups.length && used < total / 2; split += 1)
    used += groups[split]?.length ?? 0;
  const left = groups.slice(0, split).flat();
  const right = groups.slice(split).flat();
  const half = Math.floor(columns / 2);
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => [
    ...row(half, left[index] ?? []),
    ...row(columns - half, right[index] ?? []),
  ]);
}
