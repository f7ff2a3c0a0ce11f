/** `response_url`: where an app may answer an interaction later without a token; five uses in thirty minutes. */
import { randomUUID } from 'node:crypto';
import { messageProblems } from './block-kit.ts';
import type { Clock } from './clock.ts';
import { normalized } from './content.ts';
import type { Journal } from './journal.ts';
import { isObject } from './schema.ts';
import type { Store } from './store.ts';
import type { Block, Json, ResponseUrl } from './types.ts';
import type { Workspace } from './workspace.ts';

const uses = 5;
const livesMs = 30 * 60_000;

interface ResponsesOptions {
  store: Store;
  clock: Clock;
  journal: Journal;
  workspace: Workspace;
  baseUrl: () => string;
}

export class Responses {
  readonly #options: ResponsesOptions;

  constructor(options: ResponsesOptions) {
    this.#options = options;
  }

  /** A new address for answering one interaction. */
  urlFor(origin: Omit<ResponseUrl, 'id' | 'usesLeft' | 'expiresAt'>): string {
    const { store, clock, baseUrl } = this.#options;
    for (const old of store.all('responseUrls')) {
      if (old.expiresAt < clock.now()) store.remove('responseUrls', old.id);
    }
    const id = randomUUID();
    store.put('responseUrls', id, { ...origin, id, usesLeft: uses, expiresAt: clock.now() + livesMs });
    return `${baseUrl()}/response/${id}`;
  }

  /** Takes an answer. Returns the HTTP status and Slack's word for it. */
  answer(id: string, body: unknown): { status: number; body: string } {
    const { store, clock, journal } = this.#options;
    const url = store.get('responseUrls', id);
    if (!url || url.expiresAt < clock.now()) return { status: 404, body: 'expired_url' };
    if (url.usesLeft < 1) return { status: 404, body: 'used_url' };
    store.put('responseUrls', id, { ...url, usesLeft: url.usesLeft - 1 });
    const refusal = this.#carryOut(url, body);
    journal.add('call', `response_url: ${refusal ?? 'ok'}`, body);
    return refusal ? { status: 400, body: refusal } : { status: 200, body: 'ok' };
  }

  #carryOut(url: ResponseUrl, body: unknown): string | null {
    const { store, workspace } = this.#options;
    if (!isObject(body)) return 'invalid_payload';
    const original = url.messageTs ? workspace.message(url.channel, url.messageTs) : undefined;
    if (body.delete_original === true) {
      if (url.ephemeralId) store.remove('ephemerals', url.ephemeralId);
      else if (original) workspace.remove(original);
      return null;
    }
    const text = typeof body.text === 'string' ? normalized(body.text) : '';
    const blocks = Array.isArray(body.blocks) ? (body.blocks as Block[]) : undefined;
    if (text === '' && !blocks?.length) return 'no_text';
    if (blocks && messageProblems(blocks).length > 0) return 'invalid_blocks';
    if (body.replace_original === true && original) {
      workspace.edit(original, { editor: workspace.bot.userId, text, blocks: blocks ?? null });
      return null;
    }
    if (body.replace_original === true && url.ephemeralId) store.remove('ephemerals', url.ephemeralId);
    this.say(url, body);
    return null;
  }

  /** Shows a checked answer: to the person alone, or to everybody when it says `in_channel`. */
  say(place: Pick<ResponseUrl, 'person' | 'channel' | 'threadTs'>, body: Json): void {
    const { workspace } = this.#options;
    const { userId, botId } = workspace.bot;
    const blocks = Array.isArray(body.blocks) ? (body.blocks as Block[]) : [];
    const thread = typeof body.thread_ts === 'string' ? body.thread_ts : place.threadTs;
    const content = {
      channel: place.channel,
      text: typeof body.text === 'string' ? normalized(body.text) : '',
      ...(blocks.length > 0 && { blocks }),
      ...(thread && { threadTs: thread }),
    };
    if (body.response_type === 'in_channel') workspace.post({ ...content, user: userId, botId });
    else workspace.whisper({ ...content, recipient: place.person, from: 'app' });
  }
}
