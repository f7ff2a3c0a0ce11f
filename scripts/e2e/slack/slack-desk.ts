/** A desk with a Slack workspace beside it: the real bot and worker, over HTTP and WebSocket, against the emulator. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import {
  type Delivery,
  localClient,
  type PosternClient,
  type Surface,
  type TicketView,
  workerSurface,
} from '@postern/core';
import { type BuiltAgent, type BuiltContact, createWorld, type World } from '@postern/core/testing';
import { type SlackParts, slackDelivery, slackSurface } from '@postern/slackbot';
import { expect } from 'vitest';
import {
  type Clock,
  createSlackEmulator,
  type Seed,
  type SlackEmulator,
  sampleSeed,
  sampleSigningSecret,
  sampleTokens,
} from '../../src/slack-emulator/index.ts';
import { notesThatCustomersRead } from './customers-view.ts';

export interface SlackMessage {
  ts: string;
  thread_ts?: string;
  user: string;
  text: string;
  bot_id?: string;
  channel: string;
  blocks?: { type: string; [field: string]: unknown }[];
  notifies: string[];
  metadata?: { event_payload: { d: string; t: string } };
}

export interface SlackDialog {
  id: string;
  owner: string;
  view: { title: { text: string }; blocks: unknown[] };
  errors: Record<string, string>;
  state: Record<string, Record<string, { value?: string }>>;
  problem: string | null;
}

export interface SlackWhisper {
  recipient: string;
  text: string;
  from: 'app' | 'slack';
}

export interface SlackDesk extends AsyncDisposable {
  world: World;
  emulator: SlackEmulator;
  parts: SlackParts;
  bot: Surface;
  ada: BuiltAgent;
  bo: BuiltAgent;
  maria: BuiltContact;
  /** Starts a worker on this desk; the sound delivery unless another is given. */
  startWorker(delivery?: Delivery): Promise<Surface>;
  /** Starts the bot; resolves once it is connected. */
  startBot(): Promise<void>;
  /** Files a ticket as Maria; answers its number once its card is in Slack. */
  fileWithCard(subject: string, body: string): Promise<{ number: number; id: string; card: SlackMessage }>;
  file(subject: string, body: string): Promise<number>;
  agent(): Promise<PosternClient>;
  view(number: number): Promise<TicketView>;
  /** All that Maria can read of her ticket, as one text. */
  portalText(number: number): Promise<string>;
  messages(): SlackMessage[];
  /** The bot's own messages outside threads. */
  cards(): SlackMessage[];
  thread(card: SlackMessage): SlackMessage[];
  dialogs(): SlackDialog[];
  whispers(): SlackWhisper[];
  connections(): number;
  /** Events that the bot has not acknowledged. */
  unanswered(): number;
  say(as: string, card: SlackMessage, text: string): Promise<string>;
  click(as: string, message: SlackMessage, actionId: string): Promise<string>;
  /** What the bot and the delivery said in the log. */
  log: string[];
  submit(
    as: string,
    dialog: SlackDialog,
    text: string,
  ): Promise<{ outcome: string | null; view: SlackDialog | null }>;
  outboxStates(): Promise<string[]>;
  /** Says that this text of a note is sent to a customer on purpose; that of every other note must reach none. */
  meantForCustomers(text: string): void;
}

interface Wish {
  channel?: string;
  seed?: Seed;
  /** A file with another app manifest than the real one. */
  manifestFile?: string;
  /** By how much Slack's own waiting is shortened, such as the three seconds until an event is sent again. */
  hurry?: number;
  /** Stands between the bot and the desk. */
  client?: (client: PosternClient) => PosternClient;
  /** Whether guests may read the room of cards. */
  guests?: boolean;
  /** Slack calls the desk, instead of the desk opening sockets. */
  overHttp?: boolean;
  withoutBot?: boolean;
  withoutWorker?: boolean;
}

/**
 * Everything runs when it answers. At its end it makes sure that the bot did nothing real Slack may not forgive, and that
 * no customer can read anything of a note.
 */
