/** What a Web API method gets to work with: its arguments, the world, and the way to refuse. */
import type { Clock } from './clock.ts';
import type { Dialogs } from './dialogs.ts';
import type { Files } from './files.ts';
import { isTs } from './ids.ts';
import type { Journal } from './journal.ts';
import type { Line } from './line.ts';
import type { Manifest } from './manifest.ts';
import type { Rooms } from './rooms.ts';
import type { Scheduled } from './scheduled.ts';
import type { SocketMode } from './socket-mode.ts';
import type { Store } from './store.ts';
import type { Channel, Json } from './types.ts';
import type { Workspace } from './workspace.ts';

/** The parts of a running emulator that methods and people's acts work on. */
export interface World {
  store: Store;
  journal: Journal;
  clock: Clock;
  manifest: Manifest;
  workspace: Workspace;
  rooms: Rooms;
  scheduled: Scheduled;
  socketMode: SocketMode;
  /** How this app is reached: its sockets, or its address. */
  line: Line;
  dialogs: Dialogs;
  files: Files;
  botToken: string;
  /** Slack may or may not look at `client_msg_id`; the desk must not rely on it. */
  honoursClientMsgId: boolean;
  /** `http://127.0.0.1:4001`, without a slash at the end. */
  baseUrl: () => string;
}

/** Ends a call with `{ ok: false, error }` and whatever else Slack adds to that error. */
export class ApiError extends Error {
  readonly code: string;
  readonly extra: Json;

  constructor(code: string, extra: Json = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

/** The refusal for malformed arguments; each message names the argument. */
export function invalidArguments(...messages: string[]): ApiError {
  return new ApiError('invalid_arguments', {
    response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) },
  });
}

export interface Call {
  method: string;
  args: Args;
  world: World;
}

export type Handler = (call: Call) => Json;

/** The arguments of one call, whether they came as a form (all strings) or as JSON. */
export class Args {
  readonly #values: Json;

  constructor(values: Json) {
    this.#values = values;
  }

  names(): string[] {
    return Object.keys(this.#values);
  }

  has(name: string): boolean {
    const value = this.#values[name];
    return value !== undefined && value !== null && value !== '';
  }

  text(name: string): string {
    const value = this.#values[name];
    return value === undefined || value === null ? '' : String(value);
  }

  flag(name: string): boolean {
    return ['true', '1'].includes(this.text(name).toLowerCase());
  }

  /** A whole number, or `fallback` when the argument is absent. Refuses anything outside 1 to `max`. */
  count(name: string, fallback: number, max: number, refusal = new ApiError('invalid_limit')): number {
    if (!this.has(name) || this.text(name) === '0') return fallback;
    const value = Number(this.text(name));
    if (!Number.isInteger(value) || value < 1 || value > max) {
      throw refusal;
    }
    return value;
  }

  /** A JSON argument: parsed when it came as a string. `undefined` when absent, `null` when it does not parse. */
  json(name: string): unknown {
    const value = this.#values[name];
    if (typeof value !== 'string') return value ?? undefined;
    if (value === '') return undefined;
    try {
      return JSON.parse(value);
    } catch {
      return null;
    }
  }

  /** A message timestamp, or null when absent; `error` is the refusal for a malformed one. */
  ts(name: string, error: string): string | null {
    if (!this.has(name)) return null;
    const value = this.text(name);
    if (!isTs(value)) throw new ApiError(error);
    return value;
  }
}

/**
 * The channel named by the call, if the app may know about it: private rooms it is not in do not exist for it. Only
 * posting takes a name; every other method wants the id.
 */
export function requireChannel(call: Call, which: 'id' | 'id or name', argument = 'channel'): Channel {
  const { workspace, store } = call.world;
  const wanted = call.args.text(argument);
  const channel = which === 'id' ? store.get('channels', wanted) : workspace.findChannel(wanted);
  const isMember = channel?.members.includes(workspace.bot.userId) ?? false;
  if (!channel || (channel.isPrivate && !isMember)) throw new ApiError('channel_not_found');
  return channel;
}

/** Refuses with `not_in_channel` where the bot has not been invited. */
export function requireMembership(call: Call, channel: Channel): void {
  if (!channel.members.includes(call.world.workspace.bot.userId)) throw new ApiError('not_in_channel');
}

/** Refuses with `missing_scope` unless the app holds `scope`. */
export function requireScope(call: Call, scope: string): void {
  const { scopes } = call.world.manifest;
  if (!scopes.includes(scope)) {
    throw new ApiError('missing_scope', { needed: scope, provided: scopes.join(',') });
  }
}

/** One page of `items` behind an opaque cursor. Refuses a cursor that was not given out by the same method. */
export function page<T>(call: Call, items: readonly T[], limit: number): { items: T[]; nextCursor: string } {
  const cursor = call.args.text('cursor');
  const prefix = `${call.method}:`;
  let start = 0;
  if (cursor !== '') {
    const decoded = Buffer.from(cursor, 'base64').toString();
    start = Number(decoded.slice(prefix.length));
    if (!decoded.startsWith(prefix) || !Number.isInteger(start) || start < 0) {
      throw new ApiError('invalid_cursor');
    }
  }
  const end = start + limit;
  const nextCursor = end < items.length ? Buffer.from(`${prefix}${end}`).toString('base64') : '';
  return { items: items.slice(start, end), nextCursor };
}
