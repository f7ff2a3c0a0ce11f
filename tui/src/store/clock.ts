/** The inbox's "now": from it comes how old things are, and how long it is until the next try. */
import type { Hub } from './hub.ts';

const minuteMs = 60_000;
const secondMs = 1_000;
/** Ages are told in minutes, and each look wakes a program that has nothing else to do. */
const seldomMs = 5_000;

/** Keeps it true: by the minute, and by the second while one counts down. */
export function keepTime(hub: Hub): { stop(): void } {
  let everyMs = 0;
  let timer: NodeJS.Timeout | undefined;
  const isCounting = () => {
    const { connection } = hub.get();
    return connection.kind === 'reconnecting' && connection.retryAt !== null;
  };
  const look = () => {
    const now = hub.now();
    const isNewMinute = Math.floor(now / minuteMs) !== Math.floor(hub.get().now / minuteMs);
    if (isNewMinute || isCounting()) hub.set({ now });
  };
  const pace = () => {
    const wanted = isCounting() ? secondMs : seldomMs;
    if (wanted === everyMs) return;
    everyMs = wanted;
    clearInterval(timer);
    timer = setInterval(look, everyMs);
    timer.unref();
  };
  pace();
  const stopListening = hub.subscribe(pace);
  return {
    stop() {
      stopListening();
      clearInterval(timer);
    },
  };
}
