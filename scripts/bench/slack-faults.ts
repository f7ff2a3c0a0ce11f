/**
 * Faults by chance while a desk posts into Slack and people write there: calls refused, limited, lost and late, and the
 * process itself killed where a post is in Slack and nowhere else. In the end everything stands there once, in order.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createWorld, type World } from '@postern/core/testing';
import {
  createSlackEmulator,
  type FaultKind,
  type SlackEmulator,
  sampleTokens,
} from '../src/slack-emulator/index.ts';
import { untilReady } from '../src/testing/processes.ts';
import { fastClock, machineTimer } from './fast-clock.ts';
import { compare, isCard, judge, type Posted, randomFrom, sumOf, type Verdict } from './slack-judge.ts';

export interface FaultRun extends Verdict {
  kills: number;
  faults: number;
}

const tickets = 12;
const notesEach = 15;
const lookMs = 20;
const longestRunMs = 300_000;

/** Of a hundred posts so many suffer this. A late one is taken in after 0.15 s or, on the desk's fast clock, after 15 s. */
const chances: { kind: FaultKind; percent: number; ms?: number }[] = [
  { kind: 'rateLimited', percent: 2 },
  { kind: 'http500', percent: 2 },
  { kind: 'resetBeforeAccept', percent: 3 },
  { kind: 'resetAfterAccept', percent: 5 },
  { kind: 'lateAccept', percent: 2, ms: 150 },
  { kind: 'lateAccept', percent: 1, ms: 1_500 },
  // The process is killed before it hears the answer.
  { kind: 'slowAfterAccept', percent: 4, ms: 600_000 },
];

export async function faultRun(seed: number): Promise<FaultRun> {
  await using desk = await startKillableDesk();
  const { world, emulator } = desk;
  const chance = randomFrom(seed);
  const faults = planFaults(emulator, chance, 2 * tickets * (notesEach + 1));
  const ada = await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example' });
  const [agent, customer] = [await world.as(ada), await world.as(maria)];
  const wanted = new Map<number, string[]>();
  const said = new Map<number, string[]>();
  for (let index = 0; index < tickets; index += 1) {
    const wish = {
      subject: `Ticket ${index}`,
      body: 'Nothing moves.',
      requestId: `request-${seed}-${index}`,
    };
    wanted.set((await customer.portal.fileTicket.mutate(wish)).number, []);
  }
  for (let round = 0; round < notesEach; round += 1) {
    for (const [number, notes] of wanted) {
      const body = `note ${round} of ${number}.`;
      await agent.tickets.note.mutate({ ticket: number, body, requestId: `${number}-of-round-${round}` });
      notes.push(body);
      await sayUnderACard(emulator, said, chance);
    }
  }
  await desk.untilAllIsDone();
  const verdicts = [judge(posted(emulator), wanted), await heardIn(world, said)];
  return { ...sumOf(verdicts), kills: desk.kills(), faults };
}

const posted = (emulator: SlackEmulator) =>
  (emulator.state() as unknown as { messages: (Posted & { channel: string })[] }).messages.filter(
    ({ bot_id }) => bot_id,
  );

function planFaults(emulator: SlackEmulator, chance: () => number, calls: number): number {
  let count = 0;
  for (let skip = 0; skip < calls; skip += 1) {
    let left = chance() * 100;
    const fault = chances.find(({ percent }) => {
      left -= percent;
      return left < 0;
    });
    if (!fault) continue;
    emulator.planFault({ method: 'chat.postMessage', ...fault, skip, retryAfter: 1 });
    count += 1;
  }
  return count;
}

