/** When the desk reads its threads again because Slack may not have reached it. */
import { expect, test } from 'vitest';
import { httpGaps } from './http-gaps.ts';

const minute = 60_000;

function clocked() {
  let at = 0;
  const gaps = httpGaps(() => at);
  return (minutes: number, isAgain = false) => {
    at = minutes * minute;
    return gaps.arrived({ isAgain });
  };
}

test('what arrives in short order says nothing', () => {
  const arrived = clocked();
  expect([1, 5, 14, 28].map((at) => arrived(at))).toEqual([false, false, false, false]);
});

test('a silence of a quarter of an hour is a gap, once', () => {
  const arrived = clocked();
  expect([15, 16, 30, 45].map((at) => arrived(at))).toEqual([true, false, false, true]);
});

test('an event that comes again is a gap, once in five minutes; one in between is looked at after them', () => {
  const arrived = clocked();
  expect(arrived(6, true)).toBe(true);
  expect(arrived(7, true)).toBe(false);
  expect(arrived(10)).toBe(false);
  expect(arrived(11)).toBe(true);
  expect(arrived(12)).toBe(false);
});
