/**
 * Writes the next migration for both engines: `node prisma/scripts/new-migration.ts NAME`.
 * Compares schema.prisma with its snapshot as of the last migration, then renews the snapshot.
 * What a schema cannot say (search tables) is added by hand to the written file before it is committed.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Engine } from '../src/engine.ts';
import { migrationSql } from './schema-engine.ts';

const home = resolve(import.meta.dirname, '..');
const schemaFile = join(home, 'schema.prisma');
const snapshotFile = join(home, 'migrations', 'schema.snapshot.prisma');

/** The SQL that leads from the snapshot to the schema, empty when they agree. */
export async function pendingSql(engine: Engine): Promise<string> {
  const before = existsSync(snapshotFile) ? readFileSync(snapshotFile, 'utf8') : null;
  return migrationSql({ engine, before, after: readFileSync(schemaFile, 'utf8') });
}

if (import.meta.main) {
  const name = process.argv[2];
  if (!name || !/^[a-z][a-z0-9_]*$/.test(name)) {
    console.error(
      'Say what the migration does, in lower case: node prisma/scripts/new-migration.ts add_tags',
    );
    process.exit(2);
  }
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  for (const engine of ['sqlite', 'postgresql'] as const) {
    const folder = join(home, 'migrations', engine, `${stamp}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'migration.sql'), await pendingSql(engine));
    console.log(`wrote ${folder}/migration.sql`);
  }
  writeFileSync(snapshotFile, readFileSync(schemaFile, 'utf8'));
}
