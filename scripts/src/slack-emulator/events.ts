/** Makes Events API events from what happens in the workspace: only subscribed ones, only from the bot's channels. */
import type { Clock } from './clock.ts';
import { slackId } from './ids.ts';
import type { Manifest } from './manifest.ts';
import { messageJson } from './message-shape.ts';
import type { Channel, Json, Message } from './types.ts';
import type { Workspace, WorkspaceEvent } from './workspace.ts';

/** Scopes an app must have to subscribe to an event (any one of them), from the public event reference. */
export const eventScopes: Record<string, readonly string[]> = {
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  member_joined_channel: ['channels:read', 'groups:read'],
  channel_left: ['channels:read'],
  group_left: ['groups:read'],
  channel_shared: ['channels:read', 'groups:read'],
  channel_unshared: ['channels:read', 'groups:read'],
  channel_id_changed: [],
};

interface EventsOptions {
  workspace: Workspace;
  manifest: Manifest;
  clock: Clock;
  deliver: (name: string, payload: Json) => void;
}

/** Watches the workspace from now on and hands every event the app would get to `deliver`. */
export function sendEvents({ workspace, manifest, clock, deliver }: EventsOptions): void {
  const { bot, team } = workspace;

  function send(subscription: string, channel: Channel, event: Json): void {
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
      is_ext_shared_channel: channel.isExtShared,
      event_context: slackId('4-'),
    });
  }

  function sendMessage(about: Message, event: (channel: Channel) => Json): void {
    const channel = workspace.findChannel(about.channel);
    if (!channel?.members.includes(bot.userId)) return;
    send(channel.isPrivate ? 'message.groups' : 'message.channels', channel, {
      ...event(channel),
      channel: channel.id,
      channel_type: channel.isPrivate ? 'group' : 'channel',
    });
  }

  workspace.on((happened: WorkspaceEvent) => {
    switch (happened.kind) {
      case 'posted':
        return sendMessage(happened.message, () => ({
          ...messageJson(workspace, happened.message, { withMetadata: true }),
          event_ts: happened.message.ts,
        }));
      case 'changed': {
        const ts = happened.message.edited?.ts ?? workspace.takeTs();
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
    }
  });
}

function eventName(event: Json): string {
  return event.subtype ? `${event.type}/${event.subtype}` : String(event.type);
}
