/** The world outside for tests of the worker: a delivery that does as a test says, and items to be sent. */
import type { Core } from '../context.ts';
import type { Surface } from '../host.ts';
import { enqueue, type OutboxKind } from '../outbox/enqueue.ts';
import type { Delivery, DeliveryOutcome, OutboxEntryView } from '../worker/delivery.ts';
import { workerSurface } from '../worker/worker.ts';
import { until } from './until.ts';
import type { World } from './world.ts';

export interface Sending {
  key: string;
  how: 'send' | 'reconcile';
  attempt: number;
}

export interface Outside extends Delivery {
  /** Everything that was asked of it, in order. */
  readonly asked: Sending[];
}

export const done: DeliveryOutcome = { state: 'done' };

/** A delivery that answers what `answer` says; everything is taken at once unless a test says otherwise. */
export function outside(
  answer: (sending: Sending) => DeliveryOutcome | Promise<DeliveryOutcome> = () => done,
): Outside {
  const asked: Sending[] = [];
  const take = async (how: Sending['how'], item: OutboxEntryView) => {
    const sending = { key: (item.payload as { key: string }).key, how, attempt: item.attempt };
    asked.push(sending);
    return answer(sending);
  };
  return { asked, send: (item) => take('send', item), reconcile: (item) => take('reconcile', item) };
}

/** Writes an item down; its queue is its own unless one is named. */
export async function put(
  world: World,
  key: string,
  wish: { kind?: OutboxKind; queueKey?: string } = {},
): Promise<void> {
  await world.inTransaction((work) =>
    enqueue(work, { kind: wish.kind ?? 'EMAIL', key, queueKey: wish.queueKey ?? key, payload: { key } }),
  );
}

/** A started worker, stopped at the end of the test. */
export async function startWorker(
  core: Core,
  deliveries: Parameters<typeof workerSurface>[1],
  options?: Parameters<typeof workerSurface>[2],
): Promise<Required<Pick<Surface, 'stop'>> & AsyncDisposable> {
  const worker = workerSurface(core, deliveries, options);
  await worker.start?.();
  const stop = async () => worker.stop?.();
  return { stop, [Symbol.asyncDispose]: stop };
}

export function itemOf(world: World, key: string) {
  return world.core.db.read.outboxItem.findUniqueOrThrow({ where: { key } });
}

export async function untilState(world: World, key: string, state: string): Promise<void> {
  await until(async () => (await itemOf(world, key)).state === state);
}

/** Resolves once the worker has looked at everything that is due now. */
export async function untilLooked(world: World): Promise<void> {
  const key = `probe:${world.core.ids.secret()}`;
  await put(world, key);
  await untilState(world, key, 'DONE');
}

/** Lets time pass for the desk, and tells the worker. */
export function later(world: World, ms: number): void {
  world.pass(ms);
  world.core.outbox.ring();
}

/** The same desk, with its transactions counted, or made to fail by `fail` before they are stored. */
export function watched(
  core: Core,
  fail: () => boolean = () => false,
): { core: Core; transactions(): number } {
  let count = 0;
  return {
    transactions: () => count,
    core: {
      ...core,
      db: {
        ...core.db,
        inTransaction: (action) => {
          count += 1;
          return core.db.inTransaction(async (tx) => {
            const result = await action(tx);
            if (fail()) throw new Error('The disk is full.');
            return result;
          });
        },
      },
    },
  };
}
