/** The stream of changes: opened, watched, and opened again where it broke off. */
import { type Change, failureOf } from '@postern/core/client';
import type { Hub } from './hub.ts';

export interface Live {
  start(): void;
  /** Tries at once when it waits for its next try. */
  tryNow(): void;
  stop(): void;
}

/** Waits between tries, in ms; the last one repeats. */
const waits = [300, 1_000, 2_000, 3_000, 5_000];

/**
 * Keeps one subscription going. `ready` is called when the stream has begun anew and all that is shown must be
 * asked for, `live` whenever it runs (again), `change` for each change. After a cut it goes on with the last change it had, so that
 * nothing is missed and nothing is asked for twice.
 */
export function createLive(
  hub: Hub,
  on: { ready(): void; live(): void; change(change: Change): void },
): Live {
  let subscription: { unsubscribe(): void } | undefined;
  let lastEventId: string | undefined;
  let tries = 0;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  /** Tells the callbacks of a subscription that was given up from those of the present one. */
  let turn = 0;

  const isLive = () => {
    tries = 0;
    hub.set({ connection: { kind: 'live' } });
    on.live();
  };

  const connect = () => {
    clearTimeout(timer);
    timer = undefined;
    turn += 1;
    const mine = turn;
    const isMine = () => mine === turn && !isStopped;
    if (tries > 0) hub.set({ connection: { kind: 'reconnecting', tries, retryAt: null } });
    subscription = hub.client.live.changes.subscribe(lastEventId ? { lastEventId } : undefined, {
      onStarted() {
        // A stream that begins anew is live with its first word, which says from where on.
        if (isMine() && lastEventId !== undefined) isLive();
      },
      onData({ id, data }) {
        if (!isMine()) return;
        if (lastEventId === undefined) isLive();
        lastEventId = id;
        if (data.action === 'ready' || data.action === 'reload') on.ready();
        else on.change(data);
      },
      onConnectionStateChange(state) {
        // The stream's own waits are longer than ours and say nothing about why, so a cut ends it here.
        if (isMine() && state.state === 'connecting' && state.error) broken();
      },
      onError: () => isMine() && broken(),
      onStopped: () => isMine() && broken(),
    });
  };

  const broken = () => {
    turn += 1;
    subscription?.unsubscribe();
    subscription = undefined;
    const wait = waits[Math.min(tries, waits.length - 1)] as number;
    tries += 1;
    const now = hub.now();
    hub.set({ now, connection: { kind: 'reconnecting', tries, retryAt: now + wait } });
    timer = setTimeout(tryNow, wait);
  };

  // A broken stream does not say whether the desk is gone or the session is, so a small question goes first.
  const tryNow = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (isStopped || subscription) return;
    turn += 1;
    const mine = turn;
    hub.set({ connection: { kind: 'reconnecting', tries, retryAt: null } });
    try {
      await hub.client.auth.me.query(undefined, { signal: AbortSignal.timeout(5_000) });
    } catch (error) {
      if (mine !== turn || isStopped) return;
      if (failureOf(error).code === 'NOT_SIGNED_IN') {
        hub.set({ connection: { kind: 'signedOut' } });
        return;
      }
      broken();
      return;
    }
    if (mine === turn && !isStopped) connect();
  };

  return {
    start: connect,
    tryNow() {
      if (!subscription) void tryNow();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      subscription?.unsubscribe();
      subscription = undefined;
    },
  };
}
