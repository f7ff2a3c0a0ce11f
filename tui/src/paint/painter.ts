/** Knows what is on the terminal and writes what must change for the next frame. */
import { type Cells, cellsOf } from './cells.ts';
import { lineUpdate } from './line-update.ts';

/** A painted screen. */
export interface Frame {
  /** One for each row, exactly as wide as the terminal, with the theme's escapes. */
  lines: readonly string[];
  columns: number;
  /** Where the terminal's cursor stands; null hides it. */
  cursor: { x: number; y: number } | null;
}

export interface Painter {
  /** The bytes that bring the terminal from the last frame to this one; empty when nothing is to be done. */
  update(frame: Frame): string;
  /** Somebody else has written on the terminal: the next frame is written whole. */
  forget(): void;
}

const beginTogether = '\u001b[?2026h';
const endTogether = '\u001b[?2026l';
const hideCursor = '\u001b[?25l';
const showCursor = '\u001b[?25h';

/** A painter for one terminal whose screen is ours and whose cursor is hidden. */
export function createPainter(): Painter {
  let lines: readonly string[] = [];
  let cells: (Cells | null)[] = [];
  /** For each row the cells that it had before the last ones: the next ones are put there. */
  let spare: (Cells | undefined)[] = [];
  let columns = 0;
  let cursor: Frame['cursor'] = null;

  return {
    update(frame) {
      if (frame.columns !== columns || frame.lines.length !== lines.length) {
        cells = [];
        spare = [];
      }
      let text = '';
      let rows = 0;
      for (const [y, line] of frame.lines.entries()) {
        const before = cells[y] ?? null;
        if (before && line === lines[y]) continue;
        const after = cellsOf(line, frame.columns, spare[y]);
        const update = lineUpdate(before, after, y);
        if (update !== '') rows += 1;
        text += update;
        cells[y] = after;
        spare[y] = before ?? undefined;
      }
      const isMoved = cursor?.x !== frame.cursor?.x || cursor?.y !== frame.cursor?.y;
      const wasShown = cursor !== null;
      lines = frame.lines;
      columns = frame.columns;
      cursor = frame.cursor;
      if (text === '' && !isMoved) return '';
      const place = cursor ? `\u001b[${cursor.y + 1};${cursor.x + 1}H${showCursor}` : '';
      const hidden = wasShown && (text !== '' || cursor === null) ? hideCursor : '';
      const all = hidden + text + place;
      // One row changes at once anyway; several shall not be seen half done.
      return rows > 1 ? beginTogether + all + endTogether : all;
    },
    forget() {
      cells = [];
      lines = [];
    },
  };
}
