/** Tells the desk how it stands with Slack, so that people can ask the desk: connected or why not, where, and as whom. */
import type { PosternClient } from '@postern/core';
import { troubleOf } from '../slack-errors.ts';
import type { Log, SlackWorkspace } from '../slack-workspace.ts';

export interface StateReporter {
  connected(): void;
  /** Null for the desk's own end. */
  disconnected(why: string | null, error?: unknown): void;
  /** Resolves once all was told. */
  idle(): Promise<void>;
}

interface Identity {
  teamId: string | null;
  teamName: string | null;
  botUserId: string | null;
  scopes: string[] | null;
}

const longestWhy = 500;

/** What was told before is told again by the core alone where it changed. Never throws: it is only a report. */
export function stateReporter(parts: {
  client: PosternClient;
  workspace: SlackWorkspace;
  log: Log;
}): StateReporter {
  const { client, workspace, log } = parts;
  let who: Identity = { teamId: null, teamName: null, botUserId: null, scopes: null };
  let telling: Promise<void> = Promise.resolve();

  async function tell(isConnected: boolean, trouble: string | null): Promise<void> {
    try {
      const asked = isConnected ? await identity(workspace) : null;
      if (asked?.who) who = asked.who;
      await client.slack.reportState.mutate({
        ...who,
        isConnected,
        trouble: trouble ?? asked?.trouble ?? null,
      });
    } catch (error) {
      log.warn({ err: error }, 'the desk could not be told how it stands with Slack');
    }
  }

  const next = (isConnected: boolean, trouble: string | null, access: () => Promise<void>) => {
    telling = telling.then(() => tell(isConnected, trouble)).then(access);
  };
  return {
    connected: () => next(true, null, () => workspace.access.connected()),
    disconnected: (why, error) =>
      next(false, why?.slice(0, longestWhy) ?? null, () => workspace.access.failed(error, 'connection')),
    idle: () => telling,
  };
}

/** Slack says the scopes of the token with every answer. A socket may be open although the bot's own token is not good. */
async function identity({ web }: SlackWorkspace): Promise<{ who: Identity | null; trouble: string | null }> {
  try {
    const { team_id, team, user_id, response_metadata } = await web.auth.test();
    const who = {
      teamId: team_id ?? null,
      teamName: team?.slice(0, 200) ?? null,
      botUserId: user_id ?? null,
      scopes: response_metadata?.scopes ?? null,
    };
    return { who, trouble: null };
  } catch (error) {
    return { who: null, trouble: troubleOf(error).words.slice(0, longestWhy) };
  }
}