export async function createSlackDesk(wish: Wish = {}): Promise<SlackDesk> {
  let now = () => 0;
  const clock: Clock = {
    // One clock for desk and Slack, so that a test can let time pass for both.
    now: () => now(),
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs / (wish.hurry ?? 1));
      timer.unref();
      return () => clearTimeout(timer);
    },
  };
  const seed = wish.seed ?? sampleSeed();
  const address = wish.overHttp ? await listenFor(() => bot.routes) : null;
  const http = address && { eventsUrl: `${address.url}/slack/events`, signingSecret: sampleSigningSecret };
  const emulator = createSlackEmulator({
    clock,
    seed,
    manifestFile: wish.manifestFile,
    ...(http && { http }),
  });
  const running = await emulator.start();
  const slack = {
    botToken: sampleTokens.bot,
    appToken: wish.overHttp ? null : sampleTokens.app,
    signingSecret: wish.overHttp ? sampleSigningSecret : null,
    apiUrl: running.apiUrl,
    channel: wish.channel ?? '#support',
  };
  const world = await createWorld({ config: { slack } });
  now = () => world.core.clock.now().getTime();
  const ada = await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  const bo = await world.agent({ name: 'Bo Lindqvist', email: 'bo@postern.example' });
  if (wish.guests) await allowGuests(world, ada, slack.channel);
  const acme = await world.organization({ name: 'Acme' });
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example', organization: acme });
  const asBot = localClient(world.core, { kind: 'slack' }, 'SLACK');
  const log: string[] = [];
  const note = (...said: unknown[]) => log.push(String(said.at(-1)));
  const parts: SlackParts = {
    config: slack,
    client: wish.client?.(asBot) ?? asBot,
    publicUrl: 'http://127.0.0.1:4000',
    now: () => now(),
    log: { debug: () => {}, info: note, warn: note, error: note } as unknown as SlackParts['log'],
  };
  const bot = slackSurface(parts);
  const workers: Surface[] = [];
  const meant: string[] = [];
  let requests = 0;

  const state = () =>
    emulator.state() as unknown as {
      messages: SlackMessage[];
      views: SlackDialog[];
      ephemerals: SlackWhisper[];
      connections: number;
      pendingDeliveries: unknown[];
    };
  const desk: SlackDesk = {
    world,
    emulator,
    log,
    parts,
    bot,
    ada,
    bo,
    maria,
    async startWorker(delivery = slackDelivery(parts)) {
      const worker = workerSurface(world.core, { SLACK: delivery });
      await worker.start?.();
      workers.push(worker);
      return worker;
    },
    async startBot() {
      await bot.start?.();
      if (!wish.overHttp) await until(() => desk.connections() === 2);
    },
    async file(subject, body) {
      const customer = await world.as(maria);
      requests += 1;
      const { number } = await customer.portal.fileTicket.mutate({
        subject,
        body,
        requestId: `request-${requests}-of-test`,
      });
      return number;
    },
    async fileWithCard(subject, body) {
      const number = await desk.file(subject, body);
      const card = await until(() => desk.cards().find((each) => each.text.includes(`#${number} `)));
      const { id } = await desk.view(number);
      // The card is known to the desk once its outbox item is done.
      await until(async () => (await parts.client.slack.card.query({ ticketId: id }))?.link);
      return { number, id, card };
    },
    agent: () => world.as(ada),
    view: async (number) => (await desk.agent()).tickets.view.query({ ticket: number }),
    async portalText(number) {
      const customer = await world.as(maria);
      return JSON.stringify([
        await customer.portal.ticket.query({ ticket: number }),
        await customer.portal.tickets.query({}),
      ]);
    },
    messages: () => state().messages,
    cards: () => desk.messages().filter((message) => message.bot_id && !isReply(message)),
    thread: (card) => desk.messages().filter((message) => isReply(message) && message.thread_ts === card.ts),
    dialogs: () => state().views,
    whispers: () => state().ephemerals,
    connections: () => state().connections,
    unanswered: () => state().pendingDeliveries.length,
    async say(as, card, text) {
      const said = await emulator.act({
        kind: 'message',
        as,
        channel: card.channel,
        threadTs: card.ts,
        text,
      });
      return String(said.ts);
    },
    async click(as, message, actionId) {
      const { outcome } = await emulator.act({
        kind: 'click',
        as,
        channel: message.channel,
        ts: message.ts,
        actionId,
      });
      return String(outcome);
    },
    async submit(as, dialog, text) {
      const done = await emulator.act({ kind: 'submit', as, viewId: dialog.id, values: { reply: text } });
      return done as unknown as { outcome: string | null; view: SlackDialog | null };
    },
    meantForCustomers: (text) => void meant.push(text),
    outboxStates: async () =>
      (await world.outbox()).filter((item) => item.kind === 'SLACK').map((item) => item.state),
    async [Symbol.asyncDispose]() {
      for (const worker of workers) await worker.stop?.();
      await bot.stop?.();
      await running.close();
      await address?.close();
      const leaks = await notesThatCustomersRead(world, meant);
      await world[Symbol.asyncDispose]();
      expect(leaks).toEqual([]);
      expect(emulator.defects()).toEqual([]);
    },
  };
  if (!wish.withoutWorker) await desk.startWorker();
  if (!wish.withoutBot) await desk.startBot();
  return desk;
}

