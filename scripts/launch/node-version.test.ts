/** Old versions of Node are refused, new ones are not. */
import { expect, test } from 'vitest';
import { isAtLeast } from './node-version.mjs';

test.each([
  ['20.19.0', [20, 19], true],
  ['20.20.2', [20, 19], true],
  ['24.0.0', [22, 18], true],
  ['20.18.3', [20, 19], false],
  ['18.20.8', [20, 19], false],
  ['22.17.1', [22, 18], false],
] as const)('%s against %j: %s', (version, oldest, answer) => {
  expect(isAtLeast(version, oldest)).toBe(answer);
});
