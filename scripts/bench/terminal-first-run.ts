/** How soon somebody who has just installed Postern sees tickets, and the desk that serves them answers. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTerminal } from '../../tui/testing/terminal.ts';
import { freePortPair, untilReady } from '../src/testing/processes.ts';
import { type Figure, figure, summary } from './figures.ts';
import { program } from './terminal-desk.ts';

const times = 7;
const serverProgram = join(import.meta.dirname, '..', 'bin', 'postern-server.mjs');

/** Both from an empty folder, on a checkout that is built; `bare` is `node -e 0`, in ms. */
export async function measureFirstRun(bare: number): Promise<Figure[]> {
  const ready = await middle(sampleDeskAnswers);
  const seen = await middle(sampleTicketsShow);
  return [
    figure('sample desk, from nothing to ready, p50', ready, 'ms', 2_000, bare),
    figure('"Look around", from Enter to its tickets, p50', seen, 'ms', 2_000, bare),
  ];
}

async function sampleDeskAnswers(folder: string): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, [serverProgram, 'serve', '--sample'], {
    env: { ...process.env, POSTERN_DATA: folder, PORT: String(await freePortPair()), POSTERN_LOG: 'error' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await untilReady(child);
  const took = performance.now() - startedAt;
  child.kill('SIGTERM');
  await once(child, 'exit');
  return took;
}

async function sampleTicketsShow(folder: string): Promise<number> {
  const env = { PATH: process.env.PATH, HOME: folder, TMPDIR: tmpdir(), LANG: 'C.UTF-8' };
  await using terminal = openTerminal({ command: process.execPath, args: [program], env, cwd: folder });
  await terminal.waitFor('Type 1, 2 or 3');
  const startedAt = performance.now();
  terminal.press('enter');
  await terminal.waitFor('1042', 30_000);
  const took = performance.now() - startedAt;
  await terminal.waitFor('● live');
  terminal.press('q');
  await terminal.exited;
  return took;
}

async function middle(measure: (folder: string) => Promise<number>): Promise<number> {
  const measured: number[] = [];
  // The first one fills caches.
  for (let index = 0; index <= times; index += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'postern-first-'));
    measured.push(await measure(folder));
    rmSync(folder, { recursive: true, force: true });
  }
  return summary(measured.slice(1)).p50;
}
