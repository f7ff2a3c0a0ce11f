/** Contents of files, each named by its SHA-256 below the data directory: stored once, never changed. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../clock.ts';

export interface FileStore {
  /** Stores the content and answers its SHA-256. It is on the disk for good before this answers. */
  put(content: Uint8Array): Promise<string>;
  /** At most `length` bytes of a content from `from` on. Throws when there is no such content. */
  read(sha256: string, from: number, length: number): Promise<Uint8Array>;
  /** Removes one content that was last stored before `before` and is not named by anybody; a missing one is gone. */
  remove(sha256: string, before: Date, isNamed: (sha256: string) => Promise<boolean>): Promise<void>;
  /** Removes what was last stored before `before` and is not named by anybody. Answers how many. */
  sweep(before: Date, isNamed: (sha256: string) => Promise<boolean>): Promise<number>;
}

const temporaryFolder = 'incoming';

/** The store below `directory`, which is made when the first file comes. Opens nothing. */
export function createFileStore(directory: string, clock: Clock): FileStore {
  const inTurn = turns();

  const placeOf = (sha256: string) => join(directory, sha256.slice(0, 2), sha256.slice(2));

  /** Storing again counts as new: the sweep must leave alone what an upload is about to name. */
  async function renew(place: string): Promise<boolean> {
    const now = clock.now();
    try {
      await utimes(place, now, now);
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  async function write(place: string, content: Uint8Array): Promise<void> {
    const folder = dirname(place);
    const incoming = join(directory, temporaryFolder);
    await makeFolder(directory);
    await makeFolder(incoming);
    await makeFolder(folder);
    const draft = join(incoming, randomBytes(16).toString('hex'));
    try {
      await using file = await open(draft, 'wx', 0o600);
      await file.writeFile(content);
      const now = clock.now();
      await file.utimes(now, now);
      await file.sync();
      await rename(draft, place);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await syncFolder(folder);
  }

  async function removeIfUnused(
    sha256: string,
    before: Date,
    isNamed: (sha256: string) => Promise<boolean>,
  ): Promise<boolean> {
    const place = placeOf(sha256);
    if (!(await isOlder(place, before)) || (await isNamed(sha256))) return false;
    await rm(place);
    return true;
  }

  return {
    async put(content) {
      const sha256 = createHash('sha256').update(content).digest('hex');
      const place = placeOf(sha256);
      await inTurn(sha256, async () => {
        if (!(await renew(place))) await write(place, content);
      });
      return sha256;
    },
    async read(sha256, from, length) {
      await using file = await open(placeOf(sha256), 'r');
      const piece = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await file.read(piece, filled, length - filled, from + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return piece.subarray(0, filled);
    },
    async remove(sha256, before, isNamed) {
      await inTurn(sha256, () => removeIfUnused(sha256, before, isNamed));
    },
    async sweep(before, isNamed) {
      let removed = 0;
      for (const folder of await namesIn(directory)) {
        for (const name of await namesIn(join(directory, folder))) {
          if (folder === temporaryFolder) {
            // Left by a process that died while it wrote.
            const draft = join(directory, folder, name);
            if (await isOlder(draft, before)) await rm(draft, { force: true });
            continue;
          }
          const sha256 = folder + name;
          if (/^[0-9a-f]{64}$/.test(sha256))
            removed += (await inTurn(sha256, () => removeIfUnused(sha256, before, isNamed))) ? 1 : 0;
        }
      }
      return removed;
    },
  };
}

/**
 * One at a time for each key: between the sweep's look and its removal nobody stores the same content. One process
 * has the data directory to itself, so that this is enough.
 */
function turns() {
  const last = new Map<string, Promise<unknown>>();
  return <T>(key: string, action: () => Promise<T>): Promise<T> => {
    const mine = (last.get(key) ?? Promise.resolve()).then(action, action);
    const settled = mine
      .catch(() => {})
      .then(() => {
        if (last.get(key) === settled) last.delete(key);
      });
    last.set(key, settled);
    return mine;
  };
}

async function makeFolder(folder: string): Promise<void> {
  const made = await mkdir(folder, { recursive: true, mode: 0o700 });
  // A folder's own entry must be on the disk too, or a file in it is lost with the power.
  if (made !== undefined) await syncFolder(dirname(folder));
}

async function syncFolder(folder: string): Promise<void> {
  await using handle = await open(folder, 'r');
  await handle.sync();
}

async function isOlder(file: string, before: Date): Promise<boolean> {
  try {
    return (await stat(file)).mtimeMs < before.getTime();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
