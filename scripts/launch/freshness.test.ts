/** A step is repeated exactly when what it was made from, or what it made, changed. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { describeFiles, isFresh, writeStamp } from './freshness.mjs';

function step() {
  const root = mkdtempSync(join(tmpdir(), 'postern-fresh-'));
  const write = (path: string, content: string) => writeFileSync(join(root, path), content);
  write('source.ts', 'one');
  write('made.js', '1');
  writeStamp(root, 'dist/stamp.json', {
    inputs: describeFiles(root, ['source.ts']),
    absent: ['later.ts'],
    outputs: ['made.js'],
  });
  return {
    root,
    write,
    isFresh: () => isFresh(root, 'dist/stamp.json'),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}

test('nothing changed, nothing to do', () => {
  using made = step();
  expect(made.isFresh()).toBe(true);
});

test('a copied tree, whose times are new and whose content is the same, is not made again', () => {
  using made = step();
  utimesSync(join(made.root, 'source.ts'), 1, 1);
  expect(made.isFresh()).toBe(true);
});

test.each<[string, (made: ReturnType<typeof step>) => void]>([
  ['a source was edited', (made) => made.write('source.ts', 'two!')],
  ['a source was edited to the same length', (made) => made.write('source.ts', 'two')],
  ['a source was removed', (made) => rmSync(join(made.root, 'source.ts'))],
  ['a missing source appeared', (made) => made.write('later.ts', '')],
  ['what was made is gone', (made) => rmSync(join(made.root, 'made.js'))],
  ['the stamp was cut off', (made) => made.write('dist/stamp.json', '{"inputs":')],
])('made again when %s', (_reason, change) => {
  using made = step();
  change(made);
  expect(made.isFresh()).toBe(false);
});
