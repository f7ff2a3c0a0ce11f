/** Pages, replies and queues on a desk of 10,000 and of 100,000 tickets. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { httpClient } from '@postern/core';
import Database from 'better-sqlite3';
import { untilReady } from '../src/testing/processes.ts';
import {
  ask,
  type BenchDesk,
  benchAgent,
  cpuMs,
  poster,
  signInCustomer,
  startBenchDesk,
} from './bench-desk.ts';
import { type Figure, figure, type Sample, sample } from './figures.ts';

const times = 300;

interface Measured {
  list: Sample & { cpu: number };
  page: Sample & { cpu: number };
  reply: Sample;
  filing: Sample;
  agentReply: Sample;
  queue: Sample;
  commonWord: Sample;
  bareQueue: Sample;
  bareWrite: Sample;
}

/** Figures of the issue "One desk": p50 and growth from the smaller desk to the larger one. */
export async function benchVolume(tell: (line: string) => void): Promise<Figure[]> {
  const route = await emptyRoute();
  tell('10,000 tickets …');
  const small = await measureDesk(10_000);
  tell('100,000 tickets …');
  const large = await measureDesk(100_000);
  const growth = (of: (measured: Measured) => Sample) => of(large).p50 / of(small).p50;
  return [
    figure('list page, 10,000 tickets, p50', small.list.p50, 'ms', 2.5, route.p50),
    figure('list page, 100,000 tickets, p50', large.list.p50, 'ms', 2.5, route.p50),
    figure('list page, processor a request', large.list.cpu, 'ms', 2, route.cpu),
    figure(
      'list page, growth',
      growth((each) => each.list),
      'times',
      1.2,
    ),
    figure('ticket page, 10,000 tickets, p50', small.page.p50, 'ms', 2.5, route.p50),
    figure('ticket page, 100,000 tickets, p50', large.page.p50, 'ms', 2.5, route.p50),
    figure('ticket page, processor a request', large.page.cpu, 'ms', 2, route.cpu),
    figure(
      'ticket page, growth',
      growth((each) => each.page),
      'times',
      1.2,
    ),
    figure("customer's reply, 100,000 tickets, p50", large.reply.p50, 'ms', 6, large.bareWrite.p50),
    figure('filing, 100,000 tickets, p50', large.filing.p50, 'ms', 6, large.bareWrite.p50),
    figure("agent's reply, 100,000 tickets, p50", large.agentReply.p50, 'ms', 6, large.bareWrite.p50),
    figure("agent's queue of 50, 10,000 tickets, p50", small.queue.p50, 'ms', 5, small.bareQueue.p50),
    figure("agent's queue of 50, 100,000 tickets, p50", large.queue.p50, 'ms', 5, large.bareQueue.p50),
    figure(
      "agent's search for a word of most messages, 100,000 tickets, p50",
      large.commonWord.p50,
      'ms',
      50,
      large.bareQueue.p50,
    ),
  ];
}

async function measureDesk(tickets: number): Promise<Measured> {
  const desk = await startBenchDesk(tickets);
  try {
    return await measure(desk);
  } finally {
    await desk.stop();
  }
}

async function measure(desk: BenchDesk): Promise<Measured> {
  const { url } = desk;
  const contactIndex = 7;
  const cookie = await signInCustomer(url, desk.loaded.contactEmail(contactIndex));
  const number = desk.loaded.numberOf(contactIndex);
  const list = await withCpu(desk, () => read(`${url}/support`, cookie));
  const page = await withCpu(desk, () => read(`${url}/support/tickets/${number}`, cookie));

  const filing = await sample(
    times,
    await poster(url, cookie, '/support/tickets/new', (index) => ({
      subject: `Bench ${index}`,
      message: `Filed ${index}`,
    })),
  );
  const reply = await sample(
    times,
    await poster(url, cookie, `/support/tickets/${number}`, (index) => ({ message: `Reply ${index}` })),
  );

  const { token } = await httpClient({ url, token: null, source: 'API' }).auth.signIn.mutate(benchAgent);
  const agent = httpClient({ url, token, source: 'API' });
  await agent.tickets.reopen.mutate({ ticket: number });
  const { audience } = await agent.tickets.view.query({ ticket: number });
  // Asked as the pages are, over one kept connection: what is measured is the desk, not a client library.
  const call = apiCaller(url, token);
  const agentReply = await sample(times, (index) =>
    call('POST', 'tickets.reply', {
      ticket: number,
      body: `Answer ${index}`,
      audienceHash: audience.hash,
      requestId: `bench-reply-${index}`,
    }),
  );
  const queue = await sample(times, () => call('GET', 'tickets.list', { query: 'is:open', limit: 50 }));
  // In the loaded texts, seven of ten messages hold it.
  const commonWord = await sample(100, () => call('GET', 'tickets.list', { query: 'invoice', limit: 50 }));
  return {
    list,
    page,
    filing,
    reply,
    agentReply,
    queue,
    commonWord,
    ...(await bareDriver(desk.databaseFile)),
  };
}

