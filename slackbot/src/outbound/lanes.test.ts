/** One post at a time in a channel, the oldest first; other channels are not held up. */
import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLanes } from './lanes.ts';

test('what comes together goes in its order, one at a time, whatever fails', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(fc.nat(99), { minLength: 1, maxLength: 8 }), async (orders) => {
      const lanes = createLanes();
      const begun: number[] = [];
      let running = 0;
      const results = await Promise.allSettled(
        orders.map((order) =>
          lanes.run('C1', order, async () => {
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
  const hanging = lanes.run('C1', 1, () => new Promise<void>((resolve) => (answer = resolve)));
  const behind = lanes.run('C1', 2, async () => 'behind');
  expect(await lanes.run('C2', 1, async () => 'elsewhere')).toBe('elsewhere');
  await pause(30);
  answer();
  await hanging;
  expect(await behind).toBe('behind');
});
