/** The lines above the list: desk and connection, views with their counts, the query. */
import { cursorOffset, textOf } from '../editor/editor.ts';
import { type Connection, type InboxState, views } from '../store/model.ts';
import type { Span } from '../text/theme.ts';
import { textWidth } from '../text/width.ts';
import { ends, type Line, row, span, widthOf } from './line.ts';
import { dot, type Look } from './look.ts';
import { clockTime, momentText } from './times.ts';

/** The desk, who is signed in, and whether what is shown is live. */
export function titleLine(state: InboxState, look: Look): Line {
  const { columns } = state.size;
  const isWide = columns >= 100;
  const left = [
    span(` POSTERN ${state.desk}`),
    span(isWide && state.me ? ` ${dot(look)} ${state.me.name}` : ''),
    span(state.isReadOnly ? ` ${dot(look)} read-only` : ''),
  ];
  const drafts = [...state.drafts.values()].flat().length;
  const right = [
    span(connectionWords(state, look)),
    span(drafts > 0 ? `   ${drafts} ${drafts === 1 ? 'draft' : 'drafts'}` : ''),
    span(isWide ? `   ${clockTime(state.now)}` : ''),
    span(' '),
  ];
  return ends(columns, left, right, 'header');
}

/** `● live`, `◌ reconnecting 3 s`, `○ offline`; `◌ cached 09:58` while the desk has not answered. */
export function connectionWords({ connection, now, cachedAt }: InboxState, { glyphs }: Look): string {
  const cached = cachedAt === null ? '' : `cached ${momentText(cachedAt, now)}`;
  if (cached !== '' && connection.kind === 'connecting') return `${glyphs.reconnecting} ${cached}`;
  const words = connectionKind(connection, now, glyphs);
  return cached === '' || connection.kind === 'live' ? words : `${words}   ${cached}`;
}

function connectionKind(connection: Connection, now: number, glyphs: Look['glyphs']): string {
  switch (connection.kind) {
    case 'live':
      return `${glyphs.live} live`;
    case 'connecting':
      return `${glyphs.reconnecting} connecting`;
    case 'signedOut':
      return `${glyphs.offline} signed out`;
    default: {
      const seconds =
        connection.retryAt === null ? 0 : Math.max(0, Math.ceil((connection.retryAt - now) / 1_000));
      const wait = seconds > 0 ? ` ${seconds} s` : '';
      // After some tries the desk is not just restarting; the tries go on.
      return connection.tries > 5
        ? `${glyphs.offline} offline`
        : `${glyphs.reconnecting} reconnecting${wait}`;
    }
  }
}

/** The numbered views with their counts; the present one stands out. */
export function viewsLine(state: InboxState): Line {
  const { columns } = state.size;
  const spans: Span[] = [];
  // Names shrink before counts do.
  const short = ['Mine', 'Unassigned', 'Waiting', 'Open', 'Closed'];
  const isTight = columns < 76;
  for (const [index, view] of views.entries()) {
    const count = state.counts[index];
    const name = isTight ? short[index] : view.name;
    const words = ` ${index + 1} ${name}${count === null || count === undefined ? '' : ` ${countText(count)}`} `;
    spans.push(
      state.view === index ? span(words, 'selection') : span(words, 'dim'),
      span(isTight ? '' : ' '),
    );
  }
  return row(columns, spans);
}

/** The desk counts no further than this. */
const mostCounted = 1_000;

/** `31`, or `1000+` where the desk stopped counting. */
export function countText(count: number): string {
  return count >= mostCounted ? `${mostCounted}+` : String(count);
}

/** The query, or the field it is written in; with the cursor's column there. */
export function queryLine(state: InboxState): { line: Line; cursor: number | null } {
  const { columns } = state.size;
  const place = placeWords(state);
  if (!state.queryEditor) {
    return {
      line: ends(columns, [span(' / ', 'key'), span(state.query, 'dim')], [span(`${place} `, 'dim')]),
      cursor: null,
    };
  }
  const { editor } = state.queryEditor;
  const field = lineField(textOf(editor), cursorOffset(editor), columns - 5);
  return { line: row(columns, [span(' / ', 'key'), span(field.text, 'strong')]), cursor: 3 + field.cursor };
}

/** The part of a one-line field around its cursor. */
export function lineField(text: string, offset: number, width: number): { text: string; cursor: number } {
  let start = 0;
  while (start < offset && textWidth(text.slice(start, offset)) > width - 1) start += 1;
  if (start > 0 && /[\udc00-\udfff]/.test(text[start] ?? '')) start += 1;
  return { text: text.slice(start), cursor: Math.min(width - 1, textWidth(text.slice(start, offset))) };
}

function placeWords({ list, found }: InboxState): string {
  const at = list.rows.findIndex((each) => each.id === list.cursorId) + 1;
  if (at === 0) return '';
  return `${at} of ${found === null ? list.rows.length : countText(Math.max(found, list.rows.length))}`;
}

/** The one head line of a narrow window. */
export function compactTitle(state: InboxState, look: Look): Line {
  const { columns } = state.size;
  const view = state.view === null ? null : views[state.view];
  const count = state.view === null ? state.found : state.counts[state.view];
  const words = view ? `${state.view === null ? '' : state.view + 1} ${view.name}` : 'Query';
  const right = [span(connectionWords(state, look)), span(' ')];
  const left = [
    span(` ${words}${count === null || count === undefined ? '' : ` ${countText(count)}`}`),
    span(` ${dot(look)} ${state.query}`),
  ];
  return widthOf(right) > columns / 2 ? row(columns, left, 'header') : ends(columns, left, right, 'header');
}
