/** HTTP mode: the real Bolt receiver checks the signatures; a plain server shows the retries. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { App } from '@slack/bolt';
import { expect, test } from 'vitest';
import { sampleSigningSecret, sampleTokens } from './index.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { eventually, fullManifest, replyDialog, silent, startStand } from './testing/stand.ts';
import type { Json } from './types.ts';

/** A server whose answers the test decides; it keeps what it was asked. */
async function startServer(answer: (response: ServerResponse, count: number) => void) {
  const asked: { headers: IncomingHttpHeaders; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    asked.push({ headers: request.headers, body });
    answer(response, asked.length);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const http = (eventsUrl: string) => ({ eventsUrl, signingSecret: sampleSigningSecret });

test('the real receiver takes events, clicks, commands and submissions, and its answers count', async () => {
  await using port = await startServer(() => {});
  const address = new URL(port.url);
  await port[Symbol.asyncDispose]();
  await using stand = await startStand({ manifestFile: fullManifest, http: http(address.href) });
  const app = new App({
    token: sampleTokens.bot,
    signingSecret: sampleSigningSecret,
    logger: silent,
    ignoreSelf: false,
    clientOptions: { slackApiUrl: stand.apiUrl, retryConfig: { retries: 0 } },
  });
  const heard: string[] = [];
  app.message(async ({ message }) => void heard.push((message as { text: string }).text));
  app.command('/postern', async ({ ack }) => ack('Nothing waits.'));
  app.shortcut('ticket_new', async ({ ack, client, shortcut }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: replyDialog() });
  });
  app.view('ticket.reply', async ({ ack }) =>
    ack({ response_action: 'errors', errors: { body: 'Longer, please.' } }),
  );
  await app.start({ port: Number(address.port), host: '127.0.0.1' });
  try {
    expect(await stand.emulator.verifyUrl()).toBe(true);
    const ada = stand.emulator.as('ada');
    await ada.say('#support', 'hello');
    await eventually(() => expect(heard).toEqual(['hello']));
    expect(await ada.slash('#support', '/postern')).toBe('acknowledged');
    expect(stand.state().ephemerals).toMatchObject([{ text: 'Nothing waits.' }]);
    await ada.shortcut('ticket_new');
    await eventually(() => expect(stand.state().views).toHaveLength(1));
    const answer = await ada.submit(stand.state().views[0].id, { body: 'x' });
    expect(answer).toMatchObject({ sent: true, view: { errors: { body: 'Longer, please.' } } });
    expect(stand.emulator.defects()).toEqual([]);
  } finally {
    await app.stop();
  }
});

test('an event that is not taken comes again at once, after a minute and after five, then is lost', async () => {
  const clock = createManualClock();
  await using server = await startServer((response) => response.writeHead(500).end());
  await using stand = await startStand({ clock, http: http(server.url) });
  await stand.emulator.as('ada').say('#support', 'hello');
  const planned = () =>
    stand.emulator.journal({ kind: 'delivery' }).filter(({ summary }) => summary.includes('again in'));
  for (const [index, seconds] of [0, 60, 300].entries()) {
    await eventually(() => expect(planned()[index]?.summary).toContain(`again in ${seconds} s`));
    clock.advance(seconds * 1000 - 1);
    expect(server.asked).toHaveLength(index + 1);
    clock.advance(1);
  }
  await eventually(() => expect(stand.emulator.journal({ kind: 'lost' })).toHaveLength(1));
  expect(server.asked.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
  expect(server.asked[1]!.headers['x-slack-retry-reason']).toBe('http_error');
  expect(new Set(server.asked.map(({ body }) => (JSON.parse(body) as Json).event_id)).size).toBe(1);
});

test('an app that asks for no retry gets none', async () => {
  const clock = createManualClock();
  await using server = await startServer((response) =>
    response.writeHead(500, { 'x-slack-no-retry': '1' }).end(),
  );
  await using stand = await startStand({ clock, http: http(server.url) });
  await stand.emulator.as('ada').say('#support', 'hello');
  await eventually(() => expect(stand.emulator.journal({ kind: 'lost' })).toHaveLength(1));
  clock.advance(600_000);
  expect(server.asked).toHaveLength(1);
});

test('no answer in three seconds is a timeout: told to the person for a command, sent again for an event', async () => {
  const clock = createManualClock();
  await using server = await startServer((response, count) => {
    if (count > 2) response.writeHead(200).end();
  });
  await using stand = await startStand({ clock, manifestFile: fullManifest, http: http(server.url) });
  const ada = stand.emulator.as('ada');
  await ada.say('#support', 'hello');
  const typing = ada.slash('#support', '/postern');
  await eventually(() => expect(server.asked).toHaveLength(2));
  clock.advance(3_000);
  expect(await typing).toBe('timedOut');
  expect(stand.state().ephemerals).toMatchObject([{ text: expect.stringContaining('operation_timeout') }]);
  await eventually(() => {
    clock.advance(0);
    expect(server.asked).toHaveLength(3);
  });
  expect(server.asked[2]!.headers).toMatchObject({
    'x-slack-retry-num': '1',
    'x-slack-retry-reason': 'http_timeout',
  });
  await eventually(() => expect(stand.state().pendingDeliveries).toEqual([]));
});
