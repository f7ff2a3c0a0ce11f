/** A forbidden import, planted in a small copy of the house, is refused; the allowed ones are not. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import arrows from '../../.dependency-cruiser.mjs';
import { checkArrows } from './check-arrows.ts';

const sound: Record<string, string> = {
  'prisma/src/index.ts': 'export const openDb = () => 1;',
  'core/src/index.ts':
    "import { openDb } from '@postern/prisma'; export const core = openDb(); export * from './client.ts';",
  'core/src/client.ts': "import type { Router } from './router.ts'; export type Client = Router;",
  'core/src/router.ts':
    "import { outcomes } from './errors.ts'; import '@trpc/server'; export type Router = typeof outcomes;",
  'core/src/errors.ts': 'export const outcomes = {};',
  'core/src/testing/index.ts': 'export const world = 1;',
  'tui/src/main.ts':
    "import type { Client } from '@postern/core/client'; export const main = (client: Client) => import('./inbox.tsx').then(() => client);",
  'tui/src/inbox.tsx': "import { render } from 'ink'; export const inbox = () => render(<b>inbox</b>);",
  'slackbot/src/index.ts': "import { core } from '@postern/core'; export const slack = core;",
  'web-portal/src/index.ts': "import { core } from '@postern/core'; export const portal = core;",
  'scripts/src/serve.ts':
    "import '@postern/core'; import '@postern/slackbot'; import '@postern/web-portal'; import '@postern/prisma';",
};

const exported: Record<string, Record<string, string>> = {
  core: { '.': './src/index.ts', './client': './src/client.ts', './testing': './src/testing/index.ts' },
  scripts: { './*': './*' },
};

const borrowed = ['@trpc', 'ink', 'hono', 'better-sqlite3', 'react'];

/** The house with `changes` made to it: our packages linked to each other, everything else to the real ones. */
function house(changes: Record<string, string> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'postern-arrows-'));
  const realModules = join(dirname(dirname(import.meta.dirname)), 'node_modules');
  mkdirSync(join(root, 'node_modules/@postern'), { recursive: true });
  for (const name of borrowed) symlinkSync(join(realModules, name), join(root, 'node_modules', name));
  const files = { ...sound, ...changes };
  for (const [path, code] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), `${code}\n`);
  }
  const dependencies = { '@trpc/server': '*', ink: '*', hono: '*', 'better-sqlite3': '*', react: '*' };
  for (const name of ['prisma', 'core', 'tui', 'slackbot', 'web-portal', 'scripts']) {
    const exports = exported[name] ?? { '.': name === 'tui' ? './src/main.ts' : './src/index.ts' };
    const ours = Object.fromEntries(
      Object.keys(exported)
        .concat('prisma', 'tui', 'slackbot', 'web-portal')
        .map((other) => [`@postern/${other}`, '*']),
    );
    writeFileSync(
      join(root, name, 'package.json'),
      JSON.stringify({
        name: `@postern/${name}`,
        type: 'module',
        exports,
        dependencies: { ...dependencies, ...ours },
      }),
    );
    symlinkSync(join(root, name), join(root, 'node_modules/@postern', name));
  }
  return { root, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}

async function refusals(changes?: Record<string, string>) {
  using planted = house(changes);
  return (await checkArrows(planted.root)).refusals.join('\n');
}

test('the house as it should be has nothing to refuse, and every file of it was seen', async () => {
  using planted = house();
  expect(await checkArrows(planted.root)).toEqual({
    refusals: [],
    modulesSeen: Object.keys(sound).length,
    sourceFiles: Object.keys(sound).length,
  });
});

