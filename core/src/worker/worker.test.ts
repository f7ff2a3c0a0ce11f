/** What the worker promises to whoever wrote something down: order, patience, and no second copy without looking. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enqueue } from '../outbox/enqueue.ts';
import {
  done,
  itemOf,
  later,
  outside,
  put,
  startWorker,
  untilLooked,
  untilState,
} from '../testing/sendings.ts';
import { until } from '../testing/until.ts';
import { createWorld, worldBegins } from '../testing/world.ts';
import type { DeliveryOutcome } from './delivery.ts';

const retry: DeliveryOutcome = { state: 'retry', reason: 'It is not there.' };
const ambiguous: DeliveryOutcome = { state: 'ambiguous', reason: 'The connection was cut.' };

test('items of one queue leave in order, and none before the one ahead is settled', async () => {
  await using world = await createWorld();
  const first = Promise.withResolvers<DeliveryOutcome>();
  const mail = outside(({ key }) => (key === 'a1' ? first.promise : done));
  for (const key of ['a1', 'a2', 'a3']) await put(world, key, { queueKey: 'a' });
  await using _worker = await startWorker(world.core, { EMAIL: mail });

  await until(() => mail.asked.length === 1);
  await untilLooked(world);
  expect(mail.asked.filter(({ key }) => key.startsWith('a'))).toEqual([
    { key: 'a1', how: 'send', attempt: 1 },
  ]);
  first.resolve(done);
  await untilState(world, 'a3', 'DONE');
  expect(mail.asked.map(({ key }) => key).filter((key) => key.startsWith('a'))).toEqual(['a1', 'a2', 'a3']);
});

test('whatever happens on the way, each queue leaves in order and each item is out once', async () => {
  const troubles = fc.array(fc.constantFrom('retry', 'lost', 'arrived', 'throws'), { maxLength: 3 });
  const items = fc.array(fc.record({ queue: fc.constantFrom('a', 'b', 'c'), troubles }), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(items, async (wishes) => {
      await using world = await createWorld();
      const out: string[] = [];
      const left = new Map(wishes.map((wish, index) => [`${wish.queue}${index}`, [...wish.troubles]]));
      const mail = outside(({ key, how }) => {
        if (how === 'reconcile') return out.includes(key) ? done : retry;
        const trouble = left.get(key)?.shift();
        if (trouble === 'retry') return retry;
        if (trouble === 'lost') return ambiguous;
        if (trouble === 'throws') throw new Error('It broke.');
        out.push(key);
        return trouble === 'arrived' ? ambiguous : done;
      });
      const keys = [...left.keys()];
      for (const key of keys) await put(world, key, { queueKey: key.slice(0, 1) });
      await using _worker = await startWorker(world.core, { EMAIL: mail });
      await until(
        async () => (await world.outbox()).every((item) => item.state === 'DONE'),
        () => later(world, 10_000),
      );
      expect([...out].sort()).toEqual([...keys].sort());
      for (const queue of ['a', 'b', 'c']) {
        expect(out.filter((key) => key.startsWith(queue))).toEqual(
          keys.filter((key) => key.startsWith(queue)),
        );
      }
    }),
    { numRuns: 8 },
  );
});

test('different queues leave side by side, and one that hangs holds up no other', async () => {
  await using world = await createWorld();
  const hanging = Promise.withResolvers<DeliveryOutcome>();
  let atOnce = 0;
  let most = 0;
  const mail = outside(async ({ key }) => {
    if (key === 'hangs') return hanging.promise;
    atOnce += 1;
    most = Math.max(most, atOnce);
    await until(() => most >= 4);
    atOnce -= 1;
    return done;
  });
  await put(world, 'hangs');
  const keys = Array.from({ length: 30 }, (_, index) => `item ${index}`);
  await world.inTransaction(async (work) => {
    for (const key of keys) await enqueue(work, { kind: 'EMAIL', key, queueKey: key, payload: { key } });
  });
  await using _worker = await startWorker(world.core, { EMAIL: mail });

  await until(
    async () => (await world.outbox()).filter(({ state }) => state === 'DONE').length === keys.length,
  );
  expect((await itemOf(world, 'hangs')).state).toBe('IN_FLIGHT');
  expect(most).toBeLessThanOrEqual(8);
  hanging.resolve(done);
  await untilState(world, 'hangs', 'DONE');
});

test('a kind that hangs, and a kind that nobody carries out, hold up no other kind', async () => {
  await using world = await createWorld();
  const hanging = Promise.withResolvers<DeliveryOutcome>();
  const mail = outside(() => hanging.promise);
  const slack = outside();
  for (let index = 0; index < 12; index += 1) await put(world, `mail ${index}`);
  await put(world, 'card', { kind: 'SLACK' });
  {
    await using _worker = await startWorker(world.core, { EMAIL: mail, SLACK: slack });
    await untilState(world, 'card', 'DONE');
    expect(mail.asked).toHaveLength(8);
    hanging.resolve(done);
    await untilState(world, 'mail 11', 'DONE');
  }

  await put(world, 'mail nobody sends');
  await put(world, 'second card', { kind: 'SLACK' });
  await using _worker = await startWorker(world.core, { SLACK: slack });
  await untilState(world, 'second card', 'DONE');
  expect(await itemOf(world, 'mail nobody sends')).toMatchObject({ state: 'PENDING', attempts: 0 });
});

test('what was refused for now is tried again after pauses that double up to five minutes', async () => {
  await using world = await createWorld();
  const mail = outside(({ key }) => (key === 'refused' ? retry : done));
  await put(world, 'refused');
  await using _worker = await startWorker(world.core, { EMAIL: mail });
  for (let attempt = 1; attempt <= 11; attempt += 1) {
    const item = await until(async () => {
      const now = await itemOf(world, 'refused');
      return now.state === 'PENDING' && now.attempts === attempt && now;
    });
    const pause = item.dueAt.getTime() - world.core.clock.now().getTime();
    const whole = Math.min(300_000, 1_000 * 2 ** (attempt - 1));
    expect(pause).toBeGreaterThanOrEqual(whole / 2 - 1);
    expect(pause).toBeLessThanOrEqual(whole);
    expect(item.lastError).toBe('It is not there.');

    later(world, pause - 1);
    await untilLooked(world);
    expect((await itemOf(world, 'refused')).attempts).toBe(attempt);
    later(world, 1);
  }
});

test('where the other side says when to come back, it is not asked before', async () => {
  await using world = await createWorld();
  const mail = outside(({ key, attempt }) =>
    key === 'limited' && attempt === 1 ? { ...retry, afterMs: 45_000 } : done,
  );
  await put(world, 'limited');
  await using _worker = await startWorker(world.core, { EMAIL: mail });
  await until(async () => (await itemOf(world, 'limited')).lastError);

  later(world, 44_999);
  await untilLooked(world);
  expect((await itemOf(world, 'limited')).state).toBe('PENDING');
  later(world, 1);
  await untilState(world, 'limited', 'DONE');
});

test('what may be out is looked for, and sent again only when it is not there', async () => {
  await using world = await createWorld();
  const mail = outside(({ key, how, attempt }) => {
    if (how === 'send' && attempt === 1) {
      if (key === 'throws') throw new Error('socket hang up');
      return ambiguous;
    }
    if (how === 'reconcile') return key === 'arrived' ? done : retry;
    return done;
  });
  for (const key of ['arrived', 'lost', 'throws']) await put(world, key);
  await using _worker = await startWorker(world.core, { EMAIL: mail });
  for (const key of ['arrived', 'lost', 'throws']) await untilState(world, key, 'AMBIGUOUS');
  expect((await itemOf(world, 'throws')).lastError).toBe('socket hang up');
  await until(
    async () => (await world.outbox()).every((item) => item.state === 'DONE'),
    () => later(world, 1_000),
  );
  const story = (key: string) => mail.asked.filter((each) => each.key === key).map(({ how }) => how);
  expect(story('arrived')).toEqual(['send', 'reconcile']);
  expect(story('lost')).toEqual(['send', 'reconcile', 'send']);
  expect(story('throws')).toEqual(['send', 'reconcile', 'send']);
});

test('what waits for a person and what can never be sent leave the way free', async () => {
  await using world = await createWorld();
  const mail = outside(({ key }) =>
    key === 'parked'
      ? { state: 'parked', reason: 'Somebody must look.' }
      : key === 'dead'
        ? { state: 'dead', reason: '550 No such user' }
        : done,
  );
  for (const key of ['parked', 'dead', 'after both']) await put(world, key, { queueKey: 'one' });
  await using _worker = await startWorker(world.core, { EMAIL: mail });
  await untilState(world, 'after both', 'DONE');
  expect(await itemOf(world, 'parked')).toMatchObject({ state: 'PARKED', lastError: 'Somebody must look.' });
  expect(await itemOf(world, 'dead')).toMatchObject({ state: 'DEAD', lastError: '550 No such user' });
});

test('an item of a transaction that was given up was never there', async () => {
  await using world = await createWorld();
  const mail = outside();
  await using _worker = await startWorker(world.core, { EMAIL: mail });
  const given = world.inTransaction(async (work) => {
    await enqueue(work, { kind: 'EMAIL', key: 'never', queueKey: 'never', payload: { key: 'never' } });
    throw new Error('No after all.');
  });
  await expect(given).rejects.toThrow('No after all.');
  await untilLooked(world);
  expect(mail.asked.map(({ key }) => key)).not.toContain('never');
  expect(await world.core.db.read.outboxItem.count({ where: { key: 'never' } })).toBe(0);
});

test('the same key twice is one sending', async () => {
  await using world = await createWorld();
  const mail = outside();
  await put(world, 'once');
  await put(world, 'once');
  await using _worker = await startWorker(world.core, { EMAIL: mail });
  await untilState(world, 'once', 'DONE');
  await put(world, 'once');
  await untilLooked(world);
  expect(mail.asked.filter(({ key }) => key === 'once')).toHaveLength(1);
});

test('what is written down is sent within a moment, and the item says when', async () => {
  await using world = await createWorld();
  const mail = outside();
  await using _worker = await startWorker(world.core, { EMAIL: mail });
  await untilLooked(world);
  const began = performance.now();
  await put(world, 'quick');
  await until(() => mail.asked.some(({ key }) => key === 'quick'));
  expect(performance.now() - began).toBeLessThan(500);
  await untilState(world, 'quick', 'DONE');
  expect((await itemOf(world, 'quick')).doneAt).toEqual(worldBegins);
});
