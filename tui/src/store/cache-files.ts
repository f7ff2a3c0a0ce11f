/** What the inbox keeps on this machine to be there at once: the last view, and the last threads, each in a file. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { type CachedView, readCachedThread, readCachedView } from './cached-texts.ts';
import type { Ticket } from './model.ts';

/** Every file may vanish at any time and none is ever needed. What cannot be read or written counts as not there. */
export interface CacheFiles {
  readView(): CachedView | null;
  readThread(ticketId: string): Ticket | null;
  writeView(view: CachedView): void;
  writeThread(ticket: Ticket): void;
  removeThread(ticketId: string): void;
  /** Removes everything of this agent on this desk. */
  clear(): void;
}

const mostThreads = 200;
const mostThreadBytes = 256 * 1024;
const mostBytesOfThreads = 8 * 1024 * 1024;
const mostViewBytes = 4 * 1024 * 1024;
/** Folders of sessions that nobody used for so long are removed. */
const forgottenMs = 30 * 24 * 60 * 60_000;

/** `$XDG_CACHE_HOME/postern`, else `~/.cache/postern`. */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string {
  const base = env.XDG_CACHE_HOME;
  return join(base && isAbsolute(base) ? base : join(env.HOME || homedir(), '.cache'), 'postern');
}

/** Whether the person wants nothing kept: `POSTERN_CACHE=off`. */
export function isCacheOff(env: Readonly<Record<string, string | undefined>>): boolean {
  return env.POSTERN_CACHE?.toLowerCase() === 'off';
}

/**
 * The cache of one session on one desk. A token belongs to one agent, so its hash in the folder's name keeps agents
 * and desks apart before anybody has been asked who this is.
 */
export function cacheFiles(folder: string, desk: { url: string; token: string }): CacheFiles {
  const name = createHash('sha256').update(`${desk.url}\n${desk.token}`).digest('hex').slice(0, 32);
  const directory = join(folder, name);
  const threads = join(directory, 'threads');
  const viewFile = join(directory, 'view.json');
  const threadFile = (ticketId: string) => join(threads, `${ticketId}.json`);

  const write = (file: string, text: string, inFolder: string) => {
    quietly(() => {
      mkdirSync(inFolder, { recursive: true, mode: 0o700 });
      const fresh = join(inFolder, `.${randomUUID()}`);
      writeFileSync(fresh, text, { mode: 0o600, flag: 'wx' });
      renameSync(fresh, file);
    });
  };

  /** The oldest ones go first; what was read last was written last. */
  const makeRoom = () => {
    quietly(() => {
      const files = readdirSync(threads).map((each) => {
        const { size, mtimeMs } = statSync(join(threads, each));
        return { file: join(threads, each), size, mtimeMs };
      });
      let bytes = 0;
      for (const [index, each] of files.sort((a, b) => b.mtimeMs - a.mtimeMs).entries()) {
        bytes += each.size;
        if (index >= mostThreads || bytes > mostBytesOfThreads) rmSync(each.file, { force: true });
      }
    });
  };

  const removeForgotten = () => {
    quietly(() => {
      for (const each of readdirSync(folder)) {
        const path = join(folder, each);
        if (each !== name && Date.now() - statSync(path).mtimeMs > forgottenMs)
          rmSync(path, { recursive: true, force: true });
      }
    });
  };

  return {
    readView: () => readCachedView(read(viewFile, mostViewBytes)),
    readThread(ticketId) {
      return isTicketId(ticketId) ? readCachedThread(read(threadFile(ticketId), mostThreadBytes)) : null;
    },
    writeView(view) {
      let { rows } = view;
      let text = JSON.stringify({ format: 1, ...view });
      while (Buffer.byteLength(text) > mostViewBytes && rows.length > 0) {
        rows = rows.slice(0, Math.floor(rows.length / 2));
        text = JSON.stringify({ format: 1, ...view, rows });
      }
      write(viewFile, text, directory);
      removeForgotten();
    },
    writeThread(ticket) {
      const text = JSON.stringify({ format: 1, ticket });
      if (!isTicketId(ticket.id)) return;
      if (Buffer.byteLength(text) > mostThreadBytes) return rmSync(threadFile(ticket.id), { force: true });
      write(threadFile(ticket.id), text, threads);
      makeRoom();
    },
    removeThread(ticketId) {
      if (isTicketId(ticketId)) quietly(() => rmSync(threadFile(ticketId), { force: true }));
    },
    clear: () => quietly(() => rmSync(directory, { recursive: true, force: true })),
  };
}

function isTicketId(id: string): boolean {
  return /^tkt_[0-9A-Za-z]+$/.test(id);
}

function read(file: string, mostBytes: number): unknown {
  try {
    if (statSync(file).size > mostBytes) return null;
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** A cache that cannot be written is no cache; the inbox works without. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {}
}
