/** A clock that stands still until a test moves it, so that five minutes of retries take no time. */
import type { Clock } from '../clock.ts';

export interface ManualClock extends Clock {
  /** Moves the time on and runs what falls due on the way, in order. */
  advance(ms: number): void;
}

/** Starts at Tuesday 2026-11-24, 09:00 UTC. */
export function createManualClock(start = Date.UTC(2026, 10, 24, 9)): ManualClock {
  let now = start;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after(delayMs, run) {
      const timer = { at: now + delayMs, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (;;) {
        const next = timers.toSorted((one, other) => one.at - other.at)[0];
        if (!next || next.at > end) break;
        timers = timers.filter((one) => one !== next);
        now = next.at;
        next.run();
      }
      now = end;
    },
  };
}
