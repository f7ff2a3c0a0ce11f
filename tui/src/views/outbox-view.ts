/** The outbox: a row for all that waits or has failed, and below it the whole of the one under the cursor. */
import { displayText } from '@postern/core/words';
import type { InboxState } from '../store/model.ts';
import {
  type OutboxRow,
  type OutboxScreen,
  outboxCursor,
  outboxRows,
  rowLabel,
  rowState,
  rowWords,
} from '../store/outbox-rows.ts';
import { fit } from '../text/fit.ts';
import type { Role } from '../text/theme.ts';
import { wrap } from '../text/wrap.ts';
import { layoutOf } from './layout.ts';
import { type Line, row, ruled, span } from './line.ts';
import { dot, type Look } from './look.ts';
import { momentText } from './times.ts';
import { titled } from './title-line.ts';

/** The title and the rule between the rows and the text. */
const fixedRows = 2;

/** All lines above the footer. */
export function outboxLines(state: InboxState, screen: OutboxScreen, look: Look): Line[] {
  const { columns } = state.size;
  const rows = outboxRows(state);
  const room = outboxRoom(state);
  const index = outboxCursor(state, rows);
  const top = Math.max(0, Math.min(index - Math.floor(room / 2), rows.length - room));
  const shown = rows.slice(top, top + room);
  const list = shown.map((each, at) => rowLine(state, each, at + top === index, look));
  if (rows.length === 0) list.push(row(columns, [span('   The outbox is empty.', 'dim')]));
  while (list.length < room) list.push(row(columns, []));
  const selected = rows[index];
  const detail = selected ? detailLines(state, selected, screen) : [];
  const below = Math.max(0, bodyRows(state) - room);
  while (detail.length < below) detail.push(row(columns, []));
  const asking = state.failed === null && state.connection.kind === 'live' ? 'asking the desk ' : '';
  const between = ` ${dot(look)} `;
  return [
    titled(state, [span(` Outbox${between}${counted(rows.length)}`)], [span(asking)]),
    ...list,
    ruled(columns, look.glyphs.rule, selected ? [span(rowWords(selected), roleOf(selected))] : [], 'rule'),
    ...detail.slice(0, below),
  ];
}

/** Lines for the rows: at most half, so that the text has room. */
export function outboxRoom(state: InboxState): number {
  return Math.max(1, Math.ceil(bodyRows(state) / 2));
}

const bodyRows = (state: InboxState) => Math.max(2, state.size.rows - layoutOf(state).footRows - fixedRows);

function counted(count: number): string {
  return count === 1 ? '1 waits or has failed' : `${count} wait or have failed`;
}

function rowLine(state: InboxState, each: OutboxRow, isCursor: boolean, { glyphs }: Look): Line {
  const { columns } = state.size;
  const words = ` ${isCursor ? glyphs.cursor : ' '} ${signOf(each, glyphs)} ${rowLabel(each)}`;
  const width = Math.max(20, Math.floor(columns * 0.5));
  const cells = [span(fit(words, width), roleOf(each)), span(` ${rowState(each, state)}`, stateRole(each))];
  return row(columns, cells, isCursor ? 'selection' : undefined);
}

function signOf(each: OutboxRow, glyphs: Look['glyphs']): string {
  if (each.kind === 'offline') return glyphs.offline;
  return each.kind === 'held' ? glyphs.publicArrow : '!';
}

function roleOf(each: OutboxRow): Role | undefined {
  const isReply = each.kind === 'held' || (each.kind === 'offline' && each.act.deed.kind === 'reply');
  return isReply ? 'publicMark' : undefined;
}

function stateRole(each: OutboxRow): Role {
  if (each.kind === 'failed') return 'error';
  return (each.kind === 'held' ? each.reply.state : each.act.state) === 'stopped' ? 'warning' : 'dim';
}

function detailLines(state: InboxState, each: OutboxRow, { readers }: OutboxScreen): Line[] {
  const { columns } = state.size;
  const lines = (text: string, role?: Role) =>
    wrap(text, Math.max(10, columns - 4)).map((line) => row(columns, [span(`  ${line}`, role)]));
  const stateLines = lines(rowState(each, state), stateRole(each));
  if (each.kind === 'failed')
    return [...stateLines, ...lines(`Since ${momentText(each.item.at, state.now)}`, 'dim')];
  if (each.kind === 'held') return [...stateLines, row(columns, []), ...lines(each.reply.text)];
  const { act } = each;
  const since = `Since ${momentText(act.at, state.now)}${act.subject === '' ? '' : `, on "${act.subject}"`}`;
  const text = 'body' in act.deed ? displayText(act.deed.body, { multiline: true }) : '';
  return [
    ...stateLines,
    ...lines(since, 'dim'),
    ...(readers?.id === act.id
      ? lines(`PUBLIC REPLY to ${readers.names}: Ctrl+S sends it`, 'publicMark')
      : []),
    ...(text === '' ? [] : [row(columns, []), ...lines(text)]),
  ];
}
