/** The Slack bot: hears of threads and buttons, and lives on while Slack is away. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Surface } from '@postern/core';
import { App } from '@slack/bolt';
import { catchUp, type OpenThread } from './inbound/catch-up.ts';
import { onClicks } from './inbound/clicks.ts';
import { onCommands } from './inbound/commands.ts';
import { eventWorker } from './inbound/event-worker.ts';
import { handleEvent } from './inbound/events.ts';
import { onFiling } from './inbound/filing.ts';
import { homeKeeper } from './inbound/home.ts';
import { channelImporter } from './inbound/import-channel.ts';
import { oneMore } from './inbound/one-more.ts';
import { onHeldReplies } from './inbound/quick-reply.ts';
import { onReplySubmission } from './inbound/reply-submission.ts';
import { checkRooms } from './inbound/room-events.ts';
import { roomWatch } from './inbound/room-watch.ts';
import { onSendToCustomer } from './inbound/send-to-customer.ts';
import { fileReading } from './inbound/slack-files.ts';
import { slackPeople } from './inbound/slack-people.ts';
import { stateReporter } from './inbound/state-reporter.ts';
import { storeBeforeAck } from './inbound/store-before-ack.ts';
import { noteKeeper } from './inbound/thread-message.ts';
import { onTicketDialogs } from './inbound/ticket-dialogs.ts';
import type { SlackParts } from './outbound/slack-delivery.ts';
import { slackTransport } from './slack-transport.ts';
import { sdkLog, slackWorkspace, webOptions } from './slack-workspace.ts';

const finishWithinMs = 2_000;

/** Starting returns at once, connected or not; stopping lets what is being stored be stored, then closes the socket. */
export function slackSurface(parts: SlackParts): Surface {
  const { config, client, log, now = Date.now } = parts;
  const stopping = new AbortController();
  const { signal } = stopping;
  const workspace = slackWorkspace(parts);
  const people = slackPeople({ workspace, client, log });
  const files = fileReading(workspace, config);
  const keep = noteKeeper({ client, people, files, log });
  const home = homeKeeper({ ...parts, workspace, people });
  const logger = sdkLog(log);
  const events = eventWorker({
    client,
    log,
    handle: (event) => handleEvent({ ...parts, workspace, people, keep, home }, event),
  });
  const imports = channelImporter({ client, workspace, people, log });
  const rooms = roomWatch({ client, workspace, log, now });
  const state = stateReporter({ client, workspace, log });
  const readingUp = oneMore(async (threads: readonly OpenThread[]) => {
    await checkRooms({ client, workspace }, null).catch((error: Error) =>
      log.warn(`The channels could not be looked at: ${error.message}`),
    );
    await catchUp({ ...parts, threads, workspace, people, keep, now, signal });
  });
  const transport = slackTransport({
    config,
    log,
    now: parts.now,
    signal,
    before: () => client.slack.openThreads.query(),
    disconnected: state.disconnected,
    connected: (threads) => {
      state.connected();
      readingUp.ask(threads);
    },
  });
  const inbox = storeBeforeAck(transport.receiver, { client, stored: () => events.ring() });
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
  onHeldReplies(app, { ...parts, workspace, people });
  onReplySubmission(app, { ...parts, workspace, files });
  onFiling(app, { ...parts, workspace, people, files });
  onSendToCustomer(app, { ...parts, workspace, people });
  onTicketDialogs(app, parts);
  onCommands(app, { ...parts, workspace, people, files });
  home.register(app);

  return {
    name: 'slack',
    ...(transport.routes && { routes: transport.routes }),
    async start() {
      await client.slack.retakeEvents.mutate();
      events.start();
      home.start();
      imports.start();
      rooms.start();
      transport.open();
    },
    async stop() {
      const done = new AbortController();
      await Promise.race([
        inbox.idle(),
        pause(finishWithinMs, undefined, { signal: done.signal }).catch(() => {}),
      ]);
      done.abort();
      await Promise.race([
        Promise.all([events.stop(), home.stop(), imports.stop(), rooms.stop()]),
        pause(finishWithinMs, undefined, { ref: false }),
      ]);
      stopping.abort();
      await transport.close();
      state.disconnected(null);
      await Promise.race([
        Promise.all([readingUp.idle(), state.idle()]),
        pause(1_000, undefined, { ref: false }),
      ]);
    },
  };
}
