/** A text editor as a pure function: a state and an action give the next state. */
import type {
  EditorAction,
  EditorLayout,
  EditorState,
  LastAction,
  Motion,
  Position,
  Snapshot,
} from './actions.ts';
import { moveByRows } from './layout.ts';
import { characterAfter, characterBefore, snapForward, wordAfter, wordBefore } from './motions.ts';

export type { EditorAction, EditorLayout, EditorState } from './actions.ts';
export { type EditorView, view } from './layout.ts';

const MOST_UNDOS = 500;
const MOST_KILLS = 20;
const DEFAULT_LAYOUT: EditorLayout = { width: 80, height: 24 };

/** A new editor with the cursor at the end of `text`. */
export function createEditor(text = '', options: { singleLine?: boolean } = {}): EditorState {
  const singleLine = options.singleLine ?? false;
  const lines = cleanLines(text, singleLine);
  return {
    lines,
    cursor: endOf(lines),
    singleLine,
    goal: undefined,
    last: 'none',
    kills: [],
    yank: undefined,
    undos: [],
    redos: [],
  };
}

/** The text, lines joined by `\n`. */
export function textOf(state: Snapshot): string {
  return state.lines.join('\n');
}

/** The cursor as a UTF-16 offset in {@link textOf}. */
export function cursorOffset(state: Snapshot): number {
  let offset = state.cursor.col;
  for (let row = 0; row < state.cursor.row; row += 1) offset += state.lines[row]!.length + 1;
  return offset;
}

/**
 * The state after one action. Whatever comes in, the text is well formed and has no control character but `\n` and
 * `\t`, and the cursor stands between two visible characters. Never throws.
 */
export function edit(
  state: EditorState,
  action: EditorAction,
  layout: EditorLayout = DEFAULT_LAYOUT,
): EditorState {
  switch (action.type) {
    case 'insert':
      return typed(state, action.text);
    case 'paste':
      return changed(state, insertAt(state, cleanLines(action.text, state.singleLine)), 'none');
    case 'replace': {
      const lines = cleanLines(action.text, state.singleLine);
      return changed(state, { lines, cursor: endOf(lines) }, 'none');
    }
    case 'newline':
      return state.singleLine ? state : changed(state, insertAt(state, ['', '']), 'none');
    case 'backspace':
      return removed(state, before(state), 'backspace');
    case 'delete':
      return removed(state, after(state), 'delete');
    case 'move':
      return moved(state, action.to, layout);
    case 'kill':
      return killed(state, action.to);
    case 'yank':
      return yanked(state, state, 0);
    case 'yankEarlier':
      if (state.last !== 'yank' || state.yank === undefined) return { ...state, last: 'none' };
      return yanked(state, state.yank.before, (state.yank.index + 1) % state.kills.length);
    case 'undo':
      return stepped(state, 'undos', 'redos');
    default:
      return stepped(state, 'redos', 'undos');
  }
}

function typed(state: EditorState, text: string): EditorState {
  const lines = cleanLines(text, state.singleLine);
  if (lines.length === 1 && lines[0] === '') return state;
  const isNewWord =
    /\s$/.test(state.lines[state.cursor.row]!.slice(0, state.cursor.col)) && /^\S/.test(lines[0]!);
  const continues = state.last === 'type' && !isNewWord && lines.length === 1;
  return changed(state, insertAt(state, lines), 'type', continues);
}

function removed(state: EditorState, other: Position, kind: 'backspace' | 'delete'): EditorState {
  if (isSame(other, state.cursor)) return { ...state, last: 'none', goal: undefined };
  const { next } = cut(state, other);
  return changed(state, next, kind, state.last === kind);
}

function killed(state: EditorState, to: (EditorAction & { type: 'kill' })['to']): EditorState {
  const atLineEnd = state.cursor.col === state.lines[state.cursor.row]!.length;
  // At the end of a line the break itself is cut, so that repeating the key goes on through the text.
  const other = to === 'lineEnd' && atLineEnd ? after(state) : target(state, to);
  if (isSame(other, state.cursor)) return { ...state, last: 'none', goal: undefined };
  const { next, text } = cut(state, other);
  const kind = to === 'wordLeft' || to === 'lineStart' ? 'killLeft' : 'killRight';
  const [newest = '', ...older] = state.kills;
  const addsUp = state.last === 'killLeft' || state.last === 'killRight';
  const joined = kind === 'killLeft' ? text + newest : newest + text;
  const kills = addsUp ? [joined, ...older] : [text, ...state.kills].slice(0, MOST_KILLS);
  return { ...changed(state, next, kind), kills };
}

