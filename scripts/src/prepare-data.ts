/** Makes the data directory and the database fit for use, or says in words why they are not. */
import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Config } from '@postern/core';
import {
  type DirectoryLock,
  engineOf,
  findDamage,
  lockDirectory,
  MigrationRefused,
  migrate,
  migrationsFolder,
  migrationsIn,
  sqliteFile,
} from '@postern/prisma';
import { StartError } from './start-error.ts';

/** Creates the directory (0700), takes its lock, and prepares the database. Throws `StartError`. */
export async function prepareData(config: Config): Promise<DirectoryLock> {
  const lock = lockData(config);
  try {
    await prepareDatabase(config.databaseUrl);
    return lock;
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Creates the directory (0700) and takes its lock, which is held until it is released or the process ends.
 * Throws `StartError` where that cannot be, above all when another desk holds it.
 */
export function lockData(config: Config): DirectoryLock {
  makeDirectory(config.dataDirectory);
  if (engineOf(config.databaseUrl) === 'sqlite') makeDirectory(dirname(sqliteFile(config.databaseUrl)));
  makePrivateFile(lockFile(config));
  const lock = lockDirectory(config.dataDirectory);
  if (lock) return lock;
  throw new StartError(
    `Another desk is running on ${config.dataDirectory}. Stop it first and run this again, or give this one a directory of its own with POSTERN_DATA`,
  );
}

/** Whether a desk may be running, or have run, on this directory. */
export function hasLockFile(config: Config): boolean {
  return existsSync(lockFile(config));
}

const lockFile = ({ dataDirectory }: Config) => join(dataDirectory, 'desk.lock');

/** Whether there is no SQLite database at this address yet. Of one on a server that is known only once it is open. */
export function isNewFile(url: string): boolean {
  if (engineOf(url) !== 'sqlite') return false;
  const file = sqliteFile(url);
  // A journal beside an empty file belongs to a database whose first start was interrupted.
  return (!existsSync(file) || statSync(file).size === 0) && !existsSync(`${file}-wal`);
}

/**
 * Looks for damage, and migrates. `whenNew` may put a database where there is none. Throws `StartError`.
 */
export async function prepareDatabase(url: string, whenNew?: () => Promise<void>): Promise<void> {
  requireWritable(url);
  const damage = findDamage(url);
  if (damage) {
    throw new StartError(
      `The database ${sqliteFile(url)} is damaged (${damage}). Nothing was changed. Put a backup in its place, or move the file away to begin anew.`,
    );
  }
  try {
    if (whenNew && isNewFile(url)) await whenNew();
    // SQLite gives the files beside a database the rights of the database.
    if (engineOf(url) === 'sqlite') makePrivateFile(sqliteFile(url));
    await migrate(url, migrationsIn(migrationsFolder, engineOf(url)));
  } catch (error) {
    if (error instanceof MigrationRefused) throw new StartError(error.message, { cause: error });
    const { code, message } = error as { code?: string; message: string };
    if (code && unwritable.includes(code)) throw notWritable(url, error);
    if (code === 'SQLITE_FULL') throw diskFull(error);
    if (code === 'ECONNREFUSED')
      throw new StartError(`The database server of DATABASE_URL does not answer: ${message}`, {
        cause: error,
      });
    throw error;
  }
}

const unwritable = ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'EACCES', 'EPERM', 'EROFS'];

/** SQLite opens a file that it may only read, and says so no earlier than at the first write. */
function requireWritable(url: string): void {
  if (engineOf(url) !== 'sqlite' || !existsSync(sqliteFile(url))) return;
  try {
    accessSync(sqliteFile(url), constants.R_OK | constants.W_OK);
  } catch (error) {
    throw notWritable(url, error);
  }
}

function notWritable(url: string, cause: unknown): StartError {
  const words = `The database ${sqliteFile(url)} cannot be written. Check who owns it and its rights.`;
  return new StartError(words, { cause });
}

/** Makes an empty file (0600) where there is none. One that is there is not opened: that could end a lock on it. */
function makePrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOSPC') throw diskFull(error);
    if (code !== 'EEXIST') throw error;
  }
}

function diskFull(cause: unknown): StartError {
  return new StartError('The disk is full. Make room and start again.', { cause });
}

/** Creates the directory, and those above it that are missing (each 0700). Throws `StartError`. */
export function makeDirectory(directory: string): void {
  try {
    makeMissing(directory);
    // With the slash, the system refuses what is no directory.
    accessSync(`${directory}/`, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = reasons[code ?? ''] ?? 'this user may not write there';
    throw new StartError(
      `The data directory ${directory} cannot be used: ${why}. Choose another one with POSTERN_DATA, or mend its rights.`,
      { cause: error },
    );
  }
}

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'a file is in its way',
  ENOTDIR: 'a file is in its way',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'no folder can be made there',
};

/** One by one, for Node's own way tries for ever where the system says that a folder's parent is missing: in /proc. */
function makeMissing(directory: string): void {
  const missing: string[] = [];
  for (let each = directory; !existsSync(each); each = dirname(each)) missing.unshift(each);
  for (const each of missing) {
    try {
      mkdirSync(each, { mode: 0o700 });
    } catch (error) {
      // Another start may have made it meanwhile.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}
