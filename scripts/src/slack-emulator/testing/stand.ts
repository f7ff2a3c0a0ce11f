/** Sets up an emulator for a test, with the real Slack client libraries around it. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { App, type AppOptions, type Logger, LogLevel, webApi } from '@slack/bolt';
import { expect, vi } from 'vitest';
import { createSlackEmulator, type SlackEmulatorOptions, sampleTokens } from '../index.ts';
import type { Json } from '../types.ts';

/** A manifest with everything the emulator knows: commands, shortcuts, App Home, files, links, reactions. */
export const fullManifest = fileURLToPath(new URL('./full-manifest.json', import.meta.url));

/** A copy of it in a new file, changed: what a workspace grants when something is left out. */
export function changedManifest(change: (manifest: FullManifest) => void): string {
  const manifest = JSON.parse(readFileSync(fullManifest, 'utf8'));
  change(manifest);
  const file = join(mkdtempSync(join(tmpdir(), 'slack-manifest-')), 'manifest.json');
  writeFileSync(file, JSON.stringify(manifest));
  return file;
}

interface FullManifest {
  features: Json & {
    app_home: Json;
    shortcuts: unknown[];
    slash_commands: unknown[];
    unfurl_domains: string[];
  };
  oauth_config: { scopes: { bot: string[] } };
  settings: Json & { event_subscriptions: { bot_events: string[] } };
}

// Slack's libraries print every refused call; the refusals are what these tests are about.
export const silent: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  setName() {},
  getLevel: () => LogLevel.ERROR,
};

/** A running emulator and a Web API client with the bot's token; `await using` closes both. */
export async function startStand(options: SlackEmulatorOptions = {}) {
  const emulator = createSlackEmulator(options);
  const running = await emulator.start();
  const apps: App[] = [];

  const clientFor = (token: string) =>
    new webApi.WebClient(token, {
      slackApiUrl: running.apiUrl,
      logger: silent,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });

  return {
    ...running,
    emulator,
    clientFor,
    web: clientFor(options.tokens?.bot ?? sampleTokens.bot),

    /** The real Bolt App over Socket Mode; `prepare` registers listeners before it connects. */
    async startApp(prepare: (app: App) => void = () => {}, given: AppOptions = {}): Promise<App> {
      const app = new App({
        token: sampleTokens.bot,
        appToken: sampleTokens.app,
        socketMode: true,
        logger: silent,
        ignoreSelf: false,
        clientOptions: { slackApiUrl: running.apiUrl, retryConfig: { retries: 0 } },
        ...given,
      });
      prepare(app);
      await app.start();
      apps.push(app);
      return app;
    },

    /** Calls a method with bare fetch, for what the client library would not send. */
    async call(method: string, init: RequestInit = {}): Promise<Response> {
      return fetch(`${running.apiUrl}${method}`, { method: 'POST', ...init });
    },

    /** The whole state, loosely typed for assertions. */
    // biome-ignore lint/suspicious/noExplicitAny: assertions reach into it
    state: () => emulator.state() as Record<string, any>,

    /** The messages of a channel as the API shows them, oldest first. */
    messages(channel = 'C0SUPPORT'): Json[] {
      const { messages } = emulator.state() as { messages: Json[] };
      return messages.filter((message) => message.channel === channel);
    },

    async [Symbol.asyncDispose]() {
      for (const app of apps) await app.stop();
      await running.close();
      const invented = emulator
        .defects()
        .filter(({ summary }) => summary.startsWith('The emulator answered'));
      expect(invented.map(({ summary }) => summary)).toEqual([]);
    },
  };
}

export type Stand = Awaited<ReturnType<typeof startStand>>;

/** The error code and details of a refused call. Throws when the call was not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<Json & { error: string }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) return error.data as unknown as Json & { error: string };
    throw error;
  }
  throw new Error('The call was not refused.');
}

/** Waits until `check` stops throwing. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 10_000, interval: 10 });
}

const plain = (text: string) => ({ type: 'plain_text' as const, text, emoji: false });

/** A ticket card as the desk posts it. */
export function card(subject = 'Cannot export invoices', quoted = 'The file is empty.') {
  return [
    { type: 'header', text: plain(`#1042  ${subject}`) },
    {
      type: 'section',
      fields: [
        { type: 'mrkdwn', text: '*Status*\nOpen' },
        { type: 'mrkdwn', text: '*First reply due*\n<!date^1795402242^{time}|14:30>' },
      ],
    },
    {
      type: 'rich_text',
      elements: [{ type: 'rich_text_quote', elements: [{ type: 'text', text: quoted }] }],
    },
    { type: 'context', elements: [plain('Maria, Acme. Filed in the portal.')] },
    {
      type: 'actions',
      block_id: 'ticket',
      elements: [
        {
          type: 'button',
          action_id: 'ticket.reply',
          style: 'primary',
          text: plain('Reply to customer'),
          value: 'tkt_1',
        },
        { type: 'button', action_id: 'ticket.claim', text: plain('Claim'), value: 'tkt_1' },
        {
          type: 'static_select',
          action_id: 'ticket.snooze',
          placeholder: plain('Snooze'),
          options: [{ text: plain('Tomorrow'), value: '1d' }],
        },
        {
          type: 'button',
          action_id: 'ticket.close',
          text: plain('Close'),
          value: 'tkt_1',
          confirm: {
            title: plain('Close ticket #1042?'),
            text: plain('Maria can reopen it.'),
            confirm: plain('Close ticket'),
            deny: plain('Keep open'),
          },
        },
        {
          type: 'overflow',
          action_id: 'ticket.more',
          options: [{ text: plain('Open'), value: 'open' }],
        },
      ],
    },
  ];
}

/** The reply dialog as the desk opens it. */
export function replyDialog(changes: Json = {}) {
  return {
    type: 'modal' as const,
    callback_id: 'ticket.reply',
    private_metadata: 'tkt_1',
    title: plain('Reply to customer'),
    submit: plain('Send to customer'),
    close: plain('Cancel'),
    blocks: [
      { type: 'context', elements: [plain('To: Maria')] },
      {
        type: 'input',
        block_id: 'body',
        label: plain('Message'),
        element: { type: 'plain_text_input', action_id: 'text', multiline: true, max_length: 3000 },
      },
      {
        type: 'input',
        block_id: 'next',
        optional: true,
        label: plain('Then'),
        element: {
          type: 'static_select',
          action_id: 'next',
          options: [
            { text: plain('Wait for customer'), value: 'wait' },
            { text: plain('Close'), value: 'close' },
          ],
        },
      },
    ],
    ...changes,
  };
}
