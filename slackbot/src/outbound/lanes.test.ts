/** One post at a time in a channel, the oldest first; other channels are not held up. */
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLanes } from './lanes.ts';

const at = (order: number) => ({ roomId: 'srm_1', order });

test('what comes together goes in its order, one at a time, whatever fails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(99), { minLength: 1, maxLength: 8 }), async (orders) => {
      const lanes = createLanes();
      const begun: number[] = [];
      let running = 0;
      const results = await Promise.allSettled(
        orders.map((order) =>
          lanes.run('C1', at(order), async () => {
            running += 1;
            expect(running).toBe(1);
            begun.push(order);
            await pause(order % 3);
            running -= 1;
            if (order % 4 === 0) throw new Error('refused');
            return order;
          }),
        ),
      );
      expect(begun).toEqual(orders.toSorted((a, b) => a - b));
      expect(results.map(({ status }) => status)).toEqual(
        orders.map((order) => (order % 4 === 0 ? 'rejected' : 'fulfilled')),
      );
    }),
    { numRuns: 20 },
  );
});

test('a channel that hangs holds up no other, and goes on afterwards', async () => {
  const lanes = createLanes();
  let answer = (): void => {};
  const hanging = lanes.run('C1', at(1), () => new Promise<void>((resolve) => (answer = resolve)));
  const behind = lanes.run('C1', at(2), async () => 'behind');
  expect(await lanes.run('C2', { roomId: 'srm_2', order: 1 }, async () => 'elsewhere')).toBe('elsewhere');
  await pause(30);
  answer();
  await hanging;
  expect(await behind).toBe('behind');
});

test('however late it is ready, what was announced goes ahead of what has a higher order, and what is called off holds up nobody', async () => {
  const arrivals = fc.uniqueArray(fc.nat(99), { minLength: 2, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(arrivals, fc.nat(99), async (orders, giveUp) => {
      const lanes = createLanes();
      const begun: number[] = [];
      await Promise.all(
        orders.map(async (order) => {
          const callOff = lanes.announce('srm_1', order);
          // The first ones are ready last.
          await pause(60 - (order % 60));
          if (order % 7 !== giveUp % 7) await lanes.run('C1', at(order), async () => begun.push(order));
          callOff();
        }),
      );
      expect(begun).toEqual(orders.filter((order) => order % 7 !== giveUp % 7).toSorted((a, b) => a - b));
    }),
    { numRuns: 20 },
  );
});

test('what is announced for one room holds up no other', async () => {
  const lanes = createLanes();
  const callOff = lanes.announce('srm_1', 1);
  const behind = lanes.run('C1', at(2), async () => 'behind');
  expect(await lanes.run('C2', { roomId: 'srm_2', order: 3 }, async () => 'elsewhere')).toBe('elsewhere');
  callOff();
  expect(await behind).toBe('behind');
});

test('what comes later and goes ahead of what is announced does not wait for it', async () => {
  const lanes = createLanes();
  const callOff = lanes.announce('srm_1', 5);
  const begun: number[] = [];
  const run = (order: number) => lanes.run('C1', at(order), async () => begun.push(order));
  const last = run(10);
  await pause(40);
  await Promise.all([run(0), run(3)]);
  expect(begun).toEqual([0, 3]);
  callOff();
  await last;
  expect(begun).toEqual([0, 3, 10]);
});
