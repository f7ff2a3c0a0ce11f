/** The bell: no ring is lost between looking and waiting, and nobody who left is kept in mind. */
import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createWake } from './wake.ts';

const never = 3_600_000;

test('everybody who waits wakes at one ring', async () => {
  const bell = createWake();
  const waits = Array.from({ length: 5 }, () => bell.wait({ since: bell.count, timeoutMs: never }));
  bell.ring();
  await Promise.all(waits);
  expect(bell.count).toBe(1);
});

test('a ring between looking and waiting is not lost', async () => {
  const bell = createWake();
  const since = bell.count;
  bell.ring();
  await bell.wait({ since, timeoutMs: never });
});

test('without a ring the wait ends by itself', async () => {
  const bell = createWake();
  await bell.wait({ since: bell.count, timeoutMs: 1 });
  expect(bell.count).toBe(0);
});

test('an abort ends the wait, before it begins too, and leaves no listener behind', async () => {
  const bell = createWake();
  const leaving = new AbortController();
  const wait = bell.wait({ since: bell.count, timeoutMs: never, signal: leaving.signal });
  expect(getEventListeners(leaving.signal, 'abort')).toHaveLength(1);
  leaving.abort();
  await wait;
  await bell.wait({ since: bell.count, timeoutMs: never, signal: leaving.signal });
  expect(getEventListeners(leaving.signal, 'abort')).toHaveLength(0);

  const staying = new AbortController();
  for (let round = 0; round < 50; round += 1) {
    const next = bell.wait({ since: bell.count, timeoutMs: never, signal: staying.signal });
    bell.ring();
    await next;
  }
  expect(getEventListeners(staying.signal, 'abort')).toHaveLength(0);
});

test('who waits again inside a ring waits for the next one', async () => {
  const bell = createWake();
  let turns = 0;
  const loop = (async () => {
    while (turns < 3) {
      const since = bell.count;
      await bell.wait({ since, timeoutMs: never });
      turns += 1;
    }
  })();
  for (let ring = 0; ring < 3; ring += 1) {
    bell.ring();
    await new Promise(setImmediate);
    expect(turns).toBe(ring + 1);
  }
  await loop;
});
