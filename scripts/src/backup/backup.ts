/** `postern-server backup`: the whole desk in one file, while it runs. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readdirSync, rmSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Config } from '@postern/core';
import { engineOf, sqliteFile } from '@postern/prisma';
import Database from 'better-sqlite3';
import { StartError } from '../start-error.ts';
import { type Entry, writeArchive } from './archive.ts';
import { type BackupManifest, type Checked, databaseName, manifestName, readBackup } from './contents.ts';

/**
 * The database as of one moment, and then the contents of files: a content is stored before a row names it and never
 * changed, so that none is missing. Reads what it has written once more. Throws `StartError`.
 */
export async function backup(config: Config, file: string, now: Date): Promise<Checked> {
  const database = requireSqlite(config, 'pg_dump');
  if (!existsSync(database)) throw new StartError(`There is no desk to be kept: ${database} is missing.`);
  if (existsSync(file)) throw new StartError(`${file} is there already. Choose another name.`);
  removeLeftBehind(config.dataDirectory);
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

/** Of one moment, without the room that was freed and so without whatever was deleted. */
function copyDatabase(database: string, copy: string): void {
  const db = new Database(database);
  try {
    db.prepare('VACUUM INTO ?').run(copy);
  } catch (error) {
    const { code } = error as { code?: string };
    const folder = dirname(copy);
    if (code === 'SQLITE_FULL')
      throw new StartError(
        `The disk is full: a backup needs room in ${folder} for a copy of the database. Make room and run it again.`,
        { cause: error },
      );
    if (code?.startsWith('SQLITE_CANTOPEN') || code?.startsWith('SQLITE_READONLY'))
      throw new StartError(
        `No copy of the database can be made in ${folder}. Check who owns it and its rights.`,
        {
          cause: error,
        },
      );
    throw error;
  } finally {
    db.close();
  }
}

/** Copies of backups that were killed. One that another process works on is left alone. */
function removeLeftBehind(folder: string): void {
  for (const name of namesIn(folder)) {
    const pid = Number(/^backup-(\d+)\.db(?:-\w+)?$/.exec(name)?.[1] ?? 0);
    if (pid > 0 && (pid === process.pid || !isAlive(pid))) rmSync(join(folder, name), { force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process may not be asked, and is one.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

function notWritten(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const reasons: Record<string, string> = {
    ENOENT: 'its folder is not there',
    ENOTDIR: 'its folder is not there',
    EACCES: 'this user may not write there',
    ENOSPC: 'the disk is full',
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
      if (found) yield { name: `files/${first}/${rest}`, bytes: found.size, content: createReadStream(path) };
    }
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