function apiCaller(url: string, token: string) {
  return async (method: 'GET' | 'POST', procedure: string, input: object) => {
    const json = JSON.stringify(input);
    const address = `${url}/trpc/${procedure}${method === 'GET' ? `?input=${encodeURIComponent(json)}` : ''}`;
    const answer = await ask(address, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(method === 'POST' && { body: json }),
    });
    if (answer.status !== 200) throw new Error(`${procedure} answered ${answer.status}.`);
  };
}

async function read(url: string, cookie: string): Promise<void> {
  const answer = await ask(url, { headers: { cookie, accept: 'text/html' } });
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`);
}

async function withCpu(
  desk: { cpuMs(): number },
  action: () => Promise<unknown>,
): Promise<Sample & { cpu: number }> {
  // The desk has just started: what its runtime compiles in the first moments is not what a request costs.
  await sample(times, action);
  // The quietest of three rounds: on a shared machine the others measure its other guests.
  const rounds: (Sample & { cpu: number })[] = [];
  for (let round = 0; round < 3; round += 1) {
    const before = desk.cpuMs();
    const measured = await sample(times, action, 0);
    rounds.push({ ...measured, cpu: (desk.cpuMs() - before) / times });
  }
  return rounds.sort((a, b) => a.p50 - b.p50)[0] as Sample & { cpu: number };
}

/** The queue's rows and a message's row by the driver alone, with the same promise to the disk. */
async function bareDriver(file: string): Promise<{ bareQueue: Sample; bareWrite: Sample }> {
  const db = new Database(file);
  db.pragma('synchronous = FULL');
  const queue = db.prepare(`
    SELECT t."number", t."subject", t."priority", t."createdAt", t."lastPublicAt", t."lastActivityAt", t."version",
           c."name", c."email", o."name", a."name", a."email"
    FROM "Ticket" t LEFT JOIN "Contact" c ON c."id" = t."requesterId" LEFT JOIN "Organization" o ON o."id" = t."organizationId"
    LEFT JOIN "Agent" a ON a."id" = t."assigneeId"
    WHERE t."closedAt" IS NULL ORDER BY t."lastActivityAt" DESC, t."seq" DESC LIMIT 51`);
  const bareQueue = await sample(times, async () => queue.all());
  const conversation = db.prepare('SELECT "id", "channelId" FROM "Conversation" LIMIT 1').get() as {
    id: string;
    channelId: string;
  };
  const insert = db.prepare(
    `INSERT INTO "Message" ("id", "conversationId", "channelId", "direction", "source", "bodyText", "externalId", "createdAt")
     VALUES (?, ?, ?, 'IN', 'API', 'bare', ?, ?)`,
  );
  const run = Date.now();
  const bareWrite = await sample(times, async (index) => {
    insert.run(
      `msg_bare${run}${index}`,
      conversation.id,
      conversation.channelId,
      `bare:${run}:${index}`,
      Date.now(),
    );
  });
  db.close();
  return { bareQueue, bareWrite };
}

/** A Hono server with one route that answers two bytes: what a request costs before anything is done. */
async function emptyRoute(): Promise<Sample & { cpu: number }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'empty-route.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await untilReady(child);
  const measured = await withCpu({ cpuMs: () => cpuMs(child.pid as number) }, () => read(url, ''));
  child.kill('SIGTERM');
  return measured;
}
