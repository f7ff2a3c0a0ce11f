/** An error of a bundle leads to the line that somebody can mend. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleTarget } from '../build/bundle.ts';

const sources = {
  'package.json': '{"type":"module"}',
  'main.ts': `
    import { nameSourcesInStacks } from ${JSON.stringify(join(import.meta.dirname, 'source-stacks.ts'))};
    nameSourcesInStacks();
    const { breaks } = await import('./breaks.ts');
    try { breaks(1); } catch (error) { console.log((error as Error).stack); }
    console.log(Object.assign(new Error('plain'), { name: 'Odd' }).stack);
  `,
  'breaks.ts': `interface Nothing { left: string }


    export function breaks(left: number): Nothing {
      throw new TypeError('broke at ' + left);
    }
  `,
};

test('a stack names the source and its line, and keeps its words where there is no map', async () => {
  const root = mkdtempSync(join(tmpdir(), 'postern stacks-'));
  try {
    mkdirSync(join(root, 'dist'));
    for (const [name, text] of Object.entries(sources)) writeFileSync(join(root, name), text);
    const target = { dist: 'dist', entries: { main: 'main.ts' } };
    for (const { name, content } of (await bundleTarget(root, target)).files) {
      writeFileSync(join(root, 'dist', name), content);
    }
    const run = () => execFileSync(process.execPath, [join(root, 'dist', 'main.js')], { encoding: 'utf8' });
    expect(run()).toContain(`TypeError: broke at 1\n    at breaks (${join(root, 'breaks.ts')}:5:`);
    for (const name of readdirSync(join(root, 'dist'))) {
      if (name.endsWith('.map')) rmSync(join(root, 'dist', name));
    }
    expect(run()).toMatch(/TypeError: broke at 1\n {4}at breaks \(file:.*\.js:\d+:\d+\)/);
    expect(run()).toContain('Odd: plain\n    at file:');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
