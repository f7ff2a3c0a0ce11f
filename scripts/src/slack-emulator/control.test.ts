/** The control API and its guard: only the page itself, an allowed origin or a program may act. */
import { mkdtempSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { movableClock } from './clock.ts';
import { pagePolicy } from './page-files.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { type Stand, startStand } from './testing/stand.ts';

const said = { kind: 'message', as: 'ada@postern.example', channel: '#support', text: 'hello' };

function post(stand: Stand, path: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${stand.url}/_/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

// biome-ignore lint/suspicious/noExplicitAny: assertions reach into it
async function get(stand: Stand, path: string): Promise<any> {
  return (await fetch(`${stand.url}/_/${path}`)).json();
}

/** A request with a host name of our choice, which fetch does not allow. */
function statusWithHost(stand: Stand, path: string, host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${stand.url}${path}`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
}

test('people are named by id, handle or address, and an act shows in the state', async () => {
  await using stand = await startStand();
  const answer = await post(stand, 'act', said);
  expect(await answer.json()).toMatchObject({ ok: true, ts: expect.any(String) });
  const state = await get(stand, 'state');
  expect(state.messages).toMatchObject([{ user: 'U0ADAOKAFOR', text: 'hello' }]);
});

test.each([
  ['https://evil.example', 403],
  ['null', 403],
  ['http://127.0.0.1:4000', 200],
])('a POST from origin %s is answered %i', async (origin, status) => {
  await using stand = await startStand({ allowedOrigins: ['http://127.0.0.1:4000'] });
  expect((await post(stand, 'act', said, { origin })).status).toBe(status);
  expect(stand.messages()).toHaveLength(status === 200 ? 1 : 0);
});

test('health names the snapshot and the process, so that a desk recognises, and can end, the emulator of its own data', async () => {
  const snapshotFile = join(mkdtempSync(join(tmpdir(), 'slack-emulator-')), 'slack.json');
  await using stand = await startStand({ snapshotFile });
  expect(await get(stand, 'health')).toEqual({ status: 'ok', snapshot: snapshotFile, pid: process.pid });
});

test('its own page may act, and a program without an origin', async () => {
  await using stand = await startStand();
  expect((await post(stand, 'act', said, { origin: stand.url })).status).toBe(200);
  expect((await post(stand, 'faults', { down: true })).status).toBe(200);
});

test('a foreign host name pointed at this machine reads nothing', async () => {
  await using stand = await startStand({ allowedOrigins: ['http://desk.local:4000'] });
  const port = new URL(stand.url).port;
  expect(await statusWithHost(stand, '/_/state', `evil.example:${port}`)).toBe(403);
  expect(await statusWithHost(stand, '/', `evil.example:${port}`)).toBe(403);
  expect(await statusWithHost(stand, '/_/state', 'desk.local:4000')).toBe(200);
  expect(await statusWithHost(stand, '/_/state', `localhost:${port}`)).toBe(200);
});

test('a form post is refused, since other pages can send one unasked', async () => {
  await using stand = await startStand();
  const answer = await post(stand, 'act', said, { 'content-type': 'text/plain' });
  expect(answer.status).toBe(400);
  expect(stand.messages()).toEqual([]);
});

test.each([
  [{ ...said, as: 'nobody' }, 'There is no person "nobody".'],
  [{ ...said, channel: 'nowhere' }, 'There is no channel "nowhere".'],
  [{ ...said, as: 'guest' }, 'Visiting guest is not in #support.'],
  [{ ...said, text: ' ' }, 'There is nothing to send.'],
  [{ ...said, threadTs: '1.000001' }, 'That thread is gone.'],
  [{ kind: 'message' }, 'The act needs "as".'],
  [{ kind: 'constructor' }, 'Unknown act "constructor".'],
  [{ kind: 'edit', as: 'ada', channel: 'support', ts: '1.0', text: 'x' }, 'That message is gone.'],
  [{ kind: 'submit', as: 'ada', viewId: 'V0', values: {} }, 'That dialog is no longer open.'],
])('an act that makes no sense is refused with a sentence (%#)', async (act, sentence) => {
  await using stand = await startStand();
  const answer = await post(stand, 'act', act);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: expect.stringContaining(sentence) });
});

test('only the author changes a message', async () => {
  await using stand = await startStand();
  const { ts } = await stand.emulator.act(said);
  const change = { kind: 'edit', as: 'bo', channel: 'support', ts, text: 'changed' };
  await expect(stand.emulator.act(change)).rejects.toThrow('Only its author');
});

test('faults can be planned, listed and forgotten', async () => {
  await using stand = await startStand();
  await post(stand, 'faults', { method: 'chat.postMessage', kind: 'slow', ms: 10 });
  const listed = await get(stand, 'faults');
  expect(listed).toMatchObject({ isDown: false, planned: [{ kind: 'slow', times: 1, ms: 10 }] });
  await post(stand, 'faults', { clear: true });
  expect((await get(stand, 'faults')).planned).toEqual([]);
  expect((await post(stand, 'faults', { kind: 'explode' })).status).toBe(400);
});

test('the journal keeps calls with their answers and never a token', async () => {
  await using stand = await startStand();
  await stand.web
    .apiCall('chat.postMessage', { channel: 'C0SUPPORT', text: 'x', token: 'xoxb-wrong' })
    .catch(() => {});
  const { entries } = await get(stand, 'journal?kind=call');
  expect(entries).toMatchObject([{ kind: 'call', summary: 'chat.postMessage: invalid_auth' }]);
  expect(JSON.stringify(entries)).not.toContain('xoxb-');
});

test('a watcher is answered when something changes', async () => {
  await using stand = await startStand();
  const { version } = stand.state();
  const waiting = get(stand, `changes?since=${version}`);
  await stand.emulator.act(said);
  expect((await waiting).version).toBeGreaterThan(version);
});

test('the page and its parts come with a policy that runs nothing inline; nothing else is served', async () => {
  await using stand = await startStand();
  const page = await fetch(`${stand.url}/`);
  expect(page.headers.get('content-security-policy')).toBe(pagePolicy);
  const html = await page.text();
  expect(html).not.toMatch(/\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
  for (const [, part] of html.matchAll(/(?:src|href)="([^"]+)"/g)) {
    expect(part).not.toMatch(/^\/|:/);
    expect((await fetch(`${stand.url}/${part}`)).status).toBe(200);
  }
  for (const path of ['/main.ts', '/../main.ts', '/%2e%2e/main.ts', '/.log']) {
    expect((await fetch(`${stand.url}${path}`)).status).toBe(404);
  }
});

test('the time can be moved on, and messages written then carry it', async () => {
  await using stand = await startStand();
  const before = Date.parse((await (await post(stand, 'clock', { advanceMs: 0 })).json()).now);
  const after = Date.parse((await (await post(stand, 'clock', { advanceMs: 3_600_000 })).json()).now);
  expect(after - before).toBeGreaterThanOrEqual(3_600_000);
  const { ts } = await stand.emulator.act(said);
  expect(Number(ts) * 1000).toBeGreaterThanOrEqual(after);
  expect((await post(stand, 'clock', { advanceMs: -1 })).status).toBe(400);
});

test('a clock moved on runs what falls due in order, and later timers at their time', async () => {
  const base = createManualClock();
  const clock = movableClock(base);
  const ran: string[] = [];
  clock.after(2_000, () => ran.push('second'));
  clock.after(1_000, () => ran.push('first'));
  clock.after(5_000, () => ran.push('third'));
  clock.after(1_500, () => ran.push('never'))();
  clock.advance(2_500);
  expect(ran).toEqual(['first', 'second']);
  base.advance(2_499);
  expect(ran).toHaveLength(2);
  base.advance(1);
  expect(ran).toEqual(['first', 'second', 'third']);
});
