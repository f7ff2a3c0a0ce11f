/** The card in a channel that says how much waits for it: posted ahead of what waits, and changed as that goes out. */
import type { DeliveryOutcome, OutboxEntryView, PosternClient, SlackPayload } from '@postern/core';
import { backlogMessage } from '../render/backlog.ts';
import { troubleOf } from '../slack-errors.ts';
import type { SlackWorkspace } from '../slack-workspace.ts';
import { findDelivery } from './find-delivery.ts';
import type { Pace } from './pace.ts';
import { post } from './post.ts';

interface Parts {
  client: PosternClient;
  workspace: SlackWorkspace;
  pace: Pace;
}

type BacklogItem = Extract<SlackPayload, { op: 'backlog' }>;

/** Nothing where nothing waits any more, or where the room must not be posted into. Throws what shall be tried again. */
export async function sendBacklog(
  parts: Parts,
  payload: BacklogItem,
  item: OutboxEntryView,
): Promise<DeliveryOutcome> {
  const { client, workspace, pace } = parts;
  const room = await roomOf(parts, payload);
  if (!room || room.parkedBecause !== null) return { state: 'done' };
  const backlog = await client.slack.backlog.query({ roomId: room.id });
  const rendered = backlogMessage(payload.isOver ? null : backlog);
  if (payload.post) {
    const { channelId, ts } = payload.post;
    await workspace.rooms.requireSafe(room, channelId);
    try {
      await workspace.web.chat.update({
        channel: channelId,
        ts,
        ...rendered,
        parse: 'none',
        link_names: false,
      });
    } catch (error) {
      // Somebody deleted the card: they know, and another one would only be in the way.
      if (troubleOf(error).kind !== 'target') throw error;
    }
    return { state: 'done' };
  }
  if (!backlog?.waiting) return { state: 'done' };
  const channelId = await workspace.rooms.channelOf(room);
  const place = {
    room,
    channelId,
    threadTs: null,
    ticket: null,
    deliveryId: item.id,
    seq: item.seq,
    isUrgent: true,
  };
  const posted = await post(workspace, pace, { ...place, rendered });
  return doneAt(parts, posted);
}

/** A change of the card can be sent twice without harm. */
export async function findBacklog(
  parts: Parts,
  payload: BacklogItem,
  item: OutboxEntryView,
): Promise<DeliveryOutcome | 'not there'> {
  const room = payload.post ? null : await roomOf(parts, payload);
  if (!room) return 'not there';
  const channelId = await parts.workspace.rooms.channelOf(room);
  const where = { channelId, threadTs: null, since: item.firstTriedAt, deliveryId: item.id };
  const ts = await findDelivery(parts.workspace.web, where);
  return ts ? doneAt(parts, { channelId, ts }) : 'not there';
}

async function doneAt(
  { workspace }: Parts,
  { channelId, ts }: { channelId: string; ts: string },
): Promise<DeliveryOutcome> {
  return { state: 'done', result: { post: { teamId: await workspace.teamId(), channelId, ts } } };
}

async function roomOf({ client }: Parts, { roomId }: BacklogItem) {
  return (await client.slack.rooms.query()).find(({ id }) => id === roomId);
}
