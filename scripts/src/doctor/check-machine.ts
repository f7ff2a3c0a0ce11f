/** The doctor looks at the machine: rights, room, and whether the desk answers. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import type { Config } from '@postern/core';
import { engineOf, sqliteFile } from '@postern/prisma';
import { type Check, fail, ok, warn } from './check.ts';

const megabyte = 1024 * 1024;
const littleRoom = 1024 * megabyte;
const noRoom = 100 * megabyte;

/** Rights of the data directory and of SQLite's file: customers' words and hashes of passwords lie there. */
export function checkDirectory({ dataDirectory, databaseUrl }: Config): Check {
  const name = 'data directory';
  if (!existsSync(dataDirectory))
    return fail(name, `There is no ${dataDirectory}.`, 'Make a desk with: npx postern-server init');
  try {
    accessSync(`${dataDirectory}/`, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return fail(
      name,
      `${dataDirectory} cannot be written by this user.`,
      'Run as the user that owns it, or mend its rights.',
    );
  }
  const file = engineOf(databaseUrl) === 'sqlite' ? sqliteFile(databaseUrl) : null;
  const open = [dataDirectory, ...(file && existsSync(file) ? [file] : [])].filter(isOpenToOthers);
  if (open.length > 0)
    return fail(
      name,
      `Others on this machine may look into ${open.join(' and ')}.`,
      `Close it: chmod go-rwx ${open.join(' ')}`,
    );
  return ok(name, `${dataDirectory} is for its own user alone.`);
}

function isOpenToOthers(path: string): boolean {
  return (statSync(path).mode & 0o077) !== 0;
}

export async function checkRoom({ dataDirectory }: Config): Promise<Check> {
  const name = 'disk space';
  if (!existsSync(dataDirectory)) return ok(name, 'There is no data yet.');
  const { bavail, bsize } = await statfs(dataDirectory);
  const free = bavail * bsize;
  const says = `${Math.floor(free / megabyte).toLocaleString('en')} MB are free where the data lies.`;
  if (free < noRoom) return fail(name, says, 'Make room now: a desk without room takes no ticket.');
  if (free < littleRoom) return warn(name, says, 'Make room soon.');
  return ok(name, says);
}

/** A desk may be at rest; one that answers must be ready. */
export async function checkDesk({ host, port }: Config): Promise<Check> {
  const name = 'desk';
  const at = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  try {
    const answer = await fetch(`${at}/readyz`, { signal: AbortSignal.timeout(5_000), redirect: 'manual' });
    const said = (await answer.json().catch(() => null)) as { status?: unknown; reasons?: string[] } | null;
    if (answer.ok && said?.status === 'ok') return ok(name, `The desk answers at ${at}.`);
    if (answer.status === 503 && said?.status === 'unavailable')
      return fail(
        name,
        `The desk at ${at} is not ready: ${(said.reasons ?? ['it does not say why']).join(' ')}`,
        'Look at its log.',
      );
    return warn(
      name,
      `Another program answers at ${at}: the desk cannot start there.`,
      'Stop it, or set PORT to a free one.',
    );
  } catch {
    return ok(name, `No desk runs at ${at} at the moment.`);
  }
}
