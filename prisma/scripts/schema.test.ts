/** Tests that schema.prisma, its snapshot, the migrations and the generated clients all say the same. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { describe, expect, expectTypeOf, test } from 'vitest';
import * as postgres from '../generated/postgresql/client.ts';
import * as sqlite from '../generated/sqlite/client.ts';
import { migrate } from '../src/migrate.ts';
import { freshFolder, sqliteMigrations } from '../testing/fresh-database.ts';
import { schemaFor } from './generate.ts';
import { pendingSql } from './new-migration.ts';
import { migrationSql, schemaText } from './schema-engine.ts';

const home = join(import.meta.dirname, '..');
const engines = ['sqlite', 'postgresql'] as const;

describe.each(engines)('%s', (engine) => {
  test('every change of schema.prisma has its migration', async () => {
    const pending = await pendingSql(engine);
    const advice = `schema.prisma changed since the last migration. Run: node prisma/scripts/new-migration.ts NAME`;
    expect(pending, advice).toBe('');
  });

  test('a change of schema.prisma would be noticed', async () => {
    const after = schemaText().replace('model Setting {', 'model Setting {\n  addedForThisTest String?');
    expect(await migrationSql({ engine, before: schemaText(), after })).toContain('addedForThisTest');
  });

  test('the generated client is that of schema.prisma', () => {
    const source = readFileSync(join(home, 'generated', engine, 'internal', 'class.ts'), 'utf8');
    const embedded = /"inlineSchema": ("(?:[^"\\]|\\.)*")/.exec(source)?.[1] ?? '""';
    const advice = 'The generated clients are older than schema.prisma. Run: node prisma/scripts/generate.ts';
    // Generating aligns the columns of the text it keeps; a working copy may have moved since.
    const words = (schema: string) =>
      schema
        .replace(/^ *output .*$/m, '')
        .split(/\s+/)
        .filter(Boolean);
    expect(words(JSON.parse(embedded)), advice).toEqual(words(schemaFor(engine, schemaText())));
  });
});

/** All that a table consists of, in an order that does not depend on how it came to be. */
function shapeOf(db: Database.Database) {
  const tables = db
    .prepare(`SELECT "name" FROM sqlite_schema WHERE "type" = 'table' ORDER BY "name"`)
    .pluck()
    .all() as string[];
  const own = tables.filter((name) => !/Search|^_prisma|^sqlite_/.test(name));
  const sorted = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).sort();
  return own.map((name) => ({
    name,
    columns: sorted(
      db.prepare('SELECT "name", "type", "notnull", "dflt_value", "pk" FROM pragma_table_xinfo(?)').all(name),
    ),
    indexes: sorted(
      db
        .prepare(
          `SELECT l."name", l."unique", l."partial", group_concat(x."name") AS "columns"
             FROM pragma_index_list(?) AS l, pragma_index_info(l."name") AS x
            WHERE l."partial" = 0 GROUP BY l."name"`,
        )
        .all(name),
    ),
    links: sorted(
      db
        .prepare('SELECT "table", "from", "to", "on_update", "on_delete" FROM pragma_foreign_key_list(?)')
        .all(name),
    ),
  }));
}

test('a migrated SQLite database has the columns, indexes and links that schema.prisma describes', async () => {
  using folder = freshFolder();
  await migrate(folder.url('migrated.db'), sqliteMigrations);
  const migrated = new Database(folder.file('migrated.db'));
  const described = new Database(':memory:');
  described.exec(await migrationSql({ engine: 'sqlite', before: null, after: schemaText() }));
  const expected = shapeOf(described);
  expect(expected.map((table) => table.name)).toEqual(Object.keys(sqlite.Prisma.ModelName).sort());
  expect(shapeOf(migrated)).toEqual(expected);
  // A schema cannot say "partial": these are written into the migration by hand.
  const partial = migrated
    .prepare(
      `SELECT "name" FROM sqlite_schema WHERE "type" = 'index' AND "sql" LIKE '% WHERE %' ORDER BY "name"`,
    )
    .pluck()
    .all();
  expect(partial).toEqual([
    'Ticket_closed_by_day',
    'Ticket_follow_ups',
    'Ticket_merged',
    'Ticket_open_by_activity',
    'Ticket_open_by_assignee',
  ]);
  migrated.close();
  described.close();
});

test('each migration exists for both engines', () => {
  const folders = (engine: string) => readdirSync(join(home, 'migrations', engine)).sort();
  expect(folders('sqlite')).toEqual(folders('postgresql'));
});

type SqliteRows = {
  [M in sqlite.Prisma.ModelName]: sqlite.Prisma.TypeMap['model'][M]['payload']['scalars'];
};
type PostgresRows = {
  [M in postgres.Prisma.ModelName]: postgres.Prisma.TypeMap['model'][M]['payload']['scalars'];
};

test('both generated clients have the models of schema.prisma, with the same fields of the same types', () => {
  const models = [...schemaText().matchAll(/^model (\w+)/gm)].map(([, name]) => name as string);
  expect(models.length).toBeGreaterThan(20);
  expect(Object.keys(sqlite.Prisma.ModelName)).toEqual(models);
  expect(Object.keys(postgres.Prisma.ModelName)).toEqual(models);
  const fields = (client: object) =>
    models.map((model) => (client as Record<string, unknown>)[`${model}ScalarFieldEnum`]);
  expect(fields(sqlite.Prisma)).not.toContain(undefined);
  expect(fields(postgres.Prisma)).toEqual(fields(sqlite.Prisma));
  // These two are checked by the compiler, with the rest of the package.
  expectTypeOf<PostgresRows>().toEqualTypeOf<SqliteRows>();
  expectTypeOf<SqliteRows['Ticket']['closedAt']>().toEqualTypeOf<Date | null>();
});

test('the schema of an engine differs from schema.prisma in its provider and its output folder alone', () => {
  const lines = schemaText().split('\n');
  for (const engine of engines) {
    const different = schemaFor(engine, schemaText())
      .split('\n')
      .filter((line, n) => line !== lines[n]);
    expect(different.map((line) => line.trim().replace(/\s+/g, ' '))).toEqual([
      `output = ${JSON.stringify(join(home, 'generated', engine))}`,
      ...(engine === 'sqlite' ? [] : ['provider = "postgresql"']),
    ]);
  }
});

test('a migration without a usable name is refused before anything is written', async () => {
  const before = readdirSync(join(home, 'migrations', 'sqlite'));
  const script = join(import.meta.dirname, 'new-migration.ts');
  const run = promisify(execFile)(process.execPath, [script, 'Add Tags']);
  await expect(run).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('node prisma/scripts/new-migration.ts add_tags'),
  });
  expect(readdirSync(join(home, 'migrations', 'sqlite'))).toEqual(before);
});
