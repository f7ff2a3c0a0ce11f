/** Knows whether something made from files is still what those files would make. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes the stamp of a finished step: its `inputs` as they are now, the inputs that were `absent`, and the
 * `outputs` that must exist. All paths are relative to `root`. Give `inputs` as seen before the step began
 * (see `describeFiles`), so that an edit during the step makes it stale.
 * @param {string} root
 * @param {string} stamp
 * @param {{ inputs: Record<string, unknown>, absent?: string[], outputs?: string[] }} made
 */
export function writeStamp(root, stamp, { inputs, absent = [], outputs = [] }) {
  const path = join(root, stamp);
  mkdirSync(dirname(path), { recursive: true });
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, JSON.stringify({ inputs, absent, outputs }));
  renameSync(fresh, path);
}

/** `{ path: [mtime in ms, size, SHA-1] }` of files relative to `root`. Throws when one is missing. */
export function describeFiles(root, paths) {
  return Object.fromEntries(
    paths.map((path) => {
      const { mtimeMs, size } = statSync(join(root, path));
      return [path, [mtimeMs, size, contentHash(join(root, path))]];
    }),
  );
}

/**
 * True when nothing the stamp knows has changed. Reads a file's content only when its time moved, so that a
 * copied or re-checked-out tree is not built again.
 */
export function isFresh(root, stamp) {
  try {
    const { inputs, absent, outputs } = JSON.parse(readFileSync(join(root, stamp), 'utf8'));
    return (
      outputs.every((path) => existsSync(join(root, path))) &&
      !absent.some((path) => existsSync(join(root, path))) &&
      Object.entries(inputs).every(([path, [time, size, hash]]) => {
        const now = statSync(join(root, path));
        return now.size === size && (now.mtimeMs === time || contentHash(join(root, path)) === hash);
      })
    );
  } catch {
    return false;
  }
}

const contentHash = (path) => createHash('sha1').update(readFileSync(path)).digest('hex');
