/** Open streams of ticket pages: so many for a browser, so many for the desk, and none after it has stopped. */

export interface LiveStreams {
  /** Notes a stream of this session until `free` is called; null when there are too many. */
  take(session: string): { stopping: AbortSignal; free(): void } | null;
  /** Ends all of them. */
  stop(): void;
}

/** With these limits; without a wish, as many as browsers and one process bear. */
export function liveStreams(limits = { ofSession: 3, inAll: 500 }): LiveStreams {
  const open = new Map<string, number>();
  const stopping = new AbortController();
  let all = 0;
  return {
    take(session) {
      const mine = open.get(session) ?? 0;
      if (stopping.signal.aborted || mine >= limits.ofSession || all >= limits.inAll) return null;
      open.set(session, mine + 1);
      all += 1;
      let isFree = false;
      return {
        stopping: stopping.signal,
        free() {
          if (isFree) return;
          isFree = true;
          all -= 1;
          const left = (open.get(session) ?? 1) - 1;
          if (left > 0) open.set(session, left);
          else open.delete(session);
        },
      };
    },
    stop: () => stopping.abort(),
  };
}
