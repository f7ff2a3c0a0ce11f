/** What the bot does when Slack tells it something: one handler for each type of event. */
import type { PosternClient } from '@postern/core';
import { slackIdOf } from '../slack-ids.ts';
import type { Log, SlackWorkspace } from '../slack-workspace.ts';
import type { TakenEvent } from './event-worker.ts';
import type { Home } from './home.ts';
import { onLinkShared } from './link-shared.ts';
import { onMessage } from './messages.ts';
import { onPersonChanged } from './people-events.ts';
import { onChannelEvent, onChannelIdChanged, parkShared } from './room-events.ts';
import type { SlackPeople } from './slack-people.ts';
import type { KeepNote } from './thread-message.ts';

export interface EventParts {
  client: PosternClient;
  workspace: SlackWorkspace;
  people: SlackPeople;
  keep: KeepNote;
  home: Home;
  publicUrl: string;
  log: Log;
}

/** An event with what every handler asks of it. */
export interface HeardEvent {
  teamId: string;
  /** 1 at the first try. */
  attempt: number;
  event: Record<string, unknown>;
  /** The bot's own user in this workspace. */
  botUserId: string | null;
  /** Slack says that the channel is shared with another organization. */
  isShared: boolean;
}

export type EventHandler = (parts: EventParts, heard: HeardEvent) => Promise<void>;

const handlers: Record<string, EventHandler> = {
  message: onMessage,
  app_home_opened: ({ home }, heard) => home.onOpened(heard),
  link_shared: onLinkShared,
  channel_shared: onChannelEvent,
  channel_unshared: onChannelEvent,
  channel_left: onChannelEvent,
  group_left: onChannelEvent,
  channel_deleted: onChannelEvent,
  group_deleted: onChannelEvent,
  channel_rename: onChannelEvent,
  group_rename: onChannelEvent,
  member_joined_channel: onChannelEvent,
  channel_id_changed: onChannelIdChanged,
  // Which tokens ended, and whether they were ours, Slack says best itself.
  tokens_revoked: ({ workspace }) => workspace.access.look(),
  app_uninstalled: ({ workspace }) => workspace.access.look(),
  user_change: (parts, heard) => {
    const userId = slackIdOf(heard.event.user);
    if (userId) parts.workspace.rooms.forgetPerson(userId);
    return onPersonChanged(parts, heard);
  },
};

/** Does what the event asks for. Throws what shall be tried again; an event of an unknown type asks for nothing. */
export async function handleEvent(parts: EventParts, taken: TakenEvent): Promise<void> {
  const handler = Object.hasOwn(handlers, taken.type) && handlers[taken.type];
  if (!handler) return;
  const { event, botUserId, isShared } = taken.body;
  const heard: HeardEvent = {
    teamId: taken.teamId,
    attempt: taken.attempt,
    event: (event ?? {}) as Record<string, unknown>,
    botUserId: slackIdOf(botUserId),
    isShared: isShared === true,
  };
  // Where Slack does not tell, the desk goes by the workspace that it met last.
  const ours = await parts.workspace.teamId().catch(() => null);
  if (ours !== null && heard.teamId !== ours) {
    parts.log.info({ type: taken.type, teamId: heard.teamId }, 'an event of another workspace is left out');
    return;
  }
  if (heard.isShared) await parkShared(parts, heard);
  await handler(parts, heard);
}
