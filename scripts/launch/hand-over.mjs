/** Runs a program in place of the launcher: same terminal, same signals, same exit code. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { compileCacheOf } from './prepare.mjs';
import { exitCodeOf } from './signals.mjs';

/**
 * Starts `node ...args` with `node_modules/.bin` first on its PATH and resolves to its exit code.
 * SIGTERM and SIGHUP are passed on; so is SIGINT, unless a terminal is attached, because the terminal has
 * then given Ctrl+C to the program already and a second one would read as "at once". With `tellsDeath` the
 * program has an IPC channel: `process.once('disconnect', …)` tells it that the launcher was killed.
 */
export function handOver(program) {
  return begin(program).ended;
}

/** Like `handOver`, and also gives the child process, for a launcher that restarts it. */
export function begin({ node, args, root, cwd = root, tellsDeath = false }) {
  const bin = join(root, 'node_modules', '.bin');
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== bin);
  const child = spawn(node, args, {
    cwd,
    env: {
      NODE_COMPILE_CACHE: compileCacheOf(root),
      ...process.env,
      PATH: [bin, ...path].join(delimiter),
    },
    stdio: tellsDeath ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit',
  });
  const isTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  const pass = (signal) => child.kill(signal);
  const ignore = () => {};
  const handlers = { SIGINT: isTerminal ? ignore : pass, SIGTERM: pass, SIGHUP: pass };
  for (const [signal, handler] of Object.entries(handlers)) process.on(signal, handler);
  const stopWatchingNpm = whenNpmDies(() => child.kill('SIGTERM'));
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ? exitCodeOf(signal) : (code ?? 1)));
  }).finally(() => {
    stopWatchingNpm();
    for (const [signal, handler] of Object.entries(handlers)) process.off(signal, handler);
  });
  return { child, ended };
}

/** Calls `then` once if npm started us and is gone: killed outright it tells nobody, and the desk would keep the port. */
function whenNpmDies(then) {
  if (!process.env.npm_lifecycle_event) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    then();
  }, 500);
  timer.unref();
  return () => clearInterval(timer);
}
