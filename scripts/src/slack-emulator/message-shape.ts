/** Writes people, channels and messages the way Slack's API and events show them. */
import { fileJson, hiddenFileJson } from './file-shape.ts';
import type { Channel, Json, Message, Person } from './types.ts';
import { attachmentsJson } from './unfurls.ts';
import type { Workspace } from './workspace.ts';

/** A message as history, replies and events show it. A thread's root carries its counts. */
export function messageJson(
  workspace: Workspace,
  message: Message,
  options: { withMetadata: boolean },
): Json {
  const { bot, team } = workspace;
  const replies = message.threadTs === undefined ? workspace.replies(message.channel, message.ts) : [];
  const root = message.threadTs === undefined ? null : workspace.message(message.channel, message.threadTs);
  const isBroadcast = message.isBroadcast === true && root !== null;
  return {
    type: 'message',
    ...(message.subtype && { subtype: message.subtype }),
    ...(isBroadcast && { subtype: 'thread_broadcast', root: root && messageJson(workspace, root, options) }),
    ...(message.subtype === 'tombstone' && { hidden: true }),
    user: message.user,
    ts: message.ts,
    ...(message.clientMsgId && { client_msg_id: message.clientMsgId }),
    ...(message.botId && {
      bot_id: message.botId,
      app_id: bot.appId,
      bot_profile: botProfile(workspace),
    }),
    text: message.text,
    team: workspace.teamOf(message.user),
    ...(message.inviter && { inviter: message.inviter }),
    ...(message.blocks && { blocks: message.blocks }),
    ...(message.edited && { edited: message.edited }),
    ...(message.threadTs && { thread_ts: message.threadTs, parent_user_id: root?.user ?? message.user }),
    ...(replies.length > 0 && threadCounts(message, replies)),
    ...(message.unfurls && { attachments: attachmentsJson(message.unfurls, bot.botId, team.id) }),
    ...(message.files && { files: filesJson(workspace, message), upload: false, display_as_bot: false }),
    ...(message.reactions?.length && {
      reactions: message.reactions.map((one) => ({ ...one, count: one.users.length })),
    }),
    ...(options.withMetadata && message.metadata && { metadata: message.metadata }),
  };
}

function filesJson(workspace: Workspace, message: Message): Json[] {
  const isShared = workspace.findChannel(message.channel)?.isExtShared === true;
  return (message.files ?? []).flatMap((id) => {
    const file = workspace.file(id);
    if (!file) return [];
    const isHidden = isShared && file.state !== 'deleted';
    return [isHidden ? hiddenFileJson(file) : fileJson(workspace, file)];
  });
}

function threadCounts(root: Message, replies: readonly Message[]): Json {
  const authors = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: root.ts,
    reply_count: replies.length,
    reply_users_count: authors.length,
    latest_reply: replies.at(-1)?.ts,
    reply_users: authors,
    is_locked: false,
    subscribed: true,
  };
}

function botProfile({ bot, team }: Workspace): Json {
  return { id: bot.botId, deleted: false, name: bot.name, app_id: bot.appId, team_id: team.id };
}

/** A person; the address appears only for an app with `users:read.email`. */
export function personJson(workspace: Workspace, person: Person, options: { withEmail: boolean }): Json {
  return {
    id: person.id,
    team_id: person.teamId ?? workspace.team.id,
    name: person.name,
    deleted: person.isDeleted,
    real_name: person.realName,
    tz: person.tz,
    profile: {
      real_name: person.realName,
      display_name: person.name,
      real_name_normalized: person.realName,
      display_name_normalized: person.name,
      ...(options.withEmail && !person.isBot && { email: person.email }),
      team: person.teamId ?? workspace.team.id,
    },
    ...(person.teamId && { is_stranger: true }),
    is_admin: false,
    is_owner: false,
    is_primary_owner: false,
    is_restricted: person.isRestricted,
    is_ultra_restricted: person.isUltraRestricted,
    is_bot: person.isBot,
    is_app_user: false,
  };
}

/** A channel, as seen by the app. A direct message has far fewer fields. */
export function channelJson(workspace: Workspace, channel: Channel): Json {
  if (channel.imWith) {
    return {
      id: channel.id,
      created: channel.createdAt,
      is_archived: false,
      is_im: true,
      is_org_shared: false,
      context_team_id: workspace.team.id,
      user: channel.imWith,
      is_user_deleted: workspace.people().some((one) => one.id === channel.imWith && one.isDeleted),
    };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: channel.isPrivate,
    created: channel.createdAt,
    creator: channel.creator,
    is_archived: channel.isArchived,
    is_general: false,
    is_member: channel.members.includes(workspace.bot.userId),
    is_shared: channel.isExtShared,
    is_ext_shared: channel.isExtShared,
    is_org_shared: false,
    is_pending_ext_shared: channel.isPendingExtShared === true,
    pending_shared: [],
    shared_team_ids: [workspace.team.id, ...(channel.isExtShared ? [workspace.partnerTeamId] : [])],
    context_team_id: workspace.team.id,
    topic: { value: channel.topic, creator: channel.creator, last_set: channel.createdAt },
    purpose: { value: '', creator: '', last_set: 0 },
    previous_names: [],
  };
}
