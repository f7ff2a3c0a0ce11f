/** Compares what npm installed with what the lock file asks for, without running npm. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Written last by our installation, so its presence means "finished". */
const stampOf = (root) => join(root, 'node_modules', '.postern-installed');
/** Written last by npm itself: every package it put there, with its version. */
const npmsListOf = (root) => join(root, 'node_modules', '.package-lock.json');

/** True when the stamp matches the lock file and this system, and no package folder has gone missing since. */
export function isInstalled(root) {
  try {
    const stamp = readJson(stampOf(root));
    const now = wanted(root);
    return stamp.lock === now.lock && stamp.system === now.system && npmsList(root).every(isThere(root));
  } catch {
    return false;
  }
}

/** Notes that the present lock file is installed completely. */
export function markInstalled(root) {
  writeFileSync(stampOf(root), JSON.stringify(wanted(root)));
}

/** Forgets that anything was complete. npm's own list goes too: a half-removed tree must not pass for a whole one. */
export function markIncomplete(root) {
  for (const path of [stampOf(root), npmsListOf(root)]) rmSync(path, { force: true });
}

/** True when npm finished here without us: every package of the lock file in its version, none touched afterwards. */
export function isCompleteByNpm(root) {
  try {
    const writtenAt = statSync(npmsListOf(root)).mtimeMs;
    const list = npmsList(root);
    const installed = new Map(list.map((entry) => [entry.path, entry.version]));
    return (
      list.every(isThere(root)) &&
      lockedPackages(root).every((entry) =>
        installed.has(entry.path)
          ? installed.get(entry.path) === entry.version
          : entry.optional || entry.peer || entry.devOptional,
      ) &&
      list
        .filter((entry) => entry.path.includes('node_modules/') && !entry.link)
        .every((entry) => statSync(join(root, entry.path)).mtimeMs <= writtenAt)
    );
  } catch {
    return false;
  }
}

/** How many packages are unpacked, of how many that this system needs; near enough for a progress line. */
export function countPackages(root, locked) {
  const needed = locked.filter(
    (entry) => !entry.link && !entry.libc?.includes('musl') && (!entry.optional || entry.os || entry.cpu),
  );
  const unpacked = needed.filter((entry) => existsSync(join(root, entry.path, 'package.json')));
  return { unpacked: unpacked.length, needed: needed.length };
}

/** The lock file's packages for this system. */
export function lockedPackages(root) {
  return entriesOf(join(root, 'package-lock.json')).filter(
    (entry) => entry.path && allows(entry.os, process.platform) && allows(entry.cpu, process.arch),
  );
}

function allows(list, value) {
  if (!list) return true;
  const words = [list].flat();
  if (words.includes(`!${value}`)) return false;
  return words.includes(value) || words.every((word) => word.startsWith('!'));
}

function wanted(root) {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  return { lock, system: `${process.platform}-${process.arch}` };
}

const npmsList = (root) => entriesOf(npmsListOf(root));
const entriesOf = (path) =>
  Object.entries(readJson(path).packages).map(([key, entry]) => ({ ...entry, path: key }));
const isThere = (root) => (entry) => existsSync(join(root, entry.path));
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
