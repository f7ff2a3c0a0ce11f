/** The stream of changes over a real connection that breaks: no gap, no double, and an end in time. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Failure, failureOf, httpClient, type PosternClient } from '../client.ts';
import { startHttpDesk, startLine } from '../testing/http-desk.ts';
import { until } from '../testing/until.ts';
import { createWorld, type World } from '../testing/world.ts';
import { recordEvent } from './record-event.ts';

interface Watcher {
  told: { seq: number; action: string }[];
  connections: number;
  failure: Failure | null;
  isStopped: boolean;
  stop(): void;
}

/** Watches as a terminal does: after a cut it asks again at once, with the last change it had. */
function watch(client: PosternClient, options: { resumes: 'at once' | 'by itself' }): Watcher {
  let subscription: { unsubscribe(): void } | undefined;
  let lastEventId: string | undefined;
  let turn = 0;
  const watcher: Watcher = {
    told: [],
    connections: 0,
    failure: null,
    isStopped: false,
    stop: () => {
      turn += 1;
      subscription?.unsubscribe();
    },
  };
  const connect = () => {
    turn += 1;
    const mine = turn;
    const again = () => {
      if (mine !== turn) return;
      turn += 1;
      subscription?.unsubscribe();
      setTimeout(connect, 5);
    };
    watcher.connections += 1;
    subscription = client.live.changes.subscribe(lastEventId ? { lastEventId } : undefined, {
      onData({ id, data }) {
        if (mine !== turn) return;
        lastEventId = id;
        watcher.told.push({ seq: data.seq, action: data.action });
      },
      onConnectionStateChange(state) {
        if (options.resumes === 'at once' && state.state === 'connecting' && state.error) again();
      },
      onError(error) {
        if (mine !== turn) return;
        watcher.failure = failureOf(error);
        if (options.resumes === 'at once' && watcher.failure.code === 'UNREACHABLE') again();
      },
      onStopped() {
        watcher.isStopped = true;
      },
    });
  };
  connect();
  return watcher;
}

let world: World;
let ticketId: string;
let token: string;
beforeAll(async () => {
  world = await createWorld();
  ticketId = (await world.ticket({ from: await world.contact() })).id;
  token = await world.tokenOf(await world.agent());
});
afterAll(() => world[Symbol.asyncDispose]());

const record = () =>
  world.inTransaction((work) => recordEvent(work, { action: 'tried', target: ticketId, ticketId }));

test('wherever a connection breaks, every change is told once and in order', async () => {
  await using desk = await startHttpDesk(world);
  await using line = await startLine(desk.port);
  const client = httpClient({ url: line.url, token, source: 'TUI' });
  const cutPoints = fc.array(fc.integer({ min: 1, max: 1_500 }), { minLength: 1, maxLength: 4 });
  let broken = 0;
  await fc.assert(
    fc.asyncProperty(cutPoints, async (cuts) => {
      line.cut();
      line.cutNext(cuts);
      const watcher = watch(client, { resumes: 'at once' });
      try {
        await until(
          () => watcher.told.length > 0,
          () => void record(),
        );
        const first = watcher.told[0] as { seq: number };
        let last = 0;
        for (let index = 0; index < 25; index += 1) last = await record();
        await until(() => watcher.told.at(-1)?.seq === last);
        expect(watcher.told[0]).toMatchObject({ action: 'ready' });
        const seqs = watcher.told.map(({ seq }) => seq);
        expect(seqs).toEqual(Array.from({ length: last - first.seq + 1 }, (_, index) => first.seq + index));
        broken += watcher.connections - 1;
      } finally {
        watcher.stop();
      }
    }),
    { numRuns: 14 },
  );
  expect(broken).toBeGreaterThan(10);
});

test('a client of ours resumes by itself, also when the desk was stopped and started again', async () => {
  const desk = await startHttpDesk(world);
  const client = httpClient({ url: desk.url, token, source: 'TUI' });
  const watcher = watch(client, { resumes: 'by itself' });
  await until(() => watcher.told.length === 1);
  await record();
  await until(() => watcher.told.length === 2);

  const began = performance.now();
  await desk.stop();
  expect(performance.now() - began).toBeLessThan(3_000);
  await record();
  await using _again = await startHttpDesk(world, desk.port);
  const last = await record();
  await until(() => watcher.told.at(-1)?.seq === last);
  expect(watcher.told.map(({ action }) => action)).toEqual(['ready', 'tried', 'tried', 'tried']);
  expect(watcher.isStopped).toBe(false);
  watcher.stop();
});

test('an agent who signs out hears why the stream ends, and nothing more', async () => {
  await using desk = await startHttpDesk(world);
  const own = await world.tokenOf(await world.agent());
  const client = httpClient({ url: desk.url, token: own, source: 'TUI' });
  const watcher = watch(client, { resumes: 'by itself' });
  await until(() => watcher.told.length === 1);
  await client.auth.signOut.mutate();
  await record();
  expect(await until(() => watcher.failure)).toMatchObject({ code: 'NOT_SIGNED_IN', exit: 4 });
  expect(watcher.told).toHaveLength(1);
});

test('a cursor that is no number is refused', async () => {
  await using desk = await startHttpDesk(world);
  const client = httpClient({ url: desk.url, token, source: 'TUI' });
  const error = await new Promise<unknown>((resolve) => {
    client.live.changes.subscribe({ lastEventId: '1; DROP' }, { onError: resolve, onData: resolve });
  });
  expect(failureOf(error)).toMatchObject({ code: 'BAD_INPUT' });
});
