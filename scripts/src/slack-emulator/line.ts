/** How Slack reaches an app: over the app's own connections (Socket Mode) or by requests to its address (HTTP). */
import type { Json } from './types.ts';

/** Slack's patience: 3 s for an answer; an unanswered event comes again at once, after a minute and after five. */
export const ackWithinMs = 3_000;
export const retryAfterMs: readonly number[] = [0, 60_000, 300_000];

/** What became of an interaction: the app's answer, or the reason why there is none. */
export type InteractionOutcome =
  | { kind: 'acknowledged'; payload: Json }
  | { kind: 'timedOut' }
  | { kind: 'notConnected' };

export interface Line {
  /** Queues an event. It is kept until acknowledged, across lost connections and restarts of the emulator. */
  deliver(name: string, payload: Json): void;
  /** Sends an interaction once; Slack never repeats those. Resolves within 3 s. */
  interact(payload: Json): Promise<InteractionOutcome>;
  /** Sends a slash command, once too; the acknowledgement may carry the answer. */
  command(payload: Json): Promise<InteractionOutcome>;
  /** Zero when nobody would hear. */
  readonly connections: number;
  close(): void;
}
