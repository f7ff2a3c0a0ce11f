/** Channels and what was said in them. */
import {
  ApiError,
  type Call,
  type Handler,
  invalidArguments,
  page,
  requireChannel,
  requireMembership,
  requireScope,
} from '../api-call.ts';
import { tsMicros } from '../ids.ts';
import { channelJson, messageJson } from '../message-shape.ts';
import type { Channel, Json, Message, Person } from '../types.ts';

/** A public channel asks for the `channels:` scope, a private one for `groups:`. */
function accessChannel(call: Call, right: 'read' | 'history'): Channel {
  const channel = requireChannel(call, 'id');
  requireScope(call, `${kindOf(channel)}:${right}`);
  return channel;
}

/** Slack's word for a kind of channel, as scopes use it. */
function kindOf(channel: Channel): 'im' | 'groups' | 'channels' {
  if (channel.imWith) return 'im';
  return channel.isPrivate ? 'groups' : 'channels';
}

const listable: Record<string, string> = {
  public_channel: 'channels',
  private_channel: 'groups',
  im: 'im',
  mpim: 'mpim',
};

function listedKinds(call: Call): string[] {
  const types = (call.args.text('types') || 'public_channel').split(',').map((type) => type.trim());
  return types.map((type) => {
    const kind = listable[type];
    if (!kind) throw new ApiError('invalid_types');
    requireScope(call, `${kind}:read`);
    return kind;
  });
}

/** Keeps the messages between `oldest` and `latest`; the ends themselves only with `inclusive`. */
function windowFilter(call: Call): (message: Message) => boolean {
  const { args } = call;
  const oldest = args.ts('oldest', 'invalid_ts_oldest');
  const latest = args.text('latest') === 'now' ? null : args.ts('latest', 'invalid_ts_latest');
  const from = oldest === null ? null : tsMicros(oldest);
  const to = latest === null ? null : tsMicros(latest);
  const isInclusive = args.flag('inclusive');
  return ({ ts }) => {
    const at = tsMicros(ts);
    if (from !== null && (isInclusive ? at < from : at <= from)) return false;
    return to === null || (isInclusive ? at <= to : at < to);
  };
}

/** One page that starts where the last one ended by timestamp, so that new messages do not shift it. */
function pageByTs(call: Call, messages: readonly Message[], limit: number) {
  const cursor = call.args.text('cursor');
  let start = 0;
  if (cursor !== '') {
    const ts = /^next_ts:(\d+\.\d{6})$/.exec(Buffer.from(cursor, 'base64').toString())?.[1];
    if (!ts) throw new ApiError('invalid_cursor');
    start = messages.findIndex((message) => message.ts === ts);
    if (start < 0) throw new ApiError('invalid_cursor');
  }
  const next = messages[start + limit];
  return {
    items: messages.slice(start, start + limit),
    hasMore: next !== undefined,
    nextCursor: next ? Buffer.from(`next_ts:${next.ts}`).toString('base64') : '',
  };
}

function shown(call: Call, messages: readonly Message[]): Json[] {
  const withMetadata = call.args.flag('include_all_metadata');
  return messages.map((message) => messageJson(call.world.workspace, message, { withMetadata }));
}

/** The person a direct message is to be opened with. */
function partner(call: Call): Person {
  const { args, world } = call;
  const ids = args.text('users').split(',').filter(Boolean);
  if (ids.length === 0) throw new ApiError('users_list_not_supplied');
  // A group of people needs `mpim:write`, and the desk has no use for one.
  if (ids.length > 1) requireScope(call, 'mpim:write');
  if (ids.length > 1) throw new ApiError('method_not_supported_for_channel_type');
  requireScope(call, 'im:write');
  const person = world.store.get('people', ids[0]!);
  if (!person || person.id === world.workspace.bot.userId) throw new ApiError('user_not_found');
  if (person.isDeleted) throw new ApiError('user_disabled');
  return person;
}

