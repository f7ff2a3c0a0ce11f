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

/** A clock that goes with the machine's and can be moved forward, so that five minutes of retries take no time. */
export interface MovableClock extends Clock {
  /** Moves the time on and runs what falls due on the way, in order. */
  advance(ms: number): void;
}

export function movableClock(base: Clock = systemClock): MovableClock {
  interface Timer {
    at: number;
    run: () => void;
    cancel: () => void;
  }
  let offset = 0;
  const timers = new Set<Timer>();
  const now = () => base.now() + offset;

  function fire(timer: Timer): void {
    if (timers.delete(timer)) timer.run();
  }

  return {
    now,
    after(delayMs, run) {
      const timer: Timer = { at: now() + delayMs, run, cancel: base.after(delayMs, () => fire(timer)) };
      timers.add(timer);
      return () => {
        timer.cancel();
        timers.delete(timer);
      };
    },
    advance(ms) {
      offset += ms;
      const due = [...timers].filter((timer) => timer.at <= now());
      for (const timer of due.toSorted((one, other) => one.at - other.at)) {
        timer.cancel();
        fire(timer);
      }
      // What is left falls due sooner than the machine's timers think.
      for (const timer of timers) {
        timer.cancel();
        timer.cancel = base.after(timer.at - now(), () => fire(timer));
      }
    },
  };
}
