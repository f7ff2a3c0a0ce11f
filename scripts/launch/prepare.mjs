/** Makes what is not in the repository: the Prisma clients and the bundles in `dist/`, when their sources changed, and the sample desk's template. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describeFiles, isFresh, writeStamp } from './freshness.mjs';
import { withLock } from './lock.mjs';

/** Where the build writes what it read; one for each package that has a `dist/`. */
const buildStamps = ['tui/dist/.built.json', 'scripts/dist/.built.json'];
// Outside the folder it speaks of, because the generator begins by emptying that one.
const generateStamp = '.postern/generated.json';
const generator = 'prisma/scripts/generate.ts';
const sampleStamp = '.postern/sample.json';
const sampleMaker = 'scripts/src/sample-desk/build-template.ts';

/**
 * Returns once the generated clients, the bundles and the sample desk's template fit the sources. With nothing to
 * do it only looks at file times. `force` makes everything anew; `forWatching` leaves the template as it is, for a
 * desk that is running needs none. Throws an error with a sentence for people when a step fails.
 */
export async function ensurePrepared({ root, node, force = false, forWatching = false }) {
  if (!force && isPrepared(root, { forWatching })) return;
  const onWait = () => process.stderr.write('Another start is building; waiting for it …\n');
  await withLock({ root, name: 'prepare', onWait }, async () => {
    if (force || !isGenerated(root)) await generate(root, node);
    await allDone([
      (force || !isBuilt(root)) && build(root, node),
      !forWatching && (force || !isSampleMade(root)) && makeSample(root, node),
    ]);
  });
}

/** True when a start has nothing to generate, to build and, unless it is `forWatching`, to make for the sample desk. */
export function isPrepared(root, { forWatching = false } = {}) {
  return isGenerated(root) && isBuilt(root) && (forWatching || isSampleMade(root));
}

/** Waits for every step, also when one has failed: none may go on when the lock is given back. */
async function allDone(steps) {
  const failed = (await Promise.allSettled(steps)).find(({ status }) => status === 'rejected');
  if (failed) throw failed.reason;
}

/** Where Node keeps compiled bundles. Inside the checkout: in a shared folder another user could leave code for us. */
export const compileCacheOf = (root) => join(root, 'node_modules', '.cache', 'postern');

async function build(root, node) {
  // What was compiled of bundles that are about to be replaced is of no use to anybody.
  rmSync(compileCacheOf(root), { recursive: true, force: true });
  await step(root, node, 'Building', ['scripts/build/build.ts']);
}

const isBuilt = (root) => buildStamps.every((stamp) => isFresh(root, stamp));
const isGenerated = (root) => isFresh(root, generateStamp);
const isSampleMade = (root) => isFresh(root, sampleStamp);

async function makeSample(root, node) {
  const inputs = describeFiles(root, sampleInputs(root));
  await step(root, node, 'Making the sample desk', [sampleMaker]);
  writeStamp(root, sampleStamp, { inputs, outputs: ['.postern/sample/postern.db'] });
}

/** All that a sample desk is made with; the template is rather made once too often than kept too long. */
function sampleInputs(root) {
  const folders = ['core/src', 'prisma/src', 'prisma/migrations/sqlite', 'scripts/src/sample-desk'];
  const files = folders.flatMap((folder) => filesIn(root, folder)).filter((path) => !path.includes('.test.'));
  return [...files, generateStamp, 'package-lock.json'];
}

async function generate(root, node) {
  const inputs = describeFiles(root, generatorInputs(root));
  await step(root, node, 'Generating the database client', [generator]);
  writeStamp(root, generateStamp, { inputs, outputs: filesIn(root, 'prisma/generated') });
}

/** The schema, the scripts beside it and the lock file that decides which Prisma runs them. */
function generatorInputs(root) {
  const scripts = filesIn(root, 'prisma/scripts').filter((path) => !path.includes('.test.'));
  return [...scripts, 'prisma/schema.prisma', 'prisma/package.json', 'package-lock.json'];
}

function filesIn(root, folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)));
}

async function step(root, node, title, args) {
  const startedAt = Date.now();
  // Both streams to stderr: stdout belongs to the desk's one "ready" line.
  const child = spawn(node, args, { cwd: root, stdio: ['ignore', 2, 2] });
  const [status, signal] = await once(child, 'exit').catch((error) => {
    throw new Error(`${title} failed. ${error.message}`, { cause: error });
  });
  if (status !== 0)
    throw new Error(`${title} failed${signal ? ` (${signal})` : ''}; the lines above say why.`);
  process.stderr.write(`${title}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s.\n`);
}
