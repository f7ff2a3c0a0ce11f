/** `postern-server restore` and `check-backup`: a desk out of a backup, and whether one could be had. */
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Config,
  createCore,
  createFileStore,
  inDeskTransaction,
  recordEvent,
  systemClock,
} from '@postern/core';
import { openDb } from '@postern/prisma';
import { lockData, prepareDatabase } from '../prepare-data.ts';
import { UsageError } from '../start-error.ts';
import { requireSqlite } from './backup.ts';
import { type Checked, readBackup } from './contents.ts';
import { notKept, removeLeftBehind } from './data-folder.ts';

/** Reads every byte of it. Throws `StartError` naming the first thing that is wrong, `UsageError` where there is nothing to read. */
export async function checkBackup(file: string): Promise<Checked> {
  const scratch = mkdtempSync(join(tmpdir(), 'postern-check-'));
  try {
    return await readBackup(file, join(scratch, 'postern.db'));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

export interface Restored extends Checked {
  /** Where the desk lies that was there before, with its files; null where none was. */
  before: string | null;
  /** Sendings that were on their way then: they may have left since, so that a person decides. */
  parked: number;
}

/**
 * Puts the desk of a backup in the place of this one, which is laid aside and not deleted; nothing is touched before the
 * whole backup has been read. Throws `StartError`, above all while a desk runs here, and
 * `UsageError` for a file that cannot be read, or where a desk is and `isMeant` is not.
 */
export async function restore(
  config: Config,
  file: string,
  { isMeant, now }: { isMeant: boolean; now: Date },
): Promise<Restored> {
  const database = requireSqlite(config, 'pg_restore');
  const lock = lockData(config);
  const draft = join(config.dataDirectory, `restore-${process.pid}.db`);
  try {
    if (existsSync(database) && !isMeant)
      throw new UsageError(
        `There is a desk in ${config.dataDirectory}.`,
        'To put the backup in its place and lay that one aside: add --replace',
      );
    removeLeftBehind(config.dataDirectory, 'restore');
    const files = createFileStore(join(config.dataDirectory, 'files'), systemClock);
    await readBackup(file, draft);
    // Contents are named by what they are, so that storing them changes nothing of the desk that is there.
    const checked = await readBackup(file, draft, async (_sha256, content) => {
      await files.put(content);
    });
    // Before it is in its place: a desk that starts there after a crash must send nothing.
    const databaseUrl = `file:${draft}`;
    await prepareDatabase(databaseUrl);
    const parked = await park({ ...config, databaseUrl }, checked.createdAt);
    const before = layAside(database, config.dataDirectory, now);
    move(draft, database);
    return { ...checked, before, parked };
  } catch (error) {
    throw notKept(config.dataDirectory, error);
  } finally {
    for (const end of ends) rmSync(`${draft}${end}`, { force: true });
    lock.release();
  }
}

function layAside(database: string, directory: string, now: Date): string | null {
  if (!existsSync(database)) return null;
  const folder = join(directory, `before-restore-${now.toISOString().replace(/\D/g, '').slice(0, 14)}`);
  try {
    // The restored desk's housework removes contents that only this one names.
    linkFolder(join(directory, 'files'), join(folder, 'files'));
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  move(database, join(folder, 'postern.db'));
  return folder;
}

/** The same contents under a second name, which costs no room; copies where the file system has no such names. */
function linkFolder(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  if (!existsSync(from)) return;
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, name] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(source, name);
    else if (entry.isFile()) linkOrCopy(source, name);
  }
}

const noLinks = ['EPERM', 'EXDEV', 'EMLINK', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (!noLinks.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    copyFileSync(from, to);
  }
}

/** A database and what SQLite keeps beside it. The database goes first: without them it could lack what was stored. */
const ends = ['', '-wal', '-shm'];

function move(database: string, to: string): void {
  for (const end of ends) if (existsSync(`${database}${end}`)) renameSync(`${database}${end}`, `${to}${end}`);
}

const underWay = ['PENDING', 'IN_FLIGHT', 'AMBIGUOUS'];
const reason = 'The desk was restored from a backup: this may have left since.';

/** What was sent once must not be sent twice, and since the backup it may have been. */
async function park(config: Config, createdAt: string): Promise<number> {
  const db = await openDb(config.databaseUrl);
  try {
    const core = createCore({ config, db });
    return await inDeskTransaction(core, async (work) => {
      const { tx } = work;
      // What was tried is looked for before an agent's retry sends it: also what was parked then and retried since.
      await tx.outboxItem.updateMany({
        where: { state: { in: [...underWay, 'PARKED', 'DEAD'] }, attempts: 0 },
        data: { attempts: 1 },
      });
      const { count } = await tx.outboxItem.updateMany({
        where: { state: { in: underWay } },
        data: { state: 'PARKED', lastError: reason, leaseOwner: null, leaseUntil: null },
      });
      const held = await tx.heldReply.updateMany({
        where: { state: 'HELD' },
        data: { state: 'STOPPED', stoppedBecause: reason },
      });
      const parked = count + held.count;
      await recordEvent(work, { action: 'desk.restored', target: 'desk', change: { of: createdAt, parked } });
      return parked;
    });
  } finally {
    await db.close();
  }
}
