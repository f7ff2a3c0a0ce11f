/** A desk out of its backup is the desk that was kept, and sends nothing a second time. */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCore, loadConfig, localClient } from '@postern/core';
import { createWorld, type World } from '@postern/core/testing';
import { openDb, type Reader } from '@postern/prisma';
import Database from 'better-sqlite3';
import { afterAll, expect, test, vi } from 'vitest';
import { StartError, UsageError } from '../start-error.ts';
import { backup } from './backup.ts';
import { checkBackup, restore } from './restore.ts';

const scratch = mkdtempSync(join(tmpdir(), 'postern backup-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const now = new Date('2026-11-03T10:00:00.000Z');
const file = (name: string) => join(scratch, name);
const configAt = (data: string) => loadConfig({ POSTERN_DATA: data, POSTERN_LOG: 'silent' });

/** Every row of every table, by the table; what the search index is made of is compared by searching. */
async function rowsOf(read: Reader): Promise<Record<string, unknown[]>> {
  const tables = await read.$queryRawUnsafe<{ name: string }[]>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
     AND name NOT LIKE '%Search\\_%' ESCAPE '\\' ORDER BY name`,
  );
  const rows: Record<string, unknown[]> = {};
  for (const { name } of tables) rows[name] = await read.$queryRawUnsafe(`SELECT * FROM "${name}"`);
  return rows;
}

async function busyWorld(): Promise<World> {
  const world = await createWorld();
  const maria = await world.contact({ name: 'Maria López' });
  const ada = await world.agent({ name: 'Ada Okafor' });
  const uploads = [
    await world.upload(maria, { name: 'log.txt', content: `A log of ${'x'.repeat(100_000)}` }),
  ];
  const ticket = await world.ticket({ from: maria, says: 'It is empty.', uploads });
  await world.turn(ticket, { from: ada, says: 'Please try again.' });
  return world;
}

test('what is restored elsewhere is, row by row and file by file, what was kept while the desk ran', async () => {
  await using world = await busyWorld();
  await world.inTransaction(({ tx }) => tx.outboxItem.updateMany({ data: { state: 'PENDING' } }));
  const kept = await backup(configAt(world.core.config.dataDirectory), file('one.tar.gz'), now);
  expect(kept).toEqual({ createdAt: now.toISOString(), tickets: 1, messages: 2, files: 1, missing: [] });
  expect(statSync(file('one.tar.gz')).mode & 0o077).toBe(0);
  expect(await checkBackup(file('one.tar.gz'))).toEqual(kept);

  const elsewhere = configAt(file('elsewhere'));
  const restored = await restore(elsewhere, file('one.tar.gz'), { isMeant: false, now });
  expect(restored).toEqual({ ...kept, before: null, parked: 1 });
  const db = await openDb(elsewhere.databaseUrl);
  const [before, after] = [await rowsOf(world.core.db.read), await rowsOf(db.read)];
  // A person decides what leaves again; everything else is the same.
  expect(await db.read.outboxItem.findMany()).toMatchObject([
    { state: 'PARKED', lastError: expect.stringContaining('may have left since') },
  ]);
  expect((await db.read.auditEvent.findFirst({ orderBy: { seq: 'desc' } }))?.action).toBe('desk.restored');
  for (const name of Object.keys(before)) {
    if (['OutboxItem', 'AuditEvent', 'sqlite_sequence'].includes(name)) continue;
    expect(after[name], name).toEqual(before[name]);
  }
  expect(after.AuditEvent?.slice(0, -1)).toEqual(before.AuditEvent);
  const found = await db.read
    .$queryRaw`SELECT rowid FROM "MessageSearch" WHERE "MessageSearch" MATCH 'empty'`;
  expect(found).toHaveLength(1);
  await db.close();
  const { sha256 } = await world.core.db.read.attachment.findFirstOrThrow();
  const content = join(elsewhere.dataDirectory, 'files', sha256.slice(0, 2), sha256.slice(2));
  expect(readFileSync(content, 'utf8')).toMatch(/^A log of x{100000}$/);
});

test('a desk that is there is laid aside when that is meant, and never while it runs', async () => {
  await using world = await busyWorld();
  const config = configAt(world.core.config.dataDirectory);
  await backup(config, file('two.tar.gz'), now);
  const later = await world.contact();
  const uploads = [await world.upload(later, { name: 'later.txt', content: 'Attached after the backup.' })];
  await world.turn(await world.ticket({ from: later, uploads }), {
    from: await world.agent(),
    notes: 'After the backup.',
  });
  const { sha256 } = await world.core.db.read.attachment.findFirstOrThrow({ orderBy: { seq: 'desc' } });
  await world.core.db.close();
  const unasked = restore(config, file('two.tar.gz'), { isMeant: false, now });
  await expect(unasked).rejects.toThrow(UsageError);
  await expect(unasked).rejects.toMatchObject({ hint: expect.stringContaining('add --replace') });
  const { before, tickets } = await restore(config, file('two.tar.gz'), { isMeant: true, now });
  expect(tickets).toBe(1);
  const aside = await openDb(`file:${before}/postern.db`);
  expect(await aside.read.ticket.count()).toBe(2);
  await aside.close();
  const restored = await openDb(config.databaseUrl);
  const swept = await world.core.files.sweep(
    new Date(Date.now() + 86_400_000),
    async (content) => (await restored.read.attachment.count({ where: { sha256: content } })) > 0,
  );
  await restored.close();
  expect(swept).toBe(1);
  const content = join(before ?? '', 'files', sha256.slice(0, 2), sha256.slice(2));
  expect(readFileSync(content, 'utf8')).toBe('Attached after the backup.');
  const { lockData } = await import('../prepare-data.ts');
  const lock = lockData(config);
  await expect(restore(config, file('two.tar.gz'), { isMeant: true, now })).rejects.toThrow(
    'Another desk is running',
  );
  lock.release();
});

test('what may have left since is looked for before a retry sends it, also what was parked then', async () => {
  await using world = await busyWorld();
  const ada = await world.core.db.read.agent.findFirstOrThrow({ where: { name: 'Ada Okafor' } });
  const token = await world.tokenOf({ kind: 'agent', ...ada });
  await backup(configAt(world.core.config.dataDirectory), file('looked-for.tar.gz'), now);
  const elsewhere = configAt(file('looked for'));
  await restore(elsewhere, file('looked-for.tar.gz'), { isMeant: false, now });
  const db = await openDb(elsewhere.databaseUrl);
  const core = createCore({ config: elsewhere, db, clock: world.core.clock });
  const [item] = await db.read.outboxItem.findMany();
  expect(item).toMatchObject({ state: 'PARKED', lastError: expect.stringContaining('SMTP_URL') });
  const agent = localClient(core, { kind: 'token', token }, 'CLI');
  await agent.outbox.retry.mutate({ item: item?.id ?? '' });
  expect(await db.read.outboxItem.findMany()).toMatchObject([{ state: 'AMBIGUOUS' }]);
  await db.close();
});

test('a restore that fails late leaves the desk that is there as it is', async () => {
  await using world = await busyWorld();
  const config = configAt(world.core.config.dataDirectory);
  await world.inTransaction(({ tx }) => tx.outboxItem.updateMany({ data: { state: 'PENDING' } }));
  await world.inTransaction(
    ({ tx }) => tx.$executeRaw`
    CREATE TRIGGER "nothing_parks" BEFORE UPDATE ON "OutboxItem" BEGIN SELECT RAISE(ABORT, 'not today'); END`,
  );
  await backup(config, file('late.tar.gz'), now);
  await world.ticket({ from: await world.contact() });
  await world.core.db.close();
  await expect(restore(config, file('late.tar.gz'), { isMeant: true, now })).rejects.toThrow();
  const db = await openDb(config.databaseUrl);
  expect(await db.read.ticket.count()).toBe(2);
  await db.close();
  const left = readdirSync(config.dataDirectory).filter((name) => /restore/.test(name));
  expect(left).toEqual([]);
});

test('what is no backup, is torn, or was changed is refused, and nothing is touched', async () => {
  await using world = await busyWorld();
  const config = configAt(world.core.config.dataDirectory);
  await backup(config, file('three.tar.gz'), now);
  const whole = readFileSync(file('three.tar.gz'));
  const turned = Buffer.from(whole);
  for (let at = 5_000; at < 5_020; at += 1) turned[at] = (turned[at] ?? 0) ^ 0xff;
  const bad = {
    short: whole.subarray(0, whole.length / 2),
    turned,
    empty: Buffer.alloc(0),
    text: Buffer.from('hello'),
  };
  const elsewhere = configAt(file('untouched'));
  for (const [name, bytes] of Object.entries(bad)) {
    writeFileSync(file(name), bytes);
    await expect(checkBackup(file(name)), name).rejects.toThrow(StartError);
    await expect(restore(elsewhere, file(name), { isMeant: true, now }), name).rejects.toThrow(StartError);
  }
  expect(() => statSync(join(elsewhere.dataDirectory, 'postern.db'))).toThrow('ENOENT');
  await expect(checkBackup(file('nowhere'))).rejects.toThrow('There is no file');
  for (const read of [checkBackup(scratch), restore(elsewhere, scratch, { isMeant: true, now })])
    await expect(read).rejects.toThrow(new UsageError(`${scratch} is a folder. Name the file of a backup.`));
  await expect(backup(config, file('three.tar.gz'), now)).rejects.toThrow('is there already');
  await expect(backup(config, file('no/folder.tar.gz'), now)).rejects.toThrow('its folder is not there');

  const { sha256 } = await world.core.db.read.attachment.findFirstOrThrow();
  const content = join(config.dataDirectory, 'files', sha256.slice(0, 2), sha256.slice(2));
  chmodSync(content, 0o600);
  rmSync(content);
  expect(await backup(config, file('four.tar.gz'), now)).toMatchObject({ files: 0, missing: [sha256] });
  mkdirSync(content);
  await expect(backup(config, file('odd.tar.gz'), now)).rejects.toThrow(`${content} cannot be read.`);
  const odd = configAt(file('odd'));
  mkdirSync(join(odd.dataDirectory, 'postern.db'), { recursive: true });
  await expect(backup(odd, file('odd.tar.gz'), now)).rejects.toThrow('postern.db cannot be read.');
  expect(existsSync(file('odd.tar.gz'))).toBe(false);
});

test('a restore says in words where the disk does not let it, and removes what a killed one left', async () => {
  await using world = await busyWorld();
  const config = configAt(world.core.config.dataDirectory);
  await backup(config, file('kept.tar.gz'), now);
  const elsewhere = configAt(file('no room'));
  const inData = (name: string) => join(elsewhere.dataDirectory, name);
  mkdirSync(elsewhere.dataDirectory);
  writeFileSync(inData('files'), 'in the way');
  const { pid: gone } = spawnSync(process.execPath, ['--version']);
  for (const end of ['', '-wal']) writeFileSync(inData(`restore-${gone}.db${end}`), 'half');
  const put = () => restore(elsewhere, file('kept.tar.gz'), { isMeant: false, now });
  await expect(put()).rejects.toThrow(/files.* cannot be written\. Check who owns it/);
  expect(readdirSync(elsewhere.dataDirectory).sort()).toEqual(['desk.lock', 'files']);
});

test('a full disk is said in words, and what a killed backup left is removed by the next one', async () => {
  await using world = await busyWorld();
  const config = configAt(world.core.config.dataDirectory);
  const inData = (name: string) => join(config.dataDirectory, name);
  const left = () => readdirSync(config.dataDirectory).filter((name) => name.startsWith('backup-'));
  const { pid: gone } = spawnSync(process.execPath, ['--version']);
  writeFileSync(inData(`backup-${gone}.db`), 'half');
  writeFileSync(inData(`backup-${gone}.db-journal`), 'half');
  writeFileSync(inData(`backup-${process.pid}.db`), 'of an earlier process with this number');
  writeFileSync(inData(`backup-${process.ppid}.db`), 'under way');
  await backup(config, file('five.tar.gz'), now);
  expect(left()).toEqual([`backup-${process.ppid}.db`]);

  const full = Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
  vi.spyOn(Database.prototype, 'prepare').mockImplementationOnce(() => {
    throw full;
  });
  await expect(backup(config, file('six.tar.gz'), now)).rejects.toThrow(
    /^The disk is full: there is no room in/,
  );
  expect(left()).toEqual([`backup-${process.ppid}.db`]);
  expect(existsSync(file('six.tar.gz'))).toBe(false);
});