/** Somebody writes below a card that is there, at every fourth occasion. */
async function sayUnderACard(
  emulator: SlackEmulator,
  said: Map<number, string[]>,
  chance: () => number,
): Promise<void> {
  const cards = posted(emulator).filter((each) => isCard(each) && /#\d+ /.test(each.text));
  const card = cards[Math.floor(chance() * cards.length * 4)];
  const number = Number(/#(\d+) /.exec(card?.text ?? '')?.[1]);
  if (!card || !number) return;
  const texts = said.get(number) ?? [];
  const text = `said ${texts.length} under ${number}.`;
  said.set(number, [...texts, text]);
  await emulator.act({ kind: 'message', as: 'bo', channel: card.channel, threadTs: card.ts, text });
}

/** What people wrote in Slack against the notes that it became. */
async function heardIn(world: World, said: ReadonlyMap<number, readonly string[]>): Promise<Verdict> {
  const order = { orderBy: { createdAt: 'asc' as const } };
  const rows = await world.core.db.read.note.findMany({ select: { body: true }, ...order });
  const ofTickets = [...said.values()].map((texts) => {
    const places = rows.map(({ body }) => texts.indexOf(body)).filter((at) => at >= 0);
    return compare(places, texts.length);
  });
  return sumOf(ofTickets);
}

interface KillableDesk extends AsyncDisposable {
  world: World;
  emulator: SlackEmulator;
  kills(): number;
  untilAllIsDone(): Promise<void>;
}

/** Slack and the desk's data here, the process that speaks between them beside it. */
async function startKillableDesk(): Promise<KillableDesk> {
  const clock = fastClock();
  const emulator = createSlackEmulator({
    clock: { now: () => clock.now().getTime(), after: machineTimer },
  });
  const running = await emulator.start();
  const world = await createWorld({
    config: {
      slack: {
        botToken: sampleTokens.bot,
        appToken: sampleTokens.app,
        signingSecret: null,
        apiUrl: running.apiUrl,
        channel: '#support',
      },
    },
  });
  const follow = () => world.pass(clock.now().getTime() - world.core.clock.now().getTime());
  follow();
  const following = setInterval(follow, lookMs);
  const env = {
    ...process.env,
    POSTERN_DATA: world.core.config.dataDirectory,
    POSTERN_LOG: 'silent',
    BENCH_CLOCK: JSON.stringify(clock.begun),
    SLACK_API_URL: running.apiUrl,
    SLACK_BOT_TOKEN: sampleTokens.bot,
    SLACK_APP_TOKEN: sampleTokens.app,
    SLACK_CHANNEL: '#support',
  };
  let child = await startProcess(env);
  let kills = 0;
  let isOver = false;
  let seen = 0;
  const killing = (async () => {
    while (!isOver) {
      await pause(lookMs);
      const hits = emulator.journal({ kind: 'fault' }).filter(({ seq }) => seq > seen);
      seen = hits.at(-1)?.seq ?? seen;
      if (!hits.some(({ summary }) => summary.startsWith('slowAfterAccept hits'))) continue;
      await kill(child);
      kills += 1;
      child = await startProcess(env);
    }
  })();
  return {
    world,
    emulator,
    kills: () => kills,
    async untilAllIsDone() {
      const { outboxItem, slackEvent } = world.core.db.read;
      const latest = Date.now() + longestRunMs;
      const open = async () => {
        const where = { kind: 'SLACK', state: { not: 'DONE' } };
        const items = await outboxItem.findMany({ where, select: { state: true, lastError: true } });
        const events = await slackEvent.count({ where: { state: 'PENDING' } });
        const { pendingDeliveries } = emulator.state() as { pendingDeliveries: unknown[] };
        return { items, count: items.length + events + pendingDeliveries.length };
      };
      for (let quiet = 0; quiet < 3; ) {
        const { items, count } = await open();
        // What Slack takes in late comes as an event of its own.
        quiet = count === 0 ? quiet + 1 : 0;
        if (Date.now() > latest) throw new Error(`It does not end: ${JSON.stringify(items)}`);
        await pause(1_000);
      }
    },
    async [Symbol.asyncDispose]() {
      isOver = true;
      await killing;
      await kill(child);
      clearInterval(following);
      await running.close();
      await world[Symbol.asyncDispose]();
    },
  };
}

async function startProcess(env: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'slack-process.ts')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await untilReady(child);
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
