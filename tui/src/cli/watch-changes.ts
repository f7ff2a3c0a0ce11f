/** The stream of changes for a verb that waits for them: each once and in order, whatever happens to the connection. */
import { type Change, failureOf, type PosternClient } from '@postern/core/client';

/** Waits between tries, in ms; the last one repeats. */
const waits = [200, 500, 1_000, 2_000, 5_000];

export interface WatchWish {
  /** The seq after which it begins; null for now. */
  after: number | null;
  /** Called when the desk is lost, and when it is there again. */
  onState(state: 'lost' | 'found'): void;
}

/**
 * Begins with the `ready` or `reload` of the desk where there is one. A desk that is restarted is waited for. Throws
 * what ends it for good, as when the session has ended.
 */
export async function* watchChanges(client: PosternClient, wish: WatchWish): AsyncGenerator<Change> {
  let last = wish.after;
  for (;;) {
    for await (const change of oneStream(client, last)) {
      // Who is writing and how mails fare is of the moment, and comes under the number of the change before it.
      if (change.action === 'presence' || change.action === 'delivery') continue;
      if (last !== null && change.seq <= last && change.action !== 'reload') continue;
      last = change.seq;
      yield change;
    }
    await patiently(() => client.auth.me.query(), wish.onState);
  }
}

/** Until the connection breaks, or the desk ends it. */
async function* oneStream(client: PosternClient, after: number | null): AsyncGenerator<Change> {
  const waiting: Change[] = [];
  let isOver = false;
  let wake = () => {};
  const end = () => {
    isOver = true;
    wake();
  };
  const subscription = client.live.changes.subscribe(
    after === null ? undefined : { lastEventId: String(after) },
    {
      onData({ data }) {
        if (isOver) return;
        waiting.push(data);
        wake();
      },
      // Its own new try would not say why the old one ended, so a cut ends it here.
      onConnectionStateChange: ({ state, error }) => state === 'connecting' && error && end(),
      onError: end,
      onStopped: end,
    },
  );
  try {
    for (;;) {
      const change = waiting.shift();
      if (change) yield change;
      else if (isOver) return;
      else
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
    }
  } finally {
    isOver = true;
    subscription.unsubscribe();
  }
}

/** Asks until the desk answers. Throws what it answers when that is a refusal. */
export async function patiently<Answer>(
  ask: () => Promise<Answer>,
  onState: WatchWish['onState'],
): Promise<Answer> {
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await ask();
      if (tries > 0) onState('found');
      return answer;
    } catch (error) {
      if (failureOf(error).code !== 'UNREACHABLE') throw error;
      if (tries === 0) onState('lost');
      await new Promise((resolve) => setTimeout(resolve, waits[Math.min(tries, waits.length - 1)]));
    }
  }
}
