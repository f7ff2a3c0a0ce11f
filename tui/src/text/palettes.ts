/** The colours of every role: a standard palette, one of high contrast and one that needs no red and green. */
import type { Background } from './color-depth.ts';
import type { Color, Style } from './style.ts';
import type { Role } from './theme.ts';

/** The look of every role on one background. */
export type Palette = Readonly<Record<Role, Style>>;

/** The palettes by name, each for both backgrounds. */
export type PaletteName = 'standard' | 'contrast' | 'colorBlind';

const color = (hex: string, ansi: number): Color => ({ hex, ansi });

/** The page that the contrast of each palette is tested on. */
export const PAGE: Record<Background, string> = { dark: '#1e1e1e', light: '#ffffff' };

/** Light bands with black words: none can be taken for the header, which is dark, and all keep 7 to 1. */
const stripes = {
  stripeTeal: { bold: true, fg: color('#000000', 0), bg: color('#5fd7d0', 14) },
  stripeAmber: { bold: true, fg: color('#000000', 0), bg: color('#f2c14e', 11) },
  stripeViolet: { bold: true, fg: color('#000000', 0), bg: color('#d7a6ff', 13) },
  stripeGreen: { bold: true, fg: color('#000000', 0), bg: color('#8fdc7a', 10) },
  stripeRed: { bold: true, fg: color('#000000', 0), bg: color('#ff9a8f', 9) },
  stripeBlue: { bold: true, fg: color('#000000', 0), bg: color('#8fbcff', 12) },
} satisfies Partial<Palette>;

/** The same names in colours that Okabe and Ito chose; grey where a second blue could not be told from the first. */
const colorBlindStripes = {
  stripeTeal: { bold: true, fg: color('#000000', 0), bg: color('#56b4e9', 14) },
  stripeAmber: { bold: true, fg: color('#000000', 0), bg: color('#f0e442', 11) },
  stripeViolet: { bold: true, fg: color('#000000', 0), bg: color('#cc79a7', 13) },
  stripeGreen: { bold: true, fg: color('#000000', 0), bg: color('#35b891', 10) },
  stripeRed: { bold: true, fg: color('#000000', 0), bg: color('#e8783a', 9) },
  stripeBlue: { bold: true, fg: color('#000000', 0), bg: color('#bdbdbd', 7) },
} satisfies Partial<Palette>;

