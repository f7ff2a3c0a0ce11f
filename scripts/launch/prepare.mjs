/** Makes what is not in the repository: the Prisma clients and the bundles in `dist/`, when their sources changed. */
import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describeFiles, isFresh, writeStamp } from './freshness.mjs';
import { withLock } from './lock.mjs';

/** Where the build writes what it read; one for each package that has a `dist/`. */
const buildStamps = ['tui/dist/.built.json', 'scripts/dist/.built.json'];
// Outside the folder it speaks of, because the generator begins by emptying that one.
const generateStamp = '.postern/generated.json';
const generator = 'prisma/scripts/generate.ts';

/**
 * Returns once the generated clients and the bundles fit the sources. With nothing to do it only looks at
 * file times. `force` makes everything anew. Throws an error with a sentence for people when a step fails.
 */
export async function ensurePrepared({ root, node, force = false }) {
  if (!force && isPrepared(root)) return;
  const onWait = () => process.stderr.write('Another start is building; waiting for it …\n');
  await withLock({ root, name: 'prepare', onWait }, () => {
    if (force || !isGenerated(root)) generate(root, node);
    if (force || !isBuilt(root)) build(root, node);
  });
}

/** True when a start has nothing to generate and nothing to build. */
export function isPrepared(root) {
  return isGenerated(root) && isBuilt(root);
}

/** Where Node keeps compiled bundles. Inside the checkout: in a shared folder another user could leave code for us. */
export const compileCacheOf = (root) => join(root, 'node_modules', '.cache', 'postern');

function build(root, node) {
  // What was compiled of bundles that are about to be replaced is of no use to anybody.
  rmSync(compileCacheOf(root), { recursive: true, force: true });
  step(root, node, 'Building', ['scripts/build/build.ts']);
}

const isBuilt = (root) => buildStamps.every((stamp) => isFresh(root, stamp));
const isGenerated = (root) => isFresh(root, generateStamp);

function generate(root, node) {
  const inputs = describeFiles(root, generatorInputs(root));
  step(root, node, 'Generating the database client', [generator]);
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

function step(root, node, title, args) {
  const startedAt = Date.now();
  const { status, signal, error } = spawnSync(node, args, {
    cwd: root,
    // Both streams to stderr: stdout belongs to the desk's one "ready" line.
    stdio: ['ignore', 2, 2],
  });
  if (error || status !== 0) {
    throw new Error(
      `${title} failed${signal ? ` (${signal})` : ''}; the lines above say why. ${error?.message ?? ''}`.trim(),
      { cause: error },
    );
  }
  process.stderr.write(`${title}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s.\n`);
}
