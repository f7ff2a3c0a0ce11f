/** Whatever was on the screen before: after the few bytes of a change it shows what a whole new painting shows. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emulatedScreen } from '../../testing/emulated-screen.ts';
import type { ColorDepth } from '../text/color-depth.ts';
import { createTheme, type Role } from '../text/theme.ts';
import { paint, row } from '../views/line.ts';
import { linkedRows } from '../views/linked-text.ts';
import { cellsOf } from './cells.ts';
import { lineUpdate } from './line-update.ts';
import { createPainter, type Frame } from './painter.ts';

const columns = 30;
const rows = 4;
const roles: Role[] = ['text', 'dim', 'strong', 'header', 'selection', 'note', 'noteFrame', 'match', 'error'];
const words = [
  ...[
    'a',
    'bc ',
    ' ',
    '       ',
    '山',
    '日本',
    '👍',
    '👨‍👩‍👧',
    '🇩🇪',
    'e\u0301',
    'ไทย',
    'عربي',
    '·',
    '─',
    '…',
  ],
  ...['x'.repeat(12), ' '.repeat(14)],
];
const depth = fc.constantFrom<ColorDepth[]>('truecolor', '256', '16', 'mono');
const link = fc.constantFrom(undefined, undefined, 'https://a.example/', 'https://b.example/?q=1;2#m');
const piece = fc
  .record({ text: fc.constantFrom(...words), role: fc.constantFrom(...roles), link })
  .map((each) => (each.text.includes(' ') ? { ...each, link: undefined } : each));
const spans = fc.array(piece, { maxLength: 8 });
const base = fc.constantFrom<(Role | undefined)[]>(undefined, undefined, 'selection', 'note');
const line = fc.record({ spans, base }).map((each) => row(columns, each.spans, each.base));
const screen = fc.array(line, { minLength: rows, maxLength: rows });
const cursor = fc.option(fc.record({ x: fc.nat(columns - 1), y: fc.nat(rows - 1) }));
/** Frames that have lines in common, as frames of the inbox have. */
const frames = fc
  .record({
    depth,
    screens: fc.array(fc.record({ screen, cursor, kept: fc.array(fc.nat(rows - 1)) }), { minLength: 2 }),
  })
  .map(({ depth: of, screens }) => {
    const theme = createTheme({ depth: of, background: 'dark', hasLinks: true });
    let before: string[] = [];
    return screens.map(({ screen: lines, cursor: place, kept }): Frame => {
      const painted = lines.map((each, y) => (kept.includes(y) && before[y]) || paint(each, theme));
      before = painted;
      return { lines: painted, columns, cursor: place };
    });
  });

for (const widths of ['11', '6', 'generous'] as const) {
  test(`a change shows what a new painting shows, on a terminal with the widths ${widths}`, () => {
    const grown = emulatedScreen(columns, rows, widths);
    const fresh = emulatedScreen(columns, rows, widths);
    fc.assert(
      fc.property(frames, (sequence) => {
        const painter = createPainter();
        grown.reset();
        grown.write('\u001b[?7l');
        for (const frame of sequence) {
          grown.write(painter.update(frame));
          fresh.reset();
          fresh.write(`\u001b[?7l${createPainter().update(frame)}`);
          expect(grown.cells()).toEqual(fresh.cells());
          if (frame.cursor) expect(grown.cursor()).toEqual(frame.cursor);
        }
      }),
      { numRuns: 300 },
    );
  });
}

test('a whole painting shows the line, cell by cell', () => {
  const emulator = emulatedScreen(columns, 1);
  fc.assert(
    fc.property(line, depth, (each, of) => {
      const painted = paint(each, createTheme({ depth: of, background: 'dark', hasLinks: true }));
      emulator.reset();
      emulator.write(`\u001b[?7l${lineUpdate(null, cellsOf(painted, columns), 0)}`);
      const asPainted = emulatedScreen(columns, 1);
      asPainted.write(`\u001b[?7l${painted}`);
      expect(emulator.cells()).toEqual(asPainted.cells());
    }),
    { numRuns: 200 },
  );
});

test('nothing is written where nothing changed, and little where little did', () => {
  const theme = createTheme({ depth: 'truecolor', background: 'dark' });
  const lineOf = (text: string) => paint(row(columns, [{ text, role: 'dim' }]), theme);
  const painter = createPainter();
  const lines = [lineOf('one'), lineOf('two')];
  painter.update({ lines, columns, cursor: null });
  expect(painter.update({ lines: [...lines], columns, cursor: null })).toBe('');
  expect(painter.update({ lines: [lineOf('one'), lineOf('twos')], columns, cursor: null })).toBe(
    '\u001b[2;4H\u001b[38;2;154;154;154ms\u001b[m',
  );
  expect(painter.update({ lines: [lineOf('one'), lineOf('twos')], columns, cursor: { x: 2, y: 1 } })).toBe(
    '\u001b[2;3H\u001b[?25h',
  );
  painter.forget();
  expect(painter.update({ lines, columns, cursor: null })).toContain('one');
});

test('several rows change together, and the cursor is not seen on its way', () => {
  const painter = createPainter();
  painter.update({ lines: ['a', 'b'], columns: 1, cursor: { x: 0, y: 0 } });
  expect(painter.update({ lines: ['c', 'd'], columns: 1, cursor: { x: 0, y: 1 } })).toBe(
    '\u001b[?2026h\u001b[?25l\u001b[1Hc\u001b[2Hd\u001b[2;1H\u001b[?25h\u001b[?2026l',
  );
});

test('a link leads from its own columns, in every row it goes on in, and from no other', () => {
  const theme = createTheme({ depth: 'mono', background: 'dark', hasLinks: true });
  const url = 'https://a.example/a/long/way/down/the/path';
  const lines = linkedRows(`See ${url}, now`, columns).map((spans) => paint(row(columns, spans), theme));
  const emulator = emulatedScreen(columns, 3);
  emulator.write(createPainter().update({ lines, columns, cursor: null }));
  const places = lines.map((_, y) =>
    emulator.linksOf(y).map((leadsTo) => (leadsTo === url ? 'x' : leadsTo || '.')),
  );
  expect(emulator.rows().slice(0, lines.length)).toMatchInlineSnapshot(`
    [
      "See",
      "https://a.example/a/long/way/d",
      "own/the/path, now",
    ]
  `);
  expect(places.map((row) => row.join(''))).toMatchInlineSnapshot(`
    [
      "..............................",
      "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      "xxxxxxxxxxxx..................",
    ]
  `);
  const ids = new Set(
    [
      ...createPainter()
        .update({ lines, columns, cursor: null })
        .matchAll(/]8;id=(\w+);/g),
    ].map((found) => found[1]),
  );
  expect(ids.size).toBe(1);
});

test('without links nothing of them is written', () => {
  const theme = createTheme({ depth: 'mono', background: 'dark' });
  const line = row(columns, [{ text: 'a.example', link: 'https://a.example/' }]);
  expect(createPainter().update({ lines: [paint(line, theme)], columns, cursor: null })).not.toContain(']8;');
});

test('an address that is no printable text of the web never becomes a link', () => {
  const theme = createTheme({ depth: 'mono', background: 'dark', hasLinks: true });
  for (const link of [
    'https://a.example/\u001b\\\u001b[2J',
    'https://a.example/ü',
    'javascript:alert(1)',
    'file:///etc/passwd',
    `https://a.example/${'a'.repeat(2_000)}`,
  ])
    expect(theme.paintLine([{ text: 'here', link }])).toBe('here');
});
