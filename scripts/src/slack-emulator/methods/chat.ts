/** Posting, changing and deleting messages. */
import {
  ApiError,
  type Call,
  type Handler,
  invalidArguments,
  requireChannel,
  requireMembership,
} from '../api-call.ts';
import { readContent, readMetadata, splitAbove, splitText } from '../content.ts';
import { messageJson } from '../message-shape.ts';
import type { Channel, Json, Message } from '../types.ts';
import type { Post } from '../workspace.ts';

/** A room the bot may write into now; a person's id means the direct messages with them. */
function accessRoom(call: Call): Channel {
  const { workspace, store, manifest } = call.world;
  const person = store.get('people', call.args.text('channel'));
  const isReachable = person && !person.isDeleted && !person.isBot;
  const channel = isReachable ? workspace.directMessage(person.id) : requireChannel(call, 'id or name');
  if (channel.imWith && !manifest.home.hasMessagesTab) {
    const isScheduling = call.method === 'chat.scheduleMessage';
    throw new ApiError(isScheduling ? 'restricted_action' : 'messages_tab_disabled');
  }
  requireMembership(call, channel);
  if (channel.isArchived) throw new ApiError('is_archived');
  return channel;
}

/**
 * The root a reply hangs on: a reply's own ts leads to its root and is noted as a defect; an unknown or deleted root
 * leads nowhere, and Slack then posts the message outside any thread.
 */
export function threadRoot(call: Call, channel: Channel): string | null {
  const { workspace, journal } = call.world;
  const wanted = call.args.text('thread_ts');
  if (wanted === '') return null;
  const target = workspace.message(channel.id, wanted);
  if (target?.threadTs !== undefined) {
    journal.add('defect', `${call.method}: thread_ts names a reply; use the root’s ts.`, {
      thread_ts: wanted,
    });
    return target.threadTs;
  }
  if (!target || target.subtype === 'tombstone') {
    journal.add('warning', `${call.method}: the thread's root is gone; posted outside it.`, {
      thread_ts: wanted,
    });
    return null;
  }
  return target.ts;
}

function ownMessage(call: Call, refusal: string): Message {
  const { workspace } = call.world;
  const channel = requireChannel(call, 'id');
  const message = workspace.message(channel.id, call.args.text('ts'));
  if (!message || message.subtype === 'tombstone') throw new ApiError('message_not_found');
  if (message.botId !== workspace.bot.botId) throw new ApiError(refusal);
  return message;
}

function withWarnings(answer: Json, warnings: readonly string[]): Json {
  if (warnings.length === 0) return answer;
  return { ...answer, warning: warnings.join(','), response_metadata: { warnings } };
}

/** What a call to post or to schedule says, checked in Slack's order; the text is whole. */
function readPost(call: Call): { post: Post; warnings: string[] } {
  const { workspace } = call.world;
  const channel = accessRoom(call);
  const content = readContent(call);
  if (content.text === '' && !content.blocks?.length) throw new ApiError('no_text');
  const metadata = readMetadata(call);
  const root = threadRoot(call, channel);
  const isBroadcast = root !== null && call.args.flag('reply_broadcast');
  const post = {
    channel: channel.id,
    user: workspace.bot.userId,
    botId: workspace.bot.botId,
    text: content.text,
    ...(content.blocks?.length && { blocks: content.blocks }),
    ...(metadata && { metadata }),
    ...(root && { threadTs: root }),
    ...(isBroadcast && { isBroadcast }),
  };
  return { post, warnings: content.warnings };
}

/** Slack posts a long text without blocks as several messages, and answers with the first. */
function postInPieces(call: Call, post: Post): Message {
  const { workspace, journal } = call.world;
  const pieces = post.blocks ? [post.text] : splitText(post.text);
  if (pieces.length > 1) {
    journal.add('warning', `${call.method}: text above ${splitAbove} characters became ${pieces.length}.`);
  }
  return pieces.map((text) => workspace.post({ ...post, text }))[0]!;
}

/** The message an earlier call with the same `client_msg_id` made, in the mode where Slack looks at it. */
function earlierCopy(call: Call, post: Post): Message | null {
  const { workspace, honoursClientMsgId } = call.world;
  const id = call.args.text('client_msg_id');
  if (!honoursClientMsgId || id === '') return null;
  return workspace.messagesIn(post.channel).find((one) => one.clientMsgId === id) ?? null;
}

