/** A clock that goes faster than the machine's, the same in every process that is told when it began. */
import type { Clock } from '@postern/core';

/** How much faster: a second is still much longer than the desk takes for anything that it does in one. */
export const speed = 10;

export interface FastClock extends Clock {
  /** Both go into the environment of another process. */
  readonly begun: { at: number; shows: number };
}

/** Shows `shows` at the machine's moment `at`; now, and the machine's own time, unless given. */
export function fastClock(begun = { at: Date.now(), shows: Date.now() }): FastClock {
  return { begun, now: () => new Date(begun.shows + (Date.now() - begun.at) * speed) };
}

/** Slack's own patience, such as for an acknowledgement, is measured by the machine's time: our answers take that. */
export function machineTimer(delayMs: number, run: () => void): () => void {
  const timer = setTimeout(run, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
}
