/** Socket Mode: events reach the real Bolt App, are repeated until acknowledged, and none is lost while it is away. */
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { channel, sampleSeed, sampleTokens } from './index.ts';
import { createManualClock } from './testing/manual-clock.ts';
import { eventually, type Stand, startStand } from './testing/stand.ts';
import type { Json } from './types.ts';

const room = 'C0SUPPORT';

/** A bare connection that acknowledges nothing by itself. */
async function openSocket(stand: Stand) {
  const { url } = await stand.clientFor(sampleTokens.app).apps.connections.open({});
  const socket = new WebSocket(url!);
  // biome-ignore lint/suspicious/noExplicitAny: envelopes of many kinds
  const received: any[] = [];
  socket.on('message', (data) => received.push(JSON.parse(data.toString())));
  await eventually(() => expect(received[0]).toMatchObject({ type: 'hello' }));
  return {
    socket,
    received,
    events: () => received.filter((one) => one.type === 'events_api'),
    ack: (envelope: { envelope_id: string }) =>
      socket.send(JSON.stringify({ envelope_id: envelope.envelope_id })),
  };
}

async function startListening(stand: Stand) {
  const events: Json[] = [];
  const app = await stand.startApp((one) => {
    one.event(/.*/, async ({ event }) => {
      events.push(event as unknown as Json);
    });
  });
  return { app, events };
}

test('a thread message reaches the app with its thread, escaped, and as rich text', async () => {
  await using stand = await startStand();
  const { events } = await startListening(stand);
  const { ts } = await stand.web.chat.postMessage({ channel: room, text: 'card' });
  await stand.emulator.act({
    kind: 'message',
    as: 'bo',
    channel: 'support',
    threadTs: ts!,
    text: 'see @ada & <b>',
  });
  await eventually(() => expect(events).toHaveLength(2));
  const typed = events.find((event) => event.user === 'U0BOLINDQV');
  expect(typed).toMatchObject({
    type: 'message',
    channel: room,
    channel_type: 'channel',
    thread_ts: ts,
    parent_user_id: 'U0POSTERN',
    text: 'see <@U0ADAOKAFOR> &amp; &lt;b&gt;',
    blocks: [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'see ' },
              { type: 'user', user_id: 'U0ADAOKAFOR' },
              { type: 'text', text: ' & <b>' },
            ],
          },
        ],
      },
    ],
  });
  expect(typed).not.toHaveProperty('subtype');
});

test("the bot's own message comes back with its bot id and metadata", async () => {
  await using stand = await startStand();
  const { events } = await startListening(stand);
  const metadata = { event_type: 'postern_delivery', event_payload: { d: '01J' } };
  await stand.web.chat.postMessage({ channel: room, text: 'card', metadata });
  await eventually(() =>
    expect(events).toMatchObject([{ bot_id: 'B0POSTERN', user: 'U0POSTERN', metadata }]),
  );
});

test('edits and deletes arrive as message_changed and message_deleted', async () => {
  await using stand = await startStand();
  const { events } = await startListening(stand);
  const said = await stand.emulator.act({ kind: 'message', as: 'ada', channel: 'support', text: 'one' });
  const target = { as: 'ada', channel: 'support', ts: said.ts };
  await stand.emulator.act({ kind: 'edit', ...target, text: 'two' });
  await stand.emulator.act({ kind: 'delete', ...target });
  await eventually(() => expect(events).toHaveLength(3));
  expect(events.slice(1)).toMatchObject([
    {
      subtype: 'message_changed',
      hidden: true,
      message: { ts: said.ts, text: 'two', edited: { user: 'U0ADAOKAFOR' } },
      previous_message: { text: 'one' },
    },
    { subtype: 'message_deleted', deleted_ts: said.ts, previous_message: { text: 'two' } },
  ]);
});

test('a deleted root with replies arrives as a change into a tombstone', async () => {
  await using stand = await startStand();
  const { events } = await startListening(stand);
  const { ts } = await stand.web.chat.postMessage({ channel: room, text: 'card' });
  await stand.emulator.act({ kind: 'message', as: 'ada', channel: 'support', threadTs: ts!, text: 'note' });
  await stand.web.chat.delete({ channel: room, ts: ts! });
  await eventually(() =>
    expect(events.at(-1)).toMatchObject({
      subtype: 'message_changed',
      message: { subtype: 'tombstone', ts },
      previous_message: { text: 'card' },
    }),
  );
});

test('rooms without the bot stay silent; invitation, removal, archiving and sharing are announced', async () => {
  await using stand = await startStand();
  const { events } = await startListening(stand);
  const { act } = stand.emulator;
  await act({ kind: 'message', as: 'ada', channel: 'random', text: 'not for bots' });
  await act({ kind: 'invite', as: 'ada', channel: 'random', person: 'postern' });
  await act({ kind: 'share', channel: 'random' });
  await act({ kind: 'remove', as: 'ada', channel: 'random', person: 'postern' });
  await act({ kind: 'archive', as: 'ada', channel: 'support' });
  await eventually(() => expect(events).toHaveLength(5));
  expect(events).toMatchObject([
    { type: 'message', subtype: 'channel_join', user: 'U0POSTERN', inviter: 'U0ADAOKAFOR' },
    { type: 'member_joined_channel', user: 'U0POSTERN', channel: 'C0RANDOM' },
    { type: 'channel_shared', channel: 'C0RANDOM' },
    { type: 'channel_left', channel: 'C0RANDOM', actor_id: 'U0ADAOKAFOR' },
    { type: 'message', subtype: 'channel_archive', channel: room },
  ]);
});

