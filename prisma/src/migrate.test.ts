/** Tests that a SQLite desk reaches this release's schema step by step, or stays where it was. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { diagnoseHistory, schemaText } from '../scripts/schema-engine.ts';
import {
  addOrganization,
  freshFolder,
  migrationOf,
  sqliteMigrations,
  storedOrganizations,
} from '../testing/fresh-database.ts';
import { MigrationRefused, migrate, migrationsIn } from './migrate.ts';
import { openDb } from './open-db.ts';

const first = migrationOf(
  '20260101000000_first',
  'CREATE TABLE "a" ("id" INTEGER PRIMARY KEY, "text" TEXT);',
);
const second = migrationOf('20260201000000_second', 'CREATE TABLE "b" ("id" INTEGER PRIMARY KEY);');

/** Asks the file itself, with the database closed. */
function ask(file: string, sql: string): unknown[] {
  const db = new Database(file, { fileMustExist: true });
  try {
    return db.prepare(sql).pluck().all();
  } finally {
    db.close();
  }
}

const tables = (file: string) =>
  ask(file, `SELECT "name" FROM sqlite_schema WHERE "type" = 'table' AND "name" NOT LIKE '\\_%' ESCAPE '\\'`);
const history = (file: string) => ask(file, 'SELECT "migration_name" FROM "_prisma_migrations"');

test('an empty database gets every migration, and a second call finds nothing to do', async () => {
  using folder = freshFolder();
  const url = folder.url('desk.db');
  const names = sqliteMigrations.map((migration) => migration.name);
  expect(names.length).toBeGreaterThan(0);
  expect(await migrate(url, sqliteMigrations)).toEqual(names);
  expect(await migrate(url, sqliteMigrations)).toEqual([]);
  expect(history(folder.file('desk.db'))).toEqual(names);
});

test('the tables that search words are kept in are there', async () => {
  using folder = freshFolder();
  await migrate(folder.url('desk.db'), sqliteMigrations);
  expect(tables(folder.file('desk.db'))).toEqual(
    expect.arrayContaining(['Ticket', 'TicketSearch', 'MessageSearch', 'NoteSearch']),
  );
  const words = new Database(folder.file('desk.db'));
  for (const table of ['TicketSearch', 'MessageSearch', 'NoteSearch']) {
    words.prepare(`INSERT INTO "${table}" (rowid, words) VALUES (7, 'Das Portal öffnet nicht')`).run();
    const find = words.prepare(`SELECT rowid FROM "${table}" WHERE "${table}" MATCH ?`).pluck();
    expect(find.all('öffnet')).toEqual([7]);
    expect(find.all('offnet')).toEqual([]);
  }
  words.close();
});

test('migrations are read from their folders, oldest first, each with the checksum of its bytes', () => {
  using folder = freshFolder();
  for (const migration of [second, first]) {
    mkdirSync(join(folder.path, 'sqlite', migration.name), { recursive: true });
    writeFileSync(join(folder.path, 'sqlite', migration.name, 'migration.sql'), migration.sql);
  }
  writeFileSync(join(folder.path, 'sqlite', 'notes.txt'), 'no migration');
  expect(migrationsIn(folder.path, 'sqlite')).toEqual([first, second]);
});

test('only what is missing is applied', async () => {
  using folder = freshFolder();
  const url = folder.url('desk.db');
  expect(await migrate(url, [first])).toEqual([first.name]);
  expect(await migrate(url, [first, second])).toEqual([second.name]);
  expect(tables(folder.file('desk.db'))).toEqual(['a', 'b']);
});

test('a migration that fails half way leaves the database at the one before, and can be repeated', async () => {
  using folder = freshFolder();
  const [url, file] = [folder.url('desk.db'), folder.file('desk.db')];
  const broken = migrationOf(
    second.name,
    `CREATE TABLE "b" ("id" INTEGER PRIMARY KEY); INSERT INTO "a" VALUES (1, 'half'); SELECT * FROM "nowhere";`,
  );
  await expect(migrate(url, [first, broken])).rejects.toThrow('no such table: nowhere');
  expect(tables(file)).toEqual(['a']);
  expect(ask(file, 'SELECT count(*) FROM "a"')).toEqual([0]);
  expect(history(file)).toEqual([first.name]);
  expect(await migrate(url, [first, second])).toEqual([second.name]);
  expect(tables(file)).toEqual(['a', 'b']);
});

