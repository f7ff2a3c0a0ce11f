/** Colours: found in the promised order, legible on their backgrounds, never the only sign, and nothing but our own escapes. */
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import { backgroundFrom, type ColorDepth, colorDepth } from './color-depth.ts';
import { asciiGlyphs, type Frame, glyphsFor, unicodeGlyphs } from './glyphs.ts';
import { PAGE, palettes } from './palettes.ts';
import { stripeColors, stripeRole } from './stripes.ts';
import { nearest256, rgbOf } from './style.ts';
import { createTheme, type Role } from './theme.ts';
import { themeNamed } from './themes.ts';

const depths: ColorDepth[] = ['truecolor', '256', '16', 'mono'];
const roles: Role[] = [
  ...([
    'text',
    'dim',
    'strong',
    'header',
    'rule',
    'key',
    'selection',
    'unread',
    'draft',
    'stateWaiting',
  ] as const),
  ...(['stateNew', 'stateClosed', 'publicFrame', 'publicMark', 'note', 'noteFrame', 'noteGutter'] as const),
  ...(['newMark', 'match', 'live', 'success', 'warning', 'error'] as const),
  ...stripeColors.map(stripeRole),
];

describe('how many colours', () => {
  test.each([
    ['a flag wins over everything', { NO_COLOR: '1', COLORTERM: 'truecolor' }, true, 'truecolor'],
    ['a flag against colour wins too', { FORCE_COLOR: '3', COLORTERM: 'truecolor' }, false, 'mono'],
    ['NO_COLOR wins over FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '3' }, undefined, 'mono'],
    ['an empty NO_COLOR says nothing', { NO_COLOR: '', TERM: 'xterm-256color' }, undefined, '256'],
    ['FORCE_COLOR wins over COLORTERM', { FORCE_COLOR: '1', COLORTERM: 'truecolor' }, undefined, '16'],
    ['FORCE_COLOR=0 means none', { FORCE_COLOR: '0', TERM: 'xterm' }, undefined, 'mono'],
    ['COLORTERM wins over TERM', { COLORTERM: '24bit', TERM: 'xterm' }, undefined, 'truecolor'],
    ['TERM with 256 colours', { TERM: 'tmux-256color' }, undefined, '256'],
    ['a plain TERM', { TERM: 'linux' }, undefined, '16'],
    ['a dumb terminal', { TERM: 'dumb', COLORTERM: 'truecolor' }, undefined, 'mono'],
    ['nothing known', {}, undefined, 'mono'],
  ])('%s', (_name, env, flag, depth) => {
    expect(colorDepth({ env, isTTY: true, flag })).toBe(depth);
  });

  test('no terminal, no colour, unless forced', () => {
    expect(colorDepth({ env: { COLORTERM: 'truecolor' }, isTTY: false })).toBe('mono');
    expect(colorDepth({ env: { FORCE_COLOR: '2' }, isTTY: false })).toBe('256');
    expect(colorDepth({ env: {}, isTTY: false, flag: true })).toBe('16');
  });
});

describe('dark or light', () => {
  test.each([
    ['a dark answer', 'rgb:1e1e/1e1e/1e1e', '0;15', 'dark'],
    ['a light answer', 'rgb:ffff/ffff/ffff', '15;0', 'light'],
    ['an answer with short parts and alpha', 'rgba:f/f/f/f', undefined, 'light'],
    ['an unreadable answer falls back', 'nonsense', '0;15', 'light'],
    ['the variable alone', undefined, '15;default;0', 'dark'],
    ['nothing', undefined, undefined, 'dark'],
  ])('%s', (_name, answer, variable, background) => {
    expect(backgroundFrom(answer, variable)).toBe(background);
  });
});

test.each([
  ['standard', 4.5],
  ['contrast', 7],
  ['colorBlind', 4.5],
] as const)(
  'every role of the %s palette is legible on both backgrounds (contrast %d or more)',
  (palette, least) => {
    for (const background of ['dark', 'light'] as const) {
      const theme = createTheme({ depth: 'truecolor', background, palette });
      for (const role of roles) {
        const { fg, bg } = theme.style(role);
        if (!fg) continue;
        expect(contrast(fg.hex, bg?.hex ?? PAGE[background]), `${background} ${role}`).toBeGreaterThanOrEqual(
          least,
        );
      }
    }
  },
);

test('in every palette and depth a note has a background and a public reply has none', () => {
  for (const palette of Object.keys(palettes) as (keyof typeof palettes)[]) {
    for (const background of ['dark', 'light'] as const) {
      const { style } = createTheme({ depth: '16', background, palette });
      expect([style('note').bg, style('noteFrame').bg], `${palette} ${background}`).not.toContain(undefined);
      expect(style('publicFrame').bg).toBeUndefined();
    }
  }
});

test('a theme is found by its name; one of the own stands over its base', () => {
  const on = { depth: 'truecolor', background: 'dark' } as const;
  expect(themeNamed('light', on).background).toBe('light');
  expect(themeNamed('mono', on).depth).toBe('mono');
  expect(
    new Set(['auto', 'contrast', 'color-blind', 'light'].map((name) => themeNamed(name, on).id)).size,
  ).toBe(4);
  const note = { fg: { hex: '#ffffff', ansi: 15 }, bg: { hex: '#003300', ansi: 2 } };
  const own = { name: 'mine', palette: () => ({ ...palettes.standard.dark, note }) };
  expect(themeNamed('mine', on, own).style('note')).toEqual(note);
  expect(themeNamed('mine', on).id).toBe(themeNamed('auto', on).id);
});

test('without colours no colour is written, and header, selection, note and error still differ from text', () => {
  const theme = createTheme({ depth: 'mono', background: 'dark' });
  for (const role of roles) expect(theme.paint(role, 'x')).not.toMatch(/(?:\[|;)(?:[349]\d|10\d)(?:;|m)/);
  for (const role of ['header', 'selection', 'noteFrame', 'error', 'unread'] as const) {
    expect(theme.paint(role, 'x'), role).not.toBe('x');
  }
});

test('a painted line has only our own escapes, keeps its width and ends in a reset', () => {
  const spans = fc.array(
    fc.record({ text: fc.string({ unit: 'binary', maxLength: 12 }), role: fc.constantFrom(...roles) }),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(
      spans,
      fc.constantFrom(...roles),
      fc.constantFrom(...depths),
      fc.constantFrom('dark' as const, 'light' as const),
      (parts, base, depth, background) => {
        const line = createTheme({ depth, background }).paintLine(parts, base);
        const bare = line.replaceAll(/\p{Cc}\[[\d;]*m/gu, '');
        expect(bare).not.toMatch(/\p{Cc}/u);
        expect(bare).toBe(parts.map((part) => part.text.replaceAll(/\p{Cc}/gu, '')).join(''));
        if (line.includes('\u001b')) expect(line.lastIndexOf('\u001b[0m')).toBe(line.lastIndexOf('\u001b'));
      },
    ),
    { numRuns: 2_000 },
  );
});

test('spans that look the same share one escape', () => {
  const theme = createTheme({ depth: 'truecolor', background: 'dark' });
  const line = theme.paintLine([{ text: 'a', role: 'error' }, { text: 'b', role: 'error' }, { text: 'c' }]);
  expect(line).toBe('\u001b[1;38;2;255;143;143mab\u001b[0mc');
});

test('a selected row keeps its own colour under every span', () => {
  const theme = createTheme({ depth: '256', background: 'dark' });
  const background = `48;5;${nearest256('#264f78')}`;
  const painted = theme.paintLine(
    [
      { text: 'a', role: 'error' },
      { text: 'b', role: 'dim' },
    ],
    'selection',
  );
  expect(
    painted
      .split('\u001b[')
      .filter((part) => /^[^0]/.test(part))
      .every((part) => part.includes(background)),
  ).toBe(true);
});

test('all glyphs are one column wide, and a locale without UTF-8 gets ASCII', () => {
  for (const glyphs of [unicodeGlyphs, asciiGlyphs]) {
    for (const piece of Object.values(glyphs) as (string | Frame)[]) {
      for (const glyph of typeof piece === 'string' ? [piece] : Object.values(piece)) {
        expect(stringWidth(glyph), glyph).toBe(1);
      }
    }
  }
  expect(JSON.stringify(asciiGlyphs)).toMatch(/^[\x20-\x7e]*$/);
  expect(glyphsFor({ LANG: 'C' })).toBe(asciiGlyphs);
  expect(glyphsFor({ LANG: 'C', LC_ALL: 'en_GB.utf8' })).toBe(unicodeGlyphs);
  expect(glyphsFor({})).toBe(unicodeGlyphs);
});

/** WCAG 2.2 contrast ratio. */
function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = rgbOf(hex).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
