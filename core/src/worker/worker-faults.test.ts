/** The worker when something breaks: a process that dies, a database that refuses, a second worker, the end of the desk. */
import { expect, test } from 'vitest';
import { agentSessions } from '../auth/agent-sessions.ts';
import { mailDelivery } from '../mail/mail-delivery.ts';
import {
  done,
  itemOf,
  later,
  outside,
  put,
  startWorker,
  untilLooked,
  untilState,
  watched,
} from '../testing/sendings.ts';
import { until } from '../testing/until.ts';
import { createWorld, type World } from '../testing/world.ts';
import type { DeliveryOutcome } from './delivery.ts';
import { recoverOrphans, takeTurn } from './outbox-states.ts';

const dead = { told: [], renew: [], rooms: new Map([['EMAIL', 8] as const]) };

/** What a process leaves behind that dies between taking an item and storing what became of it. */
async function leaveBehind(world: World, key: string): Promise<void> {
  await put(world, key);
  expect(await takeTurn(world.core, { ...dead, owner: 'a dead process' })).toHaveLength(1);
}

test('after a crash, what was being sent is looked for at the next start and not sent blindly', async () => {
  await using world = await createWorld();
  await leaveBehind(world, 'orphan');
  const mail = outside();
  await using _worker = await startWorker(world.core, { EMAIL: mail });
  await untilState(world, 'orphan', 'DONE');
  expect(mail.asked).toEqual([{ key: 'orphan', how: 'reconcile', attempt: 2 }]);
});

test('where several processes may share a database, an item counts as left behind once its lease is over', async () => {
  await using world = await createWorld();
  const shared = { ...world.core, db: { ...world.core.db, engine: 'postgresql' as const } };
  await leaveBehind(world, 'orphan');
  const mail = outside();
  {
    await using _worker = await startWorker(shared, { EMAIL: mail });
    await untilLooked(world);
    expect((await itemOf(world, 'orphan')).state).toBe('IN_FLIGHT');
  }
  world.pass(60_001);
  await using _worker = await startWorker(shared, { EMAIL: mail });
  await untilState(world, 'orphan', 'DONE');
  expect(mail.asked.filter(({ key }) => key === 'orphan').map(({ how }) => how)).toEqual(['reconcile']);
});

test('a sending that takes long keeps its lease', async () => {
  await using world = await createWorld();
  const slow = Promise.withResolvers<DeliveryOutcome>();
  const mail = outside(({ key }) => (key === 'slow' ? slow.promise : done));
  await put(world, 'slow');
  await using _worker = await startWorker(world.core, { EMAIL: mail });
  await until(() => mail.asked.length === 1);
  for (let passed = 0; passed < 150_000; passed += 30_000) {
    const until30 = world.core.clock.now().getTime() + 30_000;
    later(world, 30_000);
    await until(async () => ((await itemOf(world, 'slow')).leaseUntil?.getTime() ?? 0) > until30 + 30_000);
    expect(await recoverOrphans(world.core, { atStart: false })).toBe(0);
  }
  slow.resolve(done);
  await untilState(world, 'slow', 'DONE');
  expect(mail.asked).toEqual([{ key: 'slow', how: 'send', attempt: 1 }]);
});

test('several workers on one database never send an item twice', async () => {
  await using world = await createWorld();
  const mail = outside(async () => {
    await new Promise((resolve) => setImmediate(resolve));
    return done;
  });
  await using _first = await startWorker(world.core, { EMAIL: mail });
  await using _second = await startWorker(world.core, { EMAIL: mail });
  const keys = Array.from({ length: 60 }, (_, index) => `item ${index}`);
  for (const [index, key] of keys.entries()) await put(world, key, { queueKey: `queue ${index % 12}` });
  await until(async () => (await world.outbox()).every((item) => item.state === 'DONE'));
  expect(mail.asked.map(({ key }) => key).sort()).toEqual([...keys].sort());
});

