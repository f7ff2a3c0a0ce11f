/** Names what things look like (roles, not colours) and paints lines with it, in a dark and a light palette. */
import type { Background, ColorDepth } from './color-depth.ts';
import { type Color, type Style, sgr, styled } from './style.ts';

/** Everything on the screen that has a look of its own. Each also has a sign that is not a colour. */
export type Role =
  | 'text'
  | 'dim'
  | 'strong'
  | 'header'
  | 'rule'
  | 'key'
  | 'selection'
  | 'unread'
  | 'draft'
  | 'stateWaiting'
  | 'stateNew'
  | 'stateClosed'
  | 'publicFrame'
  | 'publicMark'
  | 'note'
  | 'noteFrame'
  | 'noteGutter'
  | 'newMark'
  | 'match'
  | 'live'
  | 'success'
  | 'warning'
  | 'error';

/** A piece of a line in one role; without a role it is `text`. */
export interface Span {
  text: string;
  role?: Role | undefined;
}

/** A palette fitted to one terminal. */
export interface Theme {
  readonly depth: ColorDepth;
  readonly background: Background;
  /** Changes whenever painted lines would: use it in the keys of line caches. */
  readonly id: string;
  /** The look of a role. */
  style(role: Role): Style;
  /** One text in one role. */
  paint(role: Role, text: string): string;
  /**
   * A line made of spans. `base` lies under all of them (a selected row, a note's background): its background and
   * attributes stay where a span has none, and its own colour wins over the spans' colours when it sets both.
   */
  paintLine(spans: readonly Span[], base?: Role): string;
}

const color = (hex: string, ansi: number): Color => ({ hex, ansi });

/** Text and note backgrounds that the contrast of each palette is tested on. */
export const PAGE: Record<Background, string> = { dark: '#1e1e1e', light: '#ffffff' };

const dark: Record<Role, Style> = {
  text: {},
  dim: { fg: color('#9a9a9a', 8) },
  strong: { bold: true },
  header: { bold: true, fg: color('#ffffff', 15), bg: color('#30436b', 4) },
  rule: { fg: color('#8a8a8a', 8) },
  key: { bold: true, fg: color('#7fc8ff', 14) },
  selection: { bold: true, fg: color('#ffffff', 15), bg: color('#264f78', 4) },
  unread: { bold: true, fg: color('#7fc8ff', 14) },
  draft: { fg: color('#e0b060', 11) },
  stateWaiting: { fg: color('#e0b060', 11) },
  stateNew: { fg: color('#7fc8ff', 14) },
  stateClosed: { fg: color('#9a9a9a', 8) },
  publicFrame: { fg: color('#7fc8ff', 14) },
  publicMark: { bold: true, fg: color('#7fc8ff', 14) },
  note: { fg: color('#ffe9b8', 0), bg: color('#5a4200', 3) },
  noteFrame: { bold: true, fg: color('#ffe9b8', 0), bg: color('#5a4200', 3) },
  noteGutter: { fg: color('#ffd060', 0), bg: color('#5a4200', 3) },
  newMark: { bold: true, fg: color('#ff9f6b', 13) },
  match: { underline: true, fg: color('#ffd060', 11) },
  live: { fg: color('#7ddb8a', 10) },
  success: { fg: color('#7ddb8a', 10) },
  warning: { bold: true, fg: color('#e0b060', 11) },
  error: { bold: true, fg: color('#ff8f8f', 9) },
};

const light: Record<Role, Style> = {
  text: {},
  dim: { fg: color('#5f5f5f', 8) },
  strong: { bold: true },
  header: { bold: true, fg: color('#ffffff', 15), bg: color('#30436b', 4) },
  rule: { fg: color('#6b6b6b', 8) },
  key: { bold: true, fg: color('#00529b', 4) },
  selection: { bold: true, fg: color('#00264d', 0), bg: color('#cce4ff', 6) },
  unread: { bold: true, fg: color('#00529b', 4) },
  draft: { fg: color('#7a4f00', 5) },
  stateWaiting: { fg: color('#7a4f00', 5) },
  stateNew: { fg: color('#00529b', 4) },
  stateClosed: { fg: color('#5f5f5f', 8) },
  publicFrame: { fg: color('#00529b', 4) },
  publicMark: { bold: true, fg: color('#00529b', 4) },
  note: { fg: color('#3d2c00', 0), bg: color('#ffe5a3', 3) },
  noteFrame: { bold: true, fg: color('#3d2c00', 0), bg: color('#ffe5a3', 3) },
  noteGutter: { fg: color('#6b4a00', 0), bg: color('#ffe5a3', 3) },
  newMark: { bold: true, fg: color('#a33d00', 5) },
  match: { underline: true, fg: color('#7a4f00', 5) },
  live: { fg: color('#146c2e', 2) },
  success: { fg: color('#146c2e', 2) },
  warning: { bold: true, fg: color('#7a4f00', 5) },
  error: { bold: true, fg: color('#a8001c', 1) },
};

// Without colours an attribute has to do the work. The note's background becomes reverse video on its frame only:
// a reversed body would be hard to read, and its gutter and words say what it is.
const monoExtras: Partial<Record<Role, Style>> = {
  dim: { dim: true },
  rule: { dim: true },
  header: { inverse: true },
  selection: { inverse: true },
  stateClosed: { dim: true },
  noteFrame: { inverse: true },
  error: { bold: true, underline: true },
};

/** The theme for one terminal. Pure: the same two answers give the same bytes. */
export function createTheme({ depth, background }: { depth: ColorDepth; background: Background }): Theme {
  const palette = background === 'light' ? light : dark;
  const style = (role: Role): Style =>
    depth === 'mono' ? { ...palette[role], ...monoExtras[role] } : palette[role];

  const paintLine = (spans: readonly Span[], base: Role = 'text'): string => {
    const under = style(base);
    let line = '';
    let text = '';
    let current: Style | undefined;
    let currentSgr = '';
    for (const span of spans) {
      if (span.text === '') continue;
      const look = layered(under, style(span.role ?? 'text'));
      const lookSgr = sgr(look, depth);
      if (current !== undefined && lookSgr !== currentSgr) {
        line += styled(text, current, depth);
        text = '';
      }
      current = look;
      currentSgr = lookSgr;
      text += span.text;
    }
    return current === undefined ? line : line + styled(text, current, depth);
  };

  return {
    depth,
    background,
    id: `${background}-${depth}`,
    style,
    paint: (role, text) => styled(text, style(role), depth),
    paintLine,
  };
}

function layered(under: Style, over: Style): Style {
  if (under.bg === undefined) return { ...under, ...over };
  // A span's colour was chosen for the page; on another background only the base's own colour is sure to be legible.
  return { ...over, ...under };
}