const longestWaitS = 120 * 24 * 60 * 60;

export const chatMethods: Record<string, Handler> = {
  'chat.postMessage': (call) => {
    const { workspace, honoursClientMsgId } = call.world;
    const { post, warnings } = readPost(call);
    const copy = earlierCopy(call, post);
    const clientMsgId = honoursClientMsgId && call.args.text('client_msg_id');
    const message = copy ?? postInPieces(call, { ...post, ...(clientMsgId && { clientMsgId }) });
    return withWarnings(
      {
        channel: message.channel,
        ts: message.ts,
        message: messageJson(workspace, message, { withMetadata: true }),
        ...(copy && { is_duplicate: true }),
      },
      warnings,
    );
  },

  'chat.scheduleMessage': (call) => {
    const { scheduled, clock, workspace } = call.world;
    const postAt = Number(call.args.text('post_at'));
    if (!Number.isInteger(postAt)) throw invalidArguments('must be an integer: post_at');
    const { post, warnings } = readPost(call);
    if (post.text.length > splitAbove && !post.blocks) throw new ApiError('msg_too_long');
    const waitS = postAt - clock.now() / 1000;
    if (waitS <= 0) throw new ApiError('time_in_past');
    if (waitS > longestWaitS) throw new ApiError('time_too_far');
    const id = scheduled.add(post, postAt);
    return withWarnings(
      {
        channel: post.channel,
        scheduled_message_id: id,
        post_at: postAt,
        message: {
          type: 'delayed_message',
          text: post.text,
          user: post.user,
          bot_id: post.botId,
          app_id: workspace.bot.appId,
          ...(post.blocks && { blocks: post.blocks }),
        },
      },
      warnings,
    );
  },

  'chat.update': (call) => {
    const { workspace, journal } = call.world;
    const previous = ownMessage(call, 'cant_update_message');
    const content = readContent(call);
    if (content.text.length > splitAbove) throw new ApiError('msg_too_long');
    const hasText = call.args.has('text') || call.args.has('markdown_text');
    if (!hasText && !content.blocks?.length) throw new ApiError('no_text');
    if (previous.blocks && content.blocks === undefined) {
      journal.add(
        'defect',
        'chat.update without blocks on a message that has some: say what becomes of them.',
      );
    }
    const metadata = readMetadata(call);
    const message = workspace.edit(previous, {
      editor: workspace.bot.userId,
      ...(hasText && { text: content.text }),
      ...(content.blocks && { blocks: content.blocks.length > 0 ? content.blocks : null }),
      ...(metadata !== undefined && { metadata }),
    });
    return withWarnings(
      {
        channel: message.channel,
        ts: message.ts,
        text: message.text,
        message: messageJson(workspace, message, { withMetadata: true }),
      },
      content.warnings,
    );
  },

  'chat.delete': (call) => {
    const message = ownMessage(call, 'cant_delete_message');
    call.world.workspace.remove(message);
    return { channel: message.channel, ts: message.ts };
  },

  'chat.postEphemeral': (call) => {
    const channel = accessRoom(call);
    const recipient = call.args.text('user');
    if (!channel.members.includes(recipient)) throw new ApiError('user_not_in_channel');
    const content = readContent(call);
    if (content.text === '' && !content.blocks?.length) throw new ApiError('no_text');
    const root = threadRoot(call, channel);
    const shown = call.world.workspace.whisper({
      channel: channel.id,
      recipient,
      from: 'app',
      text: content.text,
      ...(content.blocks?.length && { blocks: content.blocks }),
      ...(root && { threadTs: root }),
    });
    return withWarnings({ message_ts: shown.ts, channel: channel.id }, content.warnings);
  },

  'chat.getPermalink': (call) => {
    const { workspace } = call.world;
    const channel = requireChannel(call, 'id');
    const message = workspace.message(channel.id, call.args.text('message_ts'));
    if (!message) throw new ApiError('message_not_found');
    const path = `archives/${channel.id}/p${message.ts.replace('.', '')}`;
    const thread = message.threadTs ? `?thread_ts=${message.threadTs}&cid=${channel.id}` : '';
    return { channel: channel.id, permalink: `https://${workspace.team.domain}.slack.com/${path}${thread}` };
  },
};
