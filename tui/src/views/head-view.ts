/** The lines above the list: desk and connection, views with their counts, the query. */
import { cursorOffset, textOf } from '../editor/editor.ts';
import { type Connection, type InboxState, numbered } from '../store/model.ts';
import { needsPerson } from '../store/outbox-rows.ts';
import { offered } from '../store/query-editor.ts';
import { truncate } from '../text/fit.ts';
import type { Span } from '../text/theme.ts';
import { textWidth } from '../text/width.ts';
import { ends, type Line, row, span, widthOf } from './line.ts';
import { dot, type Look } from './look.ts';
import { clockTime, momentText } from './times.ts';
import { titled } from './title-line.ts';

/** The desk, who is signed in, and whether what is shown is live. */
export function titleLine(state: InboxState, look: Look): Line {
  const isWide = state.size.columns >= 100;
  const left = [
    span(state.stripe === null ? ` POSTERN ${state.desk}` : ' POSTERN'),
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
  return titled(state, left, right);
}

/** `● live`, `◌ reconnecting 3 s`, `○ offline · 2 queued`; `◌ cached 09:58` while the desk has not answered. */
export function connectionWords(state: InboxState, look: Look): string {
  const waiting = state.offline.filter((act) => act.state === 'waiting').length;
  const { stopped, mails } = needsPerson(state);
  const unsent =
    state.size.columns < 60
      ? [...(stopped + mails > 0 ? [`${stopped + mails} failed`] : [])]
      : [
          ...(stopped > 0 ? [`${stopped} not sent`] : []),
          ...(mails > 0 ? [`${mails} ${mails === 1 ? 'mail' : 'mails'} failed`] : []),
        ].map((words, index, all) => (index === all.length - 1 ? `${words} (g o)` : words));
  return [
    linkWords(state, look),
    ...(waiting > 0 ? [`${waiting} queued`] : []),
    ...unsent,
    ...slackWords(state),
  ].join(` ${dot(look)} `);
}

/** `Slack: delayed since 14:02, 37 waiting`, or `Slack: #billing parked`; less of it in a narrow window. */
function slackWords({ slack, now, size }: InboxState): string[] {
  if (slack === null || size.columns < 60) return [];
  const isTight = size.columns < 76;
  if ('parked' in slack) {
    const [only = '', ...others] = slack.parked;
    const what = others.length > 0 ? `${slack.parked.length} channels` : `#${truncate(only, 24)}`;
    return [isTight ? 'Slack: parked' : `Slack: ${what} parked`];
  }
  const since = momentText(slack.since, now);
  return [isTight ? `Slack: since ${since}` : `Slack: delayed since ${since}, ${slack.waiting} waiting`];
}

function linkWords({ connection, now, cachedAt, offline }: InboxState, { glyphs }: Look): string {
  const cached = cachedAt === null ? '' : `cached ${momentText(cachedAt, now)}`;
  if (cached !== '' && connection.kind === 'connecting') return `${glyphs.reconnecting} ${cached}`;
  const words = connectionKind(connection, now, glyphs, offline.length > 0);
  return cached === '' || connection.kind === 'live' ? words : `${words}   ${cached}`;
}

function connectionKind(
  connection: Connection,
  now: number,
  glyphs: Look['glyphs'],
  hasQueued: boolean,
): string {
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
      // After some tries the desk is not just restarting; the tries go on. Who works on is offline in any case.
      return connection.tries > 5 || hasQueued
        ? `${glyphs.offline} offline`
        : `${glyphs.reconnecting} reconnecting${wait}`;
    }
  }
}

