/** `npm start` as a newcomer types it: in a terminal it opens the inbox, without one it serves, and it ends as told. */
import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { openTerminal, type TestTerminal } from '../../tui/testing/terminal.ts';
import { freePortPair, processesGiven, untilReady } from '../src/testing/processes.ts';
import { copySampleData } from './sample-template.ts';
import { cleanEnv, root } from './server-process.ts';
import { slackControl } from './slack-control.ts';
import { systemPath } from './system-node.ts';
import { until } from './until.ts';

const scratch = mkdtempSync(join(tmpdir(), 'postern e2e-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let count = 0;
let data: string;
let port: number;
let url: string;
let env: Record<string, string>;
beforeEach(async () => {
  count += 1;
  data = join(scratch, `data ${count}`);
  port = await freePortPair();
  url = `http://127.0.0.1:${port}`;
  await copySampleData(data);
  env = cleanEnv({
    PATH: systemPath(),
    HOME: join(scratch, 'home'),
    POSTERN_DATA: data,
    PORT: String(port),
    npm_config_update_notifier: 'false',
  });
});
afterEach(async () => {
  // Whatever way a journey ended, it must have ended everything.
  await until(() => processesGiven(data).length === 0, { withinMs: 15_000 }).catch(() =>
    expect(processesGiven(data)).toEqual([]),
  );
});

async function npmStart(): Promise<TestTerminal> {
  const terminal = openTerminal({ command: 'npm', args: ['start'], cwd: root, env, columns: 110, rows: 36 });
  await terminal.waitFor('● live', 60_000);
  await terminal.waitFor('#1042 Cannot sign in to the portal');
  return terminal;
}

test('in a terminal it opens the inbox as Ada; q ends the inbox, the desk and its Slack, and says so', async () => {
  await using terminal = await npmStart();
  expect(terminal.text()).toContain('Ada Okafor');
  expect(terminal.modes().alternateScreen).toBe(true);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  await slackControl(`http://127.0.0.1:${port + 1}`).connected();

  terminal.press('q');
  expect(await terminal.exited).toEqual({ code: 0, signal: 0 });
  expect(terminal.modes().alternateScreen).toBe(false);
  expect(terminal.text()).toContain('The desk has stopped. Start it again with: npm start');
  const log = join(data, 'logs', 'desk.log');
  expect(statSync(log).mode & 0o077).toBe(0);
  expect(readFileSync(log, 'utf8')).toContain(`ready ${url}`);
  // Neither the token that signed Ada in nor the log's lines are ever on the screen.
  expect(terminal.written).not.toMatch(/"level":|pst_|xoxb-/);
});

test('started again it is Ada again, and Ctrl+C twice quits like q', async () => {
  for (let time = 1; time <= 2; time += 1) {
    await using terminal = await npmStart();
    terminal.press('ctrl+c', 'ctrl+c');
    expect((await terminal.exited).code).toBe(0);
    expect(terminal.text()).toContain('The desk has stopped.');
  }
});

test.each([['SIGTERM'], ['SIGHUP'], ['SIGKILL']])('%s to npm ends everything', async (signal) => {
  await using terminal = await npmStart();
  terminal.kill(signal);
  await terminal.exited;
});

test('Ctrl+C while the desk is starting stops it, without a word about failure', async () => {
  await using terminal = openTerminal({ command: 'npm', args: ['start'], cwd: root, env });
  await terminal.waitFor('Starting the desk …');
  terminal.press('ctrl+c');
  await terminal.exited;
  expect(terminal.text()).not.toMatch(/postern:|failed|before it was ready/);
});

test('when the desk is killed under the inbox, that is said, with the place of its log', async () => {
  await using terminal = await npmStart();
  const server = processesGiven(data).find((line) => line.includes('server.js serve'));
  process.kill(Number.parseInt(server ?? '', 10), 'SIGKILL');
  expect((await terminal.exited).code).toBe(1);
  expect(terminal.modes().alternateScreen).toBe(false);
  const words = terminal.text().replaceAll('\n', '');
  expect(words).toContain(
    `The desk has stopped by itself. Its log says why: ${join(data, 'logs', 'desk.log')}`,
  );
});

test('a start that cannot succeed is said in the terminal, and no inbox opens', async () => {
  await using first = await npmStart();
  await using second = openTerminal({
    command: 'npm',
    args: ['start'],
    cwd: root,
    env,
    columns: 200,
    rows: 36,
  });
  expect((await second.exited).code).toBe(1);
  expect(second.text()).toContain(`postern: Another desk is running on ${data}. Stop it first`);
  await first.settled();
  first.press('q');
  expect((await first.exited).code).toBe(0);
});

test.each([
  ['piped', ['start']],
  ['with --headless', ['start', '--', '--headless']],
])('%s it serves, prints one line when it answers, and SIGTERM ends it', async (_how, args) => {
  const child = spawn('npm', args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  expect(await untilReady(child)).toBe(url);
  expect((await fetch(`${url}/support/sign-in`)).status).toBe(200);
  expect(stdout.split('\n').filter((line) => line.startsWith('ready'))).toEqual([`ready ${url}`]);
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

/** `npm start` with arguments that start no desk. */
function npmStartWith(...args: string[]): SpawnSyncReturns<string> {
  return spawnSync('npm', ['start', '--silent', '--', ...args], { cwd: root, env, encoding: 'utf8' });
}

test('an option that does not exist is named, with the nearest that does, and starts nothing', () => {
  for (const [typed, hint] of [
    ['--nope', 'See: npm start -- --help'],
    ['--hedless', 'Did you mean: npm start -- --headless'],
    ['headless', 'Did you mean: npm start -- --headless'],
  ] as const) {
    const { status, stdout, stderr } = npmStartWith(typed);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toBe(`error: npm start has no option "${typed}".\n  ${hint}\n`);
  }
});

test('--help says what there is, and starts nothing', () => {
  const { status, stdout, stderr } = npmStartWith('--help');
  expect([status, stderr]).toEqual([0, '']);
  for (const option of ['--headless', '--watch', '--help']) expect(stdout).toContain(option);
});
