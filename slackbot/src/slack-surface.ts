/** The Slack bot: hears of threads and buttons over Socket Mode, and lives on while Slack is away. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Surface } from '@postern/core';
import { App, SocketModeReceiver } from '@slack/bolt';
import { catchUp, mostThreads } from './inbound/catch-up.ts';
import { onClicks } from './inbound/clicks.ts';
import { keepConnected } from './inbound/connection.ts';
import { eventWorker } from './inbound/event-worker.ts';
import { handleEvent } from './inbound/events.ts';
import { onReplySubmission } from './inbound/reply-submission.ts';
import { slackPeople } from './inbound/slack-people.ts';
import { storeBeforeAck } from './inbound/store-before-ack.ts';
import { noteKeeper } from './inbound/thread-message.ts';
import type { SlackParts } from './outbound/slack-delivery.ts';
import { sdkLog, slackWorkspace, webOptions } from './slack-workspace.ts';

const finishWithinMs = 2_000;

/** Starting returns at once, connected or not; stopping lets what is being stored be stored, then closes the socket. */
export function slackSurface(parts: SlackParts): Surface {
  const { config, client, log } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  const workspace = slackWorkspace(parts);
  const people = slackPeople({ workspace, client, log });
  const keep = noteKeeper({ client, people, log });
  const logger = sdkLog(log);
  const receiver = new SocketModeReceiver({
    appToken: config.appToken,
    autoReconnectEnabled: false,
    logger,
    installerOptions: { clientOptions: webOptions(config, log, signal) },
    processEventErrorHandler: async ({ error }) => {
      log.warn(
        { reason: error.message },
        'an event from Slack could not be taken in; Slack will send it again',
      );
      return false;
    },
  });
  const events = eventWorker({
    client,
    log,
    handle: (event) => handleEvent({ ...parts, workspace, people, keep }, event),
  });
  const inbox = storeBeforeAck(receiver, { client, stored: () => events.ring() });
  const app = new App({
    receiver: inbox,
    // With a token alone, Bolt asks Slack who it is while being made, and a Slack that is away ends the process.
    authorize: async () => ({ botToken: config.botToken }),
    clientOptions: webOptions(config, log, signal),
    logger,
    ignoreSelf: false,
    convoStore: false,
  });
  app.error(async (error) => log.error({ err: error }, 'something from Slack could not be handled'));
  onClicks(app, { ...parts, workspace, people });
  onReplySubmission(app, { ...parts, people });

  let readingUp: Promise<void> = Promise.resolve();
  const connection = keepConnected({
    receiver,
    log,
    signal,
    before: () => client.slack.openThreads.query({ limit: mostThreads }),
    connected: (threads) => {
      readingUp = readingUp.then(() => catchUp({ threads, workspace, keep, log, signal }));
    },
  });

  return {
    name: 'slack',
    async start() {
      await client.slack.retakeEvents.mutate();
      events.start();
      connection.open();
    },
    async stop() {
      const done = new AbortController();
      await Promise.race([
        inbox.idle(),
        pause(finishWithinMs, undefined, { signal: done.signal }).catch(() => {}),
      ]);
      done.abort();
      await Promise.race([events.stop(), pause(finishWithinMs, undefined, { ref: false })]);
      stopping.abort();
      await connection.close();
      await Promise.race([readingUp, pause(1_000, undefined, { ref: false })]);
    },
  };
}
