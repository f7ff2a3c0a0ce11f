/** What a key costs in each of the things an agent does all day: time to the last byte, processor, bytes. */
import { type Figure, figure, summary } from './figures.ts';
import type { TerminalDesk } from './terminal-desk.ts';
import type { Cost, Driver, Size } from './terminal-driver.ts';

/** What a bare Ink program needs for the same: rows, one of which is marked, and a key that marks the next one. */
export interface Bare {
  ms: number;
  cpu: number;
}

const rounds = 3;
const keysARound = 170;
const warmUp = 50;
/** The preview follows after 50 ms of rest. */
const restMs = 70;

interface Measured {
  p50: number;
  p99: number;
  cpu: number;
  bytes: number;
}

interface Operation {
  name: string;
  prepare?: (inbox: Driver) => Promise<unknown>;
  /** The key of each turn. */
  key: (turn: number) => string;
  /** What happens after a key before the next one, and is not timed. */
  after?: (inbox: Driver, turn: number) => Promise<unknown>;
  /** Most bytes a key; without it a whole screen is allowed. */
  bytes?: number;
  /** Whether the bytes and the processor time of what happens after the key count too. */
  isAfterCounted?: boolean;
  finish?: (inbox: Driver) => Promise<unknown>;
}

const there = (turn: number) => turn % 40 < 20;
const escapeKey = '\u001b';
const toTop = async (inbox: Driver) => {
  await inbox.press('g');
  await inbox.press('g');
  await inbox.quiet();
};
const discard = async (inbox: Driver) => {
  await inbox.press('\u0018');
  await inbox.press('y');
  await inbox.quiet();
};
const leave = async (inbox: Driver) => {
  await inbox.press(escapeKey);
  await inbox.quiet();
};

const operations: Operation[] = [
  { name: 'move', prepare: toTop, key: (turn) => (there(turn) ? 'j' : 'k'), bytes: 1_500 },
  {
    name: 'move with preview',
    prepare: toTop,
    key: (turn) => (there(turn) ? 'j' : 'k'),
    after: async (inbox) => {
      await new Promise((resolve) => setTimeout(resolve, restMs));
      await inbox.quiet();
    },
    isAfterCounted: true,
  },
  {
    name: 'page',
    prepare: async (inbox) => {
      await inbox.press('G');
      await inbox.quiet();
      await toTop(inbox);
    },
    key: (turn) => (there(turn) ? '\u001b[6~' : '\u001b[5~'),
    finish: toTop,
  },
  {
    name: 'scroll a thread of 200',
    prepare: async (inbox) => {
      await toTop(inbox);
      await inbox.press('\r');
      await inbox.quiet();
    },
    key: (turn) => (there(turn) ? 'k' : 'j'),
  },
  {
    name: 'type in the composer',
    prepare: async (inbox) => {
      await inbox.press('r');
      await inbox.quiet();
    },
    key: (turn) => (turn % 12 === 11 ? ' ' : 'e'),
    bytes: 300,
    finish: async (inbox) => {
      await discard(inbox);
      await inbox.press('q');
      await inbox.quiet();
    },
  },
  {
    name: 'open the palette and type',
    key: (turn) => ':assi'[turn % 5] as string,
    after: async (inbox, turn) => {
      if (turn % 5 === 4) await leave(inbox);
    },
    finish: async (inbox) => {
      await leave(inbox);
    },
  },
  {
    name: 'type a filter',
    prepare: (inbox) => inbox.press('/'),
    key: (turn) => (turn % 12 < 6 ? 'b' : '\u007f'),
    bytes: 300,
    finish: leave,
  },
];

/** Every operation at one size. */
export async function measureKeys(desk: TerminalDesk, size: Size, bare: Bare): Promise<Figure[]> {
  const at = `${size.columns}x${size.rows}`;
  const figures: Figure[] = [];
  await using inbox = desk.openInbox(size);
  await inbox.shows('live');
  await inbox.press('4');
  await inbox.quiet();
  for (const operation of operations) {
    const measured = await measure(inbox, operation);
    const screen = size.columns * size.rows * 2;
    const name = `${operation.name}, ${at}`;
    figures.push(
      figure(`${name}, p50`, measured.p50, 'ms', 8, bare.ms),
      figure(`${name}, p99`, measured.p99, 'ms', 16, bare.ms),
      figure(`${name}, processor`, measured.cpu, 'ms', 9, bare.cpu),
      figure(`${name}, written`, measured.bytes, 'bytes', operation.bytes ?? screen),
    );
  }
  figures.push(...(await measureLive(desk, inbox, at)));
  return figures;
}

/** The best of several rounds: on a shared machine the others measure its other guests. */
export async function measure(inbox: Driver, operation: Operation): Promise<Measured> {
  await operation.prepare?.(inbox);
  const found: Measured[] = [];
  let turn = 0;
  const step = async (): Promise<Cost> => {
    const before = inbox.bytes;
    const cost = await inbox.press(operation.key(turn));
    await operation.after?.(inbox, turn);
    turn += 1;
    return operation.isAfterCounted ? { ms: cost.ms, bytes: inbox.bytes - before } : cost;
  };
  for (let index = 0; index < warmUp; index += 1) await step();
  for (let round = 0; round < rounds; round += 1) {
    const cpuBefore = inbox.cpuMs();
    const costs: Cost[] = [];
    for (let index = 0; index < keysARound; index += 1) costs.push(await step());
    const cpu = (inbox.cpuMs() - cpuBefore) / keysARound;
    const bytes = summary(costs.map((cost) => cost.bytes)).p50;
    found.push({ ...summary(costs.map((cost) => cost.ms)), cpu, bytes });
  }
  await operation.finish?.(inbox);
  return {
    p50: Math.min(...found.map((each) => each.p50)),
    p99: Math.min(...found.map((each) => each.p99)),
    cpu: Math.min(...found.map((each) => each.cpu)),
    bytes: Math.max(...found.map((each) => each.bytes)),
  };
}

/** A colleague's note in the long thread beside the list: until its frame, the desk's own work included. */
async function measureLive(desk: TerminalDesk, inbox: Driver, at: string): Promise<Figure[]> {
  const events = 60;
  await toTop(inbox);
  const bytesBefore = inbox.bytes;
  const cpuBefore = inbox.cpuMs();
  const waits: number[] = [];
  for (let index = 0; index < events; index += 1) {
    const frame = inbox.nextFrame();
    const startedAt = performance.now();
    await desk.colleague.tickets.note.mutate({
      ticket: desk.longThread,
      body: `Note ${index}`,
      requestId: `bench-live-${at}-${index}`,
    });
    await frame;
    waits.push(performance.now() - startedAt);
    await inbox.quiet();
  }
  return [
    figure(`live event arriving, ${at}, p50`, summary(waits).p50, 'ms', 1_000),
    figure(`live event arriving, ${at}, processor`, (inbox.cpuMs() - cpuBefore) / events, 'ms', 9),
    figure(`live event arriving, ${at}, written`, (inbox.bytes - bytesBefore) / events, 'bytes', 6_000),
  ];
}
