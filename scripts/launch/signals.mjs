/** Carries a signal from a launcher to the process it started, and out through the exit code. */
import { constants } from 'node:os';

/** The error that ends a launcher because somebody asked it to stop; it has nothing more to say. */
export function stopped(signal) {
  return Object.assign(new Error(`Stopped by ${signal}.`), { stoppedBy: signal });
}

/** The exit code a shell expects of a process that `signal` ended. */
export const exitCodeOf = (signal) => 128 + (constants.signals[signal] ?? 0);
