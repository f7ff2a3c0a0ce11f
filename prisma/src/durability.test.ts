/** Counts what a commit asks of the disk, from outside: the operating system's own record of the calls. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { freshFolder, sqliteMigrations } from '../testing/fresh-database.ts';
import { migrate } from './migrate.ts';

const COMMITS = 40;

/** Opens the desk given as argument and stores one row per transaction. */
const commitRows = `
  const [module, url, commits] = process.argv.slice(1);
  const { openDb } = await import(module);
  const db = await openDb(url);
  for (let n = 0; n < Number(commits); n += 1)
    await db.inTransaction((tx) => tx.setting.create({ data: { key: 'key ' + n, value: n } }));
  // Closing syncs too; ending at once leaves the commits alone in the count.
  process.kill(process.pid, 'SIGKILL');
`;

test('each commit waits until the disk has it: as many syncs of the log as commits', async (context) => {
  using folder = freshFolder();
  const traced = (...command: string[]) =>
    spawnSync(
      'strace',
      ['-f', '-qq', '-y', '-e', 'trace=fsync,fdatasync', '-o', folder.file('calls'), ...command],
      { encoding: 'utf8' },
    );
  const possible = traced('true').status === 0;
  context.skip(!possible, 'strace is not installed here, or may not trace; nothing else shows a sync');

  await migrate(folder.url('desk.db'), sqliteMigrations);
  const module = join(import.meta.dirname, 'open-db.ts');
  const { stderr } = traced(
    process.execPath,
    '--input-type=module',
    '--eval',
    commitRows,
    module,
    folder.url('desk.db'),
    `${COMMITS}`,
  );
  expect(stderr).not.toContain('Error');
  const calls = readFileSync(folder.file('calls'), 'utf8').split('\n');
  const ofTheLog = calls.filter((call) => call.includes('desk.db-wal>') && call.includes('= 0'));
  expect(ofTheLog.length).toBeGreaterThanOrEqual(COMMITS);
  expect(ofTheLog.length).toBeLessThanOrEqual(COMMITS + 5);
});
