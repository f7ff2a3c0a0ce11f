/** The part of a thread that is on the screen, and where scrolling leads. */
import { displayText } from '@postern/core/words';
import { isOf, type OfflineAct } from '../offline/offline-act.ts';
import type { Entry, InboxState, Scroll, Ticket } from '../store/model.ts';
import { unicodeGlyphs } from '../text/glyphs.ts';
import { layoutOf, mainColumns } from './layout.ts';
import type { Line } from './line.ts';
import { type Block, threadBlocks } from './thread-lines.ts';

/** Columns and lines for the thread that is shown, full screen or preview. */
export function threadRoom(state: InboxState): { width: number; rows: number } {
  const layout = layoutOf(state);
  return state.openId === null
    ? { width: layout.previewWidth, rows: layout.previewRows }
    : { width: mainColumns(state), rows: layout.threadRows };
}

/** The first line on the screen, counted from the thread's beginning. */
export function topLine(blocks: readonly Block[], scroll: Scroll, rows: number): number {
  const starts = startsOf(blocks);
  const most = Math.max(0, starts.total - rows);
  if (scroll === 'end') return most;
  const at = blocks.findIndex((block) => block.entryId === scroll.entryId);
  return at < 0 ? most : Math.min(most, (starts.at[at] as number) + scroll.line);
}

/** Exactly the lines from `top` on, at most `rows`. */
export function windowOf(blocks: readonly Block[], top: number, rows: number): Line[] {
  const lines: Line[] = [];
  let passed = 0;
  for (const block of blocks) {
    if (lines.length === rows) break;
    const skip = Math.max(0, top - passed);
    if (skip < block.lines.length) lines.push(...block.lines.slice(skip, skip + rows - lines.length));
    passed += block.lines.length;
  }
  return lines;
}

/**
 * Where scrolling by `by` lines (or to the next or previous message) leads. The place is kept as a line of an entry,
 * so a resize or a new message does not move it; the end is kept as the end.
 */
export function scrolled(state: InboxState, ticket: Ticket, by: number, unit?: 'message'): Scroll {
  const blocks = blocksOf(state, ticket);
  const starts = startsOf(blocks);
  const from = topLine(blocks, state.scrolls.get(ticket.id) ?? 'end', threadRoom(state).rows);
  return scrolledTo(
    state,
    ticket,
    unit === 'message' ? messageStart(blocks, starts.at, from, by) : from + by,
  );
}

/** Where the thread stands with this line first, as far as its length allows. */
export function scrolledTo(state: InboxState, ticket: Ticket, line: number): Scroll {
  const { rows } = threadRoom(state);
  const blocks = blocksOf(state, ticket);
  const starts = startsOf(blocks);
  const most = Math.max(0, starts.total - rows);
  const top = Math.max(0, Math.min(most, line));
  if (top >= most) return 'end';
  const at = starts.at.findLastIndex((start) => start <= top);
  const block = blocks[at];
  return block ? { entryId: block.entryId, line: top - (starts.at[at] as number) } : 'end';
}

/** The first line on the screen as a line of an entry, also where the end stays in sight. */
export function topPlace(state: InboxState, ticket: Ticket): Exclude<Scroll, 'end'> | null {
  const blocks = blocksOf(state, ticket);
  const { at } = startsOf(blocks);
  const top = topLine(blocks, state.scrolls.get(ticket.id) ?? 'end', threadRoom(state).rows);
  const index = at.findLastIndex((start) => start <= top);
  const block = blocks[index];
  return block ? { entryId: block.entryId, line: top - (at[index] as number) } : null;
}

/** The lines of the thread in which something stands that was searched for, counted from its beginning. */
export function hitLines(state: InboxState, ticket: Ticket): number[] {
  if (!state.hits) return [];
  const lines = blocksOf(state, ticket).flatMap((block) => block.lines);
  return lines.flatMap((line, at) =>
    line.some(({ spans }) => spans.some(({ role }) => role === 'match')) ? [at] : [],
  );
}

