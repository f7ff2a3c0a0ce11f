/** Tests of the SQLite desk's two connections: what a reader sees, and that a transaction is all or nothing. */
import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import {
  addOrganization,
  addTicket,
  freshDesk,
  freshFolder,
  moment,
  sqliteMigrations,
  storedOrganizations,
} from '../testing/fresh-database.ts';
import { migrate } from './migrate.ts';
import { openDb } from './open-db.ts';

test('the reader refuses every kind of write', async () => {
  await using desk = await freshDesk();
  await desk.db.inTransaction((tx) => addOrganization(tx, 'org_acme'));
  const { read } = desk.db;
  const refused = /attempt to write a readonly database/;
  await expect(addOrganization(read, 'org_other')).rejects.toThrow(refused);
  await expect(read.organization.deleteMany()).rejects.toThrow(refused);
  await expect(read.organization.updateMany({ data: { name: 'x' } })).rejects.toThrow(refused);
  await expect(read.$executeRaw`DELETE FROM "Organization"`).rejects.toThrow(refused);
  await expect(read.$executeRawUnsafe('CREATE TABLE "x" ("a")')).rejects.toThrow(refused);
  expect(await storedOrganizations(desk.db)).toEqual(['org_acme']);
});

test('the reader sees what a transaction wrote only once it is committed', async () => {
  await using desk = await freshDesk();
  await desk.db.inTransaction(async (tx) => {
    await addOrganization(tx, 'org_acme');
    expect(await tx.organization.count()).toBe(1);
    expect(await storedOrganizations(desk.db)).toEqual([]);
  });
  expect(await storedOrganizations(desk.db)).toEqual(['org_acme']);
});

test('a transaction that throws leaves nothing, passes its error on, and the next one works', async () => {
  await using desk = await freshDesk();
  const mistake = new Error('changed my mind');
  const failing = desk.db.inTransaction(async (tx) => {
    await addTicket(tx, 1042);
    throw mistake;
  });
  await expect(failing).rejects.toBe(mistake);
  expect(await desk.db.read.ticket.count()).toBe(0);
  expect(await storedOrganizations(desk.db)).toEqual([]);
  await desk.db.inTransaction((tx) => addOrganization(tx, 'org_globex'));
  expect(await storedOrganizations(desk.db)).toEqual(['org_globex']);
});

