/** The workspace as the bot knows it: the Web API, which team it is, its rooms, and whether Slack lets us in. */
import type { Core, PosternClient, SlackConfig } from '@postern/core';
import { type Logger, LogLevel, webApi } from '@slack/bolt';
import { type SlackAccess, slackAccess } from './slack-access.ts';
import { type SlackRooms, slackRooms } from './slack-rooms.ts';

export type Log = Core['log'];

export interface SlackWorkspace {
  readonly web: webApi.WebClient;
  /** The workspace that our token belongs to. The desk has met it when this answers. Throws what Slack or the desk throws. */
  teamId(): Promise<string>;
  readonly rooms: SlackRooms;
  readonly access: SlackAccess;
}

const longestCallMs = 10_000;

/** Options of every Web API client here: no call is repeated or held back behind our back. */
export function webOptions(config: SlackConfig, log: Log, signal?: AbortSignal): webApi.WebClientOptions {
  return {
    ...(config.apiUrl && { slackApiUrl: config.apiUrl }),
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: longestCallMs,
    logger: sdkLog(log),
    ...(signal && {
      fetch: (url, init) =>
        fetch(url, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal }),
    }),
  };
}

const known = new WeakMap<SlackConfig, SlackWorkspace>();

/**
 * The workspace of these settings, always the same one: what the bot hears of a channel must hold for the delivery at
 * once. Looks nothing up by itself; what it learns is remembered.
 */
export function slackWorkspace(parts: {
  config: SlackConfig;
  client: PosternClient;
  log: Log;
}): SlackWorkspace {
  const workspace = known.get(parts.config) ?? createWorkspace(parts);
  known.set(parts.config, workspace);
  return workspace;
}

function createWorkspace(parts: { config: SlackConfig; client: PosternClient; log: Log }): SlackWorkspace {
  const { config, client, log } = parts;
  const web = new webApi.WebClient(config.botToken, webOptions(config, log));
  let meeting: Promise<string> | null = null;

  async function meet(): Promise<string> {
    const { team_id: teamId } = await web.auth.test();
    if (!teamId) throw new Error('Slack did not say which workspace this is.');
    await client.slack.meetTeam.mutate({ teamId });
    return teamId;
  }

  return {
    web,
    rooms: slackRooms({ web, client, log }),
    access: slackAccess({ web, client, log }),
    teamId() {
      meeting ??= meet().catch((error: unknown) => {
        meeting = null;
        throw error;
      });
      return meeting;
    },
  };
}

/** The SDK's own lines, for those who debug: what people need to know, the bot says itself. */
export function sdkLog(log: Log): Logger {
  const note = (...parts: unknown[]) => log.debug({ from: 'slack sdk' }, parts.map(String).join(' '));
  return {
    // These lines hold whole messages.
    debug: () => {},
    info: note,
    warn: note,
    error: note,
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}
