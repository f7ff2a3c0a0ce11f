/** Makes the data directory and the database fit for use, or says in words why they are not. */
import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
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
  const lock = lockDirectory(config.dataDirectory);
  if (lock) return lock;
  throw new StartError(
    `Another desk is running on ${config.dataDirectory}. Stop it first, or give this one a directory of its own: POSTERN_DATA=./other-data npm start`,
  );
}

/** Looks for damage, and migrates. Throws `StartError`. */
export async function prepareDatabase(url: string): Promise<void> {
  requireWritable(url);
  const damage = findDamage(url);
  if (damage) {
    throw new StartError(
      `The database ${sqliteFile(url)} is damaged (${damage}). Nothing was changed. Put a backup in its place, or move the file away to begin anew.`,
    );
  }
  try {
    await migrate(url, migrationsIn(migrationsFolder, engineOf(url)));
  } catch (error) {
    if (error instanceof MigrationRefused) throw new StartError(error.message, { cause: error });
    const { code, message } = error as { code?: string; message: string };
    if (code === 'SQLITE_READONLY' || code === 'SQLITE_CANTOPEN') throw notWritable(url, error);
    if (code === 'SQLITE_FULL')
      throw new StartError('The disk is full. Make room and start again.', { cause: error });
    if (code === 'ECONNREFUSED')
      throw new StartError(`The database server of DATABASE_URL does not answer: ${message}`, {
        cause: error,
      });
    throw error;
  }
}

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

function makeDirectory(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    if (!statSync(directory).isDirectory())
      throw new StartError(`${directory} is a file, and a directory is needed there.`);
    accessSync(directory, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    if (error instanceof StartError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? 'a file is in its way'
        : code === 'EROFS'
          ? 'the disk is read-only'
          : 'this user may not write there';
    throw new StartError(
      `The data directory ${directory} cannot be used: ${why}. Choose another one with POSTERN_DATA, or mend its rights.`,
      { cause: error },
    );
  }
}
