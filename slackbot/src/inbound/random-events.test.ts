/**
 * Whatever Slack tells, in whatever order and shape, no customer reads a byte more or less: only a dialog or a held reply
 * sends. The bot's own handlers on a real desk, with a workspace that answers every call.
 */
import { localClient } from '@postern/core';
import { createWorld } from '@postern/core/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { SlackWorkspace } from '../slack-workspace.ts';
import { contentKeyOf } from './content-key.ts';
import { handleEvent } from './events.ts';
import { homeKeeper } from './home.ts';
import { fileReading } from './slack-files.ts';
import { slackPeople } from './slack-people.ts';
import { noteKeeper } from './thread-message.ts';

const canary = 'CANARY-their-firewall';
const teamId = 'T0POSTERN';
const bot = 'U0POSTERN';
const card = '1762162200.000100';
const people = ['U0ADA', 'U0GUEST', 'U0BOT', bot];

const anyTs = fc.constantFrom(card, '1762162201.000100', '1762162202.000100', '1762162203.000100');
const anyText = fc.constantFrom(
  canary,
  `<@${bot}> reply: ${canary}`,
  `<@${bot}> reply:${canary}`,
  `reply: ${canary}`,
  `<@${bot}> ${canary}`,
  '',
);
const anySubtype = fc.constantFrom(
  undefined,
  'thread_broadcast',
  'file_share',
  'bot_message',
  'me_message',
  'channel_join',
  'channel_archive',
  'something_new',
);

const anyMessage = fc.record(
  {
    type: fc.constantFrom('message', 'app_mention'),
    channel: fc.constantFrom('C0SUPPORT', 'C0RANDOM', 'D0ADA'),
    ts: anyTs,
    thread_ts: anyTs,
    user: fc.constantFrom(...people),
    text: anyText,
    subtype: anySubtype,
    bot_id: fc.constantFrom(undefined, 'B0POSTERN', 'B0OTHER'),
    parent_user_id: fc.constantFrom(bot, 'U0ADA'),
    blocks: fc.constantFrom(
      undefined,
      [],
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: canary }] }],
        },
      ],
      'none',
    ),
    files: fc.constantFrom(undefined, [{ name: `${canary}.txt` }], [null]),
    metadata: fc.constantFrom(undefined, { event_type: 'postern_delivery', event_payload: { d: 'out_1' } }),
  },
  { requiredKeys: ['type'] },
);

const anyChange = fc.record({
  type: fc.constant('message'),
  subtype: fc.constantFrom('message_changed', 'message_deleted'),
  channel: fc.constant('C0SUPPORT'),
  message: fc
    .tuple(anyMessage, anyTs)
    .map(([message, ts]) => ({ ...message, edited: { user: 'U0ADA', ts } })),
  previous_message: anyMessage,
  deleted_ts: anyTs,
});

const anythingElse = fc.record({
  type: fc.constantFrom(
    'reaction_added',
    'channel_shared',
    'channel_left',
    'channel_id_changed',
    'user_change',
    'link_shared',
    'app_home_opened',
    'message',
    'team_join',
  ),
  channel: fc.constantFrom('C0SUPPORT', { id: 'C0SUPPORT', name: 'support' }, null, 7),
  user: fc.constantFrom('U0ADA', { id: 'U0GUEST', is_restricted: true }, undefined),
  old_channel_id: fc.constantFrom('C0NOWHERE', undefined),
  new_channel_id: fc.constantFrom('C0NEW', undefined),
  text: anyText,
});

const anyEvent = fc.oneof(anyMessage, anyMessage, anyChange, anythingElse);

