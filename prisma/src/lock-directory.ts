/** One desk per data directory: a lock that the operating system lets go of when its holder dies. */
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

export interface DirectoryLock {
  release(): void;
}

/** Keeps held locks from the garbage collector, which would close their databases and so let go of them. */
const held = new Set<Database.Database>();

/**
 * Takes the directory for this process, or answers null when another one holds it. Throws when it cannot be written.
 * An open SQLite transaction is used because its file lock ends with the process, even at `kill -9`;
 * a file holding a process id would outlive it. The holder must never open `desk.lock` by other means:
 * closing any handle of a file ends all POSIX locks that the process has on it.
 */
export function lockDirectory(directory: string): DirectoryLock | null {
  const file = join(directory, 'desk.lock');
  const db = new Database(file, { timeout: 0 });
  try {
    // SQLite opens a file it may not write all the same, and then locks nothing.
    accessSync(file, constants.W_OK);
    db.pragma('journal_mode = DELETE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return null;
    throw error;
  }
  held.add(db);
  return {
    release: () => {
      held.delete(db);
      db.close();
    },
  };
}
