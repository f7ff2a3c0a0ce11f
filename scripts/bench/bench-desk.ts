/** A desk full of tickets as a process of its own, and the clients that measure it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createAgent,
  createCore,
  createDesk,
  hashPassword,
  inDeskTransaction,
  loadConfig,
} from '@postern/core';
import { migrate, migrationsFolder, migrationsIn, openDb } from '@postern/prisma';
import { formFields } from '../src/testing/form-fields.ts';
import { freePort, untilReady } from '../src/testing/processes.ts';
import { type BulkLoaded, bulkLoad } from './bulk-load.ts';

const root = join(import.meta.dirname, '..', '..');
const password = 'bench-password';

export interface BenchDesk {
  url: string;
  databaseFile: string;
  loaded: BulkLoaded;
  /** Processor time of the desk so far, in milliseconds. */
  cpuMs(): number;
  stop(): Promise<void>;
}

export const benchAgent = { email: 'agent@bench.example', password };
export const benchPassword = password;

/** Loads a desk with `tickets` tickets, ten a contact, and starts it without Slack and mail. */
export async function startBenchDesk(tickets: number): Promise<BenchDesk> {
  const directory = mkdtempSync(join(tmpdir(), 'postern-bench-'));
  const port = await freePort();
  const env = { ...process.env, POSTERN_DATA: directory, PORT: String(port), POSTERN_LOG: 'error' };
  const config = loadConfig({ POSTERN_DATA: directory, PORT: String(port), POSTERN_LOG: 'error' });
  const databaseFile = join(directory, 'postern.db');
  await migrate(config.databaseUrl, migrationsIn(migrationsFolder, 'sqlite'));
  const db = await openDb(config.databaseUrl);
  const core = createCore({ config, db });
  const passwordHash = await hashPassword(password);
  const plan = await inDeskTransaction(core, async (work) => {
    const { inboxId } = await createDesk(work, {
      portalTitle: 'Bench',
      slug: 'support',
      host: `127.0.0.1:${port}`,
      language: 'en',
    });
    const agents = [await createAgent(work, { name: 'Bench Agent', email: benchAgent.email, passwordHash })];
    for (let index = 0; index < 9; index += 1) {
      agents.push(
        await createAgent(work, {
          name: `Agent ${index}`,
          email: `agent${index}@bench.example`,
          passwordHash,
        }),
      );
    }
    const stages = await work.tx.stage.findMany();
    const stage = (role: string) => stages.find((each) => each.role === role)?.id as string;
    return {
      inboxId,
      agentIds: agents.map((agent) => agent.id),
      stages: {
        open: stage('WAITING_ON_US'),
        waiting: stage('WAITING_ON_CUSTOMER'),
        closed: stage('CLOSED'),
      },
    };
  });
  await db.close();
  const loaded = bulkLoad({ ...plan, file: databaseFile, tickets, contacts: tickets / 10, passwordHash });
  const child = spawn(process.execPath, [join(root, 'scripts/dist/server.js'), 'serve'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await untilReady(child);
  return {
    url: `http://127.0.0.1:${port}`,
    databaseFile,
    loaded,
    cpuMs: () => cpuMs(child.pid as number),
    stop: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Processor time of a process in milliseconds: what the kernel's scheduler counted, to the nanosecond, of its threads. */
export function cpuMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const spent = threads.map((thread) => {
    const [ns = ''] = readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ');
    return Number(ns) / 1e6;
  });
  return spent.reduce((sum, each) => sum + each, 0);
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** One request over a connection that is kept. */
export function ask(
  url: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { agent, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          body += chunk;
        });
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    sent.once('error', reject);
    sent.end(options.body);
  });
}

/** Signs a contact in through the portal's form; answers the Cookie header. */
export async function signInCustomer(url: string, email: string, secret = password): Promise<string> {
  const page = await ask(`${url}/support/sign-in`);
  const before = cookiesOf(page);
  const fields = formFields(page.body, '/support/sign-in');
  fields.set('email', email);
  fields.set('password', secret);
  const answer = await ask(`${url}/support/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: url, cookie: before },
    body: fields.toString(),
  });
  if (answer.status !== 303) throw new Error(`Signing in answered ${answer.status}.`);
  return cookiesOf(answer);
}

function cookiesOf(answer: Answer): string {
  return [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Posts a form again and again, each time as a new one. */
export async function poster(
  url: string,
  cookie: string,
  path: string,
  values: (index: number) => Record<string, string>,
) {
  const form = formFields((await ask(`${url}${path}`, { headers: { cookie } })).body, path);
  return async (index: number) => {
    const fields = new URLSearchParams(form);
    fields.set('requestId', `bench-${path.replace(/\W/g, '')}-${index}`);
    for (const [name, value] of Object.entries(values(index))) fields.set(name, value);
    const answer = await ask(`${url}${path}`, {
      method: 'POST',
      headers: { cookie, origin: url, 'content-type': 'application/x-www-form-urlencoded' },
      body: fields.toString(),
    });
    if (answer.status !== 303) throw new Error(`${path} answered ${answer.status}.`);
  };
}
