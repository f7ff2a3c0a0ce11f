/** Which channel a room is, and whether it is safe to post into now. */
import type { ParkedAs, PosternClient, SlackRoomView } from '@postern/core';
import type { webApi } from '@slack/bolt';
import { troubleOf } from './slack-errors.ts';
import type { Log } from './slack-workspace.ts';

/** A channel that must not be posted into now. The message says why and what to do. */
export class UnsafeRoom extends Error {
  override name = 'UnsafeRoom';
  readonly as: ParkedAs;

  constructor(as: ParkedAs, message: string, options?: ErrorOptions) {
    super(message, options);
    this.as = as;
  }
}

/** Another room took this one's place, such as one that has the same channel: what waited for it waits for that one now. */
export class RoomJoined extends Error {
  override name = 'RoomJoined';

  constructor() {
    super('Another room took the place of this one.');
  }
}

export interface SlackRooms {
  /** The room's channel. Throws `UnsafeRoom` when the workspace has none of that name, and `RoomJoined`. */
  channelOf(room: SlackRoomView): Promise<string>;
  /** The id of the channel of this name; null when Postern sees none. */
  named(name: string): Promise<string | null>;
  /**
   * Throws `UnsafeRoom` unless the bot is a member, and the channel is neither archived nor shared outside, nor has
   * guests whom nobody allowed. A good answer holds for ten minutes, or until something is heard of the channel.
   */
  requireSafe(room: Pick<SlackRoomView, 'allowsGuests'>, channelId: string): Promise<void>;
  /** The same as an answer. Throws what Slack throws when nobody knows. */
  isSafe(room: Pick<SlackRoomView, 'allowsGuests'>, channelId: string): Promise<boolean>;
  /** Makes the next post into this channel, or into any, look at it again. */
  forget(channelId: string | null): void;
  /** Somebody's account changed: whether they are a guest is asked again, and so is every channel. */
  forgetPerson(userId: string): void;
}

/** A good room is trusted for ten minutes; a bad one is looked at again soon, so that posting resumes by itself. */
const trustMs = 10 * 60_000;
const doubtMs = 10_000;
/** More strangers than this are asked for as a list, not one by one. */
const mostAskedAlone = 20;

interface Problem {
  as: ParkedAs;
  words: string;
}

export function slackRooms(parts: { web: webApi.WebClient; client: PosternClient; log: Log }): SlackRooms {
  const { web, client, log } = parts;
  const seen = new Map<string, { problem: Problem | null; until: number }>();
  const missing = new Map<string, { words: string; until: number }>();
  /** What was asked before something was heard of the channels is not remembered after it. */
  let heard = 0;
  /** Whether somebody is a guest, as Slack said last. */
  const guests = new Map<string, boolean>();
  let everybodyFrom: string | undefined;

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

  async function problemOf(channelId: string, allowsGuests: boolean): Promise<Problem | null> {
    try {
      const { channel } = await web.conversations.info({ channel: channelId });
      const name = channel?.name ? `#${channel.name}` : channelId;
      if (channel?.is_archived)
        return {
          as: 'ARCHIVED',
          words: `${name} is archived. Unarchive it, or send its tickets elsewhere: postern slack route list`,
        };
      if (channel?.is_ext_shared || channel?.is_pending_ext_shared)
        return {
          as: 'SHARED',
          words: `${name} is shared with another organization. Tickets stay out of it: stop sharing it, or send them elsewhere: postern slack route list`,
        };
      if (!channel?.is_member)
        return { as: 'LEFT', words: `Postern is not in ${name}. In Slack, write /invite @Postern there.` };
      if (!allowsGuests && (await hasGuests(channelId)))
        return {
          as: 'GUESTS',
          words: `There are guests in ${name}. Tickets stay out of it until they are gone, or until you allow it: postern slack room ${name} --guests on`,
        };
      return null;
    } catch (error) {
      const trouble = troubleOf(error);
      if (trouble.kind === 'room') return { as: trouble.room ?? 'REFUSED', words: trouble.words };
      throw error;
    }
  }

  async function hasGuests(channelId: string): Promise<boolean> {
    const members: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await web.conversations.members({
        channel: channelId,
        limit: 200,
        ...(cursor && { cursor }),
      });
      members.push(...(page.members ?? []));
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor);
    const unknown = members.filter((id) => !guests.has(id));
    if (unknown.length > mostAskedAlone) await readEverybody();
    for (const id of unknown) {
      if (guests.has(id)) continue;
      const { user } = await web.users.info({ user: id });
      guests.set(id, isGuest(user));
    }
    return members.some((id) => guests.get(id));
  }

  /** Where it was broken off, it goes on the next time: Slack allows few of these calls a minute. */
  async function readEverybody(): Promise<void> {
    do {
      const page = await web.users.list({ limit: 200, ...(everybodyFrom && { cursor: everybodyFrom }) });
      for (const user of page.members ?? []) if (user.id) guests.set(user.id, isGuest(user));
      everybodyFrom = page.response_metadata?.next_cursor || undefined;
    } while (everybodyFrom);
  }

  async function problemNow(allowsGuests: boolean, channelId: string): Promise<Problem | null> {
    const key = `${channelId}:${allowsGuests}`;
    const before = seen.get(key);
    const isFresh = before && before.until > Date.now();
    const asOf = heard;
    const problem = isFresh ? before.problem : await problemOf(channelId, allowsGuests);
    if (!isFresh && asOf === heard)
      seen.set(key, { problem, until: Date.now() + (problem ? doubtMs : trustMs) });
    return problem;
  }

  return {
    named: findByName,
    async channelOf(room) {
      if (room.channelId) return room.channelId;
      const before = missing.get(room.id);
      if (before && before.until > Date.now()) throw new UnsafeRoom('DELETED', before.words);
      const channelId = await findByName(room.name);
      if (channelId) {
        missing.delete(room.id);
        const { roomId } = await client.slack.placeRoom.mutate({ roomId: room.id, channelId });
        if (roomId !== room.id) throw new RoomJoined();
        return channelId;
      }
      const words = `Slack has no channel #${room.name} that Postern can see. Create it, or write /invite @Postern in it when it is private; or name another one: SLACK_CHANNEL, or postern slack route list`;
      if (!missing.has(room.id)) log.error(words);
      missing.set(room.id, { words, until: Date.now() + doubtMs });
      throw new UnsafeRoom('DELETED', words);
    },

    async requireSafe({ allowsGuests }, channelId) {
      const problem = await problemNow(allowsGuests, channelId);
      if (problem) throw new UnsafeRoom(problem.as, problem.words);
    },

    isSafe: async ({ allowsGuests }, channelId) => (await problemNow(allowsGuests, channelId)) === null,

    forget(channelId) {
      heard += 1;
      for (const key of [...seen.keys()])
        if (channelId === null || key.startsWith(`${channelId}:`)) seen.delete(key);
      for (const each of missing.values()) each.until = 0;
    },

    forgetPerson(userId) {
      heard += 1;
      guests.delete(userId);
      seen.clear();
    },
  };
}

function isGuest(
  user: { is_restricted?: boolean; is_ultra_restricted?: boolean; is_stranger?: boolean } | undefined,
): boolean {
  return Boolean(user?.is_restricted || user?.is_ultra_restricted || user?.is_stranger);
}
