/** What the worker asks of whoever carries things out of the desk. */
import type { OutboxKind } from '../outbox/enqueue.ts';

export interface OutboxEntryView {
  id: string;
  /** Grows with every item that is written down. */
  seq: number;
  kind: OutboxKind;
  payload: unknown;
  /** 1 at the first try. */
  attempt: number;
  /** When the first try began; a lost answer is looked for from then on. */
  firstTriedAt: Date;
}

export type DeliveryOutcome =
  /** It is out; `result` is kept with the item. */
  | { state: 'done'; result?: Record<string, unknown> }
  /** It is surely not out; try again, after `afterMs` where the other side said when. */
  | { state: 'retry'; reason: string; afterMs?: number }
  /** It may be out: it must be looked for before it is sent again, after `afterMs` where it is known when that tells. */
  | { state: 'ambiguous'; reason: string; afterMs?: number }
  /** It waits for a person, such as a mail server that was never set up. */
  | { state: 'parked'; reason: string }
  /** It can never be sent. */
  | { state: 'dead'; reason: string };

export interface Delivery {
  /** Sends one item. Throwing counts as `ambiguous`. */
  send(item: OutboxEntryView): Promise<DeliveryOutcome>;
  /** Looks whether an ambiguous item arrived: `done`, or `retry` when it surely did not. */
  reconcile(item: OutboxEntryView): Promise<DeliveryOutcome>;
}
