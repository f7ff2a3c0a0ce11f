/** The copied sample desk is the one that would have been made now, with nothing of the template left. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, createCore, isSampleDesk, loadConfig, localClient } from '@postern/core';
import { migrate, migrationsFolder, migrationsIn, openDb, sqliteFile } from '@postern/prisma';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { createSampleDesk } from './create-sample-desk.ts';
import { mariasTicket } from './marias-ticket.ts';
import { samplePassword } from './people.ts';
import { makeSampleTemplate, placeSample, settleSample } from './sample-template.ts';

const built = new Date('2026-02-28T23:59:59.999Z');
const started = new Date('2026-11-23T09:30:00.123Z');
const directory = mkdtempSync(join(tmpdir(), 'postern-template-'));
const template = join(directory, 'template');
const open: Core[] = [];
afterAll(async () => {
  for (const { db } of open) await db.close();
  rmSync(directory, { recursive: true, force: true });
});

async function emptyDesk(name: string): Promise<ReturnType<typeof loadConfig>> {
  mkdirSync(join(directory, name), { mode: 0o700 });
  return loadConfig({ POSTERN_DATA: join(directory, name), POSTERN_LOG: 'silent', PORT: '4711' });
}

async function opened(config: ReturnType<typeof loadConfig>): Promise<Core> {
  await migrate(config.databaseUrl, migrationsIn(migrationsFolder, 'sqlite'));
  const core = createCore({ config, db: await openDb(config.databaseUrl), clock: { now: () => started } });
  open.push(core);
  return core;
}

/** Every row of every table, with ids by the order in which they are met, and without what is drawn by lot. */
function contentOf(core: Core): Record<string, string[]> {
  const db = new Database(sqliteFile(core.config.databaseUrl), { readonly: true });
  const tables = db
    .prepare(
      `SELECT "name" FROM sqlite_schema WHERE "type" = 'table' AND "name" NOT LIKE '%Search%' AND "name" NOT LIKE '\\_%' ESCAPE '\\' ORDER BY "name"`,
    )
    .pluck()
    .all() as string[];
  const ids = new Map<string, string>();
  const named = (text: string) =>
    text.replace(/\b[a-z]{2,4}_[0-9a-z]{20,}/g, (id) => {
      if (!ids.has(id)) ids.set(id, `${id.slice(0, 4)}${ids.size}`);
      return ids.get(id) as string;
    });
  const drawnByLot = ['hash', 'prevHash', 'salt', 'passwordHash', 'externalId'];
  const rowsOf = (table: string) =>
    db
      .prepare(`SELECT * FROM "${table}" ORDER BY rowid`)
      .all()
      .map((row) => named(JSON.stringify(row, (key, value) => (drawnByLot.includes(key) ? key : value))))
      // Where one statement writes many rows, their order is that of their ids.
      .sort();
  const content = Object.fromEntries(tables.map((table) => [table, rowsOf(table)]));
  db.close();
  return content;
}

test('a copy of a template of long ago is what would have been made now', async () => {
  mkdirSync(template, { mode: 0o700 });
  await makeSampleTemplate(template, built);
  const config = await emptyDesk('copied');
  expect(await placeSample(config, template)).toBe(true);
  const copied = await opened(config);
  expect(await settleSample(copied)).toBe(true);
  expect(await isSampleDesk(copied.db.read)).toBe(true);
  const made = await opened(await emptyDesk('made'));
  await createSampleDesk(made);
  expect(contentOf(copied)).toEqual(contentOf(made));
  // A second start finds nothing to do.
  expect(await settleSample(copied)).toBe(false);
}, 60_000);

test('its audit trail is whole, its files open, its portal is at its own address', async () => {
  const [core] = open as [Core];
  const signedIn = async (email: string) => {
    const { token } = await localClient(core, { kind: 'nobody' }, 'API').auth.signIn.mutate({
      email,
      password: samplePassword,
    });
    return localClient(core, { kind: 'token', token }, 'TUI');
  };
  const ada = await signedIn('ada@postern.example');
  expect(await ada.audit.verify.query({})).toMatchObject({ isWhole: true, isEnd: true });
  expect(await ada.tickets.view.query({ ticket: 1042 })).toMatchObject({
    subject: mariasTicket.subject,
  });
  expect(
    (await ada.tickets.list.query({ query: 'verschlüsselung OR forklift OR login' })).items.length,
  ).toBeGreaterThan(0);
  const { host } = await core.db.read.domain.findFirstOrThrow();
  expect(host).toBe('127.0.0.1:4711');
  for (const { id, sha256, bytes } of await core.db.read.attachment.findMany()) {
    expect([id, (await core.files.read(sha256, 0, bytes)).length]).toEqual([id, bytes]);
  }
});

test('what is copied is for its own user alone', async () => {
  const before = process.umask(0o000);
  try {
    const config = await emptyDesk('private');
    await placeSample(config, template);
    const names = readdirSync(config.dataDirectory, { recursive: true, encoding: 'utf8' });
    expect(names).toContain('postern.db');
    for (const name of names) {
      const { mode } = statSync(join(config.dataDirectory, name));
      expect([name, mode & 0o077]).toEqual([name, 0]);
    }
  } finally {
    process.umask(before);
  }
});

test('without a template nothing is placed', async () => {
  const config = await emptyDesk('bare');
  expect(await placeSample(config, join(directory, 'nowhere'))).toBe(false);
  expect(readdirSync(config.dataDirectory)).toEqual([]);
});
