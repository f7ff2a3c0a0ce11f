/** Keeps the emulator's state on disk: a JSON snapshot replaced whole, and a log of the changes since. */
import { randomUUID } from 'node:crypto';
import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from './clock.ts';
import type { Change } from './store.ts';

const format = 1;

/** Shortest pause between two rewrites of the snapshot. */
const pauseMs = 300;

export interface Snapshot {
  /** What was kept by an earlier run, or null when there was none. */
  read(): Change[] | null;
  /** Starts writing; nothing on disk is touched before. */
  open(dump: () => Change[]): void;
  /** Returns once the change would survive a kill of this process. */
  append(change: Change): void;
  close(): void;
}

/** A snapshot that keeps nothing, for tests that do not restart. */
export const noSnapshot: Snapshot = { read: () => null, open() {}, append() {}, close() {} };

/**
 * The snapshot at `file`. Changes go at once, one line each, into `file.log`; the snapshot itself is rewritten
 * a moment later (temporary file, then rename) and starts a new log. The log names the snapshot it continues, so a
 * kill between the two steps is harmless. Throws when `file` exists and is no snapshot.
 */
export function fileSnapshot(file: string, clock: Clock): Snapshot {
  const logFile = `${file}.log`;
  let log: number | null = null;
  let dumpAll: () => Change[] = () => [];
  let cancelRewrite: (() => void) | null = null;
  let rewriteCostMs = 0;

  function rewrite(): void {
    cancelRewrite?.();
    cancelRewrite = null;
    const startedAt = performance.now();
    const generation = randomUUID();
    replaceFile(file, JSON.stringify({ format, generation, changes: dumpAll() }));
    const previous = log;
    rmSync(logFile, { force: true });
    log = openSync(logFile, 'a', 0o600);
    appendFileSync(log, `${JSON.stringify({ generation })}\n`);
    if (previous !== null) closeSync(previous);
    rewriteCostMs = performance.now() - startedAt;
  }

  return {
    read() {
      if (!existsSync(file)) return null;
      const kept = parseSnapshot(file);
      return [...kept.changes, ...readLog(logFile, kept.generation)];
    },
    open(dump) {
      dumpAll = dump;
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      rewrite();
    },
    append(change) {
      if (log === null) return;
      appendFileSync(log, `${JSON.stringify(change)}\n`);
      // A large state is rewritten less often: writing may take a twentieth of the time, not more.
      cancelRewrite ??= clock.after(Math.max(pauseMs, 20 * rewriteCostMs), rewrite);
    },
    close() {
      if (log === null) return;
      rewrite();
      closeSync(log);
      log = null;
    },
  };
}

function replaceFile(file: string, content: string): void {
  const temporary = `${file}.${process.pid}.tmp`;
  const handle = openSync(temporary, 'w', 0o600);
  try {
    writeFileSync(handle, content);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(temporary, file);
}

function parseSnapshot(file: string): { generation: string; changes: Change[] } {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8'));
    if (kept.format === format && Array.isArray(kept.changes)) return kept;
    throw new Error(`its format is ${JSON.stringify(kept.format)}, expected ${format}`);
  } catch (error) {
    throw new Error(
      `The Slack emulator's snapshot ${file} cannot be read: ${(error as Error).message}. ` +
        'Move the file away to start with the sample workspace.',
      { cause: error },
    );
  }
}

function readLog(logFile: string, generation: string): Change[] {
  if (!existsSync(logFile)) return [];
  const [header = '', ...lines] = readFileSync(logFile, 'utf8').split('\n');
  if (tryParse(header)?.generation !== generation) return [];
  const changes: Change[] = [];
  for (const line of lines) {
    const change = tryParse(line);
    // Only the last line can be torn by a kill, and a torn line was never acknowledged to anyone.
    if (!Array.isArray(change)) break;
    changes.push(change as unknown as Change);
  }
  return changes;
}

// biome-ignore lint/suspicious/noExplicitAny: lines of our own log, checked by the caller
function tryParse(line: string): any {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
