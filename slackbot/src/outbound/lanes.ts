/** Posts into one channel go one after the other, in the order in which they were written down. */
import { setTimeout as pause } from 'node:timers/promises';

export interface Lanes {
  /** Runs it once nothing else runs in this channel; of those that wait, the one with the lowest order goes first. */
  run<T>(channelId: string, order: number, act: () => Promise<T>): Promise<T>;
}

/** What was claimed together reaches the channel a few milliseconds apart, in any order. */
const gatherMs = 15;

export function createLanes(): Lanes {
  const lanes = new Map<string, { order: number; go: () => void }[]>();

  function next(channelId: string, waiting: { order: number; go: () => void }[]): void {
    const first = waiting.toSorted((a, b) => a.order - b.order)[0];
    if (!first) {
      lanes.delete(channelId);
      return;
    }
    waiting.splice(waiting.indexOf(first), 1);
    first.go();
  }

  return {
    async run(channelId, order, act) {
      const busy = lanes.get(channelId);
      const waiting = busy ?? [];
      const turn = new Promise<void>((resolve) => waiting.push({ order, go: resolve }));
      if (!busy) {
        lanes.set(channelId, waiting);
        await pause(gatherMs);
        next(channelId, waiting);
      }
      await turn;
      try {
        return await act();
      } finally {
        next(channelId, waiting);
      }
    },
  };
}
