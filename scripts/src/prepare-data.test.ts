/** What is made for a desk is for its own user alone, and a place where nothing can be made is said at once. */
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@postern/core';
import { openDb } from '@postern/prisma';
import { afterAll, expect, test } from 'vitest';
import { prepareData } from './prepare-data.ts';
import { StartError } from './start-error.ts';

const scratch = mkdtempSync(join(tmpdir(), 'postern data-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('whatever the umask, folders and files are for their own user alone', async () => {
  const data = join(scratch, 'deep', 'data');
  const before = process.umask(0o000);
  try {
    const config = loadConfig({ POSTERN_DATA: data });
    const lock = await prepareData(config);
    const db = await openDb(config.databaseUrl);
    const names = readdirSync(data);
    expect(names).toEqual(
      expect.arrayContaining(['desk.lock', 'postern.db', 'postern.db-shm', 'postern.db-wal']),
    );
    for (const name of ['..', '.', ...names])
      expect([name, statSync(join(data, name)).mode & 0o077]).toEqual([name, 0]);
    await db.close();
    lock.release();
  } finally {
    process.umask(before);
  }
});

test.runIf(existsSync('/proc/self'))('a place where no folder can be made is refused at once', async () => {
  const made = prepareData(loadConfig({ POSTERN_DATA: '/proc/nope/data' }));
  await expect(made).rejects.toThrow(StartError);
  await expect(made).rejects.toThrow(
    'The data directory /proc/nope/data cannot be used: no folder can be made there.',
  );
});

test('a link to nowhere is refused, too', async () => {
  const data = join(scratch, 'link');
  symlinkSync(join(scratch, 'nowhere'), data);
  await expect(prepareData(loadConfig({ POSTERN_DATA: data }))).rejects.toThrow(
    `The data directory ${data} cannot be used: no folder can be made there.`,
  );
});