test('a private room speaks as message.groups', async () => {
  const seed = sampleSeed();
  seed.channels.push(
    channel({ id: 'C0TRIAGE', name: 'triage', isPrivate: true, members: ['U0ADAOKAFOR', 'U0POSTERN'] }),
  );
  await using stand = await startStand({ seed });
  const { events } = await startListening(stand);
  await stand.emulator.act({ kind: 'message', as: 'ada', channel: 'triage', text: 'psst' });
  await stand.emulator.act({ kind: 'remove', as: 'ada', channel: 'triage', person: 'postern' });
  await eventually(() =>
    expect(events).toMatchObject([{ channel_type: 'group', text: 'psst' }, { type: 'group_left' }]),
  );
});

test('events that happen while no connection is open arrive, in order, once there is one', async () => {
  await using stand = await startStand();
  for (const text of ['one', 'two', 'three']) {
    await stand.emulator.act({ kind: 'message', as: 'ada', channel: 'support', text });
  }
  expect(stand.state().pendingDeliveries).toHaveLength(3);
  const { events } = await startListening(stand);
  await eventually(() => expect(events.map((event) => event.text)).toEqual(['one', 'two', 'three']));
  await eventually(() => expect(stand.state().pendingDeliveries).toEqual([]));
});

test('an unacknowledged event is sent again after 3 s, 1 min and 5 min, then given up', async () => {
  const clock = createManualClock();
  await using stand = await startStand({ clock });
  const { events } = await openSocket(stand);
  await stand.emulator.act({ kind: 'message', as: 'ada', channel: 'support', text: 'hello' });
  const attempts = () => events().map((one) => [one.retry_attempt, one.retry_reason]);
  await eventually(() => expect(attempts()).toEqual([[0, '']]));
  clock.advance(2_999);
  expect(stand.emulator.journal({ kind: 'delivery' })).toHaveLength(1);
  clock.advance(1);
  await eventually(() => expect(attempts().at(-1)).toEqual([1, 'timeout']));
  clock.advance(3_000 + 60_000);
  await eventually(() => expect(attempts().at(-1)).toEqual([2, 'timeout']));
  clock.advance(3_000 + 300_000);
  await eventually(() => expect(attempts().at(-1)).toEqual([3, 'timeout']));
  clock.advance(3_000);
  expect(stand.emulator.journal({ kind: 'lost' })).toHaveLength(1);
  expect(stand.state().pendingDeliveries).toEqual([]);
  expect(new Set(events().map((one) => one.payload.event_id)).size).toBe(1);
});

test('an acknowledged event is not repeated', async () => {
  const clock = createManualClock();
  await using stand = await startStand({ clock });
  const { events, ack } = await openSocket(stand);
  await stand.emulator.act({ kind: 'message', as: 'ada', channel: 'support', text: 'hello' });
  await eventually(() => expect(events()).toHaveLength(1));
  ack(events()[0]);
  await eventually(() => expect(stand.state().pendingDeliveries).toEqual([]));
  clock.advance(600_000);
  expect(stand.emulator.journal({ kind: 'delivery' })).toHaveLength(1);
});

test('an event on a connection that breaks goes to another one', async () => {
  await using stand = await startStand();
  const first = await openSocket(stand);
  await stand.emulator.act({ kind: 'message', as: 'ada', channel: 'support', text: 'hello' });
  await eventually(() => expect(first.events()).toHaveLength(1));
  const second = await openSocket(stand);
  expect(second.received[0]).toMatchObject({ num_connections: 2 });
  first.socket.terminate();
  await eventually(() => expect(second.events()).toHaveLength(1));
  expect(second.events()[0].payload.event_id).toBe(first.events()[0].payload.event_id);
  second.socket.close();
});

test('an eleventh connection is turned away, and a ticket opens one connection only', async () => {
  await using stand = await startStand();
  const sockets = [];
  for (let opened = 0; opened < 10; opened += 1) sockets.push(await openSocket(stand));
  const { url } = await stand.clientFor(sampleTokens.app).apps.connections.open({});
  const eleventh = new WebSocket(url!);
  const told = new Promise((resolve) => eleventh.once('message', (data) => resolve(data.toString())));
  expect(JSON.parse(String(await told))).toMatchObject({ reason: 'too_many_websockets' });
  const again = new WebSocket(url!);
  const refused = new Promise<Error>((resolve) => again.once('error', resolve));
  expect((await refused).message).toContain('401');
});

test('after a refresh the app connects again and nothing said meanwhile is lost', async () => {
  await using stand = await startStand();
  const { events } = await startListening(stand);
  await stand.emulator.act({ kind: 'refreshSockets' });
  await eventually(() => expect(stand.state().connections).toBe(0));
  await stand.emulator.act({ kind: 'message', as: 'ada', channel: 'support', text: 'in the gap' });
  await eventually(() => expect(events).toMatchObject([{ text: 'in the gap' }]));
});
