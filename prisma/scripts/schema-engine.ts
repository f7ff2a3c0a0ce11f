/** Prisma's own schema engine as WebAssembly: it writes our migrations, and tests let it confirm their history. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import { SchemaEngine } from '@prisma/schema-engine-wasm';
import type { Engine } from '../src/engine.ts';
import { sqliteFile } from '../src/engine.ts';
import type { Migration } from '../src/migrate.ts';
import { schemaFor } from './generate.ts';

/** The text of schema.prisma. */
export function schemaText(): string {
  return readFileSync(join(import.meta.dirname, '..', 'schema.prisma'), 'utf8');
}

const noFilter = { externalTables: [], externalEnums: [] };

/** Comparing two schemas asks a database nothing, yet the engine wants a connection to begin with. */
const noDatabase = {
  provider: 'postgres',
  adapterName: 'none',
  connect: async () => ({
    provider: 'postgres',
    adapterName: 'none',
    queryRaw: async () => {
      return { columnNames: [], columnTypes: [], rows: [] };
    },
    executeRaw: async () => 0,
    executeScript: async () => {},
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: false }),
    startTransaction: async () => {
      throw new Error('nothing is written here');
    },
    dispose: async () => {},
  }),
};

async function startEngine(engine: Engine, schema: string, url: string | null): Promise<SchemaEngine> {
  const factory =
    url === null
      ? noDatabase
      : engine === 'sqlite'
        ? new PrismaBetterSqlite3({ url: sqliteFile(url) })
        : new PrismaPg({ connectionString: url });
  return SchemaEngine.new(
    { datamodels: [['schema.prisma', schemaFor(engine, schema)]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory as never),
  );
}

/** The SQL that turns a database of schema `before` (null: an empty one) into schema `after`, '' when they agree. */
export async function migrationSql(change: {
  engine: Engine;
  before: string | null;
  after: string;
}): Promise<string> {
  const engine = await startEngine(
    change.engine,
    change.after,
    change.engine === 'sqlite' ? 'file::memory:' : null,
  );
  const target = (schema: string) => ({
    tag: 'schemaDatamodel' as const,
    files: [{ path: 'schema.prisma', content: schemaFor(change.engine, schema) }],
  });
  const { stdout, exitCode } = await engine.diff({
    from: change.before === null ? { tag: 'empty' } : target(change.before),
    to: target(change.after),
    script: true,
    exitCode: true,
    filters: noFilter,
  });
  engine.free();
  // Where nothing differs the engine writes a comment that says so, and answers 0.
  return exitCode === 0 ? '' : (stdout ?? '');
}

/** What Prisma's engine says of a migrated database's history: null means it agrees with the files. */
export async function diagnoseHistory(database: {
  engine: Engine;
  url: string;
  schema: string;
  migrations: Migration[];
}) {
  const engine = await startEngine(database.engine, database.schema, database.url);
  const answer = await engine.diagnoseMigrationHistory({
    migrationsList: {
      baseDir: 'migrations',
      lockfile: { path: 'migration_lock.toml', content: `provider = "${database.engine}"\n` },
      shadowDbInitScript: '',
      migrationDirectories: database.migrations.map((migration) => ({
        path: migration.name,
        migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: migration.sql } },
      })),
    },
    optInToShadowDatabase: false,
    filters: noFilter,
  });
  engine.free();
  return answer;
}