/** An address whose requests go to these routes, once there are any. */
async function listenFor(routes: () => Surface['routes']): Promise<{ url: string; close(): Promise<void> }> {
  const server = serve({
    fetch: (request) => routes()?.fetch(request) ?? new Response(null, { status: 404 }),
    hostname: '127.0.0.1',
    port: 0,
  });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

/** The room is there from the first route on; the route itself is not needed. */
async function allowGuests(world: World, ada: BuiltAgent, room: string): Promise<void> {
  const { slackSettings } = await world.as(ada);
  const { id } = await slackSettings.addRoute.mutate({ room, query: 'is:open' });
  await slackSettings.setRoom.mutate({ room, allowsGuests: true });
  await slackSettings.removeRoute.mutate({ route: id });
}

function isReply(message: SlackMessage): boolean {
  return message.thread_ts !== undefined && message.thread_ts !== message.ts;
}

/** Waits until something is so, and answers it. Never waits for time itself; fails after 20 s. */
export async function until<T>(
  look: () => T | Promise<T>,
  meanwhile: () => void = () => {},
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const seen = await look();
    if (seen) return seen as Exclude<T, false | null | undefined>;
    if (Date.now() > deadline) throw new Error(`It did not come true: ${look}`);
    meanwhile();
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Lets the desk's clock run fast, so that what is due in minutes is due now. */
export function hurry({ world }: SlackDesk): () => void {
  return () => {
    world.pass(1_000);
    world.core.outbox.ring();
  };
}

/** The texts a reader sees in a message, one a line. */
export function shownText({ blocks = [] }: { blocks?: SlackMessage['blocks'] | undefined }): string {
  const texts = (value: unknown): string[] => {
    if (Array.isArray(value)) return value.flatMap(texts);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) =>
      name === 'text' && typeof inner === 'string' ? [inner] : texts(inner),
    );
  };
  return texts(blocks).join('\n');
}

/** Waits until nothing is left to be sent. */
export const allDone = (desk: SlackDesk) =>
  until(async () => {
    const states = await desk.outboxStates();
    return states.length > 0 && states.every((state) => state === 'DONE');
  }, hurry(desk));

/** Starts a worker whose process ends right after a post: it is out, and nothing of it is stored. */
export async function startDyingWorker(desk: SlackDesk): Promise<{ readonly hasPosted: boolean }> {
  const real = slackDelivery(desk.parts);
  let hasPosted = false;
  const worker = await desk.startWorker({
    ...real,
    send: async (item) => {
      await real.send(item);
      hasPosted = true;
      return new Promise(() => {});
    },
  });
  // Nobody waits for what never ends.
  const stop = worker.stop;
  worker.stop = async () => void stop?.();
  return {
    get hasPosted() {
      return hasPosted;
    },
  };
}