/** Migrates the database given as argument; a module so that another process can run it. */
const migrateElsewhere = `
  const [module, url, migrations] = process.argv.slice(1);
  const { migrate } = await import(module);
  process.send(await migrate(url, JSON.parse(migrations)).catch((error) => error.message));
  process.disconnect();
`;

function otherProcess(url: string, migrations: unknown) {
  const module = join(import.meta.dirname, 'migrate.ts');
  return spawn(
    process.execPath,
    ['--input-type=module', '--eval', migrateElsewhere, module, url, JSON.stringify(migrations)],
    { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] },
  );
}

function firstIsRecorded(db: Database.Database): boolean {
  try {
    return db.prepare('SELECT count(*) FROM "_prisma_migrations"').pluck().get() === 1;
  } catch {
    return false;
  }
}

test('a migration killed in the middle leaves the database at the one before, and can be repeated', async () => {
  using folder = freshFolder();
  const [url, file] = [folder.url('desk.db'), folder.file('desk.db')];
  const endless = migrationOf(
    second.name,
    `INSERT INTO "a" VALUES (1, 'half');
     SELECT count(*) FROM (WITH RECURSIVE n(i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n) SELECT i FROM n);`,
  );
  const other = otherProcess(url, [first, endless]);
  const exited = once(other, 'exit');
  // Inside the second migration: the first is recorded, and the other process holds the write lock.
  const isApplying = () => {
    if (!existsSync(file)) return false;
    const db = new Database(file, { timeout: 0 });
    try {
      if (firstIsRecorded(db)) db.exec('BEGIN IMMEDIATE; ROLLBACK');
      return false;
    } catch (error) {
      return (error as { code?: string }).code === 'SQLITE_BUSY';
    } finally {
      db.close();
    }
  };
  await expect.poll(isApplying, { timeout: 20_000, interval: 10 }).toBe(true);
  other.kill('SIGKILL');
  await exited;
  expect(history(file)).toEqual([first.name]);
  expect(ask(file, 'SELECT count(*) FROM "a"')).toEqual([0]);
  expect(await migrate(url, [first, second])).toEqual([second.name]);
});

test('three processes that migrate at once all succeed, and each migration is applied once', async () => {
  using folder = freshFolder();
  const [url, file] = [folder.url('desk.db'), folder.file('desk.db')];
  const answers = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const other = otherProcess(url, [first, second, ...sqliteMigrations]);
      const [[answer]] = await Promise.all([once(other, 'message'), once(other, 'exit')]);
      return answer as string[];
    }),
  );
  const all = [first, second, ...sqliteMigrations].map((migration) => migration.name);
  expect(answers.flat().sort()).toEqual(all.sort());
  expect(history(file).sort()).toEqual(all);
});

test('a database of a newer release is refused untouched, with a sentence that says what to do', async () => {
  using folder = freshFolder();
  const url = folder.url('desk.db');
  await migrate(url, [first, second]);
  const refusal = migrate(url, [first]);
  await expect(refusal).rejects.toThrow(MigrationRefused);
  await expect(refusal).rejects.toThrow(
    'This database was made by a newer Postern (it holds "20260201000000_second"). Start that release, or restore a backup.',
  );
  expect(history(folder.file('desk.db'))).toEqual([first.name, second.name]);
});

test('a migration that was edited after it was applied is refused, and those after it are not applied', async () => {
  using folder = freshFolder();
  const url = folder.url('desk.db');
  await migrate(url, [first]);
  const edited = migrationOf(first.name, `${first.sql} -- one more remark`);
  const refusal = migrate(url, [edited, second]);
  await expect(refusal).rejects.toThrow(MigrationRefused);
  await expect(refusal).rejects.toThrow(
    'Migration "20260101000000_first" differs from the one this database was made with.',
  );
  expect(tables(folder.file('desk.db'))).toEqual(['a']);
});

