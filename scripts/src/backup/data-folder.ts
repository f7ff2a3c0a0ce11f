/** What backup and restore find and leave in the data directory, and what they say where the disk does not let them. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../start-error.ts';

/** Sorted; none where there is no such folder. Throws `StartError`. */
export function namesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  try {
    return readdirSync(folder).sort();
  } catch (error) {
    throw notRead(folder, error);
  }
}

export function notRead(path: string, cause: unknown): StartError {
  return new StartError(`${path} cannot be read. Check that it is whole, who owns it, and its rights.`, {
    cause,
  });
}

/** Databases that a killed process left half done. One that another process works on is left alone. Throws `StartError`. */
export function removeLeftBehind(folder: string, work: 'backup' | 'restore'): void {
  const left = new RegExp(`^${work}-(\\d+)\\.db(?:-\\w+)?$`);
  for (const name of namesIn(folder)) {
    const pid = Number(left.exec(name)?.[1] ?? 0);
    if (pid === 0 || (pid !== process.pid && isAlive(pid))) continue;
    try {
      rmSync(join(folder, name), { force: true });
    } catch (error) {
      throw notKept(folder, error);
    }
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

const full = /^(ENOSPC|EDQUOT|SQLITE_FULL)$/;
const forbidden = /^(EACCES|EPERM|EROFS|EEXIST|ENOTDIR|SQLITE_CANTOPEN.*|SQLITE_READONLY.*)$/;

/** In words why nothing could be written into the folder; another error as it is. */
export function notKept(folder: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code = '', path = folder } = error as NodeJS.ErrnoException;
  // The database's client keeps the message alone.
  if (full.test(code) || error.message.includes('database or disk is full'))
    return new StartError(`The disk is full: there is no room in ${folder}. Make room and run it again.`, {
      cause: error,
    });
  if (forbidden.test(code))
    return new StartError(`${path} cannot be written. Check who owns it and its rights.`, { cause: error });
  // So it says, too, where the last room went while a file was laid out in memory.
  if (code.startsWith('SQLITE_IOERR'))
    return new StartError(`The disk of ${folder} is full or fails (${code}). Look at it and run it again.`, {
      cause: error,
    });
  return error;
}
