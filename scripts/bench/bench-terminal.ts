/** The inbox and the commands: how soon the first frame stands, how soon a key shows, how soon a list is printed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Figure, figure, summary } from './figures.ts';
import { root, type SampleDesk, startSampleDesk } from './sample-desk.ts';

const starts = 11;
const keys = 200;

/** Beside `node -e 0`, which is what any program on this runtime costs. */
export async function benchTerminal(): Promise<Figure[]> {
  await using desk = await startSampleDesk();
  const bare = await runs(() => run(['-e', '0'], desk.env));
  const list = await runs(() =>
    run([join(root, 'tui/bin/postern.mjs'), 'ticket', 'list', '--json'], desk.env),
  );
  const first = await runs(() => firstFrame(desk));
  const withTickets = await runs(() => firstTickets(desk));
  const moving = await keyToFrame(desk);
  return [
    figure('terminal start to first frame, p50', first, 'ms', 400, bare),
    figure('terminal start to the tickets, p50', withTickets, 'ms', 700, bare),
    figure('key to frame at 120x40, p50', moving.p50, 'ms', 16),
    figure('postern ticket list --json, p50', list, 'ms', 300, bare),
  ];
}

async function runs(once: () => Promise<number>): Promise<number> {
  const measured: number[] = [];
  for (let index = 0; index < starts; index += 1) measured.push(await once());
  return summary(measured).p50;
}

async function run(args: string[], env: Record<string, string | undefined>): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}.`);
  return performance.now() - startedAt;
}

async function firstFrame(desk: SampleDesk): Promise<number> {
  const startedAt = performance.now();
  await using terminal = desk.openInbox();
  await terminal.waitFor('POSTERN');
  return performance.now() - startedAt;
}

async function firstTickets(desk: SampleDesk): Promise<number> {
  const startedAt = performance.now();
  await using terminal = desk.openInbox();
  await terminal.waitFor('1042');
  return performance.now() - startedAt;
}

/** Moving through the list with the preview beside it, one key after the other. */
async function keyToFrame(desk: SampleDesk) {
  await using terminal = desk.openInbox();
  await terminal.waitFor('● live');
  await terminal.settled();
  terminal.press('4');
  await terminal.settled();
  const measured: number[] = [];
  for (let index = 0; index < keys; index += 1) {
    const startedAt = performance.now();
    terminal.press(index % 40 < 20 ? 'j' : 'k');
    await terminal.framed();
    measured.push(performance.now() - startedAt);
  }
  return summary(measured);
}
