/** The list: one line a ticket with columns, or two lines in a narrow window. */
import { expectedRow, isOf } from '../offline/offline-act.ts';
import type { InboxState, TicketRow } from '../store/model.ts';
import { selectedRows } from '../store/selection.ts';
import { fit } from '../text/fit.ts';
import { laterShort } from '../text/later.ts';
import type { Role, Span } from '../text/theme.ts';
import { layoutOf } from './layout.ts';
import { type Line, row, span } from './line.ts';
import { dot, type Look } from './look.ts';
import { ageText } from './times.ts';

interface Columns {
  id: number;
  subject: number;
  requester: number;
  assignee: number;
  state: number;
  priority: number;
  age: number;
}

/** Marks before the number: cursor, unread or draft, and a space. */
const markColumns = 3;

function columnsFor(width: number, widestNumber: number): Columns {
  const id = Math.max(4, widestNumber);
  const requester = width >= 90 ? 18 : width >= 70 ? 14 : width >= 60 ? 11 : 9;
  const state = width >= 60 ? 8 : 6;
  // Every column but the marks has a space behind it.
  const taken = markColumns + id + 1 + 1 + requester + 1 + 2 + 1 + state + 1 + 2 + 1 + 4 + 1;
  return { id, subject: width - taken, requester, assignee: 2, state, priority: 2, age: 4 };
}

/** The names of the columns, or what has arrived. */
export function listHead(state: InboxState, look: Look): Line {
  const { listWidth } = layoutOf(state);
  const arrivals = arrivalSpans(state, look);
  if (arrivals) return row(listWidth, arrivals);
  const columns = columnsFor(listWidth, widestNumber(state));
  const words = [
    ' '.repeat(markColumns),
    fit('ID', columns.id, 'right'),
    fit('Subject', columns.subject),
    fit('Requester', columns.requester),
    fit('As', columns.assignee),
    fit('State', columns.state),
    fit('Pr', columns.priority),
    fit('Age', columns.age, 'right'),
  ];
  return row(listWidth, [span(`${words[0]}${words.slice(1).join(' ')}`, 'rule')]);
}

/** `3 new · #1051 Cannot sign in · Maria López · press . to show`; null while nothing waits. */
export function arrivalSpans(state: InboxState, look: Look): Span[] | null {
  const [first] = state.list.arrivals;
  if (!first) return null;
  const between = ` ${dot(look)} `;
  return [
    span(` ${state.list.arrivals.length} new`, 'newMark'),
    span(`${between}. shows${between}`),
    span(`#${first.number} ${first.subject}`, 'strong'),
    span(first.requester ? `${between}${first.requester.name}` : '', 'dim'),
  ];
}

/** Keeps the lines of rows as long as the rows live: a key changes two of them. */
const kept = new WeakMap<TicketRow, { key: string; lines: readonly Line[] }>();

/** Exactly the list's lines. */
export function listLines(state: InboxState, look: Look): Line[] {
  const layout = layoutOf(state);
  const { listWidth, listRows, listItems } = layout;
  const rows = state.list.rows.slice(state.list.top, state.list.top + listItems);
  const lines: Line[] = [];
  if (rows.length === 0) lines.push(row(listWidth, []), row(listWidth, emptyWords(state)));
  const widest = widestNumber(state);
  const columns = columnsFor(listWidth, widest);
  const selected = new Set(selectedRows(state).map(({ id }) => id));
  for (const stored of rows) {
    const each = expectedRow(stored, state.offline);
    const isWaiting = state.offline.some((act) => isOf(act, each));
    const isSelected = selected.has(each.id);
    const signs = marks(state, each, look, isSelected, isWaiting);
    const key = [
      ...[layout.kind, listWidth, widest, ageText(each.lastActivityAt, state.now), look.isAscii],
      ...[each.id === state.list.cursorId, state.focus, state.unread.has(each.id), state.drafts.has(each.id)],
      ...[isSelected, isWaiting],
      each.snoozed && stateWord(each, state.now, 8),
    ].join();
    const known = kept.get(each);
    const drawn =
      known?.key === key
        ? known.lines
        : layout.kind === 'compact'
          ? compactRow(state, each, signs, listWidth, look)
          : [wideRow(state, each, signs, columns, listWidth)];
    if (drawn !== known?.lines) kept.set(each, { key, lines: drawn });
    lines.push(...drawn);
  }
  while (lines.length < listRows) lines.push(row(listWidth, []));
  return lines.slice(0, listRows);
}

function emptyWords({ list, connection, view }: InboxState): Span[] {
  if (connection.kind === 'signedOut') {
    return [span('   Your session has ended. Press q, type: postern auth login', 'warning')];
  }
  if (!list.isLoaded) {
    const words =
      connection.kind === 'reconnecting' ? 'The desk does not answer yet; trying again.' : 'Loading…';
    return [
      span(`   ${list.isLoading ? words : 'The list could not be loaded. Ctrl+L tries again.'}`, 'dim'),
    ];
  }
  return [span(view === 0 ? '   Nothing is waiting for you.' : '   No ticket here.', 'dim')];
}

