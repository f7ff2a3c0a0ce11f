/** The inbox's state and the ways to change it, handed to every part of the store. */
import { type Failure, failureOf, type PosternClient } from '@postern/core/client';
import type { InboxState, Status } from './model.ts';

/** A request's end: an answer, or a refusal to put into words. */
export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export interface Hub {
  readonly client: PosternClient;
  get(): InboxState;
  set(patch: Partial<InboxState>): void;
  /** The status line, until the next key. */
  say(tone: Status['tone'], text: string): void;
  /** Puts a refusal on the status line, in words. */
  fail(failure: Failure): void;
  /** The same for what nobody asked for with a key: a desk that is away shows in the header already. */
  failQuietly(failure: Failure): void;
  /** A refusal in one line, for a place other than the status line. */
  wordsFor(failure: Failure): string;
  /**
   * Asks the desk. Never throws: a refusal becomes `failure`, no answer within 15 s counts as not reached, and an
   * ended session shows in the state. Requests under way are counted.
   */
  ask<T>(call: (options: { signal: AbortSignal }) => Promise<T>): Promise<Answer<T>>;
  /** Requests without an answer yet. */
  readonly underWay: number;
  /** A new id for something that must happen once. */
  newId(): string;
  now(): number;
  subscribe(listener: () => void): () => void;
  /** Ends every request and tells nobody any more. */
  stop(): void;
}

const answerMs = 15_000;

/** A hub over one desk. Listeners are told once per turn of the event loop, however much was set. */
export function createHub(start: {
  client: PosternClient;
  state: InboxState;
  newId: () => string;
  now: () => number;
  wordsFor: (failure: Failure) => string;
}): Hub {
  let state = start.state;
  let underWay = 0;
  let isTelling = false;
  const stopping = new AbortController();
  const listeners = new Set<() => void>();

  const set = (patch: Partial<InboxState>) => {
    const keys = Object.keys(patch) as (keyof InboxState)[];
    if (keys.some((key) => state[key] !== patch[key])) state = { ...state, ...patch };
    if (isTelling || stopping.signal.aborted) return;
    isTelling = true;
    queueMicrotask(() => {
      isTelling = false;
      for (const listener of [...listeners]) listener();
    });
  };

  const hub: Hub = {
    client: start.client,
    get: () => state,
    set,
    say: (tone: Status['tone'], text: string) => set({ status: { tone, text } }),
    fail: (failure: Failure) => set({ status: { tone: 'bad', text: start.wordsFor(failure) } }),
    failQuietly(failure: Failure) {
      if (failure.code !== 'UNREACHABLE' && failure.code !== 'NOT_SIGNED_IN') hub.fail(failure);
    },
    wordsFor: start.wordsFor,
    async ask<T>(call: (options: { signal: AbortSignal }) => Promise<T>): Promise<Answer<T>> {
      underWay += 1;
      try {
        const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(answerMs)]);
        const value = await call({ signal });
        if (state.connection.kind === 'signedOut') set({ connection: { kind: 'live' } });
        return { ok: true, value };
      } catch (error) {
        const failure = failureOf(error);
        if (failure.code === 'NOT_SIGNED_IN') set({ connection: { kind: 'signedOut' } });
        return { ok: false, failure };
      } finally {
        // After whoever asked has taken in the answer: until then it is not done.
        setImmediate(() => {
          underWay -= 1;
          set({});
        });
      }
    },
    get underWay() {
      return underWay;
    },
    newId: start.newId,
    now: start.now,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    stop() {
      stopping.abort();
      listeners.clear();
    },
  };
  return hub;
}
