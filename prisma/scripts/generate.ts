/** Generates the two typed clients, one per engine, from the one schema. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const home = resolve(import.meta.dirname, '..');
const run = promisify(execFile);

/** The schema as one engine reads it: the provider line and the output folder are all that differ. */
export function schemaFor(engine: 'sqlite' | 'postgresql', schema: string): string {
  return schema
    .replace('provider = "sqlite"', `provider = "${engine}"`)
    .replace('"./generated/sqlite"', () => JSON.stringify(join(home, 'generated', engine)));
}

async function generate(engine: 'sqlite' | 'postgresql'): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'postern-schema-'));
  try {
    const schemaFile = join(folder, 'schema.prisma');
    await writeFile(schemaFile, schemaFor(engine, await readFile(join(home, 'schema.prisma'), 'utf8')));
    const cli = join(
      dirname(createRequire(import.meta.url).resolve('prisma/package.json')),
      'build',
      'index.js',
    );
    await run(process.execPath, [cli, 'generate', '--schema', schemaFile, '--no-hints'], {
      cwd: home,
      env: {
        ...process.env,
        // Prisma would otherwise look for its schema engine on the network; generating needs none.
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: '1',
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
      },
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  await Promise.all([generate('sqlite'), generate('postgresql')]);
}
