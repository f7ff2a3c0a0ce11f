/** What the Slack bot promises: Slack hears at once that an event arrived, a ticket is soon a card, and nothing is lost or doubled. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { localClient, type Surface, workerSurface } from '@postern/core';
import { type BuiltAgent, createWorld, type World } from '@postern/core/testing';
import { slackDelivery, slackSurface } from '@postern/slackbot';
import { Hono } from 'hono';
import {
  createSlackEmulator,
  type RunningSlackEmulator,
  type SlackEmulator,
  sampleSigningSecret,
  sampleTokens,
} from '../src/slack-emulator/index.ts';
import { type Figure, figure, summary } from './figures.ts';

interface BenchSlack extends AsyncDisposable {
  world: World;
  ada: BuiltAgent;
  emulator: SlackEmulator;
  bot: Surface;
  file(subject: string): Promise<number>;
  /** The texts of the bot's messages, channel by channel, in Slack's order. */
  posted(): Posted[];
}

interface Posted {
  ts: string;
  thread_ts?: string;
  text: string;
  bot_id?: string;
}

const events = 1_000;
const eventsPerSecond = 100;
const cards = 60;
const burst = Number(process.env.POSTERN_BURST) || 60;
const seeds = 5;
const tickets = 6;
const notesEach = 4;
const secondMs = 1_000;
const tickMs = 50;

export async function benchSlack(tell: (line: string) => void): Promise<Figure[]> {
  tell('acknowledging events');
  const acks = await acknowledging();
  tell('a ticket becomes a card');
  const seen = await becomingCards();
  tell(`a burst of ${burst} tickets, at Slack's own pace`);
  const drained = await bursting();
  tell('faults: calls refused, lost, late and limited');
  const faults = await faultRuns(tell);
  return [
    figure('an event acknowledged, p99', acks.p99, 'ms', 50, acks.reference),
    figure('a filed ticket is a card, p99', seen.p99, 'ms', secondMs),
    figure(`a burst of ${burst} tickets: cards out of order`, drained.outOfOrder, 'cards', 0),
    figure('the same: calls that Slack refused as too many, for each card', drained.refusals / burst, '', 1),
    figure(`faults, ${seeds} runs: messages lost`, faults.lost, 'messages', 0),
    figure('the same: messages that stand twice', faults.doubled, 'messages', 0),
    figure('the same: messages out of order', faults.outOfOrder, 'messages', 0),
  ];
}

async function startBench(options: { overHttp?: boolean; limitsRates?: boolean } = {}): Promise<BenchSlack> {
  const emulator = createSlackEmulator({ limitsRates: options.limitsRates });
  const running: RunningSlackEmulator = await emulator.start();
  const slack = {
    botToken: sampleTokens.bot,
    appToken: options.overHttp ? null : sampleTokens.app,
    signingSecret: options.overHttp ? sampleSigningSecret : null,
    apiUrl: running.apiUrl,
    channel: '#support',
  };
  const world = await createWorld({ config: { slack } });
  const ada = await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example' });
  const quiet = { debug() {}, info() {}, warn() {}, error() {} } as never;
  const parts = {
    config: slack,
    client: localClient(world.core, { kind: 'slack' }, 'SLACK'),
    publicUrl: 'http://127.0.0.1:4000',
    log: quiet,
  };
  const bot = slackSurface(parts);
  const worker = workerSurface(world.core, { SLACK: slackDelivery(parts) });
  await worker.start?.();
  await bot.start?.();
  const customer = await world.as(maria);
  let requests = 0;
  // The clock of a test desk stands still by itself.
  const ticking = setInterval(() => world.pass(tickMs), tickMs);
  return {
    world,
    ada,
    emulator,
    bot,
    async file(subject) {
      requests += 1;
      const wish = { subject, body: 'The page stays empty.', requestId: `request-${requests}-of-bench` };
      return (await customer.portal.fileTicket.mutate(wish)).number;
    },
    posted: () =>
      (emulator.state() as unknown as { messages: Posted[] }).messages.filter(({ bot_id }) => bot_id),
    async [Symbol.asyncDispose]() {
      clearInterval(ticking);
      await bot.stop?.();
      await worker.stop?.();
      await running.close();
      await world[Symbol.asyncDispose]();
    },
  };
}

/** Signed requests at an even pace, and beside them the same to an address that does nothing. */
async function acknowledging(): Promise<{ p99: number; reference: number }> {
  await using desk = await startBench({ overHttp: true });
  const bare = new Hono().post('/nothing', (c) => c.body(null, 200));
  const routes = new Hono().route('/', bare).route('/', desk.bot.routes ?? new Hono());
  const server = serve({ fetch: routes.fetch, hostname: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const measure = async (path: string) => {
    const times: number[] = [];
    const under: Promise<void>[] = [];
    for (let index = 0; index < events; index += 1) {
      under.push(post(`${url}${path}`, index).then((ms) => void times.push(ms)));
      await pause(secondMs / eventsPerSecond);
    }
    await Promise.all(under);
    return summary(times).p99;
  };
  const reference = await measure('/nothing');
  const p99 = await measure('/slack/events');
  server.close();
  return { p99, reference };
}

async function post(url: string, index: number): Promise<number> {
  const body = JSON.stringify({
    type: 'event_callback',
    event_id: `Ev${index}`,
    team_id: 'T0POSTERN',
    event: {
      type: 'message',
      channel: 'C0RANDOM',
      ts: `1762162200.${index}`,
      user: 'U0KIMPARK',
      text: 'Lunch?',
    },
  });
  const seconds = String(Math.floor(Date.now() / secondMs));
  const hash = createHmac('sha256', sampleSigningSecret).update(`v0:${seconds}:${body}`).digest('hex');
  const startedAt = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': seconds,
      'x-slack-signature': `v0=${hash}`,
    },
    body,
  });
  await response.text();
  if (!response.ok) throw new Error(`Slack's event was answered with ${response.status}.`);
  return performance.now() - startedAt;
}