test('workers that look at one moment take different items', async () => {
  await using world = await createWorld();
  for (let index = 0; index < 30; index += 1) await put(world, `item ${index}`);
  const taken = await Promise.all(
    Array.from({ length: 10 }, (_, owner) => takeTurn(world.core, { ...dead, owner: `worker ${owner}` })),
  );
  const seqs = taken.flat().map(({ seq }) => seq);
  expect(seqs).toHaveLength(30);
  expect(new Set(seqs).size).toBe(30);
});

test.each([
  { says: 'it is out', outcome: done, stored: 'DONE' },
  { says: 'it is not out', outcome: { state: 'retry', reason: 'refused' } as const, stored: 'IN_FLIGHT' },
])('of an item that another worker has taken over, the late word "$says" leaves it $stored', async (late) => {
  await using world = await createWorld();
  await put(world, 'late');
  const [item] = await takeTurn(world.core, { ...dead, owner: 'the late one' });
  if (!item) throw new Error('Nothing was taken.');
  world.pass(60_001);
  expect(await recoverOrphans(world.core, { atStart: false })).toBe(1);
  await takeTurn(world.core, { ...dead, owner: 'the new one' });
  const told = [{ item, outcome: late.outcome }];
  await takeTurn(world.core, { owner: 'the late one', told, renew: [], rooms: new Map() });
  expect((await itemOf(world, 'late')).state).toBe(late.stored);
});

test('an outcome that the database refuses is stored once it takes it, without a second sending', async () => {
  await using world = await createWorld();
  const mail = outside();
  let refusals = 0;
  const { core } = watched(world.core, () => mail.asked.length > 0 && refusals++ < 3);
  await put(world, 'kept in mind');
  await using _worker = await startWorker(core, { EMAIL: mail });
  await until(
    async () => (await itemOf(world, 'kept in mind')).state === 'DONE',
    () => core.outbox.ring(),
  );
  expect(refusals).toBeGreaterThan(3);
  expect(mail.asked).toHaveLength(1);
});

test('one outcome that cannot be stored takes no other with it, and its item is looked for later', async () => {
  await using world = await createWorld();
  // A card that stands nowhere: this can be stored by no means.
  const slack = outside(({ key, how }) =>
    key === 'broken' && how === 'send' ? { state: 'done', result: { nonsense: true } } : done,
  );
  await put(world, 'broken', { kind: 'SLACK' });
  for (let index = 0; index < 5; index += 1) await put(world, `sound ${index}`, { kind: 'SLACK' });
  await using worker = await startWorker(world.core, { SLACK: slack });
  for (let index = 0; index < 5; index += 1) await untilState(world, `sound ${index}`, 'DONE');
  expect((await itemOf(world, 'broken')).state).toBe('IN_FLIGHT');
  await worker.stop();

  world.pass(60_001);
  expect(await recoverOrphans(world.core, { atStart: false })).toBe(1);
  await using _next = await startWorker(world.core, { SLACK: slack });
  await untilState(world, 'broken', 'DONE');
  expect(slack.asked.filter(({ key }) => key === 'broken').map(({ how }) => how)).toEqual([
    'send',
    'reconcile',
  ]);
});

test('an outcome that is refused for good lets its lease run out', async () => {
  await using world = await createWorld();
  const mail = outside();
  const { core } = watched(world.core, () => mail.asked.length > 0);
  await put(world, 'untold');
  await using _worker = await startWorker(core, { EMAIL: mail });
  await until(() => mail.asked.length === 1);
  await until(
    async () => (await recoverOrphans(world.core, { atStart: false })) === 1,
    () => later(world, 10_000),
  );
  expect((await itemOf(world, 'untold')).state).toBe('AMBIGUOUS');
});

test('stopping waits for what is under way and stores it', async () => {
  await using world = await createWorld();
  const slow = Promise.withResolvers<DeliveryOutcome>();
  const mail = outside(() => slow.promise);
  await put(world, 'slow');
  const worker = await startWorker(world.core, { EMAIL: mail });
  await until(() => mail.asked.length === 1);
  await put(world, 'too late', { queueKey: 'slow' });
  let isStopped = false;
  const stopped = worker.stop().then(() => {
    isStopped = true;
  });
  await world.core.db.read.outboxItem.count();
  expect(isStopped).toBe(false);
  slow.resolve(done);
  await stopped;
  expect((await itemOf(world, 'slow')).state).toBe('DONE');
  expect((await itemOf(world, 'too late')).state).toBe('PENDING');
});

