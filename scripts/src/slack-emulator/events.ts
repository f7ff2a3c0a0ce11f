/** Makes Events API events from what happens in the workspace: only subscribed ones, only from the bot's channels. */
import type { Clock } from './clock.ts';
import type { Dialogs } from './dialogs.ts';
import type { TellHomeOpened } from './entry-points.ts';
import { slackId } from './ids.ts';
import type { Manifest } from './manifest.ts';
import { messageJson, personJson } from './message-shape.ts';
import { eventScopes } from './method-table.ts';
import type { Channel, Json, Message } from './types.ts';
import { linksTo } from './unfurls.ts';
import type { Workspace, WorkspaceEvent } from './workspace.ts';

/** The subscriptions that get events here; any other stays silent. */
export const sentEvents: readonly string[] = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_deleted',
  'channel_id_changed',
  'channel_left',
  'channel_rename',
  'channel_shared',
  'channel_unshared',
  'group_deleted',
  'group_left',
  'group_rename',
  'link_shared',
  'member_joined_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'reaction_added',
  'reaction_removed',
  'tokens_revoked',
  'user_change',
];

interface EventsOptions {
  workspace: Workspace;
  manifest: Manifest;
  clock: Clock;
  dialogs: Dialogs;
  deliver: (name: string, payload: Json) => void;
}

/**
 * Watches the workspace from now on and hands every event the app would get to `deliver`. Answers how to tell the app
 * that a person opened its Home, which nothing in the workspace shows.
 */
