/** Tests that one desk at a time holds a data directory, and that only a living one does. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { freshFolder } from '../testing/fresh-database.ts';
import { lockDirectory } from './lock-directory.ts';

/** Tries for the lock, says how that went, and lives until its standard input ends. */
const tryForLock = `
  const [module, folder, uid] = process.argv.slice(1);
  const { lockDirectory } = await import(module);
  // Its binary is loaded at first use, and another user may not read the working copy.
  const { createRequire } = await import('node:module');
  new (createRequire(module)('better-sqlite3'))(':memory:').close();
  if (uid) { process.setgroups([]); process.setgid(Number(uid)); process.setuid(Number(uid)); }
  try { console.log(lockDirectory(folder) === null ? 'refused' : 'held'); } catch (error) { console.log(error.code); }
  for (let n = 0; n < 5; n += 1) { gc(); await new Promise(setImmediate); }
  console.log('collected');
  process.stdin.resume();
`;

async function otherProcess(folder: string, uid = '') {
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      '--input-type=module',
      '--eval',
      tryForLock,
      join(import.meta.dirname, 'lock-directory.ts'),
      folder,
      uid,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = (await lines.next()).value as string;
  await lines.next();
  return {
    answer,
    end: async () => {
      child.stdin.end();
      await exited;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

test('a second desk in the same process is refused until the first lets go', () => {
  using folder = freshFolder();
  const first = lockDirectory(folder.path);
  expect(first).not.toBeNull();
  expect(lockDirectory(folder.path)).toBeNull();
  expect(lockDirectory(folder.path)).toBeNull();
  first?.release();
  const next = lockDirectory(folder.path);
  expect(next).not.toBeNull();
  next?.release();
});

test('a desk in another process is refused while this one holds the directory, and not afterwards', async () => {
  using folder = freshFolder();
  const lock = lockDirectory(folder.path);
  expect(lockDirectory(folder.path)).toBeNull();
  const refused = await otherProcess(folder.path);
  expect(refused.answer).toBe('refused');
  await refused.end();
  lock?.release();
  const taken = await otherProcess(folder.path);
  expect(taken.answer).toBe('held');
  await taken.end();
});

test('a desk that was killed leaves no lock behind', async () => {
  using folder = freshFolder();
  const other = await otherProcess(folder.path);
  expect(other.answer).toBe('held');
  expect(lockDirectory(folder.path)).toBeNull();
  await other.kill();
  const lock = lockDirectory(folder.path);
  expect(lock).not.toBeNull();
  lock?.release();
});

test('a lock whose holder kept no reference to it is still held', async () => {
  using folder = freshFolder();
  // The other process drops what lockDirectory answers and collects its garbage before it says so.
  const other = await otherProcess(folder.path);
  expect(lockDirectory(folder.path)).toBeNull();
  await other.end();
});

test('two directories are two desks', () => {
  using folder = freshFolder();
  const locks = ['one', 'two with a space'].map((name) => {
    mkdirSync(join(folder.path, name));
    return lockDirectory(join(folder.path, name));
  });
  expect(locks).not.toContain(null);
  for (const lock of locks) lock?.release();
});

test('a directory that cannot be written is an error, with an old lock file in it or without', async () => {
  using folder = freshFolder();
  // Root may write anywhere, so the other process becomes someone else.
  const uid = process.getuid?.() === 0 ? '65534' : '';
  chmodSync(dirname(folder.path), 0o755);
  chmodSync(folder.path, 0o555);
  const without = await otherProcess(folder.path, uid);
  expect(without.answer).toBe('SQLITE_CANTOPEN');
  await without.end();

  chmodSync(folder.path, 0o755);
  lockDirectory(folder.path)?.release();
  chmodSync(join(folder.path, 'desk.lock'), 0o444);
  chmodSync(folder.path, 0o555);
  const withOne = await otherProcess(folder.path, uid);
  expect(withOne.answer).toBe('EACCES');
  await withOne.end();
});

test('a directory that is not there is an error', () => {
  using folder = freshFolder();
  expect(() => lockDirectory(join(folder.path, 'missing'))).toThrow('directory does not exist');
});
