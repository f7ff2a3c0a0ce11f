/** Keeps a Socket Mode connection to Slack, and says in the log how it stands. Slack's absence never stops the desk. */
import { setTimeout as pause } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import { troubleOf } from '../slack-errors.ts';
import type { Log } from '../slack-workspace.ts';

export interface Connection {
  /** Begins to connect and returns at once. */
  open(): void;
  /** Closes the socket, once the signal has said that no other shall follow; takes a second at most. */
  close(): Promise<void>;
}

interface End {
  wasOpen: boolean;
  lastedMs: number;
  why: string;
  error?: unknown;
}

const connectWithinMs = 15_000;
const shortestPauseMs = 500;
const longestPauseMs = 30_000;
/** A connection that ends sooner than this counts as a failed one, so that two sides that disagree do not spin. */
const soundAfterMs = 5_000;
/** Slack may recycle its servers several times in a minute; that is no reason to stay away for long. */
const recyclePauseMs = 1_000;
const handshakeMs = 300;

/**
 * The SDK's own reconnecting is off: it leaves pauses of five seconds, and a failure in it ends the process. `before`
 * runs ahead of each connection, while nothing can arrive; what it answers goes to `connected`.
 */
export function keepConnected<T>(parts: {
  receiver: SocketModeReceiver;
  log: Log;
  signal: AbortSignal;
  before(): Promise<T>;
  connected(fact: T): void;
  /** A connection that was open has ended. */
  ended(): void;
  /** Whether another connection is open meanwhile, so that nobody need hear of this one. */
  isSpare(): boolean;
  /** Called with why, once for each try that failed while there is no other; that Slack renews one is no trouble. */
  disconnected(why: string, error: unknown): void;
}): Connection {
  const { log, signal } = parts;
  const say = (level: 'info' | 'warn', words: string) => log[parts.isSpare() ? 'debug' : level](words);
  const { client } = parts.receiver;
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const end = await hold(failures > 0);
      if (signal.aborted) return;
      if (end.lastedMs >= soundAfterMs) {
        failures = 0;
        say('info', 'Slack ended the connection. Connecting again.');
        continue;
      }
      const longest = Math.min(
        end.wasOpen ? recyclePauseMs : longestPauseMs,
        shortestPauseMs * 2 ** Math.min(failures, 10),
      );
      const pauseMs = longest * (0.5 + Math.random() / 2);
      failures += 1;
      if (!parts.isSpare()) parts.disconnected(end.why, end.error);
      say(
        'warn',
        `Slack is not connected: ${end.why} The desk works on without it; next try in ${(pauseMs / 1_000).toFixed(1)} s.`,
      );
      await pause(pauseMs, undefined, { signal }).catch(() => {});
    }
  }

  /** One connection from its beginning to its end. */
  async function hold(isAgain: boolean): Promise<End> {
    try {
      const fact = await parts.before();
      const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
      await connect();
      const begun = Date.now();
      say('info', isAgain ? 'Slack is connected again.' : 'Slack is connected.');
      parts.connected(fact);
      await ended;
      parts.ended();
      return { wasOpen: true, lastedMs: Date.now() - begun, why: 'Slack ended the connection at once.' };
    } catch (error) {
      return { wasOpen: false, lastedMs: 0, why: troubleOf(error).words, error };
    }
  }

  async function connect(): Promise<void> {
    const late = new AbortController();
    const started = client.start();
    try {
      await Promise.race([
        started,
        pause(connectWithinMs, undefined, { signal: late.signal }).then(() => {
          throw new Error('it did not greet us in time');
        }),
      ]);
    } catch (error) {
      started.catch(() => {});
      await shut();
      throw error ?? new Error('the socket was closed');
    } finally {
      late.abort();
    }
  }

  /** The second call ends what the other side left half open. */
  async function shut(): Promise<void> {
    const closed = client.disconnect();
    const late = new AbortController();
    const wait = pause(handshakeMs, undefined, { signal: late.signal }).then(
      () => client.disconnect(),
      () => {},
    );
    await Promise.race([closed, wait]);
    late.abort();
  }

  return {
    open() {
      running = run();
    },
    async close() {
      await shut();
      await Promise.race([running, pause(700, undefined, { ref: false })]);
    },
  };
}
