/** Tests of the SQLite connections: how each is set up, and that kept statements answer like new ones. */
import { PrismaBetterSqlite3 } from '@prisma/adapter-better-sqlite3';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { addOrganization, freshDesk, moment } from '../testing/fresh-database.ts';
import type { Tx } from './open-db.ts';
import { connectionPragmas } from './sqlite-connection.ts';

/** The driver hands integers over as bigint. */
const plainNumber = (value: unknown) => (typeof value === 'bigint' ? Number(value) : value);

afterEach(() => {
  vi.restoreAllMocks();
});

test('every connection a desk opens is durable, in WAL mode, checks links and waits for locks', async () => {
  const connect = vi.spyOn(PrismaBetterSqlite3.prototype, 'connect');
  await using desk = await freshDesk();
  await desk.db.inTransaction((tx) => addOrganization(tx, 'org_acme'));
  await desk.db.read.organization.findMany({ include: { contacts: true } });

  const clients = await Promise.all(
    connect.mock.results.map(
      async ({ value }) => ((await value) as unknown as { client: Database.Database }).client,
    ),
  );
  expect(clients).toHaveLength(2);
  for (const client of clients) {
    const readBack = Object.keys(connectionPragmas).map((pragma) =>
      plainNumber(client.pragma(pragma, { simple: true })),
    );
    expect(readBack).toEqual(Object.values(connectionPragmas));
  }
  expect(clients.map((client) => Number(client.pragma('query_only', { simple: true })))).toEqual([0, 1]);
});

test('the promised settings are FULL synchronisation, WAL, foreign keys and five seconds of patience', () => {
  expect(connectionPragmas).toEqual({
    synchronous: 2,
    journal_mode: 'wal',
    foreign_keys: 1,
    busy_timeout: 5000,
  });
});

