/** Moments that have passed, as people type them. */
import { expect, test } from 'vitest';
import { pastMomentIn } from './earlier.ts';

// A Tuesday, in whatever zone this runs.
const now = new Date(2026, 10, 3, 12, 0).getTime();
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).getTime();

test.each([
  ['now', now, now],
  ['2h', now - 7_200_000, now - 7_200_000],
  ['2h ago', now - 7_200_000, now - 7_200_000],
  ['9:00', at(2026, 10, 3, 9, 0), at(2026, 10, 3, 9, 0)],
  ['17:00', at(2026, 10, 2, 17, 0), at(2026, 10, 2, 17, 0)],
  ['Yesterday 17:00', at(2026, 10, 2, 17, 0), at(2026, 10, 2, 17, 0)],
  ['yesterday', at(2026, 10, 2, 0, 0), at(2026, 10, 3, 0, 0)],
  ['today', at(2026, 10, 3, 0, 0), now],
  ['tue', at(2026, 10, 3, 0, 0), now],
  ['wednesday 8:30', at(2026, 9, 28, 8, 30), at(2026, 9, 28, 8, 30)],
  ['2026-10-31', at(2026, 9, 31, 0, 0), at(2026, 10, 1, 0, 0)],
  ['2026-10-31 14:15', at(2026, 9, 31, 14, 15), at(2026, 9, 31, 14, 15)],
  ['2026-10-31T14:15:00Z', Date.UTC(2026, 9, 31, 14, 15), Date.UTC(2026, 9, 31, 14, 15)],
  ['2030-01-01', now, now],
])('"%s" is a moment, and a day alone its beginning or its end', (text, start, end) => {
  expect(pastMomentIn(text, now, 'start')).toBe(start);
  expect(pastMomentIn(text, now, 'end')).toBe(end);
});

test.each(['', 'tomorrow', 'soon', '2026-02-31', '25:00', 'yesterday noon', '2026-10-31Tx', 'mo'])(
  '"%s" is none',
  (text) => {
    expect(pastMomentIn(text, now, 'start')).toBeNull();
  },
);
