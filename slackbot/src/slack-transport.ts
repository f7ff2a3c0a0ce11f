/** How Slack's words reach the bot: over two sockets that the bot opens, or over HTTP where Slack can reach the desk. */
import type { SlackConfig } from '@postern/core';
import { type Receiver, SocketModeReceiver } from '@slack/bolt';
import type { Hono } from 'hono';
import { keepConnected } from './inbound/connection.ts';
import { httpGaps } from './inbound/http-gaps.ts';
import { httpReceiver } from './inbound/http-receiver.ts';
import { troubleOf } from './slack-errors.ts';
import { type Log, sdkLog, webOptions } from './slack-workspace.ts';

export interface Transport {
  receiver: Receiver;
  /** The address for Slack's requests; null over sockets. */
  routes: Hono | null;
  /** Begins to listen and returns at once. */
  open(): void;
  /** Takes a second at most. */
  close(): Promise<void>;
}

interface TransportParts<T> {
  config: SlackConfig;
  log: Log;
  now?: (() => number) | undefined;
  signal: AbortSignal;
  /** Runs ahead of a time in which events arrive; what it answers goes to `connected`. */
  before(): Promise<T>;
  /** Events arrive again, after a time in which none could. */
  connected(fact: T): void;
  /** None can arrive, and why. */
  disconnected(why: string, error: unknown): void;
}

/** Two sockets, so that events go on arriving while Slack exchanges one of them. */
const sockets = 2;

/** HTTP where there is a signing secret, else Socket Mode. */
export function slackTransport<T>(parts: TransportParts<T>): Transport {
  const { signingSecret, appToken } = parts.config;
  if (signingSecret) return overHttp(parts, signingSecret);
  if (!appToken) throw new Error('Slack needs SLACK_APP_TOKEN or SLACK_SIGNING_SECRET.');
  return overSockets(parts, appToken);
}

function overHttp<T>({ log, now, before, connected }: TransportParts<T>, signingSecret: string): Transport {
  const gaps = httpGaps(now ?? Date.now);
  const readUp = () =>
    before().then(connected, (error: unknown) =>
      log.warn(`What was written in Slack meanwhile could not be read: ${troubleOf(error).words}`),
    );
  const receiver = httpReceiver({
    signingSecret,
    log,
    ...(now && { now }),
    arrived: async (request) => {
      if (gaps.arrived(request)) await readUp();
    },
  });
  return {
    receiver,
    routes: receiver.routes,
    open: () => void readUp(),
    close: async () => {},
  };
}

function overSockets<T>(
  { config, log, signal, before, connected, disconnected }: TransportParts<T>,
  appToken: string,
): Transport {
  let opened = 0;
  /** As it was when nothing arrived any more; every try to connect until then goes by it. */
  let gap: Promise<T> | null = null;
  const beforeGap = () => {
    gap ??= before().catch((error: unknown) => {
      gap = null;
      throw error;
    });
    return gap;
  };
  const receivers = Array.from(
    { length: sockets },
    () =>
      new SocketModeReceiver({
        appToken,
        autoReconnectEnabled: false,
        logger: sdkLog(log),
        installerOptions: { clientOptions: webOptions(config, log, signal) },
        processEventErrorHandler: async ({ error }) => {
          log.warn(
            { reason: error.message },
            'an event from Slack could not be taken in; Slack will send it again',
          );
          return false;
        },
      }),
  );
  const connections = receivers.map((receiver) =>
    keepConnected({
      receiver,
      log,
      signal,
      // Beside one that is open it is read as well, for that one may end meanwhile.
      before: beforeGap,
      connected(fact) {
        opened += 1;
        gap = null;
        if (opened === 1) connected(fact);
      },
      ended() {
        opened -= 1;
      },
      disconnected,
      isSpare: () => opened > 0,
    }),
  );
  return {
    receiver: {
      init: (app) => {
        for (const receiver of receivers) receiver.init(app);
      },
      start: async () => {},
      stop: async () => {},
    },
    routes: null,
    open() {
      for (const connection of connections) connection.open();
    },
    async close() {
      await Promise.all(connections.map((connection) => connection.close()));
    },
  };
}
