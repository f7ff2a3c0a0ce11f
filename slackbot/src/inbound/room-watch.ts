/** Looks again at rooms that are parked: not everything that makes one sound again is told by an event. */
import { setTimeout as pause } from 'node:timers/promises';
import type { SlackRoomView } from '@postern/core';
import { deliveryEvent, findDelivery } from '../outbound/find-delivery.ts';
import { sentence } from '../render/text.ts';
import { troubleOf } from '../slack-errors.ts';
import { UnsafeRoom } from '../slack-rooms.ts';
import type { EventParts } from './events.ts';
import { checkRoom } from './room-events.ts';

export interface RoomWatch {
  start(): void;
  /** Resolves once no look is under way. */
  stop(): Promise<void>;
}

type Parts = Pick<EventParts, 'client' | 'workspace' | 'log'> & { now: () => number };

const lookMs = 1_000;
/** A room is looked at a minute after it was parked, then after pauses that double. */
const firstPauseMs = 60_000;
const longestPauseMs = 15 * 60_000;

interface Plan {
  at: number;
  pauseMs: number;
  /** When it was first tried to post with an outcome that nobody knows. */
  inDoubtSince: Date | null;
}

/** Every process has its own plan; it begins anew with each start. */
export function roomWatch(parts: Parts): RoomWatch {
  const { client, log, now } = parts;
  const plans = new Map<string, Plan>();
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();

  async function turn(): Promise<void> {
    const parked = (await client.slack.rooms.query()).filter(({ parkedAs }) => parkedAs !== null);
    for (const id of [...plans.keys()]) if (!parked.some((room) => room.id === id)) plans.delete(id);
    for (const room of parked) {
      const plan = plans.get(room.id) ?? {
        at: now() + firstPauseMs,
        pauseMs: firstPauseMs,
        inDoubtSince: null,
      };
      plans.set(room.id, plan);
      if (plan.at > now() || stopping.signal.aborted) continue;
      plan.pauseMs = Math.min(longestPauseMs, 2 * plan.pauseMs);
      plan.at = now() + plan.pauseMs;
      await lookAt(room, plan);
    }
  }

  /** One that cannot be looked at now keeps no other waiting. */
  async function lookAt(room: SlackRoomView, plan: Plan): Promise<void> {
    parts.workspace.rooms.forget(room.channelId ?? room.id);
    try {
      await checkRoom(parts, room, (channelId) => sayAgain(parts, { room, channelId, plan }));
    } catch (error) {
      log.debug({ reason: troubleOf(error).words }, 'a parked channel of Slack could not be looked at');
    }
  }

  async function run(): Promise<void> {
    const { signal } = stopping;
    while (!signal.aborted) {
      try {
        await turn();
      } catch (error) {
        log.warn({ err: error }, 'parked channels of Slack could not be looked at');
      }
      await pause(lookMs, undefined, { signal }).catch(() => {});
    }
  }

  return {
    start() {
      running = run();
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Nothing but a post tells whether posts are still refused; where it passes, the room knows what comes next. */
async function sayAgain(
  { workspace, now }: Parts,
  { room, channelId, plan }: { room: SlackRoomView; channelId: string; plan: Plan },
): Promise<void> {
  const deliveryId = `again.${room.id}`;
  const since = plan.inDoubtSince;
  if (since && (await findDelivery(workspace.web, { channelId, threadTs: null, since, deliveryId }))) return;
  const at = new Date(now());
  try {
    await workspace.web.chat.postMessage({
      channel: channelId,
      ...sentence('Tickets are posted here again.'),
      metadata: { event_type: deliveryEvent, event_payload: { d: deliveryId, k: 'again' } },
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    });
  } catch (error) {
    const trouble = troubleOf(error);
    if (trouble.kind === 'maybeDone') plan.inDoubtSince ??= at;
    if (trouble.kind === 'room')
      throw new UnsafeRoom(trouble.room ?? 'REFUSED', trouble.words, { cause: error });
    throw error;
  }
}