test('two transactions asked for at once run one after the other', async () => {
  await using desk = await freshDesk();
  const happened: string[] = [];
  const run = (name: string) =>
    desk.db.inTransaction(async (tx) => {
      happened.push(`${name} begins`);
      await addOrganization(tx, `org_${name}`);
      await desk.db.read.organization.count();
      await tx.organization.count();
      happened.push(`${name} ends`);
    });
  await Promise.all([run('a'), run('b'), run('c')]);
  expect(happened).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('twenty transactions that each add one to a number add twenty, although some of them fail', async () => {
  await using desk = await freshDesk();
  await desk.db.inTransaction((tx) => tx.setting.create({ data: { key: 'count', value: 0 } }));
  const addOne = (fails: boolean) =>
    desk.db.inTransaction(async (tx) => {
      const { value } = await tx.setting.findUniqueOrThrow({ where: { key: 'count' } });
      await tx.setting.update({ where: { key: 'count' }, data: { value: Number(value) + 1 } });
      if (fails) throw new Error('changed my mind');
    });
  const outcomes = await Promise.allSettled(Array.from({ length: 25 }, (_, n) => addOne(n % 5 === 0)));
  expect(outcomes.filter((outcome) => outcome.status === 'rejected')).toHaveLength(5);
  expect(await desk.db.read.setting.findUnique({ where: { key: 'count' } })).toMatchObject({ value: 20 });
});

test('a refused statement inside a transaction can be caught, and the rest is kept', async () => {
  await using desk = await freshDesk();
  await desk.db.inTransaction(async (tx) => {
    await addOrganization(tx, 'org_acme');
    await expect(addOrganization(tx, 'org_acme')).rejects.toMatchObject({ code: 'P2002' });
    await addOrganization(tx, 'org_globex');
  });
  expect(await storedOrganizations(desk.db)).toEqual(['org_acme', 'org_globex']);
});

test('a nested transaction that throws takes back its own part alone', async () => {
  await using desk = await freshDesk();
  await desk.db.inTransaction(async (tx) => {
    await addOrganization(tx, 'org_outer');
    const nested = tx.$transaction(async (inner) => {
      await addOrganization(inner, 'org_inner');
      throw new Error('inner');
    });
    await expect(nested).rejects.toThrow('inner');
    await tx.$transaction((inner) => addOrganization(inner, 'org_kept'));
  });
  expect(await storedOrganizations(desk.db)).toEqual(['org_kept', 'org_outer']);
});

test('a read too long for one statement works, and does not wait for an open transaction', async () => {
  await using desk = await freshDesk();
  const ids = Array.from({ length: 2500 }, (_, n) => `org_${n}`);
  await desk.db.inTransaction(async (tx) => {
    await tx.organization.createMany({ data: ids.map((id) => ({ id, name: id, createdAt: moment })) });
    await tx.contact.createMany({
      data: ids.map((id) => ({ id: `con_${id}`, email: id, organizationId: id, createdAt: moment })),
    });
  });
  await desk.db.inTransaction(async (tx) => {
    await tx.contact.deleteMany();
    const found = await desk.db.read.organization.findMany({
      where: { id: { in: ids } },
      include: { contacts: true },
    });
    expect(found).toHaveLength(2500);
    expect(found.every((row) => row.contacts.length === 1)).toBe(true);
  });
  expect(await desk.db.read.contact.count()).toBe(0);
});

test('a COMMIT that is refused stores nothing and leaves the desk usable', async () => {
  await using desk = await freshDesk();
  const refused = desk.db.inTransaction(async (tx) => {
    await addOrganization(tx, 'org_acme');
    await tx.$executeRaw`PRAGMA defer_foreign_keys = ON`;
    await tx.agentGrant.create({ data: { agentId: 'agt_nobody', permission: 'tickets.read' } });
  });
  await expect(refused).rejects.toThrow('ForeignKeyConstraintViolation');
  expect(await storedOrganizations(desk.db)).toEqual([]);
  await desk.db.inTransaction((tx) => addOrganization(tx, 'org_globex'));
  expect(await storedOrganizations(desk.db)).toEqual(['org_globex']);
});

test('a transaction that cannot begin because another process writes fails alone: the next one works', async () => {
  await using desk = await freshDesk();
  // The wait itself is SQLite's own; five seconds of it would only make this test slow.
  await desk.db.inTransaction((tx) => tx.$queryRawUnsafe('PRAGMA busy_timeout = 20'));
  const other = new Database(desk.file);
  try {
    other.exec('BEGIN IMMEDIATE');
    const refused = [addOrganization, addOrganization].map((add) =>
      desk.db.inTransaction((tx) => add(tx, 'org_acme')),
    );
    for (const outcome of await Promise.allSettled(refused))
      expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'P1008' } });
    expect(await storedOrganizations(desk.db)).toEqual([]);
    other.exec('ROLLBACK');
  } finally {
    other.close();
  }
  await desk.db.inTransaction((tx) => addOrganization(tx, 'org_acme'));
  expect(await storedOrganizations(desk.db)).toEqual(['org_acme']);
});

