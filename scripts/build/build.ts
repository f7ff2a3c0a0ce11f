/** Bundles every target into its `dist/` and leaves a stamp that says from which files. */
import {
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describeFiles, writeStamp } from '../launch/freshness.mjs';
import { bundleTarget } from './bundle.ts';
import { type Target, targets } from './entries.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** What decides how a bundle looks besides its modules. */
const configuration = [
  'package-lock.json',
  'tsconfig.base.json',
  '*/tsconfig.json',
  '*/package.json',
  'scripts/build/*.ts',
];

/** Builds one target of the tree at `root`. Files are replaced one by one, the program itself last. */
export async function buildTarget(root: string, target: Target): Promise<void> {
  const dist = join(root, target.dist);
  const stamp = join(target.dist, '.built.json');
  const paths = Object.entries(target.entries);
  const present = paths.filter(([, path]) => existsSync(join(root, path)));
  const absent = paths.filter(([, path]) => !existsSync(join(root, path))).map(([, path]) => path);
  const settings = describeFiles(
    root,
    globSync(configuration, { cwd: root }).filter((path) => !path.includes('.test.')),
  );
  mkdirSync(dist, { recursive: true });
  if (present.length === 0) {
    writeStamp(root, stamp, { inputs: settings, absent });
    return;
  }

  const bundle = await bundleTarget(root, { ...target, entries: Object.fromEntries(present) });
  const isProgram = (name: string) => present.some(([entry]) => name === `${entry}.js`);
  for (const file of bundle.files.toSorted((a, b) => Number(isProgram(a.name)) - Number(isProgram(b.name)))) {
    replaceFile(join(dist, file.name), file.content);
  }
  const outputs = bundle.files.map((file) => file.name);
  removeOldChunks(dist, outputs);

  const modules = describeFiles(
    root,
    [...bundle.inputs.keys()].map((path) => relative(root, path)),
  );
  // Edited while we were building: what went in is not what lies there now, so the next start builds once more.
  const isEdited = [...bundle.inputs].some(([path, hash]) => modules[relative(root, path)]?.[2] !== hash);
  if (isEdited) rmSync(join(root, stamp), { force: true });
  else {
    writeStamp(root, stamp, {
      inputs: { ...settings, ...modules },
      absent,
      outputs: outputs.filter((name) => !name.endsWith('.map')).map((name) => join(target.dist, name)),
    });
  }
}

/** In one step, so that a program starting now reads either the old file or the new one. */
function replaceFile(path: string, content: string | Uint8Array): void {
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, content);
  renameSync(fresh, path);
}

/** Yesterday's chunks stay a day: a desk that is still running loads some of them only when they are needed. */
function removeOldChunks(dist: string, current: readonly string[]): void {
  for (const name of readdirSync(dist)) {
    const isOld = () => Date.now() - statSync(join(dist, name)).mtimeMs > dayMs;
    if (!current.includes(name) && !name.startsWith('.') && isOld())
      rmSync(join(dist, name), { recursive: true });
  }
}

if (import.meta.main) {
  const root = dirname(dirname(import.meta.dirname));
  try {
    await Promise.all(targets.map((target) => buildTarget(root, target)));
  } catch (error) {
    // The bundler's message shows the line; its stack shows only the bundler.
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
