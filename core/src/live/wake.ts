/** A bell between those who write and those who wait, inside one process. */

export interface Wake {
  ring(): void;
  /** Resolves at the next ring, after `timeoutMs`, or when `signal` is aborted; a ring between two waits is not lost to `since`. */
  wait(options: { since: number; timeoutMs: number; signal?: AbortSignal }): Promise<void>;
  /** How often it has rung; read it before looking for work, then wait with it. */
  readonly count: number;
}

/** A bell that has not rung. */
export function createWake(): Wake {
  let count = 0;
  const waiting = new Set<() => void>();
  return {
    get count() {
      return count;
    },
    ring() {
      count += 1;
      for (const wake of [...waiting]) wake();
    },
    wait({ since, timeoutMs, signal }) {
      if (count !== since || signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const timer = setTimeout(wake, timeoutMs);
        waiting.add(wake);
        signal?.addEventListener('abort', wake);
      });
    },
  };
}