test('the settings hold where queries run: asked through Prisma, reader and writer say the same', async () => {
  await using desk = await freshDesk();
  const ask = async (tx: Tx) => {
    const answers = [];
    for (const pragma of Object.keys(connectionPragmas)) {
      const [row] = await tx.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${pragma}`);
      answers.push(plainNumber(Object.values(row ?? {})[0]));
    }
    return answers;
  };
  expect(await ask(desk.db.read)).toEqual(Object.values(connectionPragmas));
  expect(await desk.db.inTransaction(ask)).toEqual(Object.values(connectionPragmas));
});

test('a row that points at nothing is refused', async () => {
  await using desk = await freshDesk();
  const orphan = desk.db.inTransaction((tx) =>
    tx.agentGrant.create({ data: { agentId: 'agt_nobody', permission: 'tickets.read' } }),
  );
  await expect(orphan).rejects.toMatchObject({ code: 'P2003' });
});

/** One column for each kind of value; an own table, because no model has them all. */
const everyKind = `CREATE TABLE "EveryKind" (
  "id" INTEGER PRIMARY KEY, "text" TEXT, "number" REAL, "big" BIGINT, "at" DATETIME, "json" JSONB, "bytes" BLOB, "flag" BOOLEAN
)`;

interface EveryKind {
  id: number;
  text: string | null;
  number: number | null;
  big: bigint | null;
  at: Date | null;
  json: unknown;
  bytes: Uint8Array | null;
  flag: boolean | null;
}

function insertEveryKind(tx: Tx, row: EveryKind) {
  const json = row.json === null ? null : JSON.stringify(row.json);
  return tx.$executeRaw`INSERT INTO "EveryKind" VALUES
    (${row.id}, ${row.text}, ${row.number}, ${row.big}, ${row.at}, ${json}, ${row.bytes}, ${row.flag})`;
}

async function readEveryKind(tx: Tx, id: number) {
  const [row] = await tx.$queryRaw<EveryKind[]>`SELECT * FROM "EveryKind" WHERE "id" = ${id}`;
  return row && { ...row, id: Number(row.id), bytes: row.bytes && Buffer.from(row.bytes) };
}

test('a kept statement gives each call its own values back, whatever was bound before', async () => {
  await using desk = await freshDesk();
  await desk.db.inTransaction((tx) => tx.$executeRawUnsafe(everyKind));
  const nullable = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null, freq: 3 });
  const rowsToStore = fc.array(
    fc.record({
      text: nullable(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant('ß'.repeat(300_000)))),
      number: nullable(fc.double({ noNaN: true, noDefaultInfinity: true })),
      big: nullable(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
      at: nullable(fc.date({ noInvalidDate: true, min: new Date(0), max: new Date('9999-12-31') })),
      json: nullable(fc.dictionary(fc.string(), fc.integer(), { noNullPrototype: true })),
      bytes: nullable(fc.uint8Array().map((bytes) => Buffer.from(bytes))),
      flag: nullable(fc.boolean()),
    }),
    { minLength: 1, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(rowsToStore, async (values) => {
      const rows = values.map((value, id) => ({ id, ...value }));
      await desk.db.inTransaction(async (tx) => {
        await tx.$executeRaw`DELETE FROM "EveryKind"`;
        for (const row of rows) await insertEveryKind(tx, row);
      });
      const found = await Promise.all(rows.map((row) => readEveryKind(desk.db.read, row.id)));
      // SQLite has no negative zero in an integer-valued REAL.
      expect(found).toEqual(rows.map((row) => ({ ...row, number: row.number === 0 ? 0 : row.number })));
    }),
    { numRuns: 60 },
  );
});

test('a query by model gives the row that was asked for, also with answers in between and null among them', async () => {
  await using desk = await freshDesk();
  await desk.db.inTransaction(async (tx) => {
    for (const id of ['org_a', 'org_b', 'org_c']) await addOrganization(tx, id);
    await tx.setting.create({ data: { key: 'long', value: { text: 'x'.repeat(1_000_000) } } });
    await tx.setting.create({ data: { key: 'short', value: [1, null, { deep: 'ü' }] } });
  });
  const find = (id: string) => desk.db.read.organization.findFirst({ where: { id } });
  const found = await Promise.all(['org_b', 'org_none', 'org_a', 'org_b', 'org_c'].map(find));
  expect(found.map((row) => row?.id ?? null)).toEqual(['org_b', null, 'org_a', 'org_b', 'org_c']);
  expect(found[0]?.createdAt).toEqual(moment);
  const value = async (key: string) => (await desk.db.read.setting.findUnique({ where: { key } }))?.value;
  expect(await value('short')).toEqual([1, null, { deep: 'ü' }]);
  expect(await value('long')).toEqual({ text: 'x'.repeat(1_000_000) });
  expect(await value('short')).toEqual([1, null, { deep: 'ü' }]);
});

test('a statement is compiled once, however often it runs', async () => {
  const prepare = vi.spyOn(Database.prototype, 'prepare');
  await using desk = await freshDesk();
  for (const id of ['org_a', 'org_b', 'org_c', 'org_a'])
    await desk.db.read.organization.findFirst({ where: { id } });
  const compiled = prepare.mock.calls.map(([sql]) => sql).filter((sql) => sql.includes('`Organization`'));
  expect(compiled).toHaveLength(1);
});

test('more statements than are kept still answer rightly, the forgotten ones too', async () => {
  await using desk = await freshDesk();
  const ask = async (n: number) => {
    const rows = await desk.db.read.$queryRawUnsafe<{ a: bigint; b: string }[]>(
      `SELECT ${n} AS "a", ? AS "b"`,
      `value ${n}`,
    );
    return rows.map((row) => [Number(row.a), row.b]);
  };
  const numbers = Array.from({ length: 1200 }, (_, n) => n);
  for (const n of [...numbers, 0, 1, 1199, 700]) expect(await ask(n)).toEqual([[n, `value ${n}`]]);
});

test('a table that changes after its statement was kept answers in its new shape at once', async () => {
  await using desk = await freshDesk();
  const change = (...statements: string[]) =>
    desk.db.inTransaction(async (tx) => {
      for (const sql of statements) await tx.$executeRawUnsafe(sql);
    });
  const all = () => desk.db.read.$queryRawUnsafe('SELECT * FROM "Shape"');
  await change('CREATE TABLE "Shape" ("a" INTEGER)', 'INSERT INTO "Shape" VALUES (1)');
  expect(await all()).toEqual([{ a: 1 }]);
  await change(`ALTER TABLE "Shape" ADD COLUMN "b" TEXT DEFAULT 'x'`);
  expect(await all()).toEqual([{ a: 1, b: 'x' }]);
  await change(
    'DROP TABLE "Shape"',
    'CREATE TABLE "Shape" ("c" DATETIME)',
    `INSERT INTO "Shape" VALUES (${moment.getTime()})`,
  );
  expect(await all()).toEqual([{ c: moment }]);
  await change('DROP TABLE "Shape"');
  await expect(all()).rejects.toThrow('no such table: Shape');
});
