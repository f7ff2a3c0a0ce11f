/** The one place the emulator learns the time, so that a test can hold it still and move it by hand. */

/** Milliseconds since 1970 and timers; `after` returns a function that cancels. */
export interface Clock {
  now(): number;
  after(delayMs: number, run: () => void): () => void;
}

/** The machine's own clock. Its timers never keep the process alive by themselves. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
