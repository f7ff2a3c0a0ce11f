/** Whether Slack lets the app in: told to the desk when it turns, because a person must hear of it outside of Slack. */
import type { PosternClient } from '@postern/core';
import type { webApi } from '@slack/bolt';
import { troubleOf } from './slack-errors.ts';
import type { Log } from './slack-workspace.ts';

/** None of these throws: what could not be told is told at the next occasion. */
export interface SlackAccess {
  /** Slack refused a call, or a connection. Whether it refuses the app itself is looked up in the error. */
  failed(error: unknown, at?: 'calls' | 'connection'): Promise<void>;
  /** A call was taken. Where calls were refused before, Slack is asked whether that is over. */
  passed(): Promise<void>;
  /** Slack connects us, so the token for that is good; the other one is asked about. */
  connected(): Promise<void>;
  /** Asks Slack who we are, and tells the desk whether that was answered. */
  look(): Promise<void>;
}

export function slackAccess(parts: { web: webApi.WebClient; client: PosternClient; log: Log }): SlackAccess {
  const { web, client, log } = parts;
  /** Each has a token of its own. */
  const refused: Record<'calls' | 'connection', string | null> = { calls: null, connection: null };
  /** Nothing before the first time: another process may have told something else. */
  let told: string | null | undefined;

  async function tell(): Promise<void> {
    const refusedBecause = refused.calls ?? refused.connection;
    if (told !== undefined && (told === null) === (refusedBecause === null)) return;
    try {
      await client.slack.tellAccess.mutate({ refusedBecause });
      told = refusedBecause;
    } catch (error) {
      log.warn({ err: error }, 'the desk could not be told whether Slack lets the app in');
    }
  }

  async function failed(error: unknown, at: 'calls' | 'connection' = 'calls'): Promise<void> {
    const { isRefusal, words } = troubleOf(error);
    if (!isRefusal) return;
    refused[at] = words;
    await tell();
  }

  async function look(): Promise<void> {
    try {
      await web.auth.test();
      refused.calls = null;
      await tell();
    } catch (error) {
      await failed(error);
    }
  }

  return {
    failed,
    look,
    async passed() {
      if (refused.calls !== null) await look();
    },
    async connected() {
      refused.connection = null;
      await look();
    },
  };
}
