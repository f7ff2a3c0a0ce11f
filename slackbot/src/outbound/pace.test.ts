/** Posting is unhindered until Slack asks for less; then it goes one a second, and nobody is overtaken for ever. */
import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

test('nothing waits while Slack takes everything', () => {
  const pace = createPace(() => 0);
  for (let item = 0; item < 100; item += 1) expect(pace.waitFor('C1', `${item}`)).toBe(0);
});

test('after a refusal every item gets its own second, and keeps it', () => {
  let now = 0;
  const pace = createPace(() => now);
  pace.slowDown('C1', 5_000);
  expect(['a', 'b', 'c'].map((item) => pace.waitFor('C1', item))).toEqual([5_000, 6_000, 7_000]);
  expect(pace.waitFor('C2', 'other')).toBe(0);
  now = 6_000;
  expect(pace.waitFor('C1', 'late')).toBe(2_000);
  expect(pace.waitFor('C1', 'a')).toBe(0);
  expect(pace.waitFor('C1', 'b')).toBe(0);
});

test('whose turn has come waits for who is before it, but not for ever', () => {
  let now = 0;
  const pace = createPace(() => now);
  pace.slowDown('C1', 1_000);
  expect(['a', 'b', 'c'].map((item) => pace.waitFor('C1', item))).toEqual([1_000, 2_000, 3_000]);
  now = 3_500;
  expect(['c', 'b'].map((item) => pace.waitFor('C1', item))).toEqual([100, 100]);
  expect(['a', 'c', 'b', 'c'].map((item) => pace.waitFor('C1', item))).toEqual([0, 100, 0, 0]);
  pace.slowDown('C1', 1_000);
  expect(['given up', 'd'].map((item) => pace.waitFor('C1', item))).toEqual([1_000, 2_000]);
  now = 9_499;
  expect(pace.waitFor('C1', 'd')).toBe(100);
  now = 9_501;
  expect(pace.waitFor('C1', 'd')).toBe(0);
});

test('what is urgent takes the next turn, and everybody else comes a second later', () => {
  let now = 0;
  const pace = createPace(() => now);
  pace.slowDown('C1', 5_000);
  expect(['a', 'b'].map((item) => pace.waitFor('C1', item))).toEqual([5_000, 6_000]);
  expect(pace.waitFor('C1', 'news', true)).toBe(5_000);
  now = 5_000;
  expect(['a', 'b', 'c'].map((item) => pace.waitFor('C1', item))).toEqual([1_000, 2_000, 3_000]);
  expect(pace.waitFor('C1', 'news', true)).toBe(0);
});

test('after a quiet minute the channel is free again', () => {
  let now = 0;
  const pace = createPace(() => now);
  pace.slowDown('C1', 1_000);
  expect(pace.waitFor('C1', 'a')).toBe(1_000);
  now = 70_000;
  expect(pace.waitFor('C1', 'a')).toBe(0);
  expect(['b', 'c', 'd'].map((item) => pace.waitFor('C1', item))).toEqual([0, 0, 0]);
});

test('a second refusal moves all turns and keeps their order and their distance', () => {
  const pace = createPace(() => 0);
  pace.slowDown('C1', 1_000);
  expect(['a', 'b', 'c'].map((item) => pace.waitFor('C1', item))).toEqual([1_000, 2_000, 3_000]);
  pace.slowDown('C1', 10_000);
  expect(['c', 'b', 'a'].map((item) => pace.waitFor('C1', item))).toEqual([12_000, 11_000, 10_000]);
  expect(pace.waitFor('C1', 'd')).toBe(13_000);
});
