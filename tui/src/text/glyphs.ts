/** The signs and frames of the screen, each one column wide, with a plain ASCII set for terminals without Unicode. */

/** Signs by meaning. Every sign also stands beside a word or a place, so none has to be understood alone. */
export interface Glyphs {
  cursor: string;
  selected: string;
  unread: string;
  draft: string;
  publicArrow: string;
  live: string;
  reconnecting: string;
  offline: string;
  gutter: string;
  rule: string;
  bar: string;
  /** The thin frame of a public reply. */
  thin: Frame;
  /** The solid frame of an internal note. */
  solid: Frame;
}

/** The eight pieces of a box. */
export interface Frame {
  topLeft: string;
  top: string;
  topRight: string;
  left: string;
  right: string;
  bottomLeft: string;
  bottom: string;
  bottomRight: string;
}

/** The usual set. */
export const unicodeGlyphs: Glyphs = {
  cursor: '›',
  selected: '✓',
  unread: '●',
  draft: '✎',
  publicArrow: '↗',
  live: '●',
  reconnecting: '◌',
  offline: '○',
  gutter: '▒',
  rule: '─',
  bar: '│',
  thin: {
    topLeft: '┌',
    top: '─',
    topRight: '┐',
    left: '│',
    right: '│',
    bottomLeft: '└',
    bottom: '─',
    bottomRight: '┘',
  },
  solid: {
    topLeft: '▛',
    top: '▀',
    topRight: '▜',
    left: '▒',
    right: '▒',
    bottomLeft: '▙',
    bottom: '▄',
    bottomRight: '▟',
  },
};

/** The set for `--ascii` and for locales that are not UTF-8. */
export const asciiGlyphs: Glyphs = {
  cursor: '>',
  selected: 'x',
  unread: '*',
  draft: '~',
  publicArrow: '^',
  live: '*',
  reconnecting: '.',
  offline: 'o',
  gutter: ':',
  rule: '-',
  bar: '|',
  thin: {
    topLeft: '+',
    top: '-',
    topRight: '+',
    left: '|',
    right: '|',
    bottomLeft: '+',
    bottom: '-',
    bottomRight: '+',
  },
  solid: {
    topLeft: '#',
    top: '#',
    topRight: '#',
    left: '#',
    right: '#',
    bottomLeft: '#',
    bottom: '#',
    bottomRight: '#',
  },
};

/** The set a terminal can show, from the locale: `LC_ALL`, else `LC_CTYPE`, else `LANG`; no locale at all counts as UTF-8. */
export function glyphsFor(env: Readonly<Record<string, string | undefined>>, ascii = false): Glyphs {
  if (ascii) return asciiGlyphs;
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return locale === '' || /utf-?8/i.test(locale) ? unicodeGlyphs : asciiGlyphs;
}