const surfaceKnowsDatabase = 'surface-knows-no-database';
test.each([
  [
    'a surface imports the database',
    'web-portal/src/page.tsx',
    "import '@postern/prisma';",
    surfaceKnowsDatabase,
  ],
  [
    'a surface imports only a type of the database',
    'tui/src/row.ts',
    "import type { openDb } from '@postern/prisma'; export type Row = typeof openDb;",
    surfaceKnowsDatabase,
  ],
  [
    'a surface imports the database when needed',
    'slackbot/src/late.ts',
    "export const late = () => import('@postern/prisma');",
    surfaceKnowsDatabase,
  ],
  [
    'a surface holds the database with `using`',
    'slackbot/src/hold.ts',
    "export async function hold() { await using db = (await import('@postern/prisma')) as never; return db; }",
    surfaceKnowsDatabase,
  ],
  [
    'a surface passes the database on',
    'tui/src/pass.ts',
    "export * from '@postern/prisma';",
    surfaceKnowsDatabase,
  ],
  [
    'a surface imports the driver',
    'slackbot/src/driver.ts',
    "import 'better-sqlite3';",
    surfaceKnowsDatabase,
  ],
  [
    'a surface imports the generated client by path',
    'slackbot/src/generated.ts',
    "import '../../prisma/generated/sqlite/client.ts';",
    surfaceKnowsDatabase,
    { 'prisma/generated/sqlite/client.ts': '' },
  ],
  [
    'a surface imports another surface',
    'tui/src/other.ts',
    "import '@postern/web-portal';",
    'surface-knows-no-surface',
  ],
  [
    'a surface reaches into another one by path',
    'web-portal/src/path.ts',
    "import '../../slackbot/src/index.ts';",
    'surface-knows-no-surface',
  ],
  ['core imports a surface', 'core/src/desk.ts', "import '@postern/slackbot';", 'core-knows-no-surface'],
  [
    'core imports scripts',
    'core/src/seed.ts',
    "import '@postern/scripts/src/serve.ts';",
    'nobody-knows-scripts',
  ],
  [
    'core reaches into scripts by path',
    'core/src/path.ts',
    "import '../../scripts/src/serve.ts';",
    'nobody-knows-scripts',
  ],
  ['prisma imports core', 'prisma/src/up.ts', "import '@postern/core';", 'prisma-knows-nobody'],
  [
    'a surface reaches into core by path',
    'slackbot/src/inside.ts',
    "import '../../core/src/errors.ts';",
    'surface-uses-the-front-door',
  ],
  [
    'a surface uses the tests’ world',
    'web-portal/src/world.ts',
    "import '@postern/core/testing';",
    'product-uses-no-test-world',
  ],
  [
    'errors lean on the router',
    'core/src/errors.ts',
    "import './router.ts'; export const outcomes = {};",
    'core-floor-1',
  ],
  [
    'two modules need each other',
    'core/src/errors.ts',
    "import './other.ts'; export const outcomes = {};",
    'no-circle',
    { 'core/src/other.ts': "import './errors.ts';" },
  ],
  ['an import leads nowhere', 'tui/src/lost.ts', "import './gone.ts';", 'no-unknown-import'],
  [
    'a helper has no home',
    'core/src/utils/help.ts',
    'export const help = 1;',
    'no-utils',
    { 'core/src/needs-help.ts': "import './utils/help.ts';" },
  ],
  [
    'the client loads the tRPC server',
    'core/src/client.ts',
    "import './router.ts'; export type Client = unknown;",
    '@trpc/server: refused',
  ],
  [
    'the command loads a server later',
    'tui/src/inbox.tsx',
    "import 'hono'; export const inbox = () => <b>inbox</b>;",
    'hono: refused',
  ],
  [
    'a verb loads the screens',
    'tui/src/main.ts',
    "import { inbox } from './inbox.tsx'; export const main = inbox;",
    'ink: refused',
  ],
] as [string, string, string, string, Record<string, string>?][])(
  'refused: %s',
  async (_what, path, code, rule, others) => {
    expect(await refusals({ [path]: code, ...others })).toContain(rule);
  },
);

test('a check that sees too little fails instead of passing', async () => {
  using planted = house();
  const seesNothing = { ...arrows.options, exclude: { path: '^(core|tui|slackbot|web-portal|scripts)/' } };
  await expect(checkArrows(planted.root, seesNothing)).rejects.toThrow('the arrows are not proven');
});
