/** Lets one process at a time install or build in a checkout, and notices when the holder died. */
import {
  closeSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** How long a lock without readable content, or from another machine, is believed. */
const unreadableMs = 5_000;
const foreignMs = 15 * 60_000;
const pollMs = 150;

/**
 * Runs `work` while holding `.postern/<name>.lock` under `root`; waits for another holder first.
 * `work` receives `{ addProcess(pid) }`: the lock stays held while any added process lives, even when
 * this process is killed, so that an orphaned npm and a new one never write the same tree.
 * `onWait` is called once if there is somebody to wait for.
 */
export async function withLock({ root, name, onWait }, work) {
  const folder = join(root, '.postern');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.lock`);
  let told = false;
  while (!take(path)) {
    if (isHeld(path)) {
      if (!told) onWait?.();
      told = true;
    } else {
      removeStale(path);
      continue;
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  const release = () => rmSync(path, { force: true });
  process.once('exit', release);
  try {
    return await work({ addProcess: (pid) => rewrite(path, [process.pid, pid]) });
  } finally {
    process.off('exit', release);
    release();
  }
}

function take(path) {
  try {
    const file = openSync(path, 'wx');
    writeFileSync(file, content([process.pid]));
    closeSync(file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function rewrite(path, pids) {
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, content(pids));
  renameSync(fresh, path);
}

function content(pids) {
  return JSON.stringify({ host: hostname(), holders: pids.map((pid) => ({ pid, startedAt: startOf(pid) })) });
}

function isHeld(path) {
  let age;
  try {
    age = Date.now() - statSync(path).mtimeMs;
  } catch {
    return false;
  }
  let lock;
  try {
    lock = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // Created a moment ago and not written yet, or its writer died in between.
    return age < unreadableMs;
  }
  if (lock.host !== hostname()) return age < foreignMs;
  return lock.holders.some(isAlive);
}

/** Removes a lock whose holders are gone; only one waiter does so, or a second would remove the first one's new lock. */
function removeStale(path) {
  const broom = `${path}.stale`;
  if (!take(broom)) {
    if (!isHeld(broom)) rmSync(broom, { force: true });
    return;
  }
  try {
    if (!isHeld(path)) rmSync(path, { force: true });
  } finally {
    rmSync(broom, { force: true });
  }
}

function isAlive({ pid, startedAt }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  // The number may belong to somebody else by now; where /proc exists, the moment it started tells.
  const now = startOf(pid);
  return now === startedAt || now === null || startedAt === null;
}

/** When a process started, in the kernel's ticks; "gone" for a zombie; null where there is no /proc. */
function startOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'gone' : fields[19];
  } catch {
    return null;
  }
}
