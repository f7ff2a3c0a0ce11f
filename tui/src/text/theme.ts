/** Names what things look like (roles, not colours) and paints lines with it, in a dark and a light palette. */
import type { Background, ColorDepth } from './color-depth.ts';
import { type Palette, type PaletteName, palettes } from './palettes.ts';
import type { StripeRole } from './stripes.ts';
import { linked, opened, type Style, sgr, styled } from './style.ts';

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
  | 'error'
  | StripeRole;

/** A piece of a line in one role; without a role it is `text`. */
export interface Span {
  text: string;
  role?: Role | undefined;
  /** A web address that the terminal opens when the person asks it to. */
  link?: string | undefined;
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
  stripeTeal: { bold: true, underline: true },
  stripeAmber: { bold: true, underline: true },
  stripeViolet: { bold: true, underline: true },
  stripeGreen: { bold: true, underline: true },
  stripeRed: { bold: true, underline: true },
  stripeBlue: { bold: true, underline: true },
};

/** What a theme is made for. A palette of one's own has a name, which tells its lines from those of others. */
export interface ThemeWish {
  depth: ColorDepth;
  background: Background;
  palette?: PaletteName | { name: string; palette: Palette } | undefined;
  /** Whether the links of spans go to the terminal. */
  hasLinks?: boolean | undefined;
}

/** The theme for one terminal. Pure: the same answers give the same bytes. */
export function createTheme({
  depth,
  background,
  palette: wish = 'standard',
  hasLinks = false,
}: ThemeWish): Theme {
  const palette = typeof wish === 'string' ? palettes[wish][background] : wish.palette;
  const name = typeof wish === 'string' ? wish : wish.name;
  const style = (role: Role): Style =>
    depth === 'mono' ? { ...palette[role], ...monoExtras[role] } : palette[role];

  // Roles are few and lines are many, so the escape of each role on each base is made once.
  const escapes = new Map<string, string>();
  const escapeOf = (base: Role, role: Role): string => {
    const key = `${base} ${role}`;
    const known = escapes.get(key);
    if (known !== undefined) return known;
    const made = sgr(layered(style(base), style(role)), depth);
    escapes.set(key, made);
    return made;
  };

  const paintLine = (spans: readonly Span[], base: Role = 'text'): string => {
    let line = '';
    let text = '';
    let current = '';
    let link: string | undefined;
    for (const span of spans) {
      if (span.text === '') continue;
      const open = escapeOf(base, span.role ?? 'text');
      if (open !== current || (hasLinks && span.link !== link)) {
        line += linked(opened(text, current), link);
        text = '';
        current = open;
        link = hasLinks ? span.link : undefined;
      }
      text += span.text;
    }
    return line + linked(opened(text, current), link);
  };

  return {
    depth,
    background,
    id: `${name}-${background}-${depth}${hasLinks ? '-links' : ''}`,
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
