/** What a backup holds, and whether it holds all that it should. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { MigrationRefused, migrationsFolder, migrationsIn, missingMigrations } from '@postern/prisma';
import Database from 'better-sqlite3';
import { StartError, UsageError } from '../start-error.ts';
import { ArchiveError, type Entry, readArchive } from './archive.ts';

export const manifestName = 'postern-backup.json';
export const databaseName = 'postern.db';
const contentName = /^files\/([0-9a-f]{2})\/([0-9a-f]{62})$/;

export interface BackupManifest {
  format: 1;
  createdAt: string;
  database: { bytes: number; sha256: string };
}

/** Throws `ArchiveError` for what no release has written. */
function manifestIn(text: string): BackupManifest {
  const said = JSON.parse(text) as { [Key in keyof BackupManifest]?: unknown };
  const { sha256 } = (said.database ?? {}) as { sha256?: unknown };
  if (said.format !== 1 || typeof said.createdAt !== 'string' || typeof sha256 !== 'string')
    throw new ArchiveError('It is of a newer release, or of another program.');
  return said as BackupManifest;
}

export interface Checked {
  createdAt: string;
  tickets: number;
  messages: number;
  files: number;
  /** Contents that rows name and that it does not hold: they were lost before it was made. */
  missing: string[];
}

/**
 * Reads all of a backup, puts its database to `database`, and hands each content to `keep`. Throws `StartError` for what
 * is no backup, is torn, or is of a newer release.
 */
export async function readBackup(
  file: string,
  database: string,
  keep: (sha256: string, content: Uint8Array) => Promise<void> = async () => {},
): Promise<Checked> {
  try {
    const contents = new Set<string>();
    let manifest: BackupManifest | null = null;
    let sha256: string | null = null;
    for await (const entry of readArchive(file)) {
      if (entry.name === manifestName) manifest = manifestIn((await whole(entry)).toString());
      else if (entry.name === databaseName) sha256 = await store(entry, database);
      else contents.add(await readContent(entry, keep));
    }
    if (!manifest || sha256 === null) throw new ArchiveError('It holds no desk.');
    if (manifest.database.sha256 !== sha256) throw new ArchiveError('Its database is not what was written.');
    return { createdAt: manifest.createdAt, ...checkDatabase(database, contents) };
  } catch (error) {
    throw asStartError(file, error);
  }
}

async function readContent(
  entry: Entry,
  keep: (sha256: string, content: Uint8Array) => Promise<void>,
): Promise<string> {
  const [, folder, rest] = contentName.exec(entry.name) ?? [];
  if (!folder || !rest) throw new ArchiveError(`It holds "${entry.name}", which is no part of a backup.`);
  const content = await whole(entry);
  const sha256 = createHash('sha256').update(content).digest('hex');
  if (sha256 !== folder + rest) throw new ArchiveError(`Its file ${entry.name} is not what was written.`);
  await keep(sha256, content);
  return sha256;
}

async function whole({ content }: Entry): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
}

async function store({ content }: Entry, file: string): Promise<string> {
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform: (part: Buffer, _encoding, done) => {
      hash.update(part);
      done(null, part);
    },
  });
  await pipeline(Readable.from(content), hashing, createWriteStream(file, { mode: 0o600 }));
  return hash.digest('hex');
}

const naming = ['Attachment', 'NoteFile', 'HeldFile', 'Upload'];

function checkDatabase(file: string, contents: ReadonlySet<string>): Omit<Checked, 'createdAt'> {
  const db = new Database(file);
  try {
    const health = db.pragma('integrity_check(1)', { simple: true });
    if (health !== 'ok') throw new ArchiveError(`Its database is damaged: ${health}.`);
    if ((db.pragma('foreign_key_check') as unknown[]).length > 0)
      throw new ArchiveError('Rows of its database point at nothing.');
    missingMigrations(
      db.prepare('SELECT migration_name, checksum FROM _prisma_migrations').all() as Parameters<
        typeof missingMigrations
      >[0],
      migrationsIn(migrationsFolder, 'sqlite'),
    );
    const missing = new Set<string>();
    for (const table of naming) {
      const rows = db.prepare(`SELECT DISTINCT sha256 FROM "${table}"`).all() as { sha256: string }[];
      for (const { sha256 } of rows) if (!contents.has(sha256)) missing.add(sha256);
    }
    const count = (table: string) =>
      (db.prepare(`SELECT count(*) AS count FROM "${table}"`).get() as { count: number }).count;
    return {
      tickets: count('Ticket'),
      messages: count('Message'),
      files: contents.size,
      missing: [...missing],
    };
  } finally {
    db.close();
  }
}

function asStartError(file: string, error: unknown): unknown {
  if (error instanceof MigrationRefused) return new StartError(error.message, { cause: error });
  if (error instanceof ArchiveError || error instanceof SyntaxError)
    return new StartError(
      `${file} cannot be used as a backup. ${error instanceof ArchiveError ? error.message : 'It says nothing of what it holds.'}`,
      { cause: error },
    );
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC')
    return new StartError(
      `The disk is full: there is no room for what ${file} holds. Make room and run it again.`,
      { cause: error },
    );
  // A folder is found to be one without a path; another path is one that is written to.
  const words = path === undefined || path === file ? unreadable[code ?? ''] : undefined;
  return words ? new UsageError(words(file)) : error;
}

const unreadable: Readonly<Record<string, (file: string) => string>> = {
  ENOENT: (file) => `There is no file ${file}.`,
  ENOTDIR: (file) => `There is no file ${file}.`,
  EISDIR: (file) => `${file} is a folder. Name the file of a backup.`,
  EACCES: (file) => `${file} cannot be read by this user. Check who owns it and its rights.`,
  EPERM: (file) => `${file} cannot be read by this user. Check who owns it and its rights.`,
};
