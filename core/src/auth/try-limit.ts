/** Slows down whoever guesses passwords: counted by account and address, kept in memory. */

import type { Clock } from '../clock.ts';
import { PosternError } from '../errors.ts';

export interface TryLimit {
  /** Throws `TOO_MANY_TRIES` when there were too many of late. */
  require(key: string): void;
  /** Counts one; before its outcome is known, or a hundred at once would all be let through. */
  count(key: string): void;
  /** Takes the newest back: it was no guess. */
  takeBack(key: string): void;
  /** Forgets all of them. */
  forget(key: string): void;
}

const mostKeys = 10_000;

/** At most `most` tries for one key within a time. Remembers 10,000 keys, dropping the oldest. */
export function createTryLimit(
  clock: Clock,
  { most, withinMs, what = 'sign-in attempts' }: { most: number; withinMs: number; what?: string },
): TryLimit {
  const tries = new Map<string, number[]>();
  const recent = (key: string) =>
    (tries.get(key) ?? []).filter((at) => at > clock.now().getTime() - withinMs);
  const keep = (key: string, times: number[]) => {
    // Put at the end, as the last to be dropped.
    tries.delete(key);
    if (times.length > 0) tries.set(key, times);
    while (tries.size > mostKeys) tries.delete(tries.keys().next().value as string);
  };
  return {
    require(key) {
      const times = recent(key);
      const oldest = times[0];
      if (oldest === undefined || times.length < most) return;
      throw tooManyTries(what, oldest + withinMs - clock.now().getTime());
    },
    count: (key) => keep(key, [...recent(key), clock.now().getTime()]),
    takeBack: (key) => keep(key, recent(key).slice(0, -1)),
    forget: (key) => tries.delete(key),
  };
}

/** The refusal of somebody who tried too often; `waitMs` is how long it lasts. */
export function tooManyTries(what: string, waitMs: number): PosternError {
  const minutes = Math.ceil(waitMs / 60_000);
  return new PosternError(
    'TOO_MANY_TRIES',
    `Too many ${what}. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    { minutes },
  );
}