const standardDark: Palette = {
  ...stripes,
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

const standardLight: Palette = {
  ...stripes,
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

/** Text in pure black or white, and 7 to 1 or more against what is under it (WCAG 2.2, 1.4.6). */
const contrastDark: Palette = {
  ...standardDark,
  text: { fg: color('#ffffff', 15) },
  dim: { fg: color('#d0d0d0', 7) },
  strong: { bold: true, fg: color('#ffffff', 15) },
  header: { bold: true, fg: color('#000000', 0), bg: color('#ffffff', 15) },
  rule: { fg: color('#d0d0d0', 7) },
  key: { bold: true, underline: true, fg: color('#a8dcff', 14) },
  selection: { bold: true, fg: color('#000000', 0), bg: color('#ffe14d', 11) },
  unread: { bold: true, fg: color('#a8dcff', 14) },
  draft: { fg: color('#ffd27f', 11) },
  stateWaiting: { bold: true, fg: color('#ffd27f', 11) },
  stateNew: { bold: true, fg: color('#a8dcff', 14) },
  stateClosed: { fg: color('#d0d0d0', 7) },
  publicFrame: { bold: true, fg: color('#a8dcff', 14) },
  publicMark: { bold: true, fg: color('#a8dcff', 14) },
  note: { fg: color('#000000', 0), bg: color('#ffd27f', 11) },
  noteFrame: { bold: true, fg: color('#000000', 0), bg: color('#ffd27f', 11) },
  noteGutter: { bold: true, fg: color('#000000', 0), bg: color('#ffd27f', 11) },
  newMark: { bold: true, fg: color('#ffb38a', 13) },
  match: { bold: true, underline: true, fg: color('#ffe14d', 11) },
  live: { fg: color('#9df2a8', 10) },
  success: { bold: true, fg: color('#9df2a8', 10) },
  warning: { bold: true, fg: color('#ffd27f', 11) },
  error: { bold: true, underline: true, fg: color('#ffb3b3', 9) },
};

const contrastLight: Palette = {
  ...standardLight,
  text: { fg: color('#000000', 0) },
  dim: { fg: color('#3a3a3a', 0) },
  strong: { bold: true, fg: color('#000000', 0) },
  header: { bold: true, fg: color('#ffffff', 15), bg: color('#000000', 0) },
  rule: { fg: color('#3a3a3a', 0) },
  key: { bold: true, underline: true, fg: color('#003a70', 4) },
  selection: { bold: true, fg: color('#ffffff', 15), bg: color('#00264d', 4) },
  unread: { bold: true, fg: color('#003a70', 4) },
  draft: { fg: color('#4f3300', 0) },
  stateWaiting: { bold: true, fg: color('#4f3300', 0) },
  stateNew: { bold: true, fg: color('#003a70', 4) },
  stateClosed: { fg: color('#3a3a3a', 0) },
  publicFrame: { bold: true, fg: color('#003a70', 4) },
  publicMark: { bold: true, fg: color('#003a70', 4) },
  note: { fg: color('#000000', 0), bg: color('#ffd27f', 11) },
  noteFrame: { bold: true, fg: color('#000000', 0), bg: color('#ffd27f', 11) },
  noteGutter: { bold: true, fg: color('#000000', 0), bg: color('#ffd27f', 11) },
  newMark: { bold: true, fg: color('#6b2600', 5) },
  match: { bold: true, underline: true, fg: color('#4f3300', 0) },
  live: { fg: color('#0a4a1e', 2) },
  success: { bold: true, fg: color('#0a4a1e', 2) },
  warning: { bold: true, fg: color('#4f3300', 0) },
  error: { bold: true, underline: true, fg: color('#7a0014', 1) },
};

/**
 * Blue, orange and yellow in place of green and red: the colours that Okabe and Ito chose to be told apart with every
 * common colour blindness (jfly.uni-koeln.de/color), lightened or darkened to be legible.
 */
const colorBlindDark: Palette = {
  ...standardDark,
  ...colorBlindStripes,
  draft: { fg: color('#f0e442', 11) },
  stateWaiting: { fg: color('#f0e442', 11) },
  note: { fg: color('#fff3c4', 0), bg: color('#5c4a00', 3) },
  noteFrame: { bold: true, fg: color('#fff3c4', 0), bg: color('#5c4a00', 3) },
  noteGutter: { fg: color('#f0e442', 0), bg: color('#5c4a00', 3) },
  newMark: { bold: true, fg: color('#e69f00', 11) },
  live: { fg: color('#56b4e9', 14) },
  success: { fg: color('#56b4e9', 14) },
  warning: { bold: true, fg: color('#f0e442', 11) },
  error: { bold: true, underline: true, fg: color('#ff8c42', 9) },
};

const colorBlindLight: Palette = {
  ...standardLight,
  ...colorBlindStripes,
  newMark: { bold: true, fg: color('#8a4b00', 5) },
  live: { fg: color('#00609b', 4) },
  success: { fg: color('#00609b', 4) },
  error: { bold: true, underline: true, fg: color('#9c3a00', 1) },
};

/** Every palette on every background. */
export const palettes: Readonly<Record<PaletteName, Readonly<Record<Background, Palette>>>> = {
  standard: { dark: standardDark, light: standardLight },
  contrast: { dark: contrastDark, light: contrastLight },
  colorBlind: { dark: colorBlindDark, light: colorBlindLight },
};
