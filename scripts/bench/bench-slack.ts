/** What the Slack bot promises: Slack hears at once that an event arrived, a ticket is soon a card, and nothing is lost or doubled. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { serve } from '@hono/node-server';
import { localClient, type Surface, workerSurface } from '@postern/core';
import { createWorld, type World } from '@postern/core/testing';
import { slackDelivery, slackSurface } from '@postern/slackbot';
import { Hono } from 'hono';
import {
  createSlackEmulator,
  type RunningSlackEmulator,
  type SlackEmulator,
  sampleSigningSecret,
  sampleTokens,
} from '../src/slack-emulator/index.ts';
import { fastClock, machineTimer } from './fast-clock.ts';
import { type Figure, figure, summary } from './figures.ts';
import { type FaultRun, faultRun } from './slack-faults.ts';
import { compare, isCard, type Posted, sumOf } from './slack-judge.ts';

interface BenchSlack extends AsyncDisposable {
  world: World;
  emulator: SlackEmulator;
  bot: Surface;
  file(subject: string): Promise<number>;
  /** The texts of the bot's messages, channel by channel, in Slack's order. */
  posted(): Posted[];
}

const events = 1_000;
const eventsPerSecond = 100;
const cards = 60;
const burst = 1_000;
const seeds = 5;
const secondMs = 1_000;
const tickMs = 50;

export async function benchSlack(tell: (line: string) => void): Promise<Figure[]> {
  tell('acknowledging events');
  const acks = await acknowledging();
  tell('a ticket becomes a card');
  const seen = await becomingCards();
  tell(`a burst of ${burst.toLocaleString('en')} tickets, at Slack's own pace`);
  const drained = await bursting();
  tell(`  ${JSON.stringify(drained)}`);
  tell('faults: calls refused, lost, late and limited, and the desk killed in the middle');
  const faults = await faultRuns(tell);
  const ofBurst = `a burst of ${burst.toLocaleString('en')} tickets`;
  return [
    figure('an event acknowledged, p99', acks.p99, 'ms', 50, acks.reference),
    figure('a filed ticket is a card, p99', seen.p99, 'ms', secondMs),
    figure(`${ofBurst}: cards lost, doubled or out of order`, drained.wrong, 'cards', 0),
    figure('the same: calls that Slack refused as too many, for each card', drained.refusals / burst, '', 1),
    figure('the same: cards beside one that say how much waits', Math.abs(drained.notices - 1), 'cards', 0),
    figure(`faults, ${seeds} runs: messages lost`, faults.lost, 'messages', 0),
    figure('the same: messages that stand twice', faults.doubled, 'messages', 0),
    figure('the same: messages out of order', faults.outOfOrder, 'messages', 0),
    figure('the same: runs in which nothing was killed', faults.runsWithoutKill, 'runs', 0),
  ];
}

/** With `isFast` the clock of desk and Slack goes faster than the machine's, so that a second's pause takes less. */
async function startBench(options: { overHttp?: boolean; isFast?: boolean } = {}): Promise<BenchSlack> {
  const fast = options.isFast ? fastClock() : null;
  const now = fast && (() => fast.now().getTime());
  const emulator = createSlackEmulator({
    ...(now && { limitsRates: true, clock: { now, after: machineTimer } }),
  });
  const running: RunningSlackEmulator = await emulator.start();
  const slack = {
    botToken: sampleTokens.bot,
    appToken: options.overHttp ? null : sampleTokens.app,
    signingSecret: options.overHttp ? sampleSigningSecret : null,
    apiUrl: running.apiUrl,
    channel: '#support',
  };
  const world = await createWorld({ config: { slack } });
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example' });
  const quiet = { debug() {}, info() {}, warn() {}, error() {} } as never;
  const parts = {
    config: slack,
    client: localClient(world.core, { kind: 'slack' }, 'SLACK'),
    publicUrl: 'http://127.0.0.1:4000',
    log: quiet,
    ...(now && { now }),
  };
  const bot = slackSurface(parts);
  const worker = workerSurface(world.core, { SLACK: slackDelivery(parts) });
  await worker.start?.();
  await bot.start?.();
  const customer = await world.as(maria);
  let requests = 0;
  // The clock of a test desk stands still by itself.
  const tick = () => world.pass(now ? now() - world.core.clock.now().getTime() : tickMs);
  const ticking = setInterval(() => {
    tick();
    if (now) world.core.outbox.ring();
  }, tickMs);
  return {
    world,
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

async function bursting(): Promise<{ wrong: number; refusals: number; notices: number; seconds: number }> {
  await using desk = await startBench({ isFast: true });
  const begun = Date.now();
  const numbers: number[] = [];
  for (let index = 0; index < burst; index += 1) numbers.push(await desk.file(`Ticket ${index}`));
  const { outboxItem } = desk.world.core.db.read;
  let refusals = 0;
  let seen = 0;
  do {
    await pause(250);
    // The journal keeps the last few thousand entries.
    const entries = desk.emulator.journal({ since: seen });
    seen = entries.at(-1)?.seq ?? seen;
    refusals += entries.filter(({ summary: line }) => line.endsWith(': ratelimited')).length;
  } while ((await outboxItem.count({ where: { state: { not: 'DONE' } } })) > 0);
  const roots = desk.posted().filter(isCard);
  const cards = roots.flatMap(({ text }) => /#(\d+) /.exec(text)?.[1] ?? []).map(Number);
  const { lost, doubled, outOfOrder } = compare(
    cards.map((number) => numbers.indexOf(number)),
    numbers.length,
  );
  return {
    wrong: lost + doubled + outOfOrder,
    refusals,
    notices: roots.length - cards.length,
    seconds: Math.round((Date.now() - begun) / secondMs),
  };
}

async function faultRuns(tell: (line: string) => void) {
  const runs: FaultRun[] = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    const run = await faultRun(seed);
    tell(`  seed ${seed}: ${JSON.stringify(run)}`);
    runs.push(run);
  }
  return { ...sumOf(runs), runsWithoutKill: runs.filter(({ kills }) => kills === 0).length };
}