function wideRow(state: InboxState, ticket: TicketRow, signs: Span[], columns: Columns, width: number): Line {
  const isCursor = ticket.id === state.list.cursorId;
  const isUnread = state.unread.has(ticket.id);
  const tone: Role | undefined = ticket.status === 'closed' ? 'stateClosed' : isUnread ? 'strong' : undefined;
  const cells: Span[] = [
    ...signs,
    span(fit(String(ticket.number), columns.id, 'right'), tone ?? 'dim'),
    span(' '),
    span(fit(ticket.subject, columns.subject), tone),
    span(' '),
    span(fit(ticket.requester?.name ?? '—', columns.requester), tone ?? 'dim'),
    span(' '),
    span(fit(initials(ticket), columns.assignee), 'dim'),
    span(' '),
    span(fit(stateWord(ticket, state.now, columns.state), columns.state), stageRole(ticket)),
    span(' '),
    prioritySpan(ticket, columns.priority),
    span(' '),
    span(fit(ageText(ticket.lastActivityAt, state.now), columns.age, 'right'), 'dim'),
    span(' '),
  ];
  return row(width, cells, isCursor && state.focus === 'list' ? 'selection' : undefined);
}

function compactRow(state: InboxState, ticket: TicketRow, signs: Span[], width: number, look: Look): Line[] {
  const isCursor = ticket.id === state.list.cursorId;
  const base: Role | undefined = isCursor ? 'selection' : undefined;
  const tone: Role | undefined =
    ticket.status === 'closed' ? 'stateClosed' : state.unread.has(ticket.id) ? 'strong' : undefined;
  const between = ` ${dot(look)} `;
  const facts = [
    ticket.requester?.name ?? '—',
    stateWord(ticket, state.now, 12),
    ...(ticket.priority === 'high' || ticket.priority === 'urgent' ? [ticket.priority] : []),
    ageText(ticket.lastActivityAt, state.now),
  ];
  return [
    row(width, [...signs, span(`${ticket.number} `, 'dim'), span(ticket.subject, tone)], base),
    row(width, [span(`   ${facts.join(between)}`, 'dim')], base),
  ];
}

function marks(
  state: InboxState,
  ticket: TicketRow,
  { glyphs }: Look,
  isSelected: boolean,
  isWaiting: boolean,
): Span[] {
  const isCursor = ticket.id === state.list.cursorId;
  const sign = isSelected
    ? span(glyphs.selected, 'key')
    : isWaiting
      ? span(glyphs.offline, 'warning')
      : // A draft is counted above and named beside; that a customer has written is said here alone.
        state.unread.has(ticket.id)
        ? span(glyphs.unread, 'unread')
        : state.drafts.has(ticket.id)
          ? span(glyphs.draft, 'draft')
          : span(' ');
  return [span(isCursor ? glyphs.cursor : ' ', 'key'), sign, span(' ')];
}

/** The assignee's initials; `—` for nobody. */
function initials({ assignee }: TicketRow): string {
  if (!assignee) return '—';
  const words = assignee.name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('');
}

const stageWords: Record<string, string> = {
  new: 'new',
  'waiting on us': 'us',
  'waiting on customer': 'customer',
  closed: 'closed',
};

/** Whose turn it is, in a word; `zz` and until when while it sleeps. */
function stateWord({ stage, snoozed, isDeleted }: TicketRow, now: number, room: number): string {
  if (isDeleted) return 'bin';
  if (snoozed) {
    const until = snoozed.until === null ? 'reply' : laterShort(snoozed.until, now);
    return room < 8 ? 'zz' : `zz ${until}`;
  }
  const word = stageWords[stage.toLowerCase()] ?? stage;
  return word === 'customer' && room < 8 ? 'cust' : word;
}

function stageRole(ticket: TicketRow): Role | undefined {
  if (ticket.status === 'closed') return 'stateClosed';
  if (ticket.snoozed) return 'dim';
  const stage = ticket.stage.toLowerCase();
  return stage === 'new' ? 'stateNew' : stage === 'waiting on us' ? 'stateWaiting' : 'dim';
}

function prioritySpan({ priority, status }: TicketRow, width: number): Span {
  const signs: Record<string, string> = { urgent: '!!', high: '!', low: '↓' };
  const role: Role | undefined =
    status === 'closed' ? 'dim' : priority === 'urgent' ? 'error' : priority === 'high' ? 'warning' : 'dim';
  return span(fit(signs[priority] ?? '', width), role);
}

const widestKept = new WeakMap<readonly TicketRow[], number>();

/** Digits of the longest number, counted once for each list. */
function widestNumber({ list: { rows } }: InboxState): number {
  const kept = widestKept.get(rows);
  if (kept !== undefined) return kept;
  const widest = rows.reduce((most, each) => Math.max(most, String(each.number).length), 4);
  widestKept.set(rows, widest);
  return widest;
}
