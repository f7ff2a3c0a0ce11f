/** What happens to channels: a room that became unsafe is parked at once, one that is sound again goes on. */
import { troubleOf } from '../slack-errors.ts';
import { slackIdOf } from '../slack-ids.ts';
import { UnsafeRoom } from '../slack-rooms.ts';
import type { EventHandler, EventParts } from './events.ts';

/** Looks at the channel anew; what Slack says of it decides, and not the event, which may be an old one. */
export const onChannelEvent: EventHandler = async (parts, { event }) => {
  const channelId = slackIdOf(event.channel);
  const name = (event.channel as { name?: unknown } | null)?.name;
  await checkRooms(parts, channelId);
  if (typeof name === 'string' && name && channelId) await rename(parts, channelId, name);
};

export const onChannelIdChanged: EventHandler = async (parts, { event }) => {
  const from = slackIdOf(event.old_channel_id);
  const channelId = slackIdOf(event.new_channel_id);
  const room = (await parts.client.slack.rooms.query()).find((each) => each.channelId === from);
  if (!room || !from || !channelId) return;
  await parts.client.slack.placeRoom.mutate({ roomId: room.id, channelId });
  await checkRooms(parts, channelId);
};

/** Parks and resumes the rooms of this channel, or of all where none is named. Throws when Slack does not answer. */
export async function checkRooms(
  { client, workspace }: Pick<EventParts, 'client' | 'workspace'>,
  channelId: string | null,
): Promise<void> {
  workspace.rooms.forget(channelId);
  const rooms = await client.slack.rooms.query();
  for (const room of rooms) {
    if (!room.channelId || (channelId && room.channelId !== channelId)) continue;
    try {
      await workspace.rooms.requireSafe(room, room.channelId);
      // A refusal cannot be looked for; the next post tells.
      if (room.parkedAs && room.parkedAs !== 'REFUSED')
        await client.slack.unparkRoom.mutate({ roomId: room.id });
    } catch (error) {
      if (!(error instanceof UnsafeRoom)) throw new Error(troubleOf(error).words, { cause: error });
      await client.slack.parkRoom.mutate({ roomId: room.id, as: error.as, because: error.message });
    }
  }
}

async function rename({ client }: EventParts, channelId: string, name: string): Promise<void> {
  const room = (await client.slack.rooms.query()).find((each) => each.channelId === channelId);
  if (room && room.name !== name && room.name !== channelId)
    await client.slack.placeRoom.mutate({ roomId: room.id, channelId, name });
}
