/** How soon the inbox can be seen, what it weighs after an hour, and what it costs while nobody does anything. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type Figure, figure, summary } from './figures.ts';
import { program, type TerminalDesk } from './terminal-desk.ts';
import { type Driver, drive } from './terminal-driver.ts';

const starts = 15;
const wide = { columns: 120, rows: 40 };
/** An hour of a busy desk: a change every two seconds, a key every three. */
const changesAnHour = 1_800;
const keysAnHour = 1_200;
const idleMs = 10_000;
/** What changed is written into the cache after thirty seconds at the latest. */
const settleMs = 40_000;

/** First frame and first tickets, beside `node -e 0`, which is what any program on this runtime costs. */
export async function measureStart(
  desk: TerminalDesk,
  bareInk: string,
): Promise<{ figures: Figure[]; bare: number }> {
  const bare = await middle(() => run(['-e', '0'], desk.env));
  const ink = await middle(async () => {
    await using program = drive({ args: [bareInk], env: desk.env, size: wide });
    return await program.shows('A row of words');
  });
  const first = await middle(async () => {
    await using inbox = desk.openInbox(wide);
    return await inbox.shows('POSTERN');
  });
  const useful = await middle(async () => {
    await using inbox = desk.openInbox(wide);
    return await inbox.shows(String(desk.longThread));
  });
  const list = await middle(() => run([program, 'ticket', 'list', '--json'], desk.env));
  return {
    bare,
    figures: [
      figure('bare Ink program, start to first frame, p50', ink, 'ms', Number.POSITIVE_INFINITY, bare),
      figure('start to first frame, p50', first, 'ms', 250, bare),
      figure('start to the tickets, p50', useful, 'ms', 250, bare),
      figure('start to the tickets, times node -e 0', useful / bare, 'times', 4.5),
      figure('postern ticket list --json, p50', list, 'ms', 200, bare),
    ],
  };
}

/** As many changes and keys as in an hour, one after the other, and then nothing at all. */
export async function measureHour(desk: TerminalDesk): Promise<Figure[]> {
  await using inbox = desk.openInbox(wide);
  await inbox.shows('live');
  await inbox.press('4');
  await inbox.quiet();
  const before = residentMb(inbox);
  for (let change = 0; change < changesAnHour; change += 1) {
    const ticket = desk.newest[change % desk.newest.length] as number;
    await desk.colleague.tickets.note.mutate({
      ticket,
      body: `Note ${change} of this hour`,
      requestId: `bench-hour-${change}`,
    });
    await keyOfTheHour(inbox, change);
    await inbox.quiet();
  }
  const after = residentMb(inbox);
  // What is compiled and swept after the last event belongs to the event.
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const cpuBefore = inbox.cpuMs();
  await new Promise((resolve) => setTimeout(resolve, idleMs));
  const idle = ((inbox.cpuMs() - cpuBefore) / idleMs) * 100;
  return [
    figure('resident after an hour of traffic, 120x40', after, 'MB', 130, before),
    // A clock moves on now and then.
    figure('processor while idle', idle, '%', 0.1),
  ];
}

/** Moves about, opens a thread now and then, and goes back. */
async function keyOfTheHour(inbox: Driver, change: number): Promise<void> {
  if (change % changesAnHour >= keysAnHour) return;
  const turn = change % 30;
  const key =
    turn === 20 ? '\r' : turn === 25 ? 'q' : turn > 20 && turn < 25 ? 'k' : change % 60 < 30 ? 'j' : 'k';
  await inbox.press(key);
}

function residentMb({ pid }: Driver): number {
  const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) / 1024;
}

async function middle(once: () => Promise<number>): Promise<number> {
  await once();
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
