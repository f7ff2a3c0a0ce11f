/** The command `postern` in a process of its own, with a home folder of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cleanEnv, root } from './server-process.ts';

export const posternProgram = join(root, 'tui', 'bin', 'postern.mjs');

export interface Outcome {
  exit: number | null;
  stdout: string;
  stderr: string;
}

export interface CommandLine extends Disposable {
  readonly home: string;
  /** Runs `postern ARGS`; stdin is empty unless it is given. */
  postern(args: readonly string[], stdin?: string): Promise<Outcome>;
  /** As `postern`, and reads the one JSON document it prints. Fails with what it said unless it exits with 0. */
  json<T>(args: readonly string[], stdin?: string): Promise<T>;
}

/** A person's shell: nobody is signed in there yet. `node` is the Node that starts the command. */
export function openCommandLine(options: { node?: string; env?: Record<string, string> } = {}): CommandLine {
  const home = mkdtempSync(join(tmpdir(), 'postern home-'));
  const env = cleanEnv({ HOME: home, ...options.env });
  const line: CommandLine = {
    home,
    postern: (args, stdin = '') =>
      new Promise((resolve, reject) => {
        const child = spawn(options.node ?? process.execPath, [posternProgram, ...args], { env });
        const outcome = { stdout: '', stderr: '' };
        for (const name of ['stdout', 'stderr'] as const) {
          child[name].setEncoding('utf8');
          child[name].on('data', (text: string) => {
            outcome[name] += text;
          });
        }
        child.once('error', reject);
        child.once('close', (exit) => resolve({ exit, ...outcome }));
        // A command that wants no stdin may be gone before all of it is written.
        child.stdin.once('error', () => {});
        child.stdin.end(stdin);
      }),
    async json(args, stdin) {
      const { exit, stdout, stderr } = await line.postern([...args, '--json'], stdin);
      if (exit !== 0) throw new Error(`postern ${args.join(' ')} ended with ${exit}: ${stderr}`);
      return JSON.parse(stdout);
    },
    [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }),
  };
  return line;
}
