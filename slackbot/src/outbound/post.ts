/** Posts one message into a channel or thread: inert, marked with its delivery's id, and honest about doubt. */
import type { SlackRoomView } from '@postern/core/client';
import type { Rendered } from '../render/text.ts';
import { withoutBlocks } from '../render/text.ts';
import { troubleOf } from '../slack-errors.ts';
import { UnsafeRoom } from '../slack-rooms.ts';
import type { SlackWorkspace } from '../slack-workspace.ts';
import { deliveryEvent } from './find-delivery.ts';
import type { Pace } from './pace.ts';

/** Nobody knows whether the message was posted. */
export class MaybePosted extends Error {
  override name = 'MaybePosted';
}

/** It is not this message's turn. */
export class NotYet extends Error {
  override name = 'NotYet';
  readonly afterMs: number;

  constructor(afterMs: number) {
    super('Slack asked for fewer messages in this channel.');
    this.afterMs = afterMs;
  }
}

export interface Posting {
  room: Pick<SlackRoomView, 'id' | 'allowsGuests'>;
  channelId: string;
  threadTs: string | null;
  rendered: Rendered;
  /** Null for what is about no single ticket. */
  ticket: { id: string; number: number } | null;
  deliveryId: string;
  /** Of the outbox item that it is posted for: lower ones go first. */
  seq: number;
  /** Its turn comes before those that others were given. */
  isUrgent?: boolean;
}

export interface Posted {
  channelId: string;
  ts: string;
  /** Where Slack put it: null for a message of the channel itself. */
  threadTs: string | null;
}

/**
 * Posts once. When Slack refuses the blocks, the plain text goes instead, so that the team hears of it at all.
 * Throws `UnsafeRoom`, `NotYet`, `MaybePosted`, or what the Web API throws for a post that surely did not happen.
 */
export function post(workspace: SlackWorkspace, pace: Pace, posting: Posting): Promise<Posted> {
  const { channelId, room, seq, isUrgent } = posting;
  const place = { roomId: room.id, order: isUrgent ? 0 : seq };
  return pace.oneByOne(channelId, place, () => postNow(workspace, pace, posting));
}

async function postNow(workspace: SlackWorkspace, pace: Pace, posting: Posting): Promise<Posted> {
  await workspace.rooms.requireSafe(posting.room, posting.channelId);
  const { channelId, deliveryId, isUrgent, rendered, ticket } = posting;
  const waitMs = pace.waitFor(channelId, deliveryId, isUrgent);
  if (waitMs > 0) throw new NotYet(waitMs);
  try {
    return await send(workspace, posting).catch((error: unknown) => {
      if (troubleOf(error).kind !== 'payload') throw error;
      const bare = ticket ? withoutBlocks(rendered, ticket.number) : { ...rendered, blocks: [] };
      return send(workspace, { ...posting, rendered: bare });
    });
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.kind === 'wait') {
      pace.slowDown(channelId, trouble.afterMs ?? 1_000);
      // It goes before all that were given a turn: those come later.
      throw new NotYet(pace.waitFor(channelId, deliveryId, true));
    }
    if (trouble.kind === 'room') {
      workspace.rooms.forget(channelId);
      throw new UnsafeRoom(trouble.room ?? 'REFUSED', trouble.words, { cause: error });
    }
    if (trouble.kind === 'maybeDone') throw new MaybePosted(trouble.words, { cause: error });
    throw error;
  }
}

async function send({ web }: SlackWorkspace, posting: Posting): Promise<Posted> {
  const { rendered, channelId, threadTs } = posting;
  const answer = await web.chat.postMessage({
    channel: channelId,
    text: rendered.text,
    ...(rendered.blocks.length > 0 && { blocks: rendered.blocks }),
    ...(threadTs && { thread_ts: threadTs }),
    metadata: {
      event_type: deliveryEvent,
      event_payload: {
        d: posting.deliveryId,
        ...(posting.ticket && { t: posting.ticket.id }),
        k: threadTs ? 'entry' : 'root',
      },
    },
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
  });
  const message = answer.message as { thread_ts?: string } | undefined;
  if (!answer.ts) throw new MaybePosted('Slack did not say where the message is.');
  return { channelId: answer.channel ?? channelId, ts: answer.ts, threadTs: message?.thread_ts ?? null };
}