export const conversationMethods: Record<string, Handler> = {
  'conversations.info': (call) => {
    const channel = accessChannel(call, 'read');
    return {
      channel: {
        ...channelJson(call.world.workspace, channel),
        ...(call.args.flag('include_num_members') && { num_members: channel.members.length }),
      },
    };
  },

  'conversations.list': (call) => {
    const { workspace } = call.world;
    const kinds = listedKinds(call);
    const listed = workspace.channels().filter((channel) => {
      const isHidden = channel.isPrivate && !channel.members.includes(workspace.bot.userId);
      if (isHidden || (channel.isArchived && call.args.flag('exclude_archived'))) return false;
      return kinds.includes(kindOf(channel));
    });
    const { items, nextCursor } = page(call, listed, call.args.count('limit', 100, 999));
    return {
      channels: items.map((channel) => ({
        ...channelJson(workspace, channel),
        num_members: channel.members.length,
      })),
      response_metadata: { next_cursor: nextCursor },
    };
  },

  'conversations.members': (call) => {
    const channel = accessChannel(call, 'read');
    const { items, nextCursor } = page(call, channel.members, call.args.count('limit', 100, 1000));
    return { members: items, response_metadata: { next_cursor: nextCursor } };
  },

  'conversations.open': (call) => {
    const { workspace } = call.world;
    const isKnown = call.args.has('channel');
    if (isKnown && !requireChannel(call, 'id').imWith) {
      throw new ApiError('method_not_supported_for_channel_type');
    }
    const person = isKnown ? null : partner(call);
    const isOpen = !person || workspace.channels().some((one) => one.imWith === person.id);
    const channel = person ? workspace.directMessage(person.id) : requireChannel(call, 'id');
    return {
      ...(isOpen && { no_op: true, already_open: true }),
      channel: call.args.flag('return_im') ? channelJson(workspace, channel) : { id: channel.id },
    };
  },

  'conversations.join': (call) => {
    const { workspace, rooms } = call.world;
    const channel = requireChannel(call, 'id');
    if (channel.isPrivate) throw new ApiError('method_not_supported_for_channel_type');
    if (channel.isArchived) throw new ApiError('is_archived');
    const isMember = channel.members.includes(workspace.bot.userId);
    rooms.join(channel, workspace.bot.userId, null);
    return {
      channel: channelJson(workspace, workspace.findChannel(channel.id)!),
      ...(isMember && {
        warning: 'already_in_channel',
        response_metadata: { warnings: ['already_in_channel'] },
      }),
    };
  },

  'conversations.history': (call) => {
    const channel = accessChannel(call, 'history');
    requireMembership(call, channel);
    const inWindow = windowFilter(call);
    const limit = call.args.count('limit', 100, 999, invalidArguments('must be 1 to 999: limit'));
    const messages = call.world.workspace
      .messagesIn(channel.id)
      .filter((message) => (message.threadTs === undefined || message.isBroadcast) && inWindow(message))
      .reverse();
    const { items, hasMore, nextCursor } = pageByTs(call, messages, limit);
    return {
      messages: shown(call, items),
      has_more: hasMore,
      pin_count: 0,
      response_metadata: { next_cursor: nextCursor },
    };
  },

  'conversations.replies': (call) => {
    const { workspace, journal } = call.world;
    const channel = accessChannel(call, 'history');
    requireMembership(call, channel);
    const asked = workspace.message(channel.id, call.args.text('ts'));
    if (!asked) throw new ApiError('thread_not_found');
    const inWindow = windowFilter(call);
    const limit = call.args.count('limit', 1000, 1000, invalidArguments('must be 1 to 1000: limit'));
    if (asked.threadTs !== undefined) {
      journal.add('defect', 'conversations.replies was asked with the ts of a reply; use the root’s ts.');
    }
    const replies = asked.threadTs === undefined ? workspace.replies(channel.id, asked.ts) : [];
    // The root comes with the thread whatever the window says.
    const messages = [asked, ...replies.filter(inWindow)];
    const { items, hasMore, nextCursor } = pageByTs(call, messages, limit);
    return {
      messages: shown(call, items),
      has_more: hasMore,
      response_metadata: { next_cursor: nextCursor },
    };
  },
};
