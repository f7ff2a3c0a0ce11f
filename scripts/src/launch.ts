/** What `npm start` runs: the desk, and on a terminal the inbox in front of it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, HostError, httpClient, loadConfig, nearest } from '@postern/core';
import { makeDirectory } from './prepare-data.ts';
import { serveHeadless } from './serve-headless.ts';
import type { ServerMessage } from './server-messages.ts';
import { endSlackEmulator } from './slack-emulator-process.ts';
import { nameSourcesInStacks } from './source-stacks.ts';
import { StartError } from './start-error.ts';

const tell = (line: string) => process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => !['--headless', '--help', '-h'].includes(arg));
  if (unknown !== undefined) {
    tell(noSuchOption(unknown));
    return 2;
  }
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(helpText);
    return 0;
  }
  const onTerminal = process.stdin.isTTY && process.stdout.isTTY;
  if (args.includes('--headless') || !onTerminal) {
    // What the desk writes holds customers' words, and is for its own user alone.
    process.umask(0o077);
    return serveHeadless({ sampleWhenEmpty: true, hasLauncher: false });
  }
  return runInbox();
}

const helpText = `npm start [-- OPTION]

Starts the desk, and on a terminal the inbox in front of it. An empty data directory gets the sample desk.
Settings come from the environment; .env.example lists them.

  --headless  Serve without the inbox, until told to stop
  --watch     Start again whenever a source file changes
  --help      Show this text
`;

function noSuchOption(typed: string): string {
  const guess = nearest(typed.replace(/^-+/, ''), ['headless', 'watch', 'help']);
  const hint = guess ? `Did you mean: npm start -- --${guess}` : 'See: npm start -- --help';
  return `error: npm start has no option "${typed}".\n  ${hint}`;
}

/** The desk in a process of its own, so that a busy screen never holds up a customer; the inbox in front. */
async function runInbox(): Promise<number> {
  const config = loadConfig(process.env);
  const logs = join(config.dataDirectory, 'logs');
  const logFile = join(logs, 'desk.log');
  makeDirectory(config.dataDirectory);
  makeDirectory(logs);
  let log: number;
  try {
    log = openSync(logFile, 'a', 0o600);
  } catch (error) {
    throw new StartError(
      `The data directory ${config.dataDirectory} cannot be used: ${(error as Error).message}. Choose another one with POSTERN_DATA.`,
    );
  }
  const server = spawn(process.execPath, [serverEntry, 'serve', '--sample', '--launched'], {
    stdio: ['ignore', log, log, 'ipc'],
    // A Ctrl+C typed while the screen is being set up must not stop the desk under the inbox.
    detached: true,
  });
  let inbox: ChildProcess | undefined;
  let isToldToStop = false;
  let hasDied = false;
  for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
    process.on(signal, () => {
      isToldToStop = true;
      if (inbox) inbox.kill(signal);
      else server.kill('SIGTERM');
    });
  }
  // Said once Ctrl+C is heard: whoever reads it may press that at once.
  tell('Starting the desk …');
  server.once('exit', () => {
    hasDied = true;
    inbox?.kill('SIGTERM');
  });

  const ready = await firstMessage(server, logFile);
  const isEnding = () => isToldToStop || hasDied;
  const token =
    ready.kind === 'ready' && ready.launchToken
      ? await signIn(ready.url, ready.launchToken).catch((error: unknown) => {
          if (isEnding()) return null;
          throw error;
        })
      : null;
  let code = 0;
  if (ready.kind === 'ready' && !isEnding()) {
    inbox = spawn(process.execPath, [inboxEntry], {
      stdio: 'inherit',
      env: { ...process.env, POSTERN_URL: ready.url, ...(token && { POSTERN_TOKEN: token }) },
    });
    const [exit] = (await once(inbox, 'exit')) as [number | null];
    code = exit ?? 0;
  } else if (ready.kind === 'failed' && !isToldToStop) {
    tell(`postern: ${ready.message}`);
    return 1;
  }
  if (hasDied && !isToldToStop) {
    // Said only now: while the inbox had the screen, nobody could have read it.
    tell(`The desk has stopped by itself. Its log says why: ${logFile}`);
    await endSlackEmulator(config);
    return 1;
  }
  await stopChild(server);
  tell('The desk has stopped. Start it again with: npm start');
  return code;
}

function firstMessage(server: ChildProcess, logFile: string): Promise<ServerMessage> {
  return new Promise((resolve) => {
    server.once('message', (message) => resolve(message as ServerMessage));
    server.once('exit', (code) =>
      resolve({
        kind: 'failed',
        message: `The desk ended before it was ready (exit code ${code}). Its log says why: ${logFile}`,
      }),
    );
  });
}

async function signIn(url: string, launchToken: string): Promise<string> {
  const desk = httpClient({ url, token: null, source: 'TUI' });
  return (await desk.auth.redeemLaunchToken.mutate({ token: launchToken })).token;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const hurry = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await ended;
  clearTimeout(hurry);
}

const serverEntry = join(import.meta.dirname, '..', 'dist', 'server.js');
const inboxEntry = join(import.meta.dirname, '..', '..', 'tui', 'bin', 'postern.mjs');

nameSourcesInStacks();
try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof StartError || error instanceof ConfigError || error instanceof HostError))
    throw error;
  tell(`postern: ${error.message}`);
  process.exitCode = 1;
}
