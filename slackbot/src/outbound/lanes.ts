/** Posts into one channel go one after the other, in the order in which they were written down. */
import { setTimeout as pause } from 'node:timers/promises';

export interface Lanes {
  /**
   * Says that a post for this room is on its way. Until it has come, or is called off by what this answers, none of the
   * room's posts with a higher order goes: what was claimed together is ready at different times, much so on a busy
   * machine.
   */
  announce(roomId: string, order: number): () => void;
  /** Runs it once nothing else runs in this channel; of those that wait, the one with the lowest order goes first. */
  run<T>(channelId: string, place: Place, act: () => Promise<T>): Promise<T>;
}

export interface Place {
  roomId: string;
  order: number;
}

interface Lane {
  isBusy: boolean;
  waiting: (Place & { go: () => void })[];
}

/** What nobody announced reaches the channel a few milliseconds apart, in any order. */
const gatherMs = 15;

export function createLanes(): Lanes {
  const lanes = new Map<string, Lane>();
  const coming = new Map<string, Set<number>>();

  const isAwaited = ({ roomId, order }: Place) =>
    [...(coming.get(roomId) ?? [])].some((other) => other < order);

  function next(channelId: string, lane: Lane): void {
    if (lane.isBusy) return;
    const first = lane.waiting.toSorted((a, b) => a.order - b.order)[0];
    if (!first) {
      lanes.delete(channelId);
      return;
    }
    if (isAwaited(first)) return;
    lane.isBusy = true;
    lane.waiting.splice(lane.waiting.indexOf(first), 1);
    first.go();
  }

  function hasCome({ roomId, order }: Place): void {
    const orders = coming.get(roomId);
    if (!orders?.delete(order)) return;
    if (orders.size === 0) coming.delete(roomId);
    for (const [channelId, lane] of lanes) next(channelId, lane);
  }

  return {
    announce(roomId, order) {
      const orders = coming.get(roomId) ?? new Set();
      coming.set(roomId, orders.add(order));
      return () => hasCome({ roomId, order });
    },
    async run(channelId, place, act) {
      const isNew = !lanes.has(channelId);
      const lane = lanes.get(channelId) ?? { isBusy: true, waiting: [] };
      lanes.set(channelId, lane);
      const turn = new Promise<void>((resolve) => lane.waiting.push({ ...place, go: resolve }));
      hasCome(place);
      if (isNew) {
        await pause(gatherMs);
        lane.isBusy = false;
      }
      next(channelId, lane);
      await turn;
      try {
        return await act();
      } finally {
        lane.isBusy = false;
        next(channelId, lane);
      }
    },
  };
}
