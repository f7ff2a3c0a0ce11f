/** The whole screen as lines: a pure function of the state and the terminal's look. */
import type { InboxState } from '../store/model.ts';
import type { Theme } from '../text/theme.ts';
import { composerLines } from './composer-view.ts';
import { footLines } from './foot-view.ts';
import { compactTitle, queryHelp, queryLine, titleLine, viewsLine } from './head-view.ts';
import { helpLines } from './help-view.ts';
import { hintLines } from './hint-view.ts';
import { layoutOf, leastColumns, leastRows, mainColumns, sidesOf } from './layout.ts';
import { beside, type Line, paint, row, span } from './line.ts';
import { listHead, listLines } from './list-view.ts';
import type { Look } from './look.ts';
import { outboxLines } from './outbox-view.ts';
import { pageLines } from './page-view.ts';
import { pickerLines } from './picker-view.ts';
import { portalLines } from './portal-view.ts';
import { panelLines, railLines } from './sides.ts';
import { sightLines } from './sight-view.ts';
import { previewBelow, previewPane, threadHead, threadLines } from './thread-view.ts';

export interface Screen {
  /** As many as the terminal has rows, each exactly as wide as the terminal. */
  lines: Line[];
  /** Where the terminal's cursor stands; null hides it. */
  cursor: { x: number; y: number } | null;
}

/** Draws the state. */
export function drawScreen(state: InboxState, look: Look): Screen {
  const { columns, rows } = state.size;
  const layout = layoutOf(state);
  if (layout.kind === 'tooSmall') return tooSmall(columns, rows);
  const foot = footLines(state, look);
  if (state.help) {
    const page = helpLines(state, look);
    return { lines: [...page.lines.slice(0, rows - 1), ...foot.slice(-1)], cursor: page.cursor };
  }
  const { lines: body, cursor } = bodyScreen(state, look);
  const hint = hintLines(state, look);
  // A footer that says much lies over the hint, which says nothing new.
  const above = [...body, ...hint].slice(0, rows - foot.length);
  const lines = [...above, ...foot];
  if (!state.picker) return { lines, cursor: state.question ? null : cursor };
  const box = pickerLines(state, state.picker, Math.min(14, above.length - 1), look);
  const y = above.length - box.lines.length;
  lines.splice(y, box.lines.length, ...box.lines);
  return { lines, cursor: { x: box.cursor.x, y: y + box.cursor.y } };
}

function bodyScreen(state: InboxState, look: Look): Screen {
  if (state.portal && !state.composer) return portalLines(state, state.portal, look);
  if (state.outbox && !state.composer) return { lines: outboxLines(state, state.outbox, look), cursor: null };
  if (state.page && !state.composer) return { lines: pageLines(state, state.page, look), cursor: null };
  if (state.sight && !state.composer) return { lines: sightLines(state, state.sight, look), cursor: null };
  const sides = sidesOf(state);
  if (sides.rail + sides.panel === 0) return mainScreen(state, look);
  const size = { ...state.size, columns: mainColumns(state) };
  const { lines, cursor } = mainScreen({ ...state, size, main: { hasRail: sides.rail > 0 } }, look);
  const rail = sides.rail > 0 ? railLines(state, sides.rail, lines.length, look) : [];
  const panel = sides.panel > 0 ? panelLines(state, sides.panel, lines.length, look) : [];
  return {
    lines: lines.map((line, index) => [...(rail[index] ?? []), ...line, ...(panel[index] ?? [])]),
    cursor: cursor && { x: cursor.x + sides.rail, y: cursor.y },
  };
}

function mainScreen(state: InboxState, look: Look): Screen {
  return state.openId === null ? listScreen(state, look) : threadScreen(state, look);
}

/** Our own signs that are no ASCII, each with one of the same width. */
const plainSigns: Readonly<Record<string, string>> = {
  ...{ '·': '-', '…': '.', '—': '-', '→': '>', '↗': '^', '↓': 'v', '↑': '^' },
};

/** The lines with the theme's escapes; in an ASCII terminal without a sign that it could not show. */
export function paintScreen(screen: Screen, theme: Theme, isAscii: boolean): string[] {
  const lines = screen.lines.map((line) => paint(line, theme));
  if (!isAscii) return lines;
  return lines.map((line) => line.replace(/[·…—→↗↓↑]/g, (sign) => plainSigns[sign] ?? sign));
}

function listScreen(state: InboxState, look: Look): Screen {
  const layout = layoutOf(state);
  const query = queryLine(state);
  const list = listLines(state, look);
  if (layout.kind === 'compact') {
    const head = state.queryEditor ? query.line : compactTitle(state, look);
    // It covers the list's first line, which stays where it is.
    const help = queryHelp(state, state.size.columns);
    const below = help ? [help, ...list.slice(1)] : list;
    return { lines: [head, ...below], cursor: query.cursor === null ? null : { x: query.cursor, y: 0 } };
  }
  const hasRail = state.main?.hasRail ?? false;
  const head = [titleLine(state, look), ...(hasRail ? [] : [viewsLine(state)]), query.line];
  const cursor = query.cursor === null ? null : { x: query.cursor, y: head.length - 1 };
  const left = [queryHelp(state, layout.listWidth) ?? listHead(state, look), ...list];
  if (layout.kind === 'stacked') return { lines: [...head, ...left, ...previewBelow(state, look)], cursor };
  const bar = row(2, [span(`${look.glyphs.bar} `, 'rule')]);
  const right = previewPane(state, look);
  const both = left.map((line, index) =>
    beside(line, beside(bar, right[index] ?? row(layout.previewWidth, []))),
  );
  return { lines: [...head, ...both], cursor };
}

function threadScreen(state: InboxState, look: Look): Screen {
  const { size, openId, composer } = state;
  const layout = layoutOf(state);
  const lines = [
    ...threadHead(state, look),
    ...threadLines(state, openId, { width: size.columns, rows: layout.threadRows }, look),
  ];
  if (!composer || !layout.composer) return { lines, cursor: null };
  const box = composerLines(state, composer, layout.composer, look);
  const cursor = { x: box.cursor.x, y: lines.length + box.cursor.y };
  return { lines: [...lines, ...box.lines], cursor };
}

function tooSmall(columns: number, rows: number): Screen {
  const words = `Postern needs ${leastColumns}x${leastRows} (now ${columns}x${rows})`;
  const lines = [row(columns, [span(words)])];
  while (lines.length < rows) lines.push(row(columns, []));
  return { lines: lines.slice(0, rows), cursor: null };
}
