/** Over HTTP nobody says that Slack could not reach the desk: it shows in what arrives afterwards, and in what did not. */

/** Slack gives an event up after about five minutes; on a busy desk so long a silence says something. */
const silenceMs = 15 * 60_000;
/** An event that comes again, or a long silence, may mean nothing; so often the threads are read for it at most. */
const betweenMs = 5 * 60_000;

export interface HttpGaps {
  /** Of a signed request; answers whether something may have been missed before it. */
  arrived(request: { isAgain: boolean }): boolean;
}

/** The start counts as a look. */
export function httpGaps(now: () => number): HttpGaps {
  let lastAt = now();
  let lookedAt = now();
  let isDoubtful = false;
  return {
    arrived({ isAgain }) {
      const at = now();
      isDoubtful ||= isAgain || at - lastAt >= silenceMs;
      lastAt = at;
      if (!isDoubtful || at - lookedAt < betweenMs) return false;
      isDoubtful = false;
      lookedAt = at;
      return true;
    },
  };
}
