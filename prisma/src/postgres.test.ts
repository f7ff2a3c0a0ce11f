/** The same desk on a real PostgreSQL: its migrations, its history, and reading and writing through openDb. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diagnoseHistory, migrationSql, schemaText } from '../scripts/schema-engine.ts';
import {
  addOrganization,
  addTicket,
  migrationOf,
  moment,
  postgresMigrations,
  sqliteMigrations,
  storedOrganizations,
} from '../testing/fresh-database.ts';
import { createDatabase, type Postgres, startPostgres } from '../testing/postgres.ts';
import { MigrationRefused, migrate } from './migrate.ts';
import { openDb } from './open-db.ts';

const names = postgresMigrations.map((migration) => migration.name);
const first = migrationOf('20260101000000_first', 'CREATE TABLE "a" ("id" INTEGER PRIMARY KEY); SELECT 1;');
const second = migrationOf('20260201000000_second', 'CREATE TABLE "b" ("id" INTEGER PRIMARY KEY);');

let server: Postgres;
let made = 0;

beforeAll(async () => {
  server = await startPostgres();
});

afterAll(() => server?.stop());

function freshDatabase(): Promise<string> {
  made += 1;
  return createDatabase(server, `desk ${made}`);
}

async function ask(url: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

const history = async (url: string) =>
  (await ask(url, 'SELECT migration_name FROM "_prisma_migrations" ORDER BY 1')).flat();
const tables = async (url: string) =>
  (await ask(url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`)).flat();

test('both engines have the same migrations', () => {
  expect(names).toEqual(sqliteMigrations.map((migration) => migration.name));
});

test('an empty database gets every migration, and a second call finds nothing to do', async () => {
  const url = await freshDatabase();
  expect(await migrate(url, postgresMigrations)).toEqual(names);
  expect(await migrate(url, postgresMigrations)).toEqual([]);
  expect(await history(url)).toEqual(names);
  expect(await tables(url)).toEqual(
    expect.arrayContaining(['Ticket', 'TicketSearch', 'MessageSearch', 'NoteSearch']),
  );
});

test('two migrations at once both succeed, and each is applied once', async () => {
  const url = await freshDatabase();
  const answers = await Promise.all([migrate(url, postgresMigrations), migrate(url, postgresMigrations)]);
  expect(answers.flat()).toEqual(names);
  expect(await history(url)).toEqual(names);
});

test('a migration that fails half way leaves the database at the one before, and can be repeated', async () => {
  const url = await freshDatabase();
  const broken = migrationOf(second.name, 'CREATE TABLE "b" ("id" INTEGER); SELECT * FROM "nowhere";');
  await expect(migrate(url, [first, broken])).rejects.toThrow('relation "nowhere" does not exist');
  const unrecorded = migrationOf(
    second.name,
    'CREATE TABLE "b" ("id" INTEGER); DROP TABLE "_prisma_migrations";',
  );
  await expect(migrate(url, [first, unrecorded])).rejects.toThrow('"_prisma_migrations" does not exist');
  expect(await tables(url)).toEqual(['_prisma_migrations', 'a']);
  expect(await history(url)).toEqual([first.name]);
  expect(await migrate(url, [first, second])).toEqual([second.name]);
});

test('a newer database and an edited migration are refused', async () => {
  const url = await freshDatabase();
  await migrate(url, [first, second]);
  await expect(migrate(url, [first])).rejects.toThrow(MigrationRefused);
  await expect(migrate(url, [first])).rejects.toThrow('made by a newer Postern');
  const edited = migrationOf(second.name, `${second.sql} -- edited`);
  await expect(migrate(url, [first, edited])).rejects.toThrow(MigrationRefused);
});

test("Prisma's own engine finds the history we write in order", async () => {
  const url = await freshDatabase();
  await migrate(url, postgresMigrations);
  const diagnose = (migrations = postgresMigrations) =>
    diagnoseHistory({ engine: 'postgresql', url, schema: schemaText(), migrations });
  expect(await diagnose()).toEqual({
    history: null,
    editedMigrationNames: [],
    failedMigrationNames: [],
    hasMigrationsTable: true,
  });
  const [initial, ...later] = postgresMigrations;
  const edited = migrationOf(initial?.name ?? '', `${initial?.sql} -- edited`);
  expect((await diagnose([edited, ...later])).editedMigrationNames).toEqual([initial?.name]);
});

test('a database with tables of another program is refused untouched', async () => {
  const url = await freshDatabase();
  await ask(url, 'CREATE TABLE "albums" ("id" INTEGER PRIMARY KEY)');
  await expect(migrate(url, [first])).rejects.toThrow(MigrationRefused);
  await expect(migrate(url, [first])).rejects.toThrow('it holds the table "albums", and no desk.');
  expect(await tables(url)).toEqual(['albums']);
});

test('a migrated database has the columns, indexes and links that schema.prisma describes', async () => {
  const [migrated, described] = [await freshDatabase(), await freshDatabase()];
  await migrate(migrated, postgresMigrations);
  await ask(described, await migrationSql({ engine: 'postgresql', before: null, after: schemaText() }));
  const shape = async (url: string) => [
    await ask(
      url,
      `SELECT table_name, column_name, data_type, datetime_precision, is_nullable, column_default
         FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name !~ 'Search$|^_prisma' ORDER BY 1, 2`,
    ),
    await ask(
      url,
      `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename !~ 'Search$|^_prisma'
          AND indexdef NOT LIKE '% WHERE %' ORDER BY 1`,
    ),
    await ask(
      url,
      `SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE contype IN ('f', 'p', 'u', 'c') AND conrelid::regclass::text !~ 'Search"?$|^_prisma' ORDER BY 1, 2`,
    ),
  ];
  const expected = await shape(described);
  expect(expected[0]?.length).toBeGreaterThan(100);
  expect(await shape(migrated)).toEqual(expected);
  const partial = `SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexdef LIKE '% WHERE %' ORDER BY 1`;
  expect(await ask(migrated, partial)).toEqual([
    ['Ticket_closed_by_day'],
    ['Ticket_follow_ups'],
    ['Ticket_merged'],
    ['Ticket_open_by_activity'],
    ['Ticket_open_by_assignee'],
  ]);
});

test('a ticket is stored and comes back with its relations', async () => {
  const url = await freshDatabase();
  await migrate(url, postgresMigrations);
  await using db = await openDb(url);
  expect(db.engine).toBe('postgresql');
  const stored = await db.inTransaction((tx) => addTicket(tx, 1042));
  const found = await db.read.ticket.findUnique({
    where: { number: 1042 },
    include: { organization: true, contacts: { include: { contact: true } }, stage: true },
  });
  expect(found).toMatchObject({
    ...stored,
    organization: { id: 'org_acme' },
    stage: { name: 'New' },
    contacts: [{ role: 'REQUESTER', contact: { email: 'maria@acme.example' } }],
  });
  const another = db.inTransaction((tx) => tx.pipeline.create({ data: { id: 'pip_2', name: 'Support' } }));
  await expect(another).rejects.toMatchObject({ code: 'P2002' });
});

test.each(['UTC', 'Asia/Kolkata', 'America/St_Johns'])(
  'a moment comes back to the millisecond when the server lives in %s',
  async (zone) => {
    const url = await freshDatabase();
    await migrate(url, postgresMigrations);
    await using db = await openDb(`${url}?options=${encodeURIComponent(`-c TimeZone=${zone}`)}`);
    await db.inTransaction((tx) => addOrganization(tx, 'org_acme'));
    expect(await db.read.organization.findFirst()).toMatchObject({ createdAt: moment });
    expect(await db.read.organization.count({ where: { createdAt: { lte: moment } } })).toBe(1);
    expect(await db.read.organization.count({ where: { createdAt: { lt: moment } } })).toBe(0);
  },
);

test('JSON comes back as it was given', async () => {
  const url = await freshDatabase();
  await migrate(url, postgresMigrations);
  await using db = await openDb(url);
  const value = {
    and: [{ field: 'is', is: 'open' }, { not: null }],
    ü: [1, 2.5, '\u2028', '🙂'],
    long: 'x'.repeat(100_000),
  };
  await db.inTransaction((tx) => tx.setting.create({ data: { key: 'filter', value } }));
  expect((await db.read.setting.findUnique({ where: { key: 'filter' } }))?.value).toEqual(value);
});

test('a transaction that throws leaves nothing, and others see one only once it is committed', async () => {
  const url = await freshDatabase();
  await migrate(url, postgresMigrations);
  await using db = await openDb(url);
  const failing = db.inTransaction(async (tx) => {
    await addOrganization(tx, 'org_acme');
    expect(await tx.organization.count()).toBe(1);
    expect(await storedOrganizations(db)).toEqual([]);
    throw new Error('changed my mind');
  });
  await expect(failing).rejects.toThrow('changed my mind');
  expect(await storedOrganizations(db)).toEqual([]);
  await db.inTransaction((tx) => addOrganization(tx, 'org_globex'));
  expect(await storedOrganizations(db)).toEqual(['org_globex']);
});

test('a transaction that PostgreSQL gave up is an error even when its own code caught the first one', async () => {
  const url = await freshDatabase();
  await migrate(url, postgresMigrations);
  await using db = await openDb(url);
  const silent = db.inTransaction(async (tx) => {
    await addOrganization(tx, 'org_acme');
    await addOrganization(tx, 'org_acme').catch(() => {});
  });
  await expect(silent).rejects.toThrow('current transaction is aborted');
  expect(await storedOrganizations(db)).toEqual([]);
});

test('transactions run one after the other, in several processes too, and hold up no reading', async () => {
  const url = await freshDatabase();
  await migrate(url, postgresMigrations);
  await using db = await openDb(url);
  await using other = await openDb(url);
  const work = async (index: number) =>
    (index % 2 ? db : other).inTransaction(async (tx) => {
      const before = await tx.organization.count();
      await addOrganization(tx, `org_${index}`);
      expect((await storedOrganizations(db)).length).toBe(before);
      return before;
    });
  const seen = await Promise.all(Array.from({ length: 30 }, (_, index) => work(index)));
  expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index));
});
