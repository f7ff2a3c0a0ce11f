/** Posts to Slack that fail for long: who hears of it, and what agents are shown. */
import { expect, test } from 'vitest';
import { createWorld, type World } from '../testing/index.ts';
import { readFailing, tellFailing } from './failing-posts.ts';

const slack = {
  botToken: 'xoxb-1',
  appToken: 'xapp-1',
  signingSecret: null,
  apiUrl: null,
  channel: '#support',
};

const minute = 60_000;

/** A desk with a card that waits, and its update; two who manage channels, and one who does not. */
async function waitingCard() {
  const world = await createWorld({ config: { slack } });
  const ada = await world.agent({ email: 'ada@postern.example' });
  await world.agent({ email: 'bo@postern.example' });
  await world.agent({ email: 'cleo@postern.example', permissions: ['tickets.read'] });
  await world.ticket({ from: await world.contact() });
  const { slackSettings } = await world.as(ada);
  return { world, delay: () => slackSettings.delay.query() };
}

const change = (
  world: World,
  data: { state?: string; attempts?: number; lastError?: string; doneAt?: Date },
) => world.inTransaction((work) => work.tx.outboxItem.updateMany({ where: { kind: 'SLACK' }, data }));

const mails = (world: World) =>
  world.core.db.read.outboxItem.findMany({ where: { key: { startsWith: 'mail:slackFailing:' } } });

const lastError = 'Slack cannot be reached (ECONNREFUSED).';

test('after five minutes in which nothing arrived, whoever manages channels is mailed, once; when it is over, so is that', async () => {
  const { world } = await waitingCard();
  await using _ = world;
  await change(world, { attempts: 4, lastError });
  world.pass(4 * minute);
  await tellFailing(world.core);
  expect(await mails(world)).toEqual([]);
  world.pass(minute);
  await tellFailing(world.core);
  await tellFailing(world.core);
  expect(await mails(world)).toHaveLength(2);
  expect(await readFailing(world.core.db.read)).toMatchObject({ because: lastError });
  await change(world, { state: 'DONE', doneAt: world.core.clock.now() });
  await tellFailing(world.core);
  expect(await readFailing(world.core.db.read)).toBeNull();
  // The same day again says nothing new.
  await change(world, { state: 'PENDING' });
  world.pass(6 * minute);
  await tellFailing(world.core);
  expect(await mails(world)).toHaveLength(2);
});

test('what was never tried, what waits for a parked room, and a Slack that takes other posts, are no failure', async () => {
  const { world } = await waitingCard();
  await using _ = world;
  world.pass(10 * minute);
  await tellFailing(world.core);
  await change(world, { attempts: 4, lastError });
  const { slack: bot } = world.asSlack();
  const [room] = await bot.rooms.query();
  await bot.parkRoom.mutate({ roomId: room?.id ?? '', as: 'LEFT', because: 'Postern is not in #support.' });
  await tellFailing(world.core);
  await bot.unparkRoom.mutate({ roomId: room?.id ?? '' });
  await change(world, { doneAt: world.core.clock.now() });
  await tellFailing(world.core);
  expect(await mails(world)).toEqual([]);
});

test('agents are shown what waits for longer than a minute, and which channels are parked', async () => {
  const { world, delay } = await waitingCard();
  await using _ = world;
  const since = world.core.clock.now().toISOString();
  expect(await delay()).toEqual({ isConfigured: true, delayed: null, parked: [] });
  world.pass(61_000);
  expect(await delay()).toEqual({ isConfigured: true, delayed: { since, waiting: 2 }, parked: [] });
  const { slack: bot } = world.asSlack();
  const [room] = await bot.rooms.query();
  await bot.parkRoom.mutate({ roomId: room?.id ?? '', as: 'LEFT', because: 'Postern is not in #support.' });
  await change(world, { state: 'DONE' });
  expect(await delay()).toEqual({ isConfigured: true, delayed: null, parked: ['support'] });
});

test('a desk without Slack says so', async () => {
  await using world = await createWorld();
  const { slackSettings } = await world.as(await world.agent());
  expect(await slackSettings.delay.query()).toEqual({ isConfigured: false, delayed: null, parked: [] });
});
