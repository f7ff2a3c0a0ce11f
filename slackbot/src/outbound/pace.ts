/** How fast the bot posts: as fast as Slack takes it, and one a second in a channel once Slack asked for less. */
import { createLanes, type Lanes } from './lanes.ts';

export interface Pace {
  /**
   * How long this item must wait before it may be posted in the channel; 0 means now. An urgent one takes the next
   * turn of all, and those that were given one come a second later.
   */
  waitFor(channelId: string, itemId: string, isUrgent?: boolean): number;
  /** Runs one post into a channel at a time; of those that wait, what was written down first. */
  oneByOne: Lanes['run'];
  /** Says that a post is on its way, so that none of its room with a higher number goes ahead; answers what calls it off. */
  announce: Lanes['announce'];
  /** Slack refused a post and named a pause: those who wait keep their order, a second apart. */
  slowDown(channelId: string, pauseMs: number): void;
}

const betweenMs = 1_000;
const carefulForMs = 60_000;
/** For so long others wait for one whose turn has come; it may have been given up. */
const patienceMs = 5_000;
const lookAgainMs = 100;

/** Each waiting item keeps the turn it was given, so that none is overtaken for ever. */
export function createPace(now: () => number = Date.now): Pace {
  const lanes = createLanes();
  const channels = new Map<string, { next: number; until: number; turns: Map<string, number> }>();

  return {
    oneByOne: lanes.run,
    announce: lanes.announce,

    waitFor(channelId, itemId, isUrgent = false) {
      const channel = channels.get(channelId);
      if (!channel) return 0;
      const at = now();
      const soonest = isUrgent ? Math.min(channel.next, ...channel.turns.values()) : channel.next;
      const turn = channel.turns.get(itemId) ?? Math.max(at, soonest);
      if (!channel.turns.has(itemId)) {
        for (const [item, given] of channel.turns)
          if (given >= turn) channel.turns.set(item, given + betweenMs);
        channel.next = Math.max(channel.next, turn) + betweenMs;
      }
      if (turn > at) {
        channel.turns.set(itemId, turn);
        return turn - at;
      }
      // Both may be due, and who came first was held up on the way here.
      const isAhead = (other: number) => other < turn && other > at - patienceMs;
      if ([...channel.turns.values()].some(isAhead)) {
        channel.turns.set(itemId, turn);
        return lookAgainMs;
      }
      channel.turns.delete(itemId);
      for (const [item, given] of channel.turns) if (given < at - carefulForMs) channel.turns.delete(item);
      if (at > channel.until && channel.turns.size === 0) channels.delete(channelId);
      return 0;
    },
    slowDown(channelId, pauseMs) {
      const at = now();
      const { next = 0, turns = new Map() } = channels.get(channelId) ?? {};
      let free = at + pauseMs;
      for (const [item, turn] of [...turns].sort(([, one], [, other]) => one - other)) {
        turns.set(item, Math.max(turn, free));
        free = Math.max(turn, free) + betweenMs;
      }
      channels.set(channelId, { next: Math.max(next, free), until: at + carefulForMs, turns });
    },
  };
}
