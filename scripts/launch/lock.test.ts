/** One holder at a time, and a dead holder does not block anybody. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withLock } from './lock.mjs';

function folder() {
  const root = mkdtempSync(join(tmpdir(), 'postern-lock-'));
  mkdirSync(join(root, '.postern'));
  const leave = (holders: unknown) =>
    writeFileSync(join(root, '.postern/test.lock'), JSON.stringify({ host: hostname(), holders }));
  return { root, leave, [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }) };
}

test('many who want the lock hold it one after the other', async () => {
  using place = folder();
  let holders = 0;
  let most = 0;
  const work = async () => {
    holders += 1;
    most = Math.max(most, holders);
    await new Promise((later) => setTimeout(later, 5));
    holders -= 1;
  };
  await Promise.all(
    Array.from({ length: 6 }, () => withLock({ root: place.root, name: 'test', onWait: () => {} }, work)),
  );
  expect(most).toBe(1);
});

test('the lock is given back when the work fails', async () => {
  using place = folder();
  const fail = () => Promise.reject(new Error('no'));
  await expect(withLock({ root: place.root, name: 'test', onWait: () => {} }, fail)).rejects.toThrow('no');

  const again = await withLock({ root: place.root, name: 'test', onWait: () => {} }, () =>
    Promise.resolve('held'),
  );
  expect(again).toBe('held');
});

const leftBy: [string, { pid: number; startedAt: string }][] = [
  ['a process that is gone', { pid: 2 ** 22 + 1, startedAt: '1' }],
];
// Where /proc tells when a process began, a number that went to another process is recognised, too.
if (process.platform === 'linux')
  leftBy.push(['a process whose number is in use again', { pid: process.pid, startedAt: '1' }]);

test.each(leftBy)('a lock left by %s is taken over without waiting', async (_name, holder) => {
  using place = folder();
  place.leave([holder]);
  let waited = false;
  const onWait = () => {
    waited = true;
  };
  await withLock({ root: place.root, name: 'test', onWait }, () => Promise.resolve());
  expect(waited).toBe(false);
});
