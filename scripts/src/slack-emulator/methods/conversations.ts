/** Channels and what was said in them. */
import {
  ApiError,
  type Call,
  type Handler,
  page,
  requireChannel,
  requireMembership,
  requireScope,
} from '../api-call.ts';
import { tsMicros } from '../ids.ts';
import { channelJson, messageJson } from '../message-shape.ts';
import type { Channel, Json, Message } from '../types.ts';

/** A public channel asks for the `channels:` scope, a private one for `groups:`. */
function accessChannel(call: Call, right: 'read' | 'history'): Channel {
  const channel = requireChannel(call, 'id');
  requireScope(call, `${channel.isPrivate ? 'groups' : 'channels'}:${right}`);
  return channel;
}

function listedTypes(call: Call): { isPrivate: boolean }[] {
  const types = (call.args.text('types') || 'public_channel').split(',').map((type) => type.trim());
  return types.flatMap((type): { isPrivate: boolean }[] => {
    if (type === 'public_channel') {
      requireScope(call, 'channels:read');
      return [{ isPrivate: false }];
    }
    if (type === 'private_channel') {
      requireScope(call, 'groups:read');
      return [{ isPrivate: true }];
    }
    if (type === 'im' || type === 'mpim') {
      requireScope(call, `${type}:read`);
      return [];
    }
    throw new ApiError('invalid_types');
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
    const types = listedTypes(call);
    const listed = workspace.channels().filter((channel) => {
      const isHidden = channel.isPrivate && !channel.members.includes(workspace.bot.userId);
      if (isHidden || (channel.isArchived && call.args.flag('exclude_archived'))) return false;
      return types.some((type) => type.isPrivate === channel.isPrivate);
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

  'conversations.history': (call) => {
    const channel = accessChannel(call, 'history');
    requireMembership(call, channel);
    const inWindow = windowFilter(call);
    const messages = call.world.workspace
      .messagesIn(channel.id)
      .filter((message) => message.threadTs === undefined && inWindow(message))
      .reverse();
    const { items, hasMore, nextCursor } = pageByTs(call, messages, call.args.count('limit', 100, 999));
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
    if (asked.threadTs !== undefined) {
      journal.add('defect', 'conversations.replies was asked with the ts of a reply; use the root’s ts.');
    }
    const replies = asked.threadTs === undefined ? workspace.replies(channel.id, asked.ts) : [];
    // The root comes with the thread whatever the window says.
    const messages = [asked, ...replies.filter(inWindow)];
    const { items, hasMore, nextCursor } = pageByTs(call, messages, call.args.count('limit', 1000, 1000));
    return {
      messages: shown(call, items),
      has_more: hasMore,
      response_metadata: { next_cursor: nextCursor },
    };
  },
};
