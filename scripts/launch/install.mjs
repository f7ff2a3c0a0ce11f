/** Installs the packages of the lock file when they are missing, partial or from another lock file. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { withLock } from './lock.mjs';
import { whatToDoAfterNpm } from './npm-advice.mjs';
import {
  countPackages,
  isCompleteByNpm,
  isInstalled,
  lockedPackages,
  markIncomplete,
  markInstalled,
} from './packages.mjs';
import { progress } from './progress.mjs';
import { stopped } from './signals.mjs';

/**
 * Returns once `node_modules` holds exactly what `package-lock.json` says, running `npm ci` if it does not.
 * Safe against a second start at the same time and against being killed at any moment: the stamp that says
 * "complete" is removed before npm begins and written after it ends.
 * Throws an error with a sentence for people when npm fails.
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return;
  const onWait = () => process.stderr.write('Another start is installing the packages; waiting for it …\n');
  await withLock({ root, name: 'install', onWait }, async (lock) => {
    if (isInstalled(root)) return;
    if (!isCompleteByNpm(root)) await install(root, lock);
    markInstalled(root);
  });
}

async function install(root, lock) {
  markIncomplete(root);
  const locked = lockedPackages(root);
  const show = progress({
    title: 'Installing packages (first start only, about a minute)',
    detail: () => {
      const { unpacked, needed } = countPackages(root, locked);
      return `${unpacked} of ${needed}`;
    },
  });
  const { code, signal, output } = await npmCi(root, lock);
  if (signal) {
    show.end('Installing stopped; the next start finishes it');
    throw stopped(signal);
  }
  show.end(code === 0 ? 'Packages installed' : 'Installing the packages failed');
  if (code !== 0) throw new Error(whatToDoAfterNpm(output));
}

// Development packages build and test the desk, so NODE_ENV=production must not leave them out.
// "loglevel=error" hides the warnings that packages want a newer Node: npm brings them one.
const flags = [
  'ci',
  '--include=dev',
  '--include=optional',
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--no-update-notifier',
  '--loglevel=error',
];

async function npmCi(root, lock) {
  const { command, args, env } = npmOf(root);
  const child = spawn(command, [...args, ...flags], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  if (child.pid) lock.addProcess(child.pid);
  let stoppedBy;
  const stop = (signal) => {
    stoppedBy = signal;
    child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      output = (output + text).slice(-64_000);
    });
  }
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      output += `npm could not be started: ${error.message}`;
      resolve(127);
    });
    child.on('close', (exitCode) => resolve(exitCode ?? 1));
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, stop);
  return { code, signal: stoppedBy, output };
}

/** The npm that called us, run by a Node that `npm ci` is not about to delete. */
function npmOf(root) {
  const modules = join(root, 'node_modules') + sep;
  const isOurs = (path) => path.startsWith(modules);
  const outside = (process.env.PATH ?? '').split(delimiter).filter((folder) => !isOurs(folder + sep));
  const env = { ...process.env, PATH: outside.join(delimiter) };
  const cli = env.npm_execpath;
  const node = [env.npm_node_execpath, process.execPath].find(
    (path) => path && !isOurs(path) && existsSync(path),
  );
  if (cli?.endsWith('npm-cli.js') && existsSync(cli) && node) return { command: node, args: [cli], env };
  return { command: 'npm', args: [], env };
}
