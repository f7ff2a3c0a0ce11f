/** A bundle behaves as its sources did: same JSX library, same files beside them, nothing loaded too early. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { isFresh } from '../launch/freshness.mjs';
import { buildTarget } from './build.ts';

const jsx = (library: string) =>
  JSON.stringify({ compilerOptions: { jsx: 'react-jsx', jsxImportSource: library } });

/** A package `tui` whose program is `main`, and a portal beside it. */
function tree(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'postern-build-'));
  const root = join(folder, 'a b');
  const write = (path: string, content: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  const common = {
    'tui/tsconfig.json': jsx('react'),
    'web-portal/tsconfig.json': jsx('hono/jsx'),
    'package-lock.json': '{}',
  };
  for (const [path, content] of Object.entries({ ...common, ...files })) write(path, content);
  symlinkSync(join(dirname(dirname(import.meta.dirname)), 'node_modules'), join(root, 'node_modules'));
  return {
    root,
    write,
    build: () => buildTarget(root, { dist: 'tui/dist', entries: { postern: 'tui/src/main.ts' } }),
    isFresh: () => isFresh(root, 'tui/dist/.built.json'),
    run: (at = root, env = {}) =>
      execFileSync(process.execPath, [join(at, 'tui/dist/postern.js')], {
        env: { ...process.env, NODE_ENV: 'development', ...env },
        encoding: 'utf8',
      }).trim(),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

test('each file gets the JSX library that its own package names', async () => {
  using sources = tree({
    'tui/src/main.ts':
      "import { page } from '../../web-portal/src/page.tsx'; import { row } from './row.tsx'; console.log(String(page()), typeof row().props);",
    'tui/src/row.tsx': 'export const row = () => <b title="x">row</b>;',
    'web-portal/src/page.tsx': 'export const page = () => <p class="lead">a & b</p>;',
  });
  await sources.build();
  expect(sources.run()).toBe('<p class="lead">a &amp; b</p> object');
});

test('a source finds the files beside it, also after the working copy moved', async () => {
  using sources = tree({
    'tui/src/main.ts': "import { text } from './deep/text.ts'; console.log(text(), import.meta.main);",
    'tui/src/deep/text.ts': `
      import { readFileSync } from 'node:fs';
      import { join } from 'node:path';
      if (import.meta.main) throw new Error('I was not started directly');
      export const text = () =>
        readFileSync(new URL('./a 1.txt', import.meta.url), 'utf8') +
        readFileSync(join(import.meta.dirname, 'a 1.txt'), 'utf8') +
        import.meta.filename.endsWith('deep/text.ts');
    `,
    'tui/src/deep/a 1.txt': 'beside ',
  });
  await sources.build();
  const moved = join(dirname(sources.root), 'moved #2');
  renameSync(sources.root, moved);
  expect(sources.run(moved)).toBe('beside beside true true');
});

test('what is imported when needed stays out of the program file', async () => {
  using sources = tree({
    'tui/src/main.ts':
      "console.log('first', typeof globalThis.later); await import('./later.ts'); console.log('then', typeof globalThis.later);",
    'tui/src/later.ts': 'Object.assign(globalThis, { later: 1 });',
  });
  await sources.build();
  expect(sources.run()).toBe('first undefined\nthen number');
});

test("Ink is bundled for production and does not look for React's tools when somebody has set DEV", async () => {
  using sources = tree({
    'tui/src/main.ts': "import { frame } from './frame.tsx'; console.log(frame());",
    'tui/src/frame.tsx':
      "import { renderToString, Text } from 'ink'; export const frame = () => renderToString(<Text>hello</Text>);",
  });
  await sources.build();
  expect(sources.run(sources.root, { DEV: 'true' })).toBe('hello');
});

test('an import that leads nowhere fails the build and leaves the last one in place', async () => {
  using sources = tree({ 'tui/src/main.ts': "console.log('one');" });
  await sources.build();
  sources.write('tui/src/main.ts', "import './gone.ts';");
  await expect(sources.build()).rejects.toThrow('gone.ts');
  expect(sources.run()).toBe('one');
  expect(sources.isFresh()).toBe(false);
});

test('a bundle is stale when a source changed and when a missing program appeared', async () => {
  using sources = tree({});
  await sources.build();
  expect(sources.isFresh()).toBe(true);

  sources.write('tui/src/main.ts', "import './part.ts';");
  sources.write('tui/src/part.ts', "console.log('one');");
  expect(sources.isFresh()).toBe(false);
  await sources.build();
  expect(sources.isFresh()).toBe(true);

  sources.write('tui/src/part.ts', "console.log('two');");
  expect(sources.isFresh()).toBe(false);
  await sources.build();
  expect(sources.run()).toBe('two');
});
