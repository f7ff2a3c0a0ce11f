/** Slack over HTTP: signed requests to one address, for desks that Slack can reach. Socket Mode needs no such address. */
import { type App, type Receiver, verifySlackRequest } from '@slack/bolt';
import { type Context, Hono } from 'hono';
import type { Log } from '../slack-workspace.ts';

export const slackEventsPath = '/slack/events';

/** Slack waits three seconds for an answer. */
const answerWithinMs = 3_000;

/** A receiver and the address it listens at. Requests that Slack did not sign, or signed too long ago, are refused. */
export function httpReceiver(parts: {
  signingSecret: string;
  log: Log;
  now?: () => number;
  /** Of every signed request, before it is handled; events wait for what it does. */
  arrived?: (request: { isAgain: boolean }) => Promise<void>;
}): Receiver & { routes: Hono } {
  const { signingSecret, log, now = Date.now, arrived = async () => {} } = parts;
  let app: App | undefined;

  async function answer(c: Context): Promise<Response> {
    const raw = await c.req.text();
    if (!isSlacks(c, raw)) return c.text('This request is not signed by Slack.', 401);
    const body = bodyOf(c.req.header('content-type') ?? '', raw);
    if (!body) return c.text('This request cannot be read.', 400);
    if (body.ssl_check) return c.body(null, 200);
    if (body.type === 'url_verification') return c.json({ challenge: body.challenge });
    if (!app) return c.text('The desk is starting.', 503);
    const known = arrived({ isAgain: Number(c.req.header('x-slack-retry-num')) > 0 });
    // Clicks have three seconds, and come after no gap of their own.
    if (body.type === 'event_callback') await known;
    return handle(c, app, body);
  }

  function isSlacks(c: Context, body: string): boolean {
    try {
      verifySlackRequest({
        signingSecret,
        body,
        headers: {
          'x-slack-signature': c.req.header('x-slack-signature') ?? '',
          'x-slack-request-timestamp': Number(c.req.header('x-slack-request-timestamp')),
        },
        nowMilliseconds: now(),
      });
      return true;
    } catch (error) {
      log.warn({ reason: (error as Error).message }, 'a request to /slack/events is not from Slack');
      return false;
    }
  }

  /** The first answer counts; without one, or after a failure, Slack sends an event again. */
  async function handle(c: Context, to: App, body: Record<string, unknown>): Promise<Response> {
    const answered = Promise.withResolvers<Response>();
    const late = setTimeout(
      () => answered.resolve(c.text('The desk did not answer in time.', 503)),
      answerWithinMs,
    );
    const retryNum = Number(c.req.header('x-slack-retry-num'));
    const retryReason = c.req.header('x-slack-retry-reason');
    to.processEvent({
      body,
      ...(retryNum > 0 && { retryNum }),
      ...(retryReason && { retryReason }),
      ack: async (said?: unknown) => {
        const isNothing = said === undefined || said === null || said === '';
        if (isNothing) answered.resolve(c.body(null, 200));
        else answered.resolve(typeof said === 'string' ? c.text(said) : c.json(said as object));
      },
    }).catch((error: unknown) => {
      log.warn(
        { reason: (error as Error).message },
        'an event from Slack could not be taken in; Slack will send it again',
      );
      answered.resolve(c.text('The desk could not take this in.', 503));
    });
    return answered.promise.finally(() => clearTimeout(late));
  }

  return {
    routes: new Hono().post(slackEventsPath, answer),
    init(given) {
      app = given;
    },
    start: async () => {},
    stop: async () => {},
  };
}

/** JSON of events; a form with one field of JSON for clicks and dialogs; a plain form for commands. */
function bodyOf(kind: string, raw: string): Record<string, unknown> | null {
  try {
    if (!kind.includes('application/x-www-form-urlencoded')) return JSON.parse(raw);
    const form = new URLSearchParams(raw);
    const payload = form.get('payload');
    return payload === null ? Object.fromEntries(form) : JSON.parse(payload);
  } catch {
    return null;
  }
}
