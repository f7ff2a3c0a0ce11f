/** A receiver that keeps a thread's message before Slack is told that it arrived: Bolt alone would tell it first. */
import type { App, Receiver, types } from '@slack/bolt';
import { type KeepNote, readThreadMessage } from './thread-message.ts';

type ReceiverEvent = Parameters<App['processEvent']>[0];

/** Slack sends an event four times in all; after that nobody would answer for it any more. */
const lastRetry = 3;

interface Envelope {
  type?: unknown;
  team_id?: string;
  event?: (types.SlackEvent & { parent_user_id?: string }) | undefined;
  authorizations?: { team_id?: string; user_id?: string }[];
}

/**
 * Wraps a receiver. A throw on the way leaves the envelope without an answer, and Slack sends it again. So does a
 * message under one of our own posts whose card is not linked yet, which happens right after a crash.
 */
export function noteBeforeAck(receiver: Receiver, keep: KeepNote): Receiver & { idle(): Promise<void> } {
  const underWay = new Set<Promise<void>>();

  async function keepFirst(event: ReceiverEvent): Promise<void> {
    const body = event.body as Envelope;
    const message = body.type === 'event_callback' ? readThreadMessage(body.event) : null;
    if (!message) return;
    const [install] = body.authorizations ?? [];
    const teamId = install?.team_id ?? body.team_id;
    if (!teamId) return;
    const outcome = await keep(message, teamId);
    const isUnderOurPost =
      body.event?.parent_user_id !== undefined && body.event.parent_user_id === install?.user_id;
    if (outcome === 'no ticket' && isUnderOurPost && (event.retryNum ?? 0) < lastRetry) {
      throw new Error('The card of this thread is not known yet.');
    }
  }

  return {
    init(app) {
      const handler = {
        processEvent: (event: ReceiverEvent) => {
          const handled = keepFirst(event).then(() => app.processEvent(event));
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
    /** Resolves once everything that came in is dealt with. */
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
