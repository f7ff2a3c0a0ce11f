/** Where everything stands on a screen of a given size: counted once, used by the store and by the views. */
import { view as editorView } from '../editor/editor.ts';
import type { Composer, InboxState } from '../store/model.ts';
import { actLines } from './act-lines.ts';
import { hintRows } from './hint-view.ts';

export const leastColumns = 40;
export const leastRows = 10;

export interface Layout {
  kind: 'tooSmall' | 'compact' | 'stacked' | 'split';
  /** Lines above the list or the thread. */
  headRows: number;
  /** Lines below it: hints and status, or one for both. */
  footRows: number;
  /** Columns of the list, and tickets that fit into it. */
  listWidth: number;
  listItems: number;
  listRows: number;
  /** Room of the preview's text; 0 rows when there is none. */
  previewWidth: number;
  previewRows: number;
  /** Room of the open thread's text, a composer taken off. */
  threadRows: number;
  composer: ComposerBox | null;
}

export interface ComposerBox {
  /** Lines, frame included. */
  rows: number;
  /** Columns and lines of the text. */
  width: number;
  textRows: number;
  /** Lines for the names of its files. */
  fileRows: number;
  /** Lines for what sending does beside, and how many they may be at most. */
  actRows: number;
  mostActRows: number;
}

/** Beside a preview the list keeps so many, or its subjects could not be told from each other. */
const leastListColumns = 56;

/** Columns that the frame of each kind takes. */
export const frameColumns = { reply: 4, note: 7 } as const;

type Sized = Pick<
  InboxState,
  'size' | 'composer' | 'openId' | 'panel' | 'main' | 'hintsLeft' | 'portal' | 'outbox' | 'page' | 'sight'
>;

/** From so many columns on there is room beside the list. */
export const wideColumns = 160;
const railColumns = 24;
const panelColumns = 36;

/** Columns of the views at the left and of the panel at the right; 0 where they are not. */
export function sidesOf({ size, openId, panel, main }: Pick<Sized, 'size' | 'openId' | 'panel' | 'main'>): {
  rail: number;
  panel: number;
} {
  if (main || size.columns < wideColumns) return { rail: 0, panel: 0 };
  return { rail: openId === null ? railColumns : 0, panel: panel ? panelColumns : 0 };
}

/** Whether the panel would fit. */
export function hasRoomForPanel({ size }: Pick<InboxState, 'size'>): boolean {
  return size.columns >= wideColumns;
}

/** Columns of the list or the thread between the sides. */
export function mainColumns(state: Parameters<typeof sidesOf>[0]): number {
  const { rail, panel } = sidesOf(state);
  return state.size.columns - rail - panel;
}

/** The layout for this state. */
export function layoutOf(state: Sized): Layout {
  const { composer, openId, main } = state;
  const rows = state.size.rows - hintRows(state);
  const columns = mainColumns(state);
  const hasRail = main ? main.hasRail : sidesOf(state).rail > 0;
  if (columns < leastColumns || rows < leastRows) return { ...nothing, kind: 'tooSmall' };
  const kind = columns >= 100 ? 'split' : columns >= 60 ? 'stacked' : 'compact';
  const footRows = kind === 'compact' && rows < 14 ? 1 : 2;
  const threadHead = rows < 14 ? 2 : 3;
  const box = composer && composerBox(composer, columns, rows - threadHead - footRows);
  const threadRows = rows - threadHead - footRows - (box?.rows ?? 0);
  const headRows = openId !== null ? threadHead : kind === 'compact' ? 1 : hasRail ? 3 : 4;
  const body = rows - headRows - footRows;
  const common = { kind, headRows, footRows, threadRows, composer: box } as const;

  if (kind === 'compact') {
    return {
      ...common,
      listWidth: columns,
      listRows: body,
      listItems: Math.floor(body / 2),
      previewWidth: columns,
      previewRows: 0,
    };
  }
  if (kind === 'stacked') {
    // Below 18 lines a preview would leave too few rows to choose from.
    const previewRows = rows < 18 ? 0 : Math.floor(body * 0.45);
    const listRows = previewRows === 0 ? body : body - previewRows - 1;
    return {
      ...common,
      listWidth: columns,
      listRows,
      listItems: listRows,
      previewWidth: columns,
      previewRows,
    };
  }
  const listWidth = Math.min(96, Math.max(leastListColumns, Math.floor(columns * 0.52)));
  return {
    ...common,
    listWidth,
    listRows: body,
    listItems: body,
    previewWidth: columns - listWidth - 2,
    // Two lines of facts and a rule above the thread; the pane begins one line higher, beside the column heads.
    previewRows: body + 1 - 3,
  };
}

const nothing: Omit<Layout, 'kind'> = {
  headRows: 0,
  footRows: 0,
  listWidth: 0,
  listItems: 0,
  listRows: 0,
  previewWidth: 0,
  previewRows: 0,
  threadRows: 0,
  composer: null,
};

/** As tall as its text, from 4 lines up to half of the room, files aside; at least two lines of the thread stay in sight. */
function composerBox(composer: Composer, columns: number, room: number): ComposerBox {
  const width = columns - frameColumns[composer.kind];
  const wanted = Math.max(4, editorView(composer.editor, width, 1).rows);
  const fileRows = Math.min(composer.files.length, room < 14 ? 1 : 3);
  const mostActRows = room < 14 ? 1 : 3;
  const actRows = composer.acts ? actLines(composer.acts, width, mostActRows).length : 0;
  // The frame's two lines, one for when the draft was saved, the files, and what is done beside.
  const around = 3 + fileRows + actRows;
  const most = Math.max(1, Math.min(Math.floor(room / 2) + fileRows + actRows, room - 2) - around);
  const textRows = Math.min(wanted, Math.max(most, Math.min(3, room - 1 - around), 1));
  return { rows: textRows + around, width, textRows, fileRows, actRows, mostActRows };
}
