/** Whether what belongs into Slack waits for long, or a channel is parked: asked by the minute, and shown in the header. */
import { displayText } from '@postern/core/words';
import type { Hub } from './hub.ts';
import type { InboxState } from './model.ts';

/** Null while all is well. Every text is safe to print. */
export type SlackDelay = { since: number; waiting: number } | { parked: readonly string[] } | null;

export interface SlackDelayActions {
  refresh(): Promise<void>;
  /** Asks once a minute while the desk can be reached. */
  follow(): void;
}

const minuteMs = 60_000;

export function createSlackDelay(hub: Hub): SlackDelayActions {
  /** Null before the desk has said whether it has anything to do with Slack. */
  let isConfigured: boolean | null = null;
  let askedAt = minuteOf(hub.get());

  const refresh = async () => {
    askedAt = minuteOf(hub.get());
    const answer = await hub.ask((options) => hub.client.slackSettings.delay.query(undefined, options));
    if (!answer.ok) {
      // A desk of before this could be asked.
      if (answer.failure.code !== 'UNREACHABLE') isConfigured = false;
      return;
    }
    const { delayed, parked } = answer.value;
    isConfigured = answer.value.isConfigured;
    hub.set({
      slack: delayed
        ? { since: Date.parse(delayed.since), waiting: delayed.waiting }
        : parked.length > 0
          ? { parked: parked.map((name) => displayText(name)) }
          : null,
    });
  };

  return {
    refresh,
    follow() {
      const state = hub.get();
      if (isConfigured === false || state.connection.kind !== 'live' || minuteOf(state) === askedAt) return;
      void refresh();
    },
  };
}

const minuteOf = ({ now }: InboxState) => Math.floor(now / minuteMs);
