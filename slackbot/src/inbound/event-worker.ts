/** Handles what was written down of Slack's events: what belongs together in its order, the rest side by side. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Outputs, PosternClient } from '@postern/core';
import type { Log } from '../slack-workspace.ts';

export type TakenEvent = Outputs['slack']['dueEvents'][number];

export interface EventWorker {
  start(): void;
  /** Something was written down. */
  ring(): void;
  /** Resolves once nothing is under way; what is not handled by then stays written down. */
  stop(): Promise<void>;
}

/** What the event is about is not settled yet; it is looked at again, and nothing is wrong. */
export class LookAgain extends Error {
  override name = 'LookAgain';
}

const atOnce = 50;
const lookAgainMs = 1_000;

/** `handle` throws for what shall be tried again. */
export function eventWorker(parts: {
  client: PosternClient;
  log: Log;
  handle(event: TakenEvent): Promise<void>;
}): EventWorker {
  const { client, log, handle } = parts;
  const stopping = new AbortController();
  let wake = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      wake = new AbortController();
      let taken = 0;
      try {
        taken = await turn();
      } catch (error) {
        log.error({ err: error }, 'events of Slack cannot be handled for now');
      }
      if (taken > 0) continue;
      const signal = AbortSignal.any([wake.signal, stopping.signal]);
      await pause(lookAgainMs, undefined, { signal }).catch(() => {});
    }
  }

  async function turn(): Promise<number> {
    const events = await client.slack.dueEvents.mutate({ limit: atOnce });
    const groups = Map.groupBy(events, placeOf);
    const outcomes = await Promise.all([...groups.values()].map(handleInOrder));
    if (events.length > 0) await client.slack.settleEvents.mutate({ outcomes: outcomes.flat() });
    return events.length;
  }

  async function handleInOrder(
    events: readonly TakenEvent[],
  ): Promise<{ seq: number; failure: string | null }[]> {
    const outcomes = [];
    for (const event of events) {
      try {
        await handle(event);
        outcomes.push({ seq: event.seq, failure: null });
      } catch (error) {
        const failure = error instanceof Error ? error.message : String(error);
        log[error instanceof LookAgain ? 'debug' : 'warn'](
          { type: event.type, attempt: event.attempt, reason: failure },
          'an event of Slack is tried again',
        );
        outcomes.push({ seq: event.seq, failure });
      }
    }
    return outcomes;
  }

  return {
    start() {
      running = run();
    },
    ring: () => wake.abort(),
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Events of one channel are handled one after the other; those of no channel, of their type. */
function placeOf({ type, body }: TakenEvent): string {
  const { channel } = (body.event ?? {}) as { channel?: unknown };
  return typeof channel === 'string' ? channel : type;
}
