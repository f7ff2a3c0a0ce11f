/** Slows down whoever guesses passwords: counted per account and per address, kept in memory. */

import type { Clock } from '../clock.ts';
import { PosternError } from '../errors.ts';

export interface TryLimit {
  /** Throws `TOO_MANY_TRIES` when too many failed of late. */
  require(keys: string[]): void;
  failed(keys: string[]): void;
  succeeded(keys: string[]): void;
}

const windowMs = 15 * 60_000;

/** At most `most` failures for one key in 15 minutes. Remembers 10,000 keys, dropping the oldest. */
export function createTryLimit(clock: Clock, most = 10): TryLimit {
  const failures = new Map<string, number[]>();
  const recent = (key: string) =>
    (failures.get(key) ?? []).filter((at) => at > clock.now().getTime() - windowMs);
  return {
    require(keys) {
      const oldest = keys.map(recent).find((times) => times.length >= most)?.[0];
      if (oldest === undefined) return;
      const minutes = Math.ceil((oldest + windowMs - clock.now().getTime()) / 60_000);
      throw new PosternError(
        'TOO_MANY_TRIES',
        `Too many sign-in attempts. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
        { minutes },
      );
    },
    failed(keys) {
      for (const key of keys) {
        const times = [...recent(key), clock.now().getTime()];
        failures.delete(key);
        failures.set(key, times);
      }
      while (failures.size > 10_000) failures.delete(failures.keys().next().value as string);
    },
    succeeded(keys) {
      for (const key of keys) failures.delete(key);
    },
  };
}
