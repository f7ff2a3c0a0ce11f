/** What survives: the emulator as a process of its own, killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { webApi } from '@slack/bolt';
import { afterEach, expect, test } from 'vitest';
import { createSlackEmulator, sampleTokens } from './index.ts';
import { silent, startStand } from './testing/stand.ts';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const newFile = () => join(mkdtempSync(join(tmpdir(), 'slack-emulator-')), 'slack.json');

/** Runs main.ts as its own process and waits for its one line. */
async function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, SLACK_EMULATOR_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let errors = '';
  child.stderr.on('data', (data) => {
    errors += data;
  });
  const exited = once(child, 'exit') as Promise<[number | null, string | null]>;
  const line = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([text]) => String(text)),
    exited.then(() => ''),
  ]);
  const url = /^ready (http:\/\/127\.0\.0\.1:\d+)$/.exec(line)?.[1] ?? '';
  const web = new webApi.WebClient(env.SLACK_EMULATOR_BOT_TOKEN ?? sampleTokens.bot, {
    slackApiUrl: `${url}/api/`,
    logger: silent,
    retryConfig: { retries: 0 },
  });
  return { child, url, web, exited, errors: () => errors };
}

const post = (web: webApi.WebClient, text: string) => web.chat.postMessage({ channel: 'C0SUPPORT', text });

async function texts(web: webApi.WebClient): Promise<unknown[]> {
  const { messages } = await web.conversations.history({ channel: 'C0SUPPORT', limit: 999 });
  return (messages ?? []).map((message) => message.text).reverse();
}

test('kill -9 in the middle of traffic loses no message that was acknowledged', async () => {
  const file = newFile();
  const acknowledged: string[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { child, web, exited } = await run({ SLACK_EMULATOR_SNAPSHOT: file });
    let answers = 0;
    const sending = Array.from({ length: 40 }, async (_, sent) => {
      const text = `round ${round}, message ${sent}`;
      await post(web, text);
      acknowledged.push(text);
      answers += 1;
      if (answers === 10 + round) child.kill('SIGKILL');
    });
    await Promise.allSettled(sending);
    await exited;
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(33);
  const { web } = await run({ SLACK_EMULATOR_SNAPSHOT: file });
  const kept = await texts(web);
  expect(kept).toEqual(expect.arrayContaining(acknowledged));
  expect(new Set(kept).size).toBe(kept.length);
}, 60_000);

test('an event nobody took before the kill is delivered after the restart', async () => {
  const file = newFile();
  const { child, url, exited } = await run({ SLACK_EMULATOR_SNAPSHOT: file });
  const act = { kind: 'message', as: 'ada', channel: 'support', text: 'before the kill' };
  const answer = await fetch(`${url}/_/act`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(act),
  });
  expect(answer.status).toBe(200);
  child.kill('SIGKILL');
  await exited;

  await using stand = await startStand({ snapshotFile: file });
  const heard = new Promise<unknown>((resolve) => {
    stand.startApp((app) => {
      app.message(async ({ message }) => resolve((message as { text?: string }).text));
    });
  });
  expect(await heard).toBe('before the kill');
});

test('SIGTERM ends it cleanly with a whole snapshot, readable by its owner only', async () => {
  const file = newFile();
  const first = await run({ SLACK_EMULATOR_SNAPSHOT: file });
  await post(first.web, 'kept');
  first.child.kill('SIGTERM');
  expect(await first.exited).toEqual([0, null]);
  expect(readFileSync(file, 'utf8')).toContain('"kept"');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const { web } = await run({ SLACK_EMULATOR_SNAPSHOT: file });
  expect(await texts(web)).toEqual(['kept']);
});

test('tokens come from the environment', async () => {
  const { web, url } = await run({
    SLACK_EMULATOR_BOT_TOKEN: 'xoxb-mine',
    SLACK_EMULATOR_APP_TOKEN: 'xapp-mine',
  });
  expect((await web.auth.test()).ok).toBe(true);
  const foreign = await fetch(`${url}/api/auth.test`, {
    headers: { authorization: `Bearer ${sampleTokens.bot}` },
  });
  expect(await foreign.json()).toEqual({ ok: false, error: 'invalid_auth' });
});

test('a taken port is named, and the snapshot stays untouched', async () => {
  await using stand = await startStand();
  const file = newFile();
  const port = new URL(stand.url).port;
  const second = await run({ SLACK_EMULATOR_PORT: port, SLACK_EMULATOR_SNAPSHOT: file });
  expect(await second.exited).toEqual([1, null]);
  expect(second.errors()).toContain(`Port ${port} is in use.`);
  expect(existsSync(file)).toBe(false);
});

test('a damaged snapshot is refused with a sentence that names it, and is left as it is', () => {
  const file = newFile();
  writeFileSync(file, '{"format":1,"changes":[');
  expect(() => createSlackEmulator({ snapshotFile: file })).toThrow(`${file} cannot be read`);
  expect(readFileSync(file, 'utf8')).toBe('{"format":1,"changes":[');
});

test('a line torn by a kill is dropped, and a log of an older snapshot is not replayed', async () => {
  const file = newFile();
  {
    await using stand = await startStand({ snapshotFile: file });
    await stand.web.chat.postMessage({ channel: 'C0SUPPORT', text: 'whole' });
  }
  const { generation } = JSON.parse(readFileSync(file, 'utf8'));
  appendFileSync(`${file}.log`, '["messages","C0SUPPORT/9","{\\"te');
  {
    await using stand = await startStand({ snapshotFile: file });
    expect(stand.messages()).toMatchObject([{ text: 'whole' }]);
  }
  const stale = ['messages', 'x', { channel: 'C0SUPPORT', ts: '9.000001', text: 'stale', notifies: [] }];
  writeFileSync(`${file}.log`, `${JSON.stringify({ generation })}\n${JSON.stringify(stale)}\n`);
  await using stand = await startStand({ snapshotFile: file });
  expect(stand.messages()).toMatchObject([{ text: 'whole' }]);
});