/** Every method of the Web API answers that it was done. */
function answeringWorkspace(): SlackWorkspace {
  const user = (id: string) => ({
    id,
    name: id.toLowerCase(),
    team_id: teamId,
    real_name: id,
    is_bot: id === 'U0BOT',
    is_restricted: id === 'U0GUEST',
    profile: { email: id === 'U0ADA' ? 'ada@postern.example' : undefined, real_name: id },
  });
  const method = (path: string[]): unknown =>
    new Proxy(() => {}, {
      get: (_, name) => method([...path, String(name)]),
      apply: async (_, __, [given]) =>
        path.join('.') === 'users.info' ? { ok: true, user: user(given.user) } : { ok: true },
    });
  return {
    web: method([]),
    rooms: {
      channelOf: async () => 'C0SUPPORT',
      requireSafe: async () => {},
      isSafe: async () => true,
      forget: () => {},
      forgetPerson: () => {},
    },
    access: { look: async () => {} },
    teamId: async () => teamId,
  } as unknown as SlackWorkspace;
}

const runs = process.env.POSTERN_NIGHTLY ? 100_000 : 2_000;

test(`${runs} random sequences of events leave what customers read byte by byte as it was`, {
  timeout: 600_000 * (runs / 2_000),
}, async () => {
  const slack = {
    botToken: 'xoxb-1',
    appToken: 'xapp-1',
    signingSecret: null,
    apiUrl: null,
    channel: '#support',
  };
  await using world = await createWorld({ config: { slack } });
  await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example' });
  const customer = await world.as(maria);
  const { number } = await customer.portal.fileTicket.mutate({
    subject: 'Cannot sign in',
    body: 'The page stays empty.',
    requestId: 'request-of-test',
  });
  const client = localClient(world.core, { kind: 'slack' }, 'SLACK');
  const { id: ticketId } = await world.core.db.read.ticket.findUniqueOrThrow({ where: { number } });
  await world.inTransaction(async (work) => {
    const { id: roomId } = await work.tx.slackRoom.findFirstOrThrow({});
    await work.tx.slackLink.create({
      data: { id: 'slk_1', ticketId, teamId, channelId: 'C0SUPPORT', threadTs: card, lastTs: card, roomId },
    });
    await work.tx.slackPerson.create({
      data: { teamId, userId: 'U0ADA', agentId: (await work.tx.agent.findFirstOrThrow({})).id },
    });
  });
  const shown = async () =>
    JSON.stringify([
      await customer.portal.ticket.query({ ticket: number }),
      await customer.portal.tickets.query({}),
    ]);
  const log = { debug() {}, info() {}, warn() {}, error() {} } as never;
  const workspace = answeringWorkspace();
  const known = slackPeople({ workspace, client, log });
  const parts = {
    client,
    workspace,
    people: known,
    keep: noteKeeper({ client, people: known, files: fileReading(workspace, slack), log }),
    publicUrl: 'http://127.0.0.1:4000',
    home: homeKeeper({
      client,
      workspace,
      people: known,
      publicUrl: 'http://127.0.0.1:4000',
      log,
    }),
    log,
  };
  const before = await shown();
  let eventId = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { minLength: 1, maxLength: 3 }), async (events) => {
      for (const event of events) {
        eventId += 1;
        const taken = {
          eventId: `Ev${eventId}`,
          contentKey: contentKeyOf(`${teamId}${eventId}`, event),
          teamId,
          type: event.type,
          body: { event, botUserId: bot, isShared: false },
        };
        await client.slack.takeEvent.mutate(taken);
      }
      for (const taken of await client.slack.dueEvents.mutate({ limit: 100 })) {
        const failure = await handleEvent(parts, { ...taken, attempt: 4 }).then(
          () => null,
          (error: Error) => error.message,
        );
        await client.slack.settleEvents.mutate({ outcomes: [{ seq: taken.seq, failure }] });
      }
      expect(await shown()).toBe(before);
    }),
    { numRuns: runs },
  );
  const kept = await world.core.db.read.note.count();
  expect(kept).toBeGreaterThan(0);
  expect(await world.core.db.read.heldReply.count()).toBe(0);
  expect((await world.outbox()).filter(({ kind }) => kind === 'EMAIL')).toEqual([]);
});