/** The numbered views with their counts, as many as fit; the present one stands out and is never left out. */
export function viewsLine(state: InboxState): Line {
  const { columns } = state.size;
  const { views, counts, view: shown } = state;
  const isTight = columns < 76;
  const wordsOf = (index: number) => {
    const { name = '', problem = null } = views[index] ?? {};
    const count = counts[index] ?? null;
    // Names shrink before counts do.
    const short = isTight ? (name.split(' ')[0] ?? name) : name;
    const number = index < numbered(views).length ? `${index + 1} ` : '';
    const end = problem === null ? (count === null ? '' : ` ${countText(count)}`) : ' !';
    return ` ${number}${truncate(short, 24)}${end} `;
  };
  const gap = isTight ? '' : ' ';
  const widthAt = (index: number) => textWidth(wordsOf(index)) + gap.length;
  const all = numbered(views).map((_, index) => index);
  const isFit = all.reduce((sum, index) => sum + widthAt(index), 0) <= columns && (shown ?? 0) < all.length;
  const more = ` g v${gap}`;
  let room = columns - (isFit && views.length === all.length ? 0 : more.length);
  if (!isFit && shown !== null) room -= widthAt(shown);
  const fitting = all.filter((index) => {
    if (!isFit && index === shown) return true;
    room -= widthAt(index);
    return room >= 0;
  });
  const indexes = shown === null || fitting.includes(shown) ? fitting : [...fitting, shown];
  const spans: Span[] = indexes.flatMap((index) => [
    span(wordsOf(index), shown === index ? 'selection' : 'dim'),
    span(gap),
  ]);
  if (indexes.length < views.length) spans.push(span(more, 'key'));
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
  const { editor, problemAt, found } = state.queryEditor;
  const count = found === null ? '' : `${countText(found)} ${found === 1 ? 'ticket' : 'tickets'} `;
  const field = lineField(textOf(editor), cursorOffset(editor), columns - 5 - count.length);
  const at = problemAt === null ? field.text.length : Math.max(0, problemAt - field.start);
  const wrong = /^(?:"[^"]*"?|[^\s"])*/.exec(field.text.slice(at))?.[0] ?? '';
  const left = [
    span(' / ', 'key'),
    span(field.text.slice(0, at), 'strong'),
    span(wrong, 'error'),
    span(field.text.slice(at + wrong.length), 'strong'),
  ];
  return { line: ends(columns, left, count === '' ? [] : [span(count, 'dim')]), cursor: 3 + field.cursor };
}

/** Below a query that is written: what `Tab` takes and what else fits, or a sign under what cannot be understood. */
export function queryHelp(state: InboxState, width: number): Line | null {
  const { queryEditor } = state;
  if (!queryEditor) return null;
  const options = offered(state)?.options.slice(0, mostOffered) ?? [];
  if (options.length > 0) {
    const [first = '', ...others] = options;
    return row(width, [
      span(' Tab ', 'key'),
      span(first, 'strong'),
      span(others.map((each) => `  ${each}`).join(''), 'dim'),
    ]);
  }
  const { editor, problemAt } = queryEditor;
  if (problemAt === null) return null;
  const field = lineField(textOf(editor), cursorOffset(editor), state.size.columns - 5);
  const before = field.text.slice(0, Math.max(0, problemAt - field.start));
  return row(width, [span(`   ${' '.repeat(textWidth(before))}^`, 'error')]);
}

const mostOffered = 5;

/** UTF-16 units of one column, of the longest characters that people write. */
const mostUnitsAColumn = 8;

/** The part of a one-line field around its cursor, and where in the text it begins. */
export function lineField(
  text: string,
  offset: number,
  width: number,
): { text: string; cursor: number; start: number } {
  // However long the text is, no more of it is looked at than could be shown.
  const units = width * mostUnitsAColumn;
  let start = Math.max(0, offset - units);
  while (start < offset && textWidth(text.slice(start, offset)) > width - 1) start += 1;
  if (start > 0 && /[\udc00-\udfff]/.test(text[start] ?? '')) start += 1;
  return {
    text: text.slice(start, start + units).toWellFormed(),
    cursor: Math.min(width - 1, textWidth(text.slice(start, offset))),
    start,
  };
}

function placeWords({ list, found }: InboxState): string {
  const at = list.rows.findIndex((each) => each.id === list.cursorId) + 1;
  if (at === 0) return '';
  return `${at} of ${found === null ? list.rows.length : countText(Math.max(found, list.rows.length))}`;
}

/** The one head line of a narrow window. */
export function compactTitle(state: InboxState, look: Look): Line {
  const { columns } = state.size;
  const at = state.view ?? -1;
  const view = state.views[at];
  const count = view ? (state.counts[at] ?? state.found) : state.found;
  const words = view ? `${at < numbered(state.views).length ? `${at + 1} ` : ''}${view.name}` : 'Query';
  const right = [span(connectionWords(state, look)), span(' ')];
  const left = [
    span(` ${words}${count === null || count === undefined ? '' : ` ${countText(count)}`}`),
    span(` ${dot(look)} ${state.query}`),
  ];
  return titled(state, left, widthOf(right) > columns / 2 ? [] : right);
}
