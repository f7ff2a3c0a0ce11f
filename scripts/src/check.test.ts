/** The check stops at the first step that fails, and its last step is the README's `npm test`. */
import { expect, test, vi } from 'vitest';
import { check, stepsFor } from './check.ts';

const step = (title: string, code: number) => ({
  title,
  command: [process.execPath, '-e', `process.exitCode = ${code}`] as [string, ...string[]],
});

function quietly() {
  const said: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line) => said.push(line));
  const error = vi.spyOn(console, 'error').mockImplementation((line) => said.push(line));
  return {
    said,
    [Symbol.dispose]: () => {
      log.mockRestore();
      error.mockRestore();
    },
  };
}

test('all steps pass: 0, each with its heading', async () => {
  using console = quietly();
  expect(await check([step('First', 0), step('Second', 0)])).toBe(0);
  expect(console.said.join('\n')).toMatch(/1 of 2: First.*passed in.*2 of 2: Second$/s);
});

test('a step that fails ends the check with 1, says which, and the next one never runs', async () => {
  using console = quietly();
  expect(await check([step('First', 0), step('Second', 3), step('Third', 0)])).toBe(1);
  expect(console.said.at(-1)).toContain('Second: failed');
  expect(console.said.join('\n')).not.toContain('Third');
});

test('the full check ends with npm test, and compares the documents once there is a script that makes them', () => {
  expect(stepsFor('full', () => true).map(({ title }) => title)).toEqual([
    'Format and lint',
    'Arrows',
    'Types',
    'Generated documents',
    'Tests',
  ]);
  expect(stepsFor('full', () => false).map(({ title }) => title)).not.toContain('Generated documents');
  expect(stepsFor('full').at(-1)?.command).toEqual(['npm', 'test']);
});

test('the nightly tests are told to take their time', () => {
  expect(stepsFor('nightly')).toMatchObject([{ command: ['npm', 'test'], env: { POSTERN_NIGHTLY: '1' } }]);
});
