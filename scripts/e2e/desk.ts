/** A desk for journeys: the built server on data of its own, the Slack emulator beside it, and a clean end. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { httpClient, type PosternClient } from '@postern/core/client';
import Database from 'better-sqlite3';
import { expect } from 'vitest';
import { freePortPair, processesGiven } from '../src/testing/processes.ts';
import { copySampleData } from './sample-template.ts';
import { type ServerEnd, type ServerProcess, startServer } from './server-process.ts';
import { type SlackControl, slackControl } from './slack-control.ts';
import { until } from './until.ts';

/** Password of every sample person (README, "Five minutes, three fronts"). */
export const samplePassword = 'postern-demo';

export interface E2eDesk extends AsyncDisposable {
  /** Where it serves: `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly emulatorUrl: string;
  readonly port: number;
  /** Its data directory; the name holds a space. */
  readonly data: string;
  readonly env: Readonly<Record<string, string>>;
  readonly slack: SlackControl;
  /** The process that serves now. */
  readonly server: ServerProcess;
  /** Token of an agent, who signs in with the sample password. */
  token(email?: string): Promise<string>;
  agent(email?: string): Promise<PosternClient>;
  /** SIGKILL: the server gets no chance to put anything in order. Resolves when it is gone. */
  killHard(): Promise<void>;
  /** Asks the server to stop, and answers how it ended. */
  stop(): Promise<ServerEnd>;
  readonly isRunning: boolean;
  /** How the server ended, which the test has seen to itself. */
  ended(): Promise<ServerEnd>;
  /** Starts a server on the same data and ports. */
  restart(): Promise<void>;
  emulatorPid(): number;
  /** Resolves once the desk has carried out everything that had to leave it. */
  delivered(withinMs?: number): Promise<void>;
}

export interface DeskWish {
  /** An empty data directory instead of the sample desk's, and no `--sample`. */
  isBare?: boolean;
  env?: Record<string, string>;
  /** Runs before the first start, for a desk that must begin with something in its directory. */
  prepare?: (data: string, env: Record<string, string>) => Promise<void>;
}

/**
 * Starts a desk of its own. At its end it must stop with exit code 0, leave no process and no pid file, and have
 * done nothing in Slack that Slack does not document.
 */
export async function startDesk(wish: DeskWish = {}): Promise<E2eDesk> {
  const data = mkdtempSync(join(tmpdir(), 'postern e2e-'));
  const port = await freePortPair();
  const url = `http://127.0.0.1:${port}`;
  const emulatorUrl = `http://127.0.0.1:${port + 1}`;
  const env = { POSTERN_DATA: data, PORT: String(port), POSTERN_LOG: 'info', ...wish.env };
  const args = wish.isBare ? ['serve'] : ['serve', '--sample'];
  if (!wish.isBare) await copySampleData(data);
  await wish.prepare?.(data, env);
  const pidFile = join(data, 'slack-emulator.pid');
  const slack = slackControl(emulatorUrl);
  const servers: ServerProcess[] = [];
  const server = () => servers.at(-1) as ServerProcess;
  let isRunning = false;

  const start = async () => {
    servers.push(startServer(args, env));
    await server().ready;
    isRunning = true;
  };
  const ended = async () => {
    const end = await server().ended;
    isRunning = false;
    return end;
  };
  const stop = async () => {
    if (!wish.isBare && isRunning && (await isAlive(emulatorUrl))) await requireNoDefects(slack);
    server().child.kill('SIGTERM');
    return ended();
  };
  const token = async (email = 'ada@postern.example') => {
    const nobody = httpClient({ url, token: null, source: 'API' });
    return (await nobody.auth.signIn.mutate({ email, password: samplePassword })).token;
  };

  try {
    await start();
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    throw error;
  }
  return {
    url,
    emulatorUrl,
    port,
    data,
    env,
    slack,
    get server() {
      return server();
    },
    token,
    agent: async (email) => httpClient({ url, token: await token(email), source: 'API' }),
    async killHard() {
      server().child.kill('SIGKILL');
      expect((await ended()).signal).toBe('SIGKILL');
    },
    stop,
    ended,
    get isRunning() {
      return isRunning;
    },
    restart: start,
    async delivered(withinMs = 20_000) {
      await until(() => waiting(data) === 0, { withinMs, what: 'an empty outbox' });
    },
    emulatorPid: () => Number.parseInt(readFileSync(pidFile, 'utf8'), 10),
    async [Symbol.asyncDispose]() {
      try {
        // Only a desk that is started again can end the emulator of one that was killed.
        if (!isRunning && existsSync(pidFile)) await start();
        if (isRunning) expect(await stop()).toMatchObject({ code: 0, signal: null });
        expect(existsSync(pidFile)).toBe(false);
        await until(() => processesGiven(data).length === 0, { withinMs: 5_000 }).catch(() =>
          expect(processesGiven(data)).toEqual([]),
        );
        expect(servers.flatMap(({ stderr }) => errorLines(stderr()))).toEqual([]);
      } finally {
        endWhatIsLeft(data);
        rmSync(data, { recursive: true, force: true });
      }
    },
  };
}

/** How many things still have to leave the desk. No front shows this, so the file is read. */
function waiting(data: string): number {
  const db = new Database(join(data, 'postern.db'), { readonly: true });
  try {
    const left = `SELECT count(*) AS "left" FROM "OutboxItem" WHERE "state" NOT IN ('DONE', 'DEAD')`;
    return (db.prepare(left).get() as { left: number }).left;
  } finally {
    db.close();
  }
}

/** After a journey that failed: nothing of it may stand in the way of the next one. */
function endWhatIsLeft(data: string): void {
  for (const line of processesGiven(data)) {
    try {
      process.kill(Number.parseInt(line, 10), 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

const isAlive = (url: string) =>
  fetch(url).then(
    () => true,
    () => false,
  );

async function requireNoDefects(slack: SlackControl): Promise<void> {
  expect((await slack.journal('defect')).map(({ summary }) => summary)).toEqual([]);
}

/** What the desk logged as its own fault. */
function errorLines(stderr: string): string[] {
  return stderr.split('\n').filter((line) => /"level":"?(50|60|error|fatal)\b/.test(line));
}
