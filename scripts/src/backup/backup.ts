/** `postern-server backup`: the whole desk in one file, while it runs. */
import { createHash } from 'node:crypto';
import { accessSync, constants, createReadStream, existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '@postern/core';
import { engineOf, sqliteFile } from '@postern/prisma';
import Database from 'better-sqlite3';
import { StartError } from '../start-error.ts';
import { type Entry, writeArchive } from './archive.ts';
import { type BackupManifest, type Checked, databaseName, manifestName, readBackup } from './contents.ts';
import { namesIn, notKept, notRead, removeLeftBehind } from './data-folder.ts';

/**
 * The database as of one moment, and then the contents of files: a content is stored before a row names it and never
 * changed, so that none is missing. Reads what it has written once more. Throws `StartError`.
 */
export async function backup(config: Config, file: string, now: Date): Promise<Checked> {
  const database = requireSqlite(config, 'pg_dump');
  requireDatabase(database);
  if (existsSync(file)) throw new StartError(`${file} is there already. Choose another name.`);
  removeLeftBehind(config.dataDirectory, 'backup');
  const copy = join(config.dataDirectory, `backup-${process.pid}.db`);
  try {
    copyDatabase(database, copy);
    await writeArchive(file, entriesOf(config, copy, now)).catch((error) => {
      throw notWritten(file, error);
    });
    await rm(copy);
    return await readBackup(file, copy);
  } finally {
    for (const end of ['', '-wal', '-shm']) await rm(`${copy}${end}`, { force: true });
  }
}

function requireDatabase(database: string): void {
  try {
    accessSync(database, constants.R_OK);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'ENOENT' || code === 'ENOTDIR'
      ? new StartError(`There is no desk to be kept: ${database} is missing.`, { cause: error })
      : notRead(database, error);
  }
}

/** Of one moment, without the room that was freed and so without whatever was deleted. */
function copyDatabase(database: string, copy: string): void {
  const db = openKept(database);
  try {
    db.prepare('VACUUM INTO ?').run(copy);
  } catch (error) {
    throw notKept(dirname(copy), error);
  } finally {
    db.close();
  }
}

function openKept(database: string): Database.Database {
  try {
    return new Database(database);
  } catch (error) {
    throw notRead(database, error);
  }
}

function notWritten(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOENT: 'its folder is not there',
    ENOTDIR: 'its folder is not there',
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    EDQUOT: 'the disk is full for this user',
    EEXIST: 'another backup is writing it, or was broken off: remove what ends with .partial',
  };
  const reason = reasons[code ?? ''];
  return reason ? new StartError(`${file} cannot be written: ${reason}.`, { cause: error }) : error;
}

/** Throws `StartError` for a database that has tools of its own. */
export function requireSqlite(config: Config, tool: string): string {
  if (engineOf(config.databaseUrl) === 'sqlite') return sqliteFile(config.databaseUrl);
  throw new StartError(
    `The database is PostgreSQL, which has tools of its own: use ${tool}, and copy the folder ${join(config.dataDirectory, 'files')} after it.`,
  );
}

async function* entriesOf(config: Config, copy: string, now: Date): AsyncGenerator<Entry> {
  const { size } = await stat(copy);
  const hash = createHash('sha256');
  for await (const part of createReadStream(copy)) hash.update(part as Buffer);
  const manifest: BackupManifest = {
    format: 1,
    createdAt: now.toISOString(),
    database: { bytes: size, sha256: hash.digest('hex') },
  };
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  yield { name: manifestName, bytes: text.length, content: once(text) };
  yield { name: databaseName, bytes: size, content: createReadStream(copy) };
  const folder = join(config.dataDirectory, 'files');
  for (const first of namesIn(folder).filter((name) => /^[0-9a-f]{2}$/.test(name))) {
    for (const rest of namesIn(join(folder, first)).filter((name) => /^[0-9a-f]{62}$/.test(name))) {
      const path = join(folder, first, rest);
      // The housework of a running desk may have just removed it: then no row names it.
      const found = await stat(path).catch(() => null);
      if (found) yield { name: `files/${first}/${rest}`, bytes: found.size, content: contentOf(path) };
    }
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** What cannot be read is told from what cannot be written. */
async function* contentOf(path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    throw notRead(path, error);
  }
}
