/** The agents' terminal on a desk of 100,000 tickets: start, keys, memory, beside a bare Ink program and `node -e 0`. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleTarget } from '../build/bundle.ts';
import type { Figure } from './figures.ts';
import { startTerminalDesk, type TerminalDesk } from './terminal-desk.ts';
import { drive, type Size } from './terminal-driver.ts';
import { measureFirstRun } from './terminal-first-run.ts';
import { type Bare, measure, measureKeys } from './terminal-keys.ts';
import { measureHour, measureStart } from './terminal-start.ts';
import { measureTriage } from './terminal-triage.ts';

const root = join(import.meta.dirname, '..', '..');
const sizes: Size[] = [
  { columns: 200, rows: 60 },
  { columns: 80, rows: 24 },
];

/** Every figure of the terminal. */
export async function benchTerminal(tell: (line: string) => void): Promise<Figure[]> {
  tell('100,000 tickets …');
  await using desk = await startTerminalDesk(100_000);
  using ink = await bareInk();
  tell('starts …');
  const { figures, bare } = await measureStart(desk, ink.program);
  tell('first runs …');
  figures.push(...(await measureFirstRun(bare)));
  for (const size of sizes) {
    tell(`keys at ${size.columns}x${size.rows} …`);
    figures.push(...(await measureKeys(desk, size, await measureBare(desk, ink.program, size))));
  }
  tell('a triage …');
  figures.push(...(await measureTriage(desk)));
  tell('an hour of traffic …');
  figures.push(...(await measureHour(desk)));
  return figures;
}

/** Bundled like the inbox, because one file starts much sooner than many. */
async function bareInk(): Promise<{ program: string } & Disposable> {
  const dist = 'node_modules/.cache/postern-bench';
  const bundle = await bundleTarget(root, { dist, entries: { 'bare-ink': 'tui/testing/bare-ink.ts' } });
  mkdirSync(join(root, dist), { recursive: true });
  for (const file of bundle.files) writeFileSync(join(root, dist, file.name), file.content);
  return {
    program: join(root, dist, 'bare-ink.js'),
    [Symbol.dispose]: () => rmSync(join(root, dist), { recursive: true, force: true }),
  };
}

async function measureBare(desk: TerminalDesk, program: string, size: Size): Promise<Bare> {
  await using bare = drive({ args: [program], env: desk.env, size });
  await bare.shows('A row of words');
  const { p50, cpu } = await measure(bare, { name: 'bare', key: () => 'j' });
  return { ms: p50, cpu };
}