/** Entries whose texts are folded, or would be, and the first ones of folded runs of changes. */
export function foldable(state: InboxState, ticket: Ticket): string[] {
  const blocks = (isUnfolded: boolean) =>
    blocksOf({ ...state, unfolded: new Set(isUnfolded ? [ticket.id] : []), apart: new Set() }, ticket);
  const whole = blocks(true);
  return blocks(false)
    .filter(({ lines }, index) => lines.length > 0 && !isSameText(lines, whole[index]?.lines))
    .map(({ entryId }) => entryId);
}

function isSameText(one: readonly Line[], other: readonly Line[] = []): boolean {
  const textOf = (line: Line) => line.flatMap(({ spans }) => spans.map(({ text }) => text)).join('');
  return (
    one.length === other.length && one.every((line, index) => textOf(line) === textOf(other[index] ?? []))
  );
}

/** Entries of which at least a line is on the screen, from above. */
export function entriesInSight(state: InboxState, ticket: Ticket): string[] {
  const { rows } = threadRoom(state);
  const blocks = blocksOf(state, ticket);
  const { at } = startsOf(blocks);
  const top = topLine(blocks, state.scrolls.get(ticket.id) ?? 'end', rows);
  return blocks
    .filter(
      ({ lines }, index) => (at[index] as number) + lines.length > top && (at[index] as number) < top + rows,
    )
    .map(({ entryId }) => entryId);
}

/** What of the ticket's thread is folded. */
export function foldsOf({ unfolded, apart }: InboxState, ticket: Ticket) {
  return { isUnfolded: unfolded.has(ticket.id), apart };
}

function blocksOf(state: InboxState, ticket: Ticket): readonly Block[] {
  return threadBlocks(withOffline(ticket, state.offline), {
    width: threadRoom(state).width,
    // Line counts are the same in every glyph set.
    glyphs: unicodeGlyphs,
    me: state.me?.name ?? '',
    now: state.now,
    newFrom: state.newFrom.get(ticket.id),
    hits: state.hits,
    ...foldsOf(state, ticket),
  });
}

const entries = new WeakMap<OfflineAct, Entry>();

/** The ticket with what was written on it here and is not at the desk yet, at the end of its thread. */
export function withOffline(ticket: Ticket, acts: readonly OfflineAct[]): Ticket {
  const own = acts.filter((act) => 'body' in act.deed && isOf(act, ticket));
  if (own.length === 0) return ticket;
  return { ...ticket, timeline: [...ticket.timeline, ...own.map(entryOf)] };
}

function entryOf(act: OfflineAct): Entry {
  const kept = entries.get(act);
  if (kept) return kept;
  const { deed, id, at, state, reason } = act;
  const entry: Entry = {
    ...{ id, at, direction: null, ticket: null, files: [], delivery: [] },
    kind: deed.kind === 'note' ? 'note' : 'held',
    author: { kind: 'agent', name: 'You' },
    source: state === 'stopped' ? `not sent: ${reason}` : 'not at the desk yet',
    text: 'body' in deed ? displayText(deed.body, { multiline: true }) : '',
  };
  entries.set(act, entry);
  return entry;
}

function messageStart(blocks: readonly Block[], starts: readonly number[], from: number, direction: number) {
  const messages = starts.filter((_, index) => blocks[index]?.isMessage);
  if (direction > 0) return messages.find((start) => start > from) ?? Number.MAX_SAFE_INTEGER;
  return messages.findLast((start) => start < from) ?? 0;
}

interface Starts {
  at: readonly number[];
  total: number;
}

const startsKept = new WeakMap<readonly Block[], Starts>();

/** The first line of each block, and how many lines there are. */
function startsOf(blocks: readonly Block[]): Starts {
  const kept = startsKept.get(blocks);
  if (kept) return kept;
  const at: number[] = [];
  let total = 0;
  for (const block of blocks) {
    at.push(total);
    total += block.lines.length;
  }
  const starts = { at, total };
  startsKept.set(blocks, starts);
  return starts;
}
