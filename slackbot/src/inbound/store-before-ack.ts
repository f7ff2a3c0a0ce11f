/** A receiver that writes an event down before Slack is told that it arrived: Bolt alone would tell it first. */
import type { PosternClient } from '@postern/core';
import type { App, Receiver } from '@slack/bolt';
import { contentKeyOf } from './content-key.ts';

type ReceiverEvent = Parameters<App['processEvent']>[0];

interface Envelope {
  type?: unknown;
  event_id?: string;
  team_id?: string;
  event?: Record<string, unknown> & { type?: string };
  authorizations?: { team_id?: string; user_id?: string }[];
  is_ext_shared_channel?: boolean;
}

export interface StoringReceiver extends Receiver {
  /** Resolves once everything that came in is written down or answered. */
  idle(): Promise<void>;
}

/**
 * Wraps a receiver. Events are stored and acknowledged, and `stored` is called; clicks, dialogs and commands, which
 * have three seconds and no second chance, go to the app at once. A throw on the way leaves the event without an
 * answer, and Slack sends it again.
 */
export function storeBeforeAck(
  receiver: Receiver,
  parts: { client: PosternClient; stored(): void },
): StoringReceiver {
  const underWay = new Set<Promise<void>>();

  async function take(event: ReceiverEvent, app: App): Promise<void> {
    const body = event.body as Envelope;
    if (body.type !== 'event_callback') return app.processEvent(event);
    const [install] = body.authorizations ?? [];
    const teamId = install?.team_id ?? body.team_id;
    if (body.event_id && teamId && body.event) {
      await parts.client.slack.takeEvent.mutate({
        eventId: body.event_id,
        contentKey: contentKeyOf(teamId, body.event),
        teamId,
        type: body.event.type ?? '',
        body: {
          event: body.event,
          botUserId: install?.user_id ?? null,
          isShared: body.is_ext_shared_channel === true,
        },
      });
      parts.stored();
    }
    await event.ack();
  }

  return {
    init(app) {
      const handler = {
        processEvent: (event: ReceiverEvent) => {
          const handled = take(event, app);
          const quiet = handled.catch(() => {});
          underWay.add(quiet);
          quiet.finally(() => underWay.delete(quiet));
          return handled;
        },
      };
      receiver.init(handler as unknown as App);
    },
    start: (...args) => receiver.start(...args),
    stop: (...args) => receiver.stop(...args),
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