export function sendEvents({ workspace, manifest, clock, dialogs, deliver }: EventsOptions): {
  homeOpened: TellHomeOpened;
} {
  const { bot, team } = workspace;

  function send(subscription: string, channel: Channel | null, event: Json): void {
    const scopes = eventScopes[subscription] ?? [];
    const isGranted = scopes.length === 0 || scopes.some((scope) => manifest.scopes.includes(scope));
    if (!manifest.events.includes(subscription) || !isGranted) return;
    deliver(eventName(event), {
      token: 'deprecated',
      team_id: team.id,
      context_team_id: team.id,
      context_enterprise_id: null,
      api_app_id: bot.appId,
      event,
      type: 'event_callback',
      event_id: slackId('Ev'),
      event_time: Math.floor(clock.now() / 1000),
      authorizations: [
        {
          enterprise_id: null,
          team_id: team.id,
          user_id: bot.userId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: channel?.isExtShared ?? false,
      event_context: slackId('4-'),
    });
  }

  function sendMessage(about: Message, event: (channel: Channel) => Json): void {
    const channel = workspace.findChannel(about.channel);
    if (!channel?.members.includes(bot.userId)) return;
    const type = channel.imWith ? 'im' : channel.isPrivate ? 'group' : 'channel';
    const subscription = { im: 'message.im', group: 'message.groups', channel: 'message.channels' }[type];
    send(subscription, channel, { ...event(channel), channel: channel.id, channel_type: type });
  }

  /** A message that names the bot is told twice: as a message and as a mention. */
  function sendMention(message: Message): void {
    const channel = workspace.findChannel(message.channel);
    if (!channel?.members.includes(bot.userId) || channel.imWith || message.botId || message.subtype) return;
    if (!message.notifies.includes(bot.userId)) return;
    send('app_mention', channel, {
      ...messageJson(workspace, message, { withMetadata: true }),
      type: 'app_mention',
      channel: channel.id,
      event_ts: message.ts,
    });
  }

  /** Links to the app's domains, also from public channels it is not in; of an edited message only new ones. */
  function sendLinks(message: Message, previous: Message | null): void {
    const channel = workspace.findChannel(message.channel);
    if (!channel || message.botId || message.subtype === 'tombstone') return;
    const isMember = channel.members.includes(bot.userId);
    if (channel.isPrivate && !isMember) return;
    const known = previous ? linksTo(manifest.unfurlDomains, previous).map(({ url }) => url) : [];
    const links = linksTo(manifest.unfurlDomains, message).filter(({ url }) => !known.includes(url));
    if (links.length === 0) return;
    send('link_shared', channel, {
      type: 'link_shared',
      channel: channel.id,
      is_bot_user_member: isMember,
      user: message.user,
      message_ts: message.ts,
      ...(message.threadTs && { thread_ts: message.threadTs }),
      unfurl_id: `C${channel.id}-${message.ts}`,
      source: 'conversations_history',
      links,
      event_ts: workspace.takeTs(),
    });
  }

  const hasBot = (channel: Channel) => channel.members.includes(bot.userId);
  const kindOf = (channel: Channel) => (channel.isPrivate ? 'group' : 'channel');

  workspace.on((happened: WorkspaceEvent) => {
    switch (happened.kind) {
      case 'posted':
        sendMessage(happened.message, () => ({
          ...messageJson(workspace, happened.message, { withMetadata: true }),
          event_ts: happened.message.ts,
        }));
        sendMention(happened.message);
        return sendLinks(happened.message, null);
      case 'changed': {
        const ts = happened.at;
        sendLinks(happened.message, happened.previous);
        return sendMessage(happened.message, () => ({
          type: 'message',
          subtype: 'message_changed',
          hidden: true,
          message: messageJson(workspace, happened.message, { withMetadata: true }),
          previous_message: messageJson(workspace, happened.previous, { withMetadata: true }),
          ts,
          event_ts: ts,
        }));
      }
      case 'deleted': {
        const ts = workspace.takeTs();
        return sendMessage(happened.previous, () => ({
          type: 'message',
          subtype: 'message_deleted',
          hidden: true,
          deleted_ts: happened.previous.ts,
          previous_message: messageJson(workspace, happened.previous, { withMetadata: true }),
          ts,
          event_ts: ts,
        }));
      }
      case 'joined':
        if (!happened.channel.members.includes(bot.userId)) return;
        return send('member_joined_channel', happened.channel, {
          type: 'member_joined_channel',
          user: happened.person,
          channel: happened.channel.id,
          channel_type: happened.channel.isPrivate ? 'G' : 'C',
          team: team.id,
          ...(happened.inviter && { inviter: happened.inviter }),
          event_ts: workspace.takeTs(),
        });
      case 'left': {
        if (happened.person !== bot.userId) return;
        const type = happened.channel.isPrivate ? 'group_left' : 'channel_left';
        return send(type, happened.channel, {
          type,
          channel: happened.channel.id,
          actor_id: happened.actor,
          event_ts: workspace.takeTs(),
        });
      }
      case 'reacted': {
        const { message, name, user, isAdded } = happened;
        const channel = workspace.findChannel(message.channel);
        if (!channel?.members.includes(bot.userId)) return;
        const type = isAdded ? 'reaction_added' : 'reaction_removed';
        return send(type, channel, {
          type,
          user,
          reaction: name,
          item: { type: 'message', channel: channel.id, ts: message.ts },
          item_user: message.user,
          event_ts: workspace.takeTs(),
        });
      }
      case 'shared':
      case 'unshared': {
        if (!happened.channel.members.includes(bot.userId)) return;
        const isNow = happened.kind === 'shared';
        return send(isNow ? 'channel_shared' : 'channel_unshared', happened.channel, {
          type: isNow ? 'channel_shared' : 'channel_unshared',
          channel: happened.channel.id,
          ...(isNow
            ? { connected_team_id: workspace.partnerTeamId }
            : { previously_connected_team_id: workspace.partnerTeamId, is_ext_shared: false }),
          event_ts: workspace.takeTs(),
        });
      }
      case 'renamed': {
        const { channel } = happened;
        if (!hasBot(channel)) return;
        const type = `${kindOf(channel)}_rename`;
        const { id, name, createdAt: created } = channel;
        return send(type, channel, {
          type,
          channel: { id, name, name_normalized: name, created, is_channel: !channel.isPrivate },
          event_ts: workspace.takeTs(),
        });
      }
      case 'channelDeleted': {
        const { channel, actor } = happened;
        if (!hasBot(channel)) return;
        const type = `${kindOf(channel)}_deleted`;
        return send(type, channel, {
          type,
          channel: channel.id,
          actor_id: actor,
          event_ts: workspace.takeTs(),
        });
      }
      case 'channelIdChanged':
        if (!hasBot(happened.channel)) return;
        return send('channel_id_changed', happened.channel, {
          type: 'channel_id_changed',
          old_channel_id: happened.oldId,
          new_channel_id: happened.channel.id,
          event_ts: workspace.takeTs(),
        });
      case 'personChanged':
        return send('user_change', null, {
          type: 'user_change',
          user: personJson(workspace, happened.person, {
            withEmail: manifest.scopes.includes('users:read.email'),
          }),
          cache_ts: Math.floor(clock.now() / 1000),
          event_ts: workspace.takeTs(),
        });
      case 'tokensRevoked':
        return send('tokens_revoked', null, {
          type: 'tokens_revoked',
          tokens: { oauth: [], bot: [bot.userId] },
          event_ts: workspace.takeTs(),
        });
      case 'appUninstalled':
        return send('app_uninstalled', null, { type: 'app_uninstalled', event_ts: workspace.takeTs() });
    }
  });

  return {
    homeOpened(person, channel, tab) {
      const home = dialogs.homeOf(person.id);
      send('app_home_opened', channel, {
        type: 'app_home_opened',
        user: person.id,
        channel: channel.id,
        tab,
        ...(tab === 'home' && home && { view: dialogs.json(home) }),
        event_ts: workspace.takeTs(),
      });
    },
  };
}

function eventName(event: Json): string {
  return event.subtype ? `${event.type}/${event.subtype}` : String(event.type);
}