test.each([
  ['', []],
  [
    'and an empty history',
    [
      'CREATE TABLE "_prisma_migrations" ("migration_name", "checksum", "finished_at", "rolled_back_at", "started_at")',
    ],
  ],
])('a file with tables of another program %s is refused untouched', async (_what, more) => {
  using folder = freshFolder();
  const file = folder.file('desk.db');
  for (const sql of ['CREATE TABLE "albums" ("id" INTEGER PRIMARY KEY)', ...more]) {
    const db = new Database(file);
    db.exec(sql);
    db.close();
  }
  const before = readFileSync(file);
  const refusal = migrate(folder.url('desk.db'), [first]);
  await expect(refusal).rejects.toThrow(MigrationRefused);
  await expect(refusal).rejects.toThrow(
    'This database belongs to another program: it holds the table "albums", and no desk. Name an empty one with DATABASE_URL.',
  );
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a database that holds nothing but an empty history is a new one', async () => {
  using folder = freshFolder();
  await migrate(folder.url('desk.db'), []);
  expect(await migrate(folder.url('desk.db'), [first])).toEqual([first.name]);
});

const family = migrationOf(
  '20260301000000_family',
  `CREATE TABLE "parent" ("id" INTEGER PRIMARY KEY);
   CREATE TABLE "child" ("id" INTEGER PRIMARY KEY, "parentId" INTEGER NOT NULL REFERENCES "parent"("id") ON DELETE CASCADE);
   INSERT INTO "parent" VALUES (1); INSERT INTO "child" VALUES (1, 1);`,
);

test('a migration that would leave a row pointing at nothing is refused', async () => {
  using folder = freshFolder();
  const [url, file] = [folder.url('desk.db'), folder.file('desk.db')];
  await migrate(url, [family]);
  const orphaning = migrationOf('20260401000000_orphan', 'DELETE FROM "parent"');
  await expect(migrate(url, [family, orphaning])).rejects.toThrow(
    'Migration "20260401000000_orphan" would leave links to rows that are gone: 1.',
  );
  expect(ask(file, 'SELECT count(*) FROM "parent"')).toEqual([1]);
  expect(history(file)).toEqual([family.name]);
});

test('a table can be made anew, as Prisma does it, without losing the rows that point at it', async () => {
  using folder = freshFolder();
  const [url, file] = [folder.url('desk.db'), folder.file('desk.db')];
  const redefine = migrationOf(
    '20260401000000_redefine',
    `PRAGMA defer_foreign_keys=ON; PRAGMA foreign_keys=OFF;
     CREATE TABLE "new_parent" ("id" INTEGER PRIMARY KEY, "name" TEXT NOT NULL DEFAULT 'none');
     INSERT INTO "new_parent" ("id") SELECT "id" FROM "parent";
     DROP TABLE "parent"; ALTER TABLE "new_parent" RENAME TO "parent";
     PRAGMA foreign_keys=ON; PRAGMA defer_foreign_keys=OFF;`,
  );
  await migrate(url, [family, redefine]);
  expect(ask(file, 'SELECT "name" FROM "parent"')).toEqual(['none']);
  expect(ask(file, 'SELECT "parentId" FROM "child"')).toEqual([1]);
});

test.each(['with a space', '100%20 percent%', 'größe 日本語 🙂', "quote's #1?mode=ro"])(
  'a desk in a folder named "%s" is made, opened and found there',
  async (name) => {
    using folder = freshFolder(name);
    const url = folder.url(`${name}.db`);
    await migrate(url, sqliteMigrations);
    await using db = await openDb(url);
    await db.inTransaction((tx) => addOrganization(tx, 'org_acme'));
    expect(await storedOrganizations(db)).toEqual(['org_acme']);
    expect(existsSync(join(folder.path, `${name}.db`))).toBe(true);
  },
);

test("Prisma's own engine finds the history we write in order", async () => {
  using folder = freshFolder();
  const url = folder.url('desk.db');
  const diagnose = (migrations = sqliteMigrations) =>
    diagnoseHistory({ engine: 'sqlite', url, schema: schemaText(), migrations });
  const inOrder = {
    history: null,
    editedMigrationNames: [],
    failedMigrationNames: [],
    hasMigrationsTable: true,
  };
  await migrate(url, sqliteMigrations);
  expect(await diagnose()).toEqual(inOrder);

  // The same engine does notice when they differ, so its silence above means something.
  const [initial, ...later] = sqliteMigrations;
  const edited = migrationOf(initial?.name ?? '', `${initial?.sql} -- edited`);
  expect((await diagnose([edited, ...later])).editedMigrationNames).toEqual([initial?.name]);
  expect(
    (await diagnose([...sqliteMigrations, migrationOf('29990101000000_next', '')])).history,
  ).toMatchObject({
    diagnostic: 'databaseIsBehind',
  });
});