test('when SQLite gives a transaction up, nothing is stored, not even what follows a caught error', async () => {
  await using desk = await freshDesk();
  const limitPages = (pages: number) =>
    desk.db.inTransaction((tx) => tx.$queryRawUnsafe(`PRAGMA max_page_count = ${pages}`));
  await desk.db.inTransaction((tx) => tx.$executeRawUnsafe('CREATE TABLE "Plain" ("text" TEXT)'));
  const [size] = await desk.db.read.$queryRawUnsafe<{ page_count: bigint }[]>('PRAGMA page_count');
  await limitPages(Number(size?.page_count) + 20);
  const outOfSpace = desk.db.inTransaction(async (tx) => {
    await addOrganization(tx, 'org_before');
    const tooBig = tx.$executeRaw`INSERT INTO "Plain" VALUES (${'x'.repeat(1_000_000)})`;
    await expect(tooBig).rejects.toThrow('database or disk is full');
    await addOrganization(tx, 'org_after');
  });
  await expect(outOfSpace).rejects.toThrow('nothing of it is stored');
  expect(await storedOrganizations(desk.db)).toEqual([]);
  await limitPages(1_000_000);
  await desk.db.inTransaction((tx) => addOrganization(tx, 'org_later'));
  expect(await storedOrganizations(desk.db)).toEqual(['org_later']);
});

test('a transaction that SQLite gave up is an error even when its own code saw none', async () => {
  await using desk = await freshDesk();
  const silent = desk.db.inTransaction(async (tx) => {
    await addOrganization(tx, 'org_acme');
    await tx.$executeRawUnsafe('ROLLBACK');
  });
  await expect(silent).rejects.toThrow('no transaction is active');
  expect(await storedOrganizations(desk.db)).toEqual([]);
  await desk.db.inTransaction((tx) => addOrganization(tx, 'org_later'));
  expect(await storedOrganizations(desk.db)).toEqual(['org_later']);
});

test('closing during a transaction drops it', async () => {
  using folder = freshFolder();
  const url = folder.url('desk.db');
  await migrate(url, sqliteMigrations);
  const db = await openDb(url);
  const written = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  const cut = db.inTransaction(async (tx) => {
    await addOrganization(tx, 'org_acme');
    written.resolve();
    await closed.promise;
    await addOrganization(tx, 'org_globex');
  });
  await written.promise;
  await db.close();
  closed.resolve();
  await expect(cut).rejects.toThrow();
  await using again = await openDb(url);
  expect(await storedOrganizations(again)).toEqual([]);
});

test('a closed desk has put everything into its one file', async () => {
  using folder = freshFolder();
  const url = folder.url('desk.db');
  await migrate(url, sqliteMigrations);
  const db = await openDb(url);
  await db.inTransaction((tx) => addOrganization(tx, 'org_acme'));
  expect(existsSync(folder.file('desk.db-wal'))).toBe(true);
  await db.close();
  expect(existsSync(folder.file('desk.db-wal'))).toBe(false);
  await using again = await openDb(url);
  expect(await storedOrganizations(again)).toEqual(['org_acme']);
});

test('a ticket comes back with its relations and its times to the millisecond', async () => {
  await using desk = await freshDesk();
  await desk.db.inTransaction((tx) => addTicket(tx, 1042));
  const found = await desk.db.read.ticket.findUnique({
    where: { number: 1042 },
    include: { organization: true, contacts: { include: { contact: true } }, stage: true },
  });
  expect(found).toMatchObject({
    createdAt: moment,
    closedAt: null,
    organization: { id: 'org_acme' },
    stage: { name: 'New' },
    contacts: [{ role: 'REQUESTER', contact: { email: 'maria@acme.example' } }],
  });
});

test('a moment is stored as milliseconds since 1970, which raw queries compare and sort by', async () => {
  await using desk = await freshDesk();
  await desk.db.inTransaction((tx) => addOrganization(tx, 'org_acme'));
  const file = new Database(desk.file, { readonly: true });
  const stored = file.prepare(
    'SELECT typeof("createdAt") AS "type", "createdAt" AS "value" FROM "Organization"',
  );
  expect(stored.all()).toEqual([{ type: 'integer', value: moment.getTime() }]);
  file.close();
});

test('a database that cannot be opened is an error, and a good one opens afterwards', async () => {
  using folder = freshFolder();
  await expect(openDb(folder.url('missing-folder/desk.db'))).rejects.toThrow('directory does not exist');
  await migrate(folder.url('desk.db'), sqliteMigrations);
  await using db = await openDb(folder.url('desk.db'));
  expect(db.engine).toBe('sqlite');
});
