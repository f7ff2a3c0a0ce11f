/** Faults on request: what the client sees, and what was accepted all the same. */
import { expect, test } from 'vitest';
import { sampleTokens } from './index.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { eventually, fullManifest, startStand } from './testing/stand.ts';

const room = 'C0SUPPORT';

test('an HTTP 500 and a reset before acceptance leave no message', async () => {
  await using stand = await startStand();
  const post = () => stand.web.chat.postMessage({ channel: room, text: 'x' });
  stand.emulator.planFault({ method: 'chat.postMessage', kind: 'http500' });
  stand.emulator.planFault({ method: 'chat.postMessage', kind: 'resetBeforeAccept' });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_http_error', statusCode: 500 });
  await expect(post()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  expect(stand.messages()).toEqual([]);
  await post();
  expect(stand.messages()).toHaveLength(1);
});

test('a reset after acceptance leaves the message, and its metadata proves it', async () => {
  await using stand = await startStand();
  stand.emulator.planFault({ method: 'chat.postMessage', kind: 'resetAfterAccept' });
  const metadata = { event_type: 'postern_delivery', event_payload: { d: '01J' } };
  await expect(stand.web.chat.postMessage({ channel: room, text: 'x', metadata })).rejects.toMatchObject({
    code: 'slack_webapi_request_error',
  });
  const { messages } = await stand.web.conversations.history({ channel: room, include_all_metadata: true });
  expect(messages).toMatchObject([{ metadata }]);
});

test('a 429 names the seconds to wait', async () => {
  await using stand = await startStand();
  stand.emulator.planFault({ method: 'chat.postMessage', kind: 'rateLimited', retryAfter: 7 });
  await expect(stand.web.chat.postMessage({ channel: room, text: 'x' })).rejects.toMatchObject({
    retryAfter: 7,
  });
});

test('a slow call is answered late, and only then posted', async () => {
  const clock = createManualClock();
  await using stand = await startStand({ clock });
  stand.emulator.planFault({ method: 'chat.postMessage', kind: 'slow', ms: 5_000 });
  const posting = stand.web.chat.postMessage({ channel: room, text: 'x' });
  await eventually(() => expect(stand.state().faults).toEqual([]));
  await stand.web.auth.test();
  expect(stand.messages()).toEqual([]);
  clock.advance(5_000);
  expect((await posting).ok).toBe(true);
});

test('with a slow answer the message is there before the app hears of it', async () => {
  const clock = createManualClock();
  await using stand = await startStand({ clock });
  stand.emulator.planFault({ method: 'chat.postMessage', kind: 'slowAfterAccept', ms: 5_000 });
  let isAnswered = false;
  const posting = stand.web.chat.postMessage({ channel: room, text: 'x' }).finally(() => {
    isAnswered = true;
  });
  await eventually(() => expect(stand.messages()).toHaveLength(1));
  await stand.web.auth.test();
  expect(isAnswered).toBe(false);
  clock.advance(5_000);
  expect((await posting).ok).toBe(true);
});

test('a fault hits the planned number of calls of its method, after those it lets pass', async () => {
  await using stand = await startStand();
  stand.emulator.planFault({ method: 'chat.postMessage', kind: 'http500', skip: 1, times: 2 });
  const outcomes: string[] = [];
  for (let attempt = 0; attempt < 4; attempt += 1) {
    await stand.web.auth.test();
    const posting = stand.web.chat.postMessage({ channel: room, text: 'x' });
    outcomes.push(
      await posting.then(
        () => 'posted',
        () => 'failed',
      ),
    );
  }
  expect(outcomes).toEqual(['posted', 'failed', 'failed', 'posted']);
});

test('while Slack is down calls fail and connections are cut; afterwards everything said meanwhile arrives', async () => {
  await using stand = await startStand();
  const heard: unknown[] = [];
  await stand.startApp((app) => {
    app.message(async ({ message }) => {
      heard.push((message as { text?: string }).text);
    });
  });
  stand.emulator.setDown(true);
  await expect(stand.web.auth.test()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
  await eventually(() => expect(stand.state().connections).toBe(0));
  await stand.emulator.act({ kind: 'message', as: 'ada', channel: 'support', text: 'still talking' });
  stand.emulator.setDown(false);
  await eventually(() => expect(heard).toEqual(['still talking']));
});

test('a late accept applies the call after its connection was reset', async () => {
  const clock = createManualClock();
  await using stand = await startStand({ clock });
  stand.emulator.planFault({ method: 'chat.postMessage', kind: 'lateAccept', ms: 150 });
  await expect(stand.web.chat.postMessage({ channel: room, text: 'x' })).rejects.toThrow();
  expect(stand.messages()).toEqual([]);
  clock.advance(150);
  await eventually(() => expect(stand.messages()).toHaveLength(1));
});

test.each([
  ['html', 'text/html', '<h1>Slack is being updated</h1>'],
  ['wrongJson', 'application/json', '{"ok":tr'],
  ['refused', 'application/json; charset=utf-8', '{"ok":false,"error":"internal_error"}'],
] as const)('%s is answered with status 200, and nothing is posted', async (kind, type, body) => {
  await using stand = await startStand();
  stand.emulator.planFault({ method: 'chat.postMessage', kind });
  const answer = await stand.call('chat.postMessage', {
    headers: { authorization: `Bearer ${sampleTokens.bot}` },
    body: new URLSearchParams({ channel: room, text: 'x' }),
  });
  expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([200, type, body]);
  expect(stand.messages()).toEqual([]);
});

test('an event can come twice under one id, and one after another that followed it', async () => {
  const clock = createManualClock();
  await using stand = await startStand({ clock });
  const heard: string[] = [];
  await stand.startApp((app) => {
    app.message(async ({ message, body }) => {
      heard.push(`${(message as { text: string }).text} ${body.event_id}`);
    });
  });
  const ada = stand.emulator.as('ada');
  stand.emulator.planFault({ method: 'message', kind: 'eventLate', ms: 500 });
  stand.emulator.planFault({ method: 'message', kind: 'eventTwice' });
  await ada.say(room, 'first');
  await ada.say(room, 'second');
  await eventually(() => expect(heard).toHaveLength(2));
  clock.advance(500);
  await eventually(() => expect(heard).toHaveLength(3));
  expect(heard.map((one) => one.split(' ')[0])).toEqual(['second', 'second', 'first']);
  expect(heard[0]).toBe(heard[1]);
});

test('the bytes of a file can be lost on their way, in both directions', async () => {
  await using stand = await startStand({ manifestFile: fullManifest });
  const upload = (file: string) =>
    stand.web.filesUploadV2({ channel_id: room, filename: 'a.txt', file: Buffer.from(file) });
  stand.emulator.planFault({ method: 'upload', kind: 'http500' });
  await expect(upload('lost')).rejects.toThrow();
  expect(stand.messages()).toEqual([]);
  await upload('kept');
  const { files } = stand.messages()[0] as unknown as { files: { url_private: string }[] };
  const headers = { authorization: `Bearer ${sampleTokens.bot}` };
  stand.emulator.planFault({ method: 'download', kind: 'resetBeforeAccept' });
  await expect(fetch(files[0]!.url_private, { headers })).rejects.toThrow();
  expect(await (await fetch(files[0]!.url_private, { headers })).text()).toBe('kept');
});