async function becomingCards(): Promise<{ p99: number }> {
  await using desk = await startBench();
  const times: number[] = [];
  for (let index = 0; index < cards; index += 1) {
    const startedAt = performance.now();
    const number = await desk.file(`Ticket ${index}`);
    while (!desk.posted().some(({ text }) => text.includes(`#${number} `))) await pause(2);
    times.push(performance.now() - startedAt);
  }
  return { p99: summary(times).p99 };
}

async function bursting(): Promise<{ outOfOrder: number; refusals: number }> {
  await using desk = await startBench({ limitsRates: true });
  const numbers: number[] = [];
  for (let index = 0; index < burst; index += 1) numbers.push(await desk.file(`Ticket ${index}`));
  const isDrained = async () => (await desk.world.outbox()).every(({ state }) => state === 'DONE');
  while (!(await isDrained())) await pause(250);
  const order = desk
    .posted()
    .filter(isCard)
    // The card that says how much waits names no ticket.
    .flatMap(({ text }) => /#(\d+) /.exec(text)?.[1] ?? [])
    .map(Number);
  const refusals = desk.emulator
    .journal({ kind: 'call' })
    .filter(({ summary: line }) => line.includes('ratelimited')).length;
  return { outOfOrder: outOfOrder(order, numbers), refusals };
}

/** The faults of the design's simulation, by a chance that a seed settles. */
async function faultRuns(tell: (line: string) => void) {
  const sum = { lost: 0, doubled: 0, outOfOrder: 0 };
  for (let seed = 1; seed <= seeds; seed += 1) {
    const run = await faultRun(seed);
    tell(`  seed ${seed}: ${JSON.stringify(run)}`);
    sum.lost += run.lost;
    sum.doubled += run.doubled;
    sum.outOfOrder += run.outOfOrder;
  }
  return sum;
}

const faultKinds = ['http500', 'resetBeforeAccept', 'resetAfterAccept', 'rateLimited', 'lateAccept'] as const;

async function faultRun(seed: number) {
  await using desk = await startBench();
  const agent = await desk.world.as(desk.ada);
  const chance = randomFrom(seed);
  const wanted = new Map<number, string[]>();
  for (let index = 0; index < tickets; index += 1) wanted.set(await desk.file(`Ticket ${index}`), []);
  for (let round = 0; round < notesEach; round += 1) {
    for (const [number, notes] of wanted) {
      const kind = faultKinds[Math.floor(chance() * faultKinds.length * 3)];
      if (kind) desk.emulator.planFault({ method: 'chat.postMessage', kind, ms: 150, retryAfter: 1 });
      const body = `note ${round} of ${number}.`;
      notes.push(body);
      await agent.tickets.note.mutate({
        ticket: number,
        body,
        requestId: `request-${seed}-${number}-${round}`,
      });
    }
  }
  const isDrained = async () => (await desk.world.outbox()).every(({ state }) => state === 'DONE');
  while (!(await isDrained())) await pause(250);
  const isHandled = async () =>
    (await desk.world.core.db.read.slackEvent.count({ where: { state: 'PENDING' } })) === 0;
  while (!(await isHandled())) await pause(250);
  return judge(desk.posted(), wanted);
}

/** A message of the channel itself; once answered, Slack names it as its own thread. */
const isCard = ({ ts, thread_ts }: Posted) => thread_ts === undefined || thread_ts === ts;

/** Compares what stands in Slack with what was to stand there. */
function judge(posted: readonly Posted[], wanted: ReadonlyMap<number, readonly string[]>) {
  const result = { lost: 0, doubled: 0, outOfOrder: 0 };
  for (const [number, notes] of wanted) {
    const roots = posted.filter((each) => isCard(each) && each.text.includes(`#${number} `));
    const thread = posted
      .filter((each) => !isCard(each) && each.thread_ts === roots[0]?.ts)
      .map(({ text }) => text);
    const found = thread.flatMap((text) => notes.findIndex((note) => text.includes(note)));
    result.doubled += Math.max(0, roots.length - 1) + (found.length - new Set(found).size);
    result.lost += (roots.length === 0 ? 1 : 0) + notes.filter((_, index) => !found.includes(index)).length;
    result.outOfOrder += found.filter((at, index) => index > 0 && at < (found[index - 1] ?? 0)).length;
  }
  return result;
}

function outOfOrder(found: readonly number[], wanted: readonly number[]): number {
  const places = found.map((number) => wanted.indexOf(number));
  return places.filter((place, index) => index > 0 && place < (places[index - 1] ?? 0)).length;
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
