/** Slack's published rate limits as token buckets, for runs that switch them on. */
import type { Clock } from './clock.ts';

/** Calls a minute for tiers 2 to 4; posting is about one a second for each channel, with short bursts. */
export type Tier = 2 | 3 | 4 | 'posting' | 'special';

const perMinute = { 2: 20, 3: 50, 4: 100, special: 300, posting: 60 } as const;
const burst = { 2: 20, 3: 50, 4: 100, special: 300, posting: 3 } as const;

export class Rates {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes one call from the bucket `key`. Returns 0 when it may pass, else the seconds to wait. */
  take(key: string, tier: Tier): number {
    const now = this.#clock.now();
    const perMs = perMinute[tier] / 60_000;
    const bucket = this.#buckets.get(key) ?? { tokens: burst[tier], at: now };
    const tokens = Math.min(burst[tier], bucket.tokens + (now - bucket.at) * perMs);
    const passes = tokens >= 1;
    this.#buckets.set(key, { tokens: passes ? tokens - 1 : tokens, at: now });
    return passes ? 0 : Math.max(1, Math.ceil((1 - tokens) / perMs / 1000));
  }
}
