#!/usr/bin/env node
/** The `postern` command: picks a Node that is new enough, builds a checkout whose sources changed, runs the bundle. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import * as module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// What only some starts need is fetched when they do: each of these modules takes 10 ms and more to load.
const builtin = (name) => module.createRequire(import.meta.url)(`node:${name}`);

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const program = new URL('../dist/postern.js', import.meta.url);
const args = process.argv.slice(2);

// Old syntax up to here and no import of the bundle before the check: an old Node must live to say why it cannot.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major > 22 || (major === 22 && minor >= 18)) run();
else runOnPackagedNode();

async function run() {
  if (!isBuilt() && !build()) {
    process.exitCode = 1;
    return;
  }
  // Inside the checkout and not in the shared temporary folder, where another user could leave code for us.
  module.enableCompileCache?.(join(root, 'node_modules/.cache/postern'));
  const { main } = await import(program.href);
  process.exitCode = (await main(args)) ?? process.exitCode;
}

/** Carries on in the Node that npm installed beside us. */
function runOnPackagedNode() {
  const node = join(root, 'node_modules/.bin/node');
  if (!existsSync(node)) {
    process.stderr.write(
      `postern needs Node 22.18 or later, and this is Node ${process.versions.node}. Run \`npm run setup\` in ${root}, which brings one, or install a newer Node from https://nodejs.org.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const child = builtin('child_process').spawn(node, [fileURLToPath(import.meta.url), ...args], {
    stdio: 'inherit',
  });
  // The terminal gives Ctrl+C to both of us; a SIGTERM is for us alone and must be passed on.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 128 + { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] : code;
  });
}

/** True when no source changed since the build: the same question as in the launchers, asked of this bundle alone. */
function isBuilt() {
  try {
    const { inputs, absent, outputs } = JSON.parse(readFileSync(new URL('.built.json', program), 'utf8'));
    return (
      outputs.every((path) => existsSync(`${root}/${path}`)) &&
      !absent.some((path) => existsSync(`${root}/${path}`)) &&
      Object.entries(inputs).every(([path, [time, size, hash]]) => {
        const now = statSync(`${root}/${path}`);
        return now.size === size && (now.mtimeMs === time || hashOf(`${root}/${path}`) === hash);
      })
    );
  } catch {
    return false;
  }
}

function hashOf(path) {
  return builtin('crypto').createHash('sha1').update(readFileSync(path)).digest('hex');
}

function build() {
  const setup = join(root, 'scripts/launch/setup.mjs');
  if (!existsSync(setup)) {
    process.stderr.write(`postern is not built: ${fileURLToPath(program)} is missing. Install it again.\n`);
    return false;
  }
  process.stderr.write('postern: the sources changed; preparing first.\n');
  return (
    builtin('child_process').spawnSync(process.execPath, [setup], { stdio: ['ignore', 2, 2] }).status === 0
  );
}