test('stopping is quick with nothing under way, and leaves behind what hangs', async () => {
  await using world = await createWorld();
  const idle = await startWorker(world.core, { EMAIL: outside() });
  let began = performance.now();
  await idle.stop();
  expect(performance.now() - began).toBeLessThan(500);

  const mail = outside(() => new Promise(() => {}));
  await put(world, 'hangs');
  const worker = await startWorker(world.core, { EMAIL: mail }, { longestGoodbyeMs: 200 });
  await until(() => mail.asked.length === 1);
  began = performance.now();
  await worker.stop();
  expect(performance.now() - began).toBeLessThan(2_000);
  const sound = outside();
  await using _next = await startWorker(world.core, { EMAIL: sound });
  await untilState(world, 'hangs', 'DONE');
  expect(sound.asked.map(({ how }) => how)).toEqual(['reconcile']);
});

test('sessions that ran out are removed, others stay', async () => {
  await using world = await createWorld();
  const ada = await world.agent();
  const maria = await world.contact();
  await world.tokenOf(ada);
  await world.tokenOf(maria);
  world.pass(31 * 24 * 60 * 60 * 1_000);
  const fresh = await world.tokenOf(ada);
  await using _worker = await startWorker(world.core, {});
  const { read } = world.core.db;
  await until(async () => (await read.agentSession.count()) === 1);
  await until(async () => (await read.contactSession.count()) === 0);
  const { session } = await agentSessions(world.core).validateSession(fresh.slice('pag_'.length));
  expect(session).not.toBeNull();
});

test('the mails of fifty replies cost far fewer than a hundred transactions', async () => {
  await using world = await createWorld({ isSampleDesk: true });
  const [maria, ada] = [await world.contact(), await world.agent()];
  const { core, transactions } = watched(world.core);
  await using _worker = await startWorker(core, { EMAIL: mailDelivery(core) });
  await until(async () => (await world.core.db.read.agentSession.count()) === 0);
  const before = transactions();
  for (let index = 0; index < 50; index += 1) {
    const ticket = await world.ticket({ from: maria });
    await world.turn(ticket, { from: ada, says: 'Please try again.' });
  }
  await until(async () => {
    const items = await world.outbox();
    return items.length === 50 && items.every((item) => item.state === 'DONE');
  });
  const sentOneByOne = transactions() - before;
  expect(sentOneByOne).toBeLessThan(75);

  const ticket = await world.ticket({ from: maria });
  await world.inTransaction(async (work) => {
    for (let index = 0; index < 50; index += 1) {
      await work.tx.outboxItem.create({
        data: {
          id: `out_${index}`,
          kind: 'EMAIL',
          key: `burst ${index}`,
          queueKey: `burst ${index}`,
          payload: { template: 'reply', ticketId: ticket.id, messageId: 'msg_gone', contactId: maria.id },
          state: 'PENDING',
          dueAt: work.now,
          createdAt: work.now,
        },
      });
    }
    work.rings.outbox = true;
  });
  await until(async () => (await world.outbox()).every((item) => item.state === 'DONE'));
  expect(transactions() - before - sentOneByOne).toBeLessThanOrEqual(15);
});

test('without a mail server the worker has nothing to do with mails', async () => {
  await using world = await createWorld();
  const [maria, ada] = [await world.contact(), await world.agent()];
  const ticket = await world.ticket({ from: maria });
  const { core, transactions } = watched(world.core);
  await using worker = await startWorker(core, { EMAIL: mailDelivery(core) });
  await world.turn(ticket, { from: ada, says: 'Please try again.' });
  await worker.stop();
  // Finding orphans at the start, and what housework does once.
  expect(transactions()).toBeLessThanOrEqual(4);
  expect(await world.core.db.read.outboxItem.findMany()).toMatchObject([
    { state: 'PARKED', attempts: 0, lastError: 'No mail server is set (SMTP_URL, MAIL_FROM).' },
  ]);
});
