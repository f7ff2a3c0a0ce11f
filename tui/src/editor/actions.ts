/** What the text editor knows and what can be done to it. */

/** Where a cursor can go. `up`, `down` and the page motions follow the rows on the screen, `line…` the real lines. */
export type Motion =
  | 'left'
  | 'right'
  | 'up'
  | 'down'
  | 'pageUp'
  | 'pageDown'
  | 'wordLeft'
  | 'wordRight'
  | 'lineStart'
  | 'lineEnd'
  | 'textStart'
  | 'textEnd';

/** One step of editing. */
export type EditorAction =
  /** Typed characters; a row of them is one undo step per word. */
  | { type: 'insert'; text: string }
  /** Pasted text: one undo step. */
  | { type: 'paste'; text: string }
  /** The whole text anew, as it comes back from an external editor: one undo step, cursor at the end. */
  | { type: 'replace'; text: string }
  | { type: 'newline' }
  | { type: 'backspace' }
  | { type: 'delete' }
  | { type: 'move'; to: Motion }
  | { type: 'kill'; to: 'wordLeft' | 'wordRight' | 'lineStart' | 'lineEnd' }
  | { type: 'yank' }
  | { type: 'yankEarlier' }
  | { type: 'undo' }
  | { type: 'redo' };

/** A place in the text: a line and a UTF-16 offset in it, always between two visible characters. */
export interface Position {
  readonly row: number;
  readonly col: number;
}

/** Text and cursor, as undo keeps them. */
export interface Snapshot {
  readonly lines: readonly string[];
  readonly cursor: Position;
}

/** What the last action was, as far as the next one cares: kills add up, typing shares an undo step. */
export type LastAction = 'none' | 'type' | 'backspace' | 'delete' | 'killLeft' | 'killRight' | 'yank';

/** The whole editor. Treat it as a value: `edit` gives a new one. */
export interface EditorState extends Snapshot {
  /** Line breaks become spaces: for a query or a picker. */
  readonly singleLine: boolean;
  /** Column that `up` and `down` try to keep, in cells; undefined after any other action. */
  readonly goal: number | undefined;
  readonly last: LastAction;
  /** Cut texts, the newest first. */
  readonly kills: readonly string[];
  /** Where the last yank began, for `yankEarlier`. */
  readonly yank: { readonly before: Snapshot; readonly index: number } | undefined;
  readonly undos: readonly Snapshot[];
  readonly redos: readonly Snapshot[];
}

/** The room the text is shown in, in cells; needed by motions that follow the screen. */
export interface EditorLayout {
  width: number;
  height: number;
}
