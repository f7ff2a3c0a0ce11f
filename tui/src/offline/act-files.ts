/** The offline outbox on the disk: one file an act, so that a crash loses none and two programs can share it. */
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { actsIn } from '../store/reply-acts.ts';
import type { Deed, OfflineAct } from './offline-act.ts';

export interface ActFiles {
  /** In the order in which they were done; a file that cannot be read is left out and left alone. */
  list(): OfflineAct[];
  get(id: string): OfflineAct | null;
  /** Is on the disk when the call returns: written, synced, then in its place. Throws when that fails. */
  add(act: Omit<OfflineAct, 'id' | 'at' | 'state' | 'reason'>, now: number): OfflineAct;
  /** Writes it anew, unless it is gone by now: then somebody else has sent it or taken it back. */
  update(act: OfflineAct): void;
  remove(id: string): void;
}

/** The acts of one agent on one desk, below the folder of the program's state. Nothing is created before the first. */
export function actFiles(folder: string, desk: { url: string; email: string }): ActFiles {
  const name = createHash('sha256')
    .update(`${desk.url}\n${desk.email.toLowerCase()}`)
    .digest('hex')
    .slice(0, 16);
  const directory = join(folder, 'outbox', name);
  const fileOf = (id: string) => join(directory, `${id}.json`);

  const write = (act: OfflineAct) => {
    const fresh = join(directory, `.${act.id}-${randomBytes(4).toString('hex')}`);
    try {
      const handle = openSync(fresh, 'wx', 0o600);
      try {
        writeSync(handle, JSON.stringify(act));
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
      renameSync(fresh, fileOf(act.id));
    } catch (error) {
      rmSync(fresh, { force: true });
      throw error;
    }
    syncFolder(directory);
  };
  const list = () => {
    let names: string[];
    try {
      names = readdirSync(directory);
    } catch {
      return [];
    }
    return names
      .filter((each) => /^off_[0-9a-z]+\.json$/.test(each))
      .flatMap((each) => readAct(join(directory, each)) ?? [])
      .sort((one, other) => one.at - other.at || (one.id < other.id ? -1 : 1));
  };

  return {
    list,
    get: (id) => (/^off_[0-9a-z]+$/.test(id) ? readAct(fileOf(id)) : null),
    add(act, now) {
      mkdirSync(directory, { recursive: true, mode: 0o700 });
      // A clock that was set back must not turn the order around.
      const at = Math.max(now, (list().at(-1)?.at ?? 0) + 1);
      const id = `off_${at.toString(36)}${randomBytes(3).toString('hex')}`;
      const kept: OfflineAct = { ...act, id, at, state: 'waiting', reason: '' };
      write(kept);
      return kept;
    },
    update(act) {
      if (existsSync(fileOf(act.id))) write(act);
    },
    remove(id) {
      rmSync(fileOf(id), { force: true });
      syncFolder(directory);
    },
  };
}

function syncFolder(directory: string): void {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

const textFields: Record<Deed['kind'], readonly string[]> = {
  reply: ['body', 'readers'],
  note: ['body'],
  status: ['to'],
  assignee: ['to', 'label'],
  priority: ['to'],
  stage: ['to'],
  tags: [],
  snooze: ['to'],
};

function readAct(file: string): OfflineAct | null {
  try {
    const act = JSON.parse(readFileSync(file, 'utf8')) as OfflineAct;
    const { deed } = act;
    const fields = textFields[deed.kind];
    const isAct =
      typeof act.id === 'string' &&
      typeof act.at === 'number' &&
      typeof act.requestId === 'string' &&
      typeof act.subject === 'string' &&
      typeof act.reason === 'string' &&
      (typeof act.ticketId === 'string' || typeof act.number === 'number') &&
      (act.state === 'waiting' || act.state === 'stopped') &&
      fields.every((name) => typeof (deed as unknown as Record<string, unknown>)[name] === 'string') &&
      (deed.kind !== 'tags' || (Array.isArray(deed.add) && Array.isArray(deed.remove)));
    if (isAct && deed.kind === 'reply') deed.acts = actsIn(deed.acts);
    return isAct ? act : null;
  } catch {
    return null;
  }
}
