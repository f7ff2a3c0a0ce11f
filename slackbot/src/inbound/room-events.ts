/** What happens to channels: a room that became unsafe is parked at once, one that is sound again goes on. */
import type { SlackRoomView } from '@postern/core';
import { troubleOf } from '../slack-errors.ts';
import { slackIdOf } from '../slack-ids.ts';
import { RoomJoined, UnsafeRoom } from '../slack-rooms.ts';
import type { EventHandler, EventParts } from './events.ts';

/** Looks at the channel anew; what Slack says of it decides, and not the event, which may be an old one. */
export const onChannelEvent: EventHandler = async (parts, { event, botUserId }) => {
  const channelId = slackIdOf(event.channel);
  const name = (event.channel as { name?: unknown } | null)?.name;
  // That somebody else joined shows us no channel that we did not see before.
  const isAboutUs = event.type !== 'member_joined_channel' || slackIdOf(event.user) === botUserId;
  await checkRooms(parts, channelId, { unplacedToo: isAboutUs });
  if (typeof name === 'string' && name && channelId) await rename(parts, channelId, name);
};

/** Slack says with an event that its channel is shared with another organization: the room is looked at, and parked. */
export const parkShared: EventHandler = async (parts, { event }) => {
  const channelId = slackIdOf(event.channel);
  const rooms = await parts.client.slack.rooms.query();
  const isOpen = rooms.some((room) => room.channelId === channelId && room.parkedAs !== 'SHARED');
  if (channelId && isOpen) await checkRooms(parts, channelId);
};

export const onChannelIdChanged: EventHandler = async (parts, { event }) => {
  const from = slackIdOf(event.old_channel_id);
  const channelId = slackIdOf(event.new_channel_id);
  const room = (await parts.client.slack.rooms.query()).find((each) => each.channelId === from);
  if (!room || !from || !channelId) return;
  await parts.client.slack.placeRoom.mutate({ roomId: room.id, channelId });
  await checkRooms(parts, channelId);
};

/**
 * Parks and resumes the rooms of this channel, or of all where none is named; with `unplacedToo`, those too whose
 * channel was looked for in vain. Throws when Slack does not answer.
 */
export async function checkRooms(
  parts: Pick<EventParts, 'client' | 'workspace'>,
  channelId: string | null,
  { unplacedToo = channelId === null }: { unplacedToo?: boolean } = {},
): Promise<void> {
  parts.workspace.rooms.forget(channelId);
  const rooms = await parts.client.slack.rooms.query();
  for (const room of rooms) {
    const isMeant = room.channelId
      ? channelId === null || room.channelId === channelId
      : unplacedToo && room.parkedAs !== null;
    if (isMeant) await checkRoom(parts, room);
  }
}

/**
 * Parks the room, or lets posting into it go on. A room whose posts were refused looks sound from outside: it goes on
 * only where `tryPost` is given and passes. Throws when Slack does not answer.
 */
export async function checkRoom(
  { client, workspace }: Pick<EventParts, 'client' | 'workspace'>,
  room: SlackRoomView,
  tryPost?: (channelId: string) => Promise<unknown>,
): Promise<void> {
  try {
    const channelId = await workspace.rooms.channelOf(room);
    await workspace.rooms.requireSafe(room, channelId);
    if (room.parkedAs === null) return;
    if (room.parkedAs === 'REFUSED') {
      if (!tryPost) return;
      await tryPost(channelId);
    }
    await client.slack.unparkRoom.mutate({ roomId: room.id });
  } catch (error) {
    if (error instanceof RoomJoined) return;
    if (!(error instanceof UnsafeRoom)) throw new Error(troubleOf(error).words, { cause: error });
    await client.slack.parkRoom.mutate({ roomId: room.id, as: error.as, because: error.message });
  }
}

async function rename({ client }: EventParts, channelId: string, name: string): Promise<void> {
  const room = (await client.slack.rooms.query()).find((each) => each.channelId === channelId);
  if (room && room.name !== name && room.name !== channelId)
    await client.slack.placeRoom.mutate({ roomId: room.id, channelId, name });
}
