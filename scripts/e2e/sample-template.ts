/** The sample desk's data, made once by a real first start and copied for each test file. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePortPair } from '../src/testing/processes.ts';
import { root, startServer } from './server-process.ts';

const dayMs = 24 * 60 * 60_000;

/** The data directory of a sample desk that ran once and was stopped. To be copied, never to be served. */
export async function sampleData(): Promise<string> {
  // It names its chunks by what is in them.
  const build = readFileSync(join(root, 'scripts', 'dist', 'server.js'));
  // Its tickets reach up to the moment it is made, so it is as old as a day at most.
  const day = new Date().toISOString().slice(0, 10);
  const state = createHash('sha256').update(build).update(day).digest('hex').slice(0, 16);
  const folder = join(tmpdir(), `postern-templates-${process.getuid?.() ?? 'user'}`);
  const made = join(folder, `sample-${state}`);
  if (existsSync(made)) return made;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  removeOld(folder);
  const scratch = mkdtempSync(join(folder, 'draft-'));
  const draft = join(scratch, 'data');
  const server = startServer(['serve', '--sample'], {
    POSTERN_DATA: draft,
    PORT: String(await freePortPair()),
    POSTERN_LOG: 'error',
  });
  await server.ready;
  server.child.kill('SIGTERM');
  const { code, stderr } = await server.ended;
  if (code !== 0) throw new Error(`The first start of the sample desk ended with ${code}:\n${stderr}`);
  try {
    renameSync(draft, made);
  } catch (error) {
    // Another test file may have been quicker; its copy is as good.
    if (!existsSync(made)) throw error;
  }
  rmSync(scratch, { recursive: true, force: true });
  return made;
}

/** Those of earlier builds; not today's, from which another run may just be copying. */
function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const isOurs = name.startsWith('sample-') || name.startsWith('draft-');
    if (isOurs && Date.now() - statSync(path).mtimeMs > dayMs) rmSync(path, { recursive: true, force: true });
  }
}

/** A copy for a test to work with, with the modes of every folder: `cpSync` would make folders that anybody can read. */
export async function copySampleData(to: string): Promise<void> {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  execFileSync('cp', ['-a', `${await sampleData()}/.`, to]);
}
