/** The help screen, made from the command table: every key that does something where help was asked for. */
import { cursorOffset, textOf } from '../editor/editor.ts';
import { type HelpLook, helpSections } from '../keys/help.ts';
import type { InboxState } from '../store/model.ts';
import type { Span } from '../text/theme.ts';
import { lineField } from './head-view.ts';
import { type Line, row, span } from './line.ts';
import { dot, type Look } from './look.ts';
import { titled } from './title-line.ts';

const places = {
  list: 'inbox',
  thread: 'ticket',
  page: 'page',
  sight: 'what the customer sees',
  portal: 'customer portal',
  outbox: 'outbox',
  'composer-reply': 'public reply',
  'composer-note': 'internal note',
} as const;

/** Wider key names push their own line only. */
const mostKeyColumns = 22;

/** Exactly as many lines as the screen has, the footer taken off; with the cursor in what is typed. */
export function helpLines(
  state: InboxState,
  look: Look,
): { lines: Line[]; cursor: { x: number; y: number } } {
  const { columns, rows } = state.size;
  const { help } = state;
  if (!help) return { lines: [], cursor: { x: 0, y: 0 } };
  const title = titled(state, [span(` Keys ${dot(look)} ${places[help.context]}`)], [span('q, Esc close ')]);
  const typed = lineField(textOf(help.editor), cursorOffset(help.editor), columns - 5);
  const isEmpty = textOf(help.editor) === '';
  const field = row(columns, [
    span(' > ', 'key'),
    isEmpty ? span('type to filter; @ finds a key, as in @g', 'dim') : span(typed.text, 'strong'),
  ]);
  const body = bodyLines(state, look).slice(help.top, help.top + helpRoom(rows));
  if (body.length === 0) body.push(row(columns, [span('   No command fits. Backspace, or Esc.', 'dim')]));
  while (body.length < helpRoom(rows)) body.push(row(columns, []));
  return { lines: [title, field, ...body], cursor: { x: 3 + (isEmpty ? 0 : typed.cursor), y: 1 } };
}

/** Lines for the keys on a screen of so many rows. */
export function helpRoom(rows: number): number {
  return rows - 3;
}

/** Lines of the whole help. */
export function helpHeight(state: InboxState, look: HelpLook): number {
  return bodyLines(state, look).length;
}

function bodyLines({ size: { columns }, help }: InboxState, look: HelpLook): Line[] {
  if (!help) return [];
  const sections = helpSections(help.context, textOf(help.editor), look);
  const widest = Math.max(0, ...sections.flatMap(({ rows }) => rows.map(({ keys }) => keys.length)));
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