function yanked(state: EditorState, from: Snapshot, index: number): EditorState {
  const text = state.kills[index];
  if (text === undefined) return { ...state, last: 'none' };
  const before: Snapshot = { lines: from.lines, cursor: from.cursor };
  const next = insertAt(before, cleanLines(text, state.singleLine));
  // Another choice of the same yank is the same undo step.
  return { ...changed(state, next, 'yank', from !== state), yank: { before, index } };
}

function moved(state: EditorState, to: Motion, layout: EditorLayout): EditorState {
  const still = { ...state, last: 'none' as const, yank: undefined };
  const page = Math.max(1, layout.height - 1);
  const rows = { up: -1, down: 1, pageUp: -page, pageDown: page }[to as 'up'];
  if (rows === undefined) return { ...still, cursor: target(state, to), goal: undefined };
  return { ...still, ...moveByRows(state, rows, Math.max(1, layout.width)) };
}

function target(state: Snapshot, to: Motion): Position {
  const { lines, cursor } = state;
  switch (to) {
    case 'left':
      return before(state);
    case 'right':
      return after(state);
    case 'wordLeft':
      return wordBefore(lines, cursor);
    case 'wordRight':
      return wordAfter(lines, cursor);
    case 'lineStart':
      return { row: cursor.row, col: 0 };
    case 'lineEnd':
      return { row: cursor.row, col: lines[cursor.row]!.length };
    case 'textStart':
      return { row: 0, col: 0 };
    case 'textEnd':
      return endOf(lines);
    default:
      return cursor;
  }
}

function before({ lines, cursor: { row, col } }: Snapshot): Position {
  if (col > 0) return { row, col: characterBefore(lines[row]!, col) };
  return row === 0 ? { row, col } : { row: row - 1, col: lines[row - 1]!.length };
}

function after({ lines, cursor: { row, col } }: Snapshot): Position {
  if (col < lines[row]!.length) return { row, col: characterAfter(lines[row]!, col) };
  return row === lines.length - 1 ? { row, col } : { row: row + 1, col: 0 };
}

function insertAt({ lines, cursor: { row, col } }: Snapshot, added: readonly string[]): Snapshot {
  const line = lines[row]!;
  const inserted = [...added];
  inserted[0] = line.slice(0, col) + inserted[0]!;
  const lastCol = inserted.at(-1)!.length;
  inserted[inserted.length - 1] += line.slice(col);
  return settled(lines.toSpliced(row, 1, ...inserted), { row: row + inserted.length - 1, col: lastCol });
}

/** Takes away what lies between the cursor and another place. */
function cut({ lines, cursor }: Snapshot, other: Position): { next: Snapshot; text: string } {
  const isForward = other.row > cursor.row || (other.row === cursor.row && other.col > cursor.col);
  const [from, to] = isForward ? [cursor, other] : [other, cursor];
  const between = lines.slice(from.row, to.row + 1);
  const end = between.at(-1)!;
  const kept = between[0]!.slice(0, from.col) + end.slice(to.col);
  between[between.length - 1] = end.slice(0, to.col);
  between[0] = between[0]!.slice(from.col);
  return {
    next: settled(lines.toSpliced(from.row, to.row - from.row + 1, kept), from),
    text: between.join('\n'),
  };
}

/** Neighbours may have become one visible character: then the cursor goes behind it. */
function settled(lines: readonly string[], { row, col }: Position): Snapshot {
  return { lines, cursor: { row, col: snapForward(lines[row]!, col) } };
}

function changed(state: EditorState, next: Snapshot, last: LastAction, continues = false): EditorState {
  const undos = continues
    ? state.undos
    : [...state.undos, { lines: state.lines, cursor: state.cursor }].slice(-MOST_UNDOS);
  return { ...state, ...next, last, goal: undefined, yank: undefined, undos, redos: [] };
}

function stepped(state: EditorState, from: 'undos' | 'redos', to: 'undos' | 'redos'): EditorState {
  const snapshot = state[from].at(-1);
  const still = { ...state, last: 'none' as const, goal: undefined, yank: undefined };
  if (snapshot === undefined) return still;
  return {
    ...still,
    ...snapshot,
    [from]: state[from].slice(0, -1),
    [to]: [...state[to], { lines: state.lines, cursor: state.cursor }],
  };
}

function cleanLines(text: string, singleLine: boolean): string[] {
  const clean = text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(/(?![\n\t])\p{Cc}/gu, '');
  return singleLine ? [clean.replace(/[\n\t]+/g, ' ')] : clean.split('\n');
}

function endOf(lines: readonly string[]): Position {
  return { row: lines.length - 1, col: lines.at(-1)!.length };
}

function isSame(one: Position, other: Position): boolean {
  return one.row === other.row && one.col === other.col;
}
