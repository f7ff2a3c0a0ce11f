/** The workspace as the bot knows it: the Web API, which team it is, which channel gets cards, and who is safe to post to. */
import type { Core, SlackConfig } from '@postern/core';
import { type Logger, LogLevel, webApi } from '@slack/bolt';
import { troubleOf } from './slack-errors.ts';

export type Log = Core['log'];

/** A channel that must not be posted into now. The message says why and what to do. */
export class UnsafeRoom extends Error {
  override name = 'UnsafeRoom';
}

export interface SlackWorkspace {
  readonly web: webApi.WebClient;
  teamId(): Promise<string>;
  /** The channel of new cards, from `SLACK_CHANNEL`. Throws `UnsafeRoom` when there is none of that name. */
  cardChannel(): Promise<string>;
  /** Throws `UnsafeRoom` unless the bot is a member of the channel and it is neither archived nor shared outside. */
  requireSafeRoom(channelId: string): Promise<void>;
  /** Makes the next post look at its channel again. */
  forgetRooms(): void;
}

/** A good room is trusted for ten minutes; a bad one is looked at again soon, so that posting resumes by itself. */
const trustMs = 10 * 60_000;
const doubtMs = 10_000;
const longestCallMs = 10_000;

const isChannelId = (channel: string) => /^[CG][A-Z0-9]{5,}$/.test(channel);

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
export function slackWorkspace({ config, log }: { config: SlackConfig; log: Log }): SlackWorkspace {
  const workspace = known.get(config) ?? createWorkspace(config, log);
  known.set(config, workspace);
  return workspace;
}

function createWorkspace(config: SlackConfig, log: Log): SlackWorkspace {
  const web = new webApi.WebClient(config.botToken, webOptions(config, log));
  const rooms = new Map<string, { problem: string | null; until: number }>();
  let team: string | null = null;
  let channel: string | null = isChannelId(config.channel) ? config.channel : null;
  let missing: { words: string; until: number } | null = null;

  async function findByName(name: string): Promise<string | null> {
    let cursor: string | undefined;
    do {
      const page = await web.conversations.list({
        types: 'public_channel,private_channel',
        limit: 999,
        ...(cursor && { cursor }),
      });
      const found = page.channels?.find((one) => one.name === name)?.id;
      if (found) return found;
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor);
    return null;
  }

  async function problemOf(channelId: string): Promise<string | null> {
    try {
      const { channel: room } = await web.conversations.info({ channel: channelId });
      const name = room?.name ? `#${room.name}` : channelId;
      if (room?.is_archived)
        return `${name} is archived. Unarchive it, or choose another with SLACK_CHANNEL.`;
      const isShared = room?.is_ext_shared || room?.is_pending_ext_shared;
      if (isShared) {
        return `${name} is shared with another organization. Tickets stay out of it: stop sharing it, or choose another with SLACK_CHANNEL.`;
      }
      if (!room?.is_member) return `Postern is not in ${name}. In Slack, write /invite @Postern there.`;
      return null;
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble.kind === 'room') return trouble.words;
      throw error;
    }
  }

  return {
    web,
    async teamId() {
      team ??= (await web.auth.test()).team_id ?? null;
      if (!team) throw new Error('Slack did not say which workspace this is.');
      return team;
    },
    async cardChannel() {
      if (channel) return channel;
      if (missing && missing.until > Date.now()) throw new UnsafeRoom(missing.words);
      const name = config.channel.replace(/^#/, '');
      channel = await findByName(name);
      if (channel) return channel;
      const words = `Slack has no channel #${name} that Postern can see. Set SLACK_CHANNEL to an existing one, or write /invite @Postern in it when it is private.`;
      if (!missing) log.error(words);
      missing = { words, until: Date.now() + doubtMs };
      throw new UnsafeRoom(words);
    },
    async requireSafeRoom(channelId) {
      const seen = rooms.get(channelId);
      const isFresh = seen && seen.until > Date.now();
      const problem = isFresh ? seen.problem : await problemOf(channelId);
      if (!isFresh) rooms.set(channelId, { problem, until: Date.now() + (problem ? doubtMs : trustMs) });
      if (problem) throw new UnsafeRoom(problem);
    },
    forgetRooms() {
      rooms.clear();
      if (missing) missing.until = 0;
      if (!isChannelId(config.channel)) channel = null;
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
