/** The command `postern-server` in a process of its own, from its first word to its exit code. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { cleanEnv, root, type ServerEnd } from './server-process.ts';

/** `postern-server` through its own launcher, as `npx` runs it. */
export function posternServer(
  args: string[],
  env: Record<string, string>,
  stdin: string,
): Promise<ServerEnd> {
  return new Promise((resolve, reject) => {
    const program = join(root, 'scripts', 'bin', 'postern-server.mjs');
    const child = spawn(process.execPath, [program, ...args], { env: cleanEnv(env) });
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => {
        said[name] += chunk;
      });
    }
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, ...said }));
    child.stdin.end(stdin);
  });
}
