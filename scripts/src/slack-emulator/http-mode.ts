/** HTTP mode: events, interactions and commands as signed requests to the app's address. */
import { createHmac, randomUUID } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Journal } from './journal.ts';
import { ackWithinMs, type InteractionOutcome, type Line, retryAfterMs } from './line.ts';
import { isObject } from './schema.ts';
import type { Store } from './store.ts';
import type { Json } from './types.ts';

interface HttpModeOptions {
  store: Store;
  journal: Journal;
  clock: Clock;
  /** Where the app listens, for events, interactions and commands alike. */
  eventsUrl: string;
  signingSecret: string;
}

type Answer =
  | { kind: 'answered'; status: number; headers: Headers; text: string }
  | { kind: 'failed'; reason: 'http_timeout' | 'connection_failed' };

export class HttpMode implements Line {
  readonly #options: HttpModeOptions;
  readonly #timers = new Map<string, () => void>();
  #isReached = true;
  #isDown = false;

  constructor(options: HttpModeOptions) {
    this.#options = options;
  }

  /** Sends what an earlier run left unanswered. */
  start(): void {
    for (const { id } of this.#options.store.all('deliveries')) void this.#send(id, null);
  }

  get connections(): number {
    return this.#isReached ? 1 : 0;
  }

  /** While Slack is down nothing is sent; what happens meanwhile is sent afterwards. */
  setDown(isDown: boolean): void {
    this.#isDown = isDown;
    if (!isDown) this.start();
  }

  deliver(name: string, payload: Json): void {
    const { store, journal, clock } = this.#options;
    const id = randomUUID();
    journal.add('event', name, { envelopeId: id, payload });
    store.put('deliveries', id, { id, name, queuedAt: clock.now(), attempts: 0, payload });
    void this.#send(id, null);
  }

  interact(payload: Json): Promise<InteractionOutcome> {
    const form = new URLSearchParams({ payload: JSON.stringify(payload) });
    return this.#ask(String(payload.type), payload, form);
  }

  command(payload: Json): Promise<InteractionOutcome> {
    return this.#ask(
      String(payload.command),
      payload,
      new URLSearchParams(payload as Record<string, string>),
    );
  }

  /** Asks the address whether it is one of Slack's apps, as Slack does when it is configured. */
  async verify(): Promise<boolean> {
    const challenge = randomUUID();
    const body = JSON.stringify({ token: 'deprecated', type: 'url_verification', challenge });
    const answer = await this.#post(body, 'application/json', {});
    return answer.kind === 'answered' && answer.status === 200 && answer.text.includes(challenge);
  }

  close(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  async #ask(name: string, payload: Json, form: URLSearchParams): Promise<InteractionOutcome> {
    const { journal } = this.#options;
    journal.add('interaction', name, payload);
    if (this.#isDown) return { kind: 'notConnected' };
    const answer = await this.#post(String(form), 'application/x-www-form-urlencoded', {});
    if (answer.kind === 'failed') {
      const isLate = answer.reason === 'http_timeout';
      if (isLate) journal.add('timeout', `${name} was not acknowledged within 3 s: operation_timeout`);
      return { kind: isLate ? 'timedOut' : 'notConnected' };
    }
    journal.add('ack', name, { status: answer.status, body: answer.text });
    if (answer.status !== 200) return { kind: 'notConnected' };
    return { kind: 'acknowledged', payload: readAnswer(answer) };
  }

  async #send(id: string, reason: string | null): Promise<void> {
    const { store, journal, clock } = this.#options;
    this.#timers.delete(id);
    const delivery = store.get('deliveries', id);
    if (!delivery || this.#isDown) return;
    const { name, attempts } = delivery;
    store.put('deliveries', id, { ...delivery, attempts: attempts + 1 });
    journal.add('delivery', `${name}, attempt ${attempts + 1}`, { envelopeId: id });
    const answer = await this.#post(JSON.stringify(delivery.payload), 'application/json', {
      ...(attempts > 0 && {
        'x-slack-retry-num': String(attempts),
        'x-slack-retry-reason': reason ?? 'unknown_error',
      }),
    });
    if (answer.kind === 'answered' && answer.status >= 200 && answer.status < 300) {
      journal.add('ack', name, { envelopeId: id });
      store.remove('deliveries', id);
      return;
    }
    const wantsNoRetry = answer.kind === 'answered' && answer.headers.get('x-slack-no-retry') === '1';
    const delay = retryAfterMs[attempts];
    if (wantsNoRetry || delay === undefined) {
      const why = wantsNoRetry
        ? 'refused, with no retry asked for'
        : `sent ${attempts + 1} times and never taken`;
      journal.add('lost', `${name} was ${why}`, { envelopeId: id });
      store.remove('deliveries', id);
      return;
    }
    const next = answer.kind === 'failed' ? answer.reason : 'http_error';
    journal.add('delivery', `${name} was not taken (${next}); again in ${delay / 1000} s`);
    this.#timers.set(
      id,
      clock.after(delay, () => void this.#send(id, next)),
    );
  }

  async #post(body: string, type: string, headers: Record<string, string>): Promise<Answer> {
    const { clock, eventsUrl, signingSecret } = this.#options;
    // The app compares with its own clock, so the moment is the machine's even where time is made up.
    const timestamp = String(Math.floor(Date.now() / 1000));
    const hash = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
    const abort = new AbortController();
    const cancel = clock.after(ackWithinMs, () => abort.abort());
    try {
      const response = await fetch(eventsUrl, {
        method: 'POST',
        body,
        signal: abort.signal,
        headers: {
          'content-type': type,
          'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${hash}`,
          ...headers,
        },
      });
      const text = await response.text();
      this.#note(true);
      return { kind: 'answered', status: response.status, headers: response.headers, text };
    } catch {
      this.#note(abort.signal.aborted);
      return { kind: 'failed', reason: abort.signal.aborted ? 'http_timeout' : 'connection_failed' };
    } finally {
      cancel();
    }
  }

  #note(isReached: boolean): void {
    if (this.#isReached === isReached) return;
    this.#isReached = isReached;
    this.#options.store.touch();
  }
}

/** An answer in JSON, or the plain text that a command may be answered with. */
function readAnswer({ text }: { text: string }): Json {
  if (text.trim() === '') return {};
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) ? parsed : { text };
  } catch {
    return { text };
  }
}
