/** Tests that a damaged database is named before anything is written to it. */
import {
  closeSync,
  copyFileSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshFolder, sqliteMigrations } from '../testing/fresh-database.ts';
import { findDamage } from './check-database.ts';
import { migrate } from './migrate.ts';

const folder = freshFolder();
const healthy = folder.file('healthy.db');

beforeAll(async () => {
  await migrate(folder.url('healthy.db'), sqliteMigrations);
  const db = new Database(healthy);
  const insert = db.prepare('INSERT INTO "Setting" VALUES (?, ?)');
  db.transaction(() => {
    for (let n = 0; n < 3000; n += 1) insert.run(`key ${n}`, JSON.stringify('x'.repeat(300)));
  })();
  db.close();
});

afterAll(() => folder[Symbol.dispose]());

/** A copy with `bytes` written over it from `position` on; answers its address. */
function damagedCopy(name: string, position: number, bytes: Buffer): string {
  copyFileSync(healthy, folder.file(name));
  const file = openSync(folder.file(name), 'r+');
  writeSync(file, bytes, 0, bytes.length, position);
  closeSync(file);
  return folder.url(name);
}

const garbage = (length: number) => Buffer.alloc(length, 'not a page ');

test('a healthy desk has no damage, and looking at it does not change it', () => {
  const before = readFileSync(healthy);
  expect(findDamage(folder.url('healthy.db'))).toBeNull();
  expect(findDamage(folder.url('healthy.db'), 0)).toBeNull();
  expect(readFileSync(healthy).equals(before)).toBe(true);
});

test('a desk that is not there yet, or is still empty, has no damage', () => {
  writeFileSync(folder.file('empty.db'), '');
  expect(findDamage(folder.url('empty.db'))).toBeNull();
  expect(findDamage(folder.url('missing.db'))).toBeNull();
});

test('PostgreSQL looks after its own files', () => {
  expect(findDamage('postgresql://nobody@127.0.0.1:1/nothing')).toBeNull();
});

test('a file overwritten in the middle is damaged', () => {
  const middle = Math.floor(statSync(healthy).size / 2 / 4096) * 4096;
  const url = damagedCopy('middle.db', middle, garbage(8 * 4096));
  expect(findDamage(url)).toMatch(/page|malformed/);
});

test('a file with a garbled header is not a database', () => {
  expect(findDamage(damagedCopy('header.db', 0, garbage(100)))).toBe('file is not a database');
});

test('a file of another kind is not a database', () => {
  writeFileSync(folder.file('letter.txt'), 'Dear support, I cannot sign in. '.repeat(500));
  expect(findDamage(folder.url('letter.txt'))).toBe('file is not a database');
});

test('a file that was cut off is damaged', () => {
  copyFileSync(healthy, folder.file('cut.db'));
  truncateSync(folder.file('cut.db'), Math.floor(statSync(healthy).size / 3));
  expect(findDamage(folder.url('cut.db'))).toMatch(/malformed|page/);
});

test('a garbled list of tables is damaged, also in a file too large to read through', () => {
  const url = damagedCopy('schema.db', 100, garbage(3996));
  expect(findDamage(url)).toMatch(/malformed/);
  expect(findDamage(url, 0)).toMatch(/malformed/);
});

test('anything else that is wrong is not called damage: it is thrown', () => {
  expect(() => findDamage(`file:${folder.path}`)).toThrow('unable to open database file');
});
