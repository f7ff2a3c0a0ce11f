/** The built server as a process of its own: what it is given, what it says, how it ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compileCacheOf } from '../launch/prepare.mjs';
import { untilReady } from '../src/testing/processes.ts';

export const root = join(import.meta.dirname, '..', '..');
const program = join(root, 'scripts', 'dist', 'server.js');

export interface ServerEnd {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface ServerProcess {
  readonly pid: number;
  readonly child: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Resolves to the address once it serves; rejects with what it said when it ends first. */
  readonly ready: Promise<string>;
  readonly ended: Promise<ServerEnd>;
}

/** Variables of a process under test: nothing of the shell that runs the tests but the way to programs. */
export function cleanEnv(given: Record<string, string | undefined>): Record<string, string> {
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, TMPDIR: process.env.TMPDIR, ...given };
  return Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== undefined)) as Record<
    string,
    string
  >;
}

/**
 * Starts `postern-server` with these arguments and variables. An ordinary user is bound by the rights of files;
 * root loses the privilege not to be, and stays who it is, because another user may not be able to read the checkout.
 */
export function startServer(
  args: readonly string[],
  env: Record<string, string | undefined>,
  options: { stdin?: string; isOrdinaryUser?: boolean } = {},
): ServerProcess {
  if (!existsSync(program)) throw new Error('The server is not built. Run: npm run setup');
  const mustDrop = options.isOrdinaryUser && process.getuid?.() === 0;
  const [command = '', ...rest] = [
    ...(mustDrop ? ['setpriv', '--bounding-set=-dac_override', '--inh-caps=-dac_override'] : []),
    process.execPath,
    program,
    ...args,
  ];
  const child = spawn(command, rest, {
    // As the launcher does it.
    env: cleanEnv({ NODE_COMPILE_CACHE: compileCacheOf(root), ...env }),
    stdio: [options.stdin === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  if (options.stdin !== undefined) child.stdin?.end(options.stdin);
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk: Buffer) => {
    said.stdout += chunk;
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    said.stderr += chunk;
  });
  const ended = new Promise<ServerEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...said }));
  });
  const ready = untilReady(child).catch(async (error: Error) => {
    const { stderr } = await ended;
    throw new Error(`${error.message}\n${stderr}`);
  });
  // Not every test waits for it.
  ready.catch(() => {});
  return { pid: child.pid ?? 0, child, stdout: () => said.stdout, stderr: () => said.stderr, ready, ended };
}
