/** Writes colours and attributes (SGR) for spans of a line; the only place in the terminal that writes escapes for text. */
import { createBoundedCache } from './bounded-cache.ts';
import type { ColorDepth } from './color-depth.ts';

/** A colour as `#rrggbb`, with its stand-in among the 16 colours that each person has chosen for their terminal. */
export interface Color {
  hex: string;
  /** 0 to 7 normal, 8 to 15 bright. */
  ansi: number;
}

/** How a span looks. Attributes left out are inherited from the line's base. */
export interface Style {
  fg?: Color;
  bg?: Color;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  underline?: boolean;
  inverse?: boolean;
}

const RESET = '\u001b[0m';
const CUBE_STEPS = [0, 95, 135, 175, 215, 255];

/** The escape that turns a style on after a reset; empty when there is nothing to turn on. */
export function sgr(style: Style, depth: ColorDepth): string {
  const codes: (number | string)[] = [];
  if (style.bold) codes.push(1);
  if (style.dim) codes.push(2);
  if (style.italic) codes.push(3);
  if (style.underline) codes.push(4);
  if (style.inverse) codes.push(7);
  if (depth !== 'mono') {
    if (style.fg) codes.push(colorCode(style.fg, depth, 'fg'));
    if (style.bg) codes.push(colorCode(style.bg, depth, 'bg'));
  }
  return codes.length === 0 ? '' : `\u001b[${codes.join(';')}m`;
}

const colorCodes = createBoundedCache<string>(1_024);

function colorCode(color: Color, depth: ColorDepth, place: 'fg' | 'bg'): string {
  const key = `${place} ${depth} ${color.hex} ${color.ansi}`;
  const known = colorCodes.get(key);
  if (known !== undefined) return known;
  const code = findColorCode(color, depth, place);
  colorCodes.set(key, code);
  return code;
}

function findColorCode(color: Color, depth: ColorDepth, place: 'fg' | 'bg'): string {
  const extended = place === 'fg' ? 38 : 48;
  if (depth === 'truecolor') return `${extended};2;${rgbOf(color.hex).join(';')}`;
  if (depth === '256') return `${extended};5;${nearest256(color.hex)}`;
  const base = place === 'fg' ? 30 : 40;
  return String(color.ansi < 8 ? base + color.ansi : base + 60 + color.ansi - 8);
}

/** Red, green and blue, 0 to 255 each. */
export function rgbOf(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 0xff, (value >> 8) & 0xff, value & 0xff];
}

/** The nearest of xterm's 240 fixed colours (6x6x6 cube and 24 greys); the first 16 are the person's own and are left alone. */
export function nearest256(hex: string): number {
  const rgb = rgbOf(hex);
  const steps = rgb.map((part) => nearestIndex(CUBE_STEPS, part));
  const grey = Math.max(0, Math.min(23, Math.round(((rgb[0] + rgb[1] + rgb[2]) / 3 - 8) / 10)));
  const greyLevel = 8 + grey * 10;
  const cubeDistance = distance(
    rgb,
    steps.map((step) => CUBE_STEPS[step]!),
  );
  if (distance(rgb, [greyLevel, greyLevel, greyLevel]) < cubeDistance) return 232 + grey;
  return 16 + 36 * steps[0]! + 6 * steps[1]! + steps[2]!;
}

/** xterm's usual 16 colours, for want of the person's own. */
const USUAL_16 = [
  ...['#000000', '#cd0000', '#00cd00', '#cdcd00', '#0000ee', '#cd00cd', '#00cdcd', '#e5e5e5'],
  ...['#7f7f7f', '#ff0000', '#00ff00', '#ffff00', '#5c5cff', '#ff00ff', '#00ffff', '#ffffff'],
];

/** The nearest of the 16 colours. */
export function nearest16(hex: string): number {
  const distances = USUAL_16.map((each) => distance(rgbOf(each), rgbOf(hex)));
  return distances.indexOf(Math.min(...distances));
}

function nearestIndex(values: readonly number[], wanted: number): number {
  let best = 0;
  for (let at = 1; at < values.length; at += 1) {
    if (Math.abs(values[at]! - wanted) < Math.abs(values[best]! - wanted)) best = at;
  }
  return best;
}

function distance(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, part, at) => sum + (part - b[at]!) ** 2, 0);
}

/**
 * One line of text in the given style. Control characters in the text are dropped here as the last door, so no
 * caller's mistake can let a foreign escape through; line breaks too.
 */
export function styled(text: string, style: Style, depth: ColorDepth): string {
  return opened(text, sgr(style, depth));
}

/** The same with the escape that {@link sgr} made. */
export function opened(text: string, open: string): string {
  const safe = /\p{Cc}/u.test(text) ? text.replace(/\p{Cc}/gu, '') : text;
  if (safe === '') return '';
  return open === '' ? safe : `${open}${safe}${RESET}`;
}

/** The most characters of a link that go to a terminal; VTE takes 2,083. */
const longestLink = 2_000;

/**
 * The painted text as a link that the terminal opens when asked (OSC 8). An address that is anything but printable ASCII
 * of the web is left out, as the last door here too.
 */
export function linked(painted: string, url: string | undefined): string {
  if (url === undefined || painted === '') return painted;
  if (url.length > longestLink || !/^https?:\/\/[\x21-\x7e]+$/.test(url)) return painted;
  return `\u001b]8;;${url}\u001b\\${painted}\u001b]8;;\u001b\\`;
}
