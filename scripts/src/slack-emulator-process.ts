/** The sample desk's stand-in for Slack: a process of its own, which outlives a desk that is killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Config, SlackConfig } from '@postern/core';
import { StartError } from './start-error.ts';

export interface SlackEmulatorProcess {
  /** Its page and its API. */
  url: string;
  /** How the desk speaks to it. */
  slack: SlackConfig;
  /** Settles once it answers, or throws `StartError`. Until then the desk has other things to make ready. */
  answers: Promise<void>;
  stop(): Promise<void>;
}

// Known to everybody, and worth nothing: the emulator listens on loopback alone.
const tokens = { bot: 'xoxb-sample-desk', app: 'xapp-sample-desk' };

/** Throws `StartError` when the emulator could not listen now. For a start, to be told so before it writes anything. */
export async function requireEmulatorPort(config: Config): Promise<void> {
  const port = config.port + 1;
  if (!canBeNext(port)) throw noNextPort(config);
  if (await emulatorAt(port, filesOf(config).snapshot)) return;
  const probe = createServer().listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch (error) {
    throw new StartError(whyNot(config, ''), { cause: error });
  }
  probe.close();
  await once(probe, 'close');
}

/**
 * Starts the emulator beside the desk, at the next port, or takes over the one that a killed desk left running
 * on the same data. Its `answers` throws `StartError` when something else holds the port.
 */
export function startSlackEmulator(config: Config): SlackEmulatorProcess {
  const url = urlOf(config.port + 1);
  const started = start(config);
  const answers = started.then(() => undefined);
  // Whoever waits for it hears of a failure; until somebody does, it is no accident.
  answers.catch(() => undefined);
  return {
    url,
    slack: {
      botToken: tokens.bot,
      appToken: tokens.app,
      signingSecret: null,
      apiUrl: `${url}/api/`,
      channel: 'C0SUPPORT',
    },
    answers,
    async stop() {
      const pid = await started.catch(() => null);
      if (pid !== null) await end(pid, filesOf(config).pidFile);
    },
  };
}

/** Answers its process id once it answers at its port. */
async function start(config: Config): Promise<number> {
  const port = config.port + 1;
  const { snapshot, pidFile } = filesOf(config);
  const running = (pid: number) => {
    writeFileSync(pidFile, `${pid} ${port}\n`, { mode: 0o600 });
    return pid;
  };

  if (!canBeNext(port)) throw noNextPort(config);
  const left = await emulatorAt(port, snapshot);
  if (left) return running(left);
  // A desk that was killed and comes back at another port: two emulators must not write one workspace.
  await endSlackEmulator(config);
  const child = spawn(process.execPath, [entryPoint()], {
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      SLACK_EMULATOR_PORT: String(port),
      SLACK_EMULATOR_SNAPSHOT: snapshot,
      SLACK_EMULATOR_BOT_TOKEN: tokens.bot,
      SLACK_EMULATOR_APP_TOKEN: tokens.app,
      SLACK_EMULATOR_ALLOWED_ORIGINS: config.publicUrl,
    },
  });
  child.unref();
  let hasEnded = false;
  let said = '';
  child.once('close', () => {
    hasEnded = true;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const giveUpAt = Date.now() + 15_000;
  while ((await emulatorAt(port, snapshot)) !== child.pid) {
    if (hasEnded || Date.now() > giveUpAt) {
      child.kill('SIGKILL');
      throw new StartError(whyNot(config, said.trim()));
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  // It must not hold us, nor we it: what it says from now on, nobody reads.
  child.stderr.destroy();
  return running(child.pid);
}

/** Behind port 0, which means any that is free, there is no next one; nor behind the last. */
const canBeNext = (port: number) => port > 1 && port <= 65_535;

function noNextPort({ port }: Config): StartError {
  return new StartError(
    `The sample desk needs the port after PORT for its Slack emulator, so PORT cannot be ${port}. Choose another one, for example: PORT=4000 npm start`,
  );
}

function whyNot({ port }: Config, said: string): string {
  if (said !== '' && !said.startsWith(`Port ${port + 1} `)) return said;
  return `The Slack emulator cannot listen on port ${port + 1}, which the sample desk needs beside ${port}. Stop what uses it, or choose another port: PORT=${port + 10} npm start`;
}

const urlOf = (port: number) => `http://127.0.0.1:${port}`;

/** The process of the emulator of this very data directory, if it answers there. */
async function emulatorAt(port: number, snapshot: string): Promise<number | null> {
  try {
    const response = await fetch(`${urlOf(port)}/_/health`, { signal: AbortSignal.timeout(1_000) });
    const health = (await response.json()) as { snapshot?: string; pid?: number };
    return health.snapshot === snapshot ? (health.pid ?? null) : null;
  } catch {
    return null;
  }
}

const filesOf = ({ dataDirectory }: Config) => ({
  snapshot: join(dataDirectory, 'slack-emulator.json'),
  pidFile: join(dataDirectory, 'slack-emulator.pid'),
});

/** Ends the emulator that a killed desk left running, if there is one. */
export async function endSlackEmulator(config: Config): Promise<void> {
  const { snapshot, pidFile } = filesOf(config);
  if (!existsSync(pidFile)) return;
  const port = Number(readFileSync(pidFile, 'utf8').split(' ')[1]);
  const pid = Number.isInteger(port) ? await emulatorAt(port, snapshot) : null;
  if (pid) await end(pid, pidFile);
}

async function end(pid: number, pidFile: string): Promise<void> {
  rmSync(pidFile, { force: true });
  try {
    process.kill(pid, 'SIGTERM');
    for (let tries = 0; tries < 100; tries += 1) {
      process.kill(pid, 0);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** The build starts quicker; without one the sources run as they are. */
function entryPoint(): string {
  const built = join(import.meta.dirname, '..', 'dist', 'slack-emulator.js');
  return existsSync(built) ? built : join(import.meta.dirname, 'slack-emulator', 'main.ts');
}
