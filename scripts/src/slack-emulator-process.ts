/** The sample desk's stand-in for Slack: a process of its own, which outlives a desk that is killed. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config, SlackConfig } from '@postern/core';
import { StartError } from './start-error.ts';

export interface SlackEmulatorProcess {
  /** Its page and its API. */
  url: string;
  /** How the desk speaks to it. */
  slack: SlackConfig;
  stop(): Promise<void>;
}

// Known to everybody, and worth nothing: the emulator listens on loopback alone.
const tokens = { bot: 'xoxb-sample-desk', app: 'xapp-sample-desk' };

/**
 * Starts the emulator beside the desk, at the next port, or takes over the one that a killed desk left running
 * on the same data. Throws `StartError` when something else holds the port.
 */
export async function startSlackEmulator(config: Config): Promise<SlackEmulatorProcess> {
  const port = config.port + 1;
  const url = `http://127.0.0.1:${port}`;
  const snapshot = join(config.dataDirectory, 'slack-emulator.json');
  const pidFile = join(config.dataDirectory, 'slack-emulator.pid');
  const slack: SlackConfig = {
    botToken: tokens.bot,
    appToken: tokens.app,
    apiUrl: `${url}/api/`,
    channel: 'C0SUPPORT',
  };

  if (existsSync(pidFile) && (await answers(url, snapshot))) {
    return { url, slack, stop: () => end(Number(readFileSync(pidFile, 'utf8')), pidFile) };
  }
  const child = spawn(process.execPath, [entryPoint()], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore'],
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
  child.once('exit', () => {
    hasEnded = true;
  });
  const giveUpAt = Date.now() + 15_000;
  while (!(await answers(url, snapshot))) {
    if (hasEnded || Date.now() > giveUpAt) {
      throw new StartError(
        `The Slack emulator cannot listen on port ${port}, which the sample desk needs beside ${config.port}. Stop what uses it, or choose another port: PORT=${config.port + 10} npm start`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  writeFileSync(pidFile, String(child.pid), { mode: 0o600 });
  return { url, slack, stop: () => end(child.pid as number, pidFile) };
}

/** Whether the emulator of this very data directory answers there. */
async function answers(url: string, snapshot: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/_/health`, { signal: AbortSignal.timeout(1_000) });
    const health = (await response.json()) as { snapshot?: string };
    return health.snapshot === snapshot;
  } catch {
    return false;
  }
}

async function end(pid: number, pidFile: string): Promise<void> {
  rmSync(pidFile, { force: true });
  try {
    process.kill(pid, 'SIGTERM');
    for (let tries = 0; tries < 100; tries += 1) {
      process.kill(pid, 0);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  } catch {
    // It has ended.
  }
}

/** The build starts quicker; without one the sources run as they are. */
function entryPoint(): string {
  const built = join(import.meta.dirname, '..', 'dist', 'slack-emulator.js');
  return existsSync(built) ? built : join(import.meta.dirname, 'slack-emulator', 'main.ts');
}
