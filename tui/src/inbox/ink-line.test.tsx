/** A line for Ink is what Ink itself would make of it, and looks like the line it was made from. */
import fc from 'fast-check';
import { renderToString, Text } from 'ink';
import { expect, test } from 'vitest';
import type { ColorDepth } from '../text/color-depth.ts';
import { createTheme, type Role } from '../text/theme.ts';
import { inkLine } from './ink-line.ts';

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
    'stateNew',
  ] as const),
  ...([
    'publicFrame',
    'note',
    'noteFrame',
    'noteGutter',
    'newMark',
    'match',
    'live',
    'warning',
    'error',
  ] as const),
];
const line = fc
  .record({
    spans: fc.array(
      fc.record({
        text: fc.constantFrom('a', 'bc ', ' ', '山', '  d', '·'),
        role: fc.constantFrom(...roles),
      }),
      { maxLength: 7 },
    ),
    base: fc.constantFrom(...roles),
    depth: fc.constantFrom<ColorDepth[]>('truecolor', '256', '16', 'mono'),
  })
  .map(({ spans, base, depth }) => createTheme({ depth, background: 'dark' }).paintLine(spans, base));

test('Ink gives it back unchanged, so it has nothing left to rewrite', () => {
  fc.assert(
    fc.property(line, (painted) => {
      const ours = inkLine(painted);
      expect(renderToString(<Text wrap="truncate">{ours}</Text>)).toBe(ours.trimEnd());
    }),
    { numRuns: 500 },
  );
});

test('it shows what the painted line shows', () => {
  fc.assert(
    fc.property(line, (painted) => {
      const asInk = renderToString(<Text wrap="truncate">{painted}</Text>);
      expect(renderToString(<Text wrap="truncate">{inkLine(painted)}</Text>)).toBe(asInk);
    }),
    { numRuns: 500 },
  );
});

test('an empty line keeps its row', () => {
  expect(inkLine('     ')).toBe(' ');
  expect(inkLine('')).toBe(' ');
});
