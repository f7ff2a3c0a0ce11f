/** Ids and secrets: told apart by kind, ordered by time, never twice, and not to be guessed. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { systemClock } from './clock.ts';
import { createIds, hashSecret } from './ids.ts';

const at = (moment: string) => createIds({ now: () => new Date(moment) });

test('an id says its kind, and what was made later sorts later', () => {
  const moments = [
    '1971-01-01',
    '2001-09-09',
    '2026-11-03T09:30:00.000Z',
    '2026-11-03T09:30:00.001Z',
    '2100-01-01',
  ];
  const ids = moments.map((moment) => at(moment).next('ticket'));
  for (const id of ids) expect(id).toMatch(/^tkt_[0-9a-z]{29}$/);
  expect([...ids].sort()).toEqual(ids);
});

test('a hundred thousand ids of one moment are all different', () => {
  const ids = at('2026-11-03');
  expect(new Set(Array.from({ length: 100_000 }, () => ids.next('message'))).size).toBe(100_000);
});

test('a secret has 256 bits, and every bit is sometimes on and sometimes off', () => {
  const secrets = Array.from({ length: 200 }, () => Buffer.from(at('2026-11-03').secret(), 'base64url'));
  const every = Buffer.alloc(32, 0xff);
  const some = Buffer.alloc(32);
  for (const secret of secrets) {
    expect(secret).toHaveLength(32);
    for (const [index, byte] of secret.entries()) {
      every[index] = (every[index] ?? 0) & byte;
      some[index] = (some[index] ?? 0) | byte;
    }
  }
  expect(every.equals(Buffer.alloc(32))).toBe(true);
  expect(some.equals(Buffer.alloc(32, 0xff))).toBe(true);
});

test('what is stored of a secret is the same each time and another for another', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      expect(hashSecret(a)).toMatch(/^[0-9a-f]{64}$/);
      expect(hashSecret(a) === hashSecret(b)).toBe(a === b);
    }),
  );
});

test('the machine’s clock tells the present', () => {
  const before = Date.now();
  const now = systemClock.now().getTime();
  expect(now).toBeGreaterThanOrEqual(before);
  expect(now).toBeLessThanOrEqual(Date.now());
});
