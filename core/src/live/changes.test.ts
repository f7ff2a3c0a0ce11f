/** What a watcher is told: where it begins, nothing missed, nothing of other inboxes, and an end when it must end. */
import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import { createWorld, type World } from '../testing/world.ts';
import { type Change, changesSince } from './changes.ts';
import { recordEvent } from './record-event.ts';
import { contextOf } from './testing/agent-context.ts';

async function next(stream: AsyncGenerator<Change>): Promise<Change> {
  const { value, done } = await stream.next();
  if (done) throw new Error('The stream has ended.');
  return value;
}

/** Writes events of one ticket; answers the seq of the last. */
function record(world: World, ticketId: string, count: number): Promise<number> {
  return world.inTransaction(async (work) => {
    let seq = 0;
    for (let index = 0; index < count; index += 1) {
      seq = await recordEvent(work, { action: 'tried', target: ticketId, ticketId });
    }
    return seq;
  });
}

test('a stream opens with where it begins, and what happens before the first list is told after it', async () => {
  await using world = await createWorld();
  const ada = await world.agent();
  const maria = await world.contact();
  const old = await world.ticket({ from: maria });
  const abort = new AbortController();
  const stream = changesSince(await contextOf(world, ada), null, abort.signal);

  const latest = await world.core.db.read.auditEvent.findFirst({ orderBy: { seq: 'desc' } });
  expect(await next(stream)).toEqual({ seq: latest?.seq, action: 'ready', ticket: null, by: null });
  const between = await world.ticket({ from: maria });
  const { items } = await (await world.as(ada)).tickets.list.query({});
  expect(items.map(({ number }) => number).sort()).toEqual([old.number, between.number]);
  await world.turn(between, { from: ada, notes: 'Looked into it.' });

  const told = [await next(stream), await next(stream), await next(stream)];
  expect(told.map(({ ticket }) => ticket?.number)).toEqual([between.number, between.number, between.number]);
  expect(told.at(-1)).toMatchObject({ action: 'note.added', by: ada.email });
  expect(told.slice(0, 2).map(({ by }) => by)).toEqual([null, null]);
  abort.abort();
});

test('after up to two thousand missed changes each is told, after more the list must be read anew', async () => {
  await using world = await createWorld();
  const ctx = await contextOf(world, await world.agent());
  const ticket = await world.ticket({ from: await world.contact() });
  const end = await record(world, ticket.id, 2_001);
  const abort = new AbortController();

  const whole = changesSince(ctx, end - 2_000, abort.signal);
  for (let seq = end - 1_999; seq <= end; seq += 1) expect((await next(whole)).seq).toBe(seq);

  const tooFar = changesSince(ctx, end - 2_001, abort.signal);
  expect(await next(tooFar)).toEqual({ seq: end, action: 'reload', ticket: null, by: null });
  const after = await record(world, ticket.id, 1);
  expect(await next(tooFar)).toMatchObject({ seq: after, action: 'tried' });
  abort.abort();
});

test('a watcher that knows more than the desk, as after a restored backup, reads the list anew', async () => {
  await using world = await createWorld();
  const ctx = await contextOf(world, await world.agent());
  const ticket = await world.ticket({ from: await world.contact() });
  const end = await record(world, ticket.id, 1);
  const abort = new AbortController();
  const stream = changesSince(ctx, end + 5, abort.signal);
  expect(await next(stream)).toEqual({ seq: end, action: 'reload', ticket: null, by: null });
  const after = await record(world, ticket.id, 1);
  expect((await next(stream)).seq).toBe(after);
  abort.abort();
});

test('an agent of one inbox is told of that inbox, and from the moment of a new grant of the other too', async () => {
  await using world = await createWorld();
  const bo = await world.agent({ permissions: [] });
  const grant = (scope: string) =>
    world.inTransaction(({ tx }) =>
      tx.agentGrant.create({ data: { agentId: bo.id, permission: 'tickets.read', scope } }),
    );
  await grant(world.inboxId);
  const maria = await world.contact();
  const mine = await world.ticket({ from: maria });
  const other = await world.ticket({ from: maria, inboxId: world.internalInboxId });
  const abort = new AbortController();
  const stream = changesSince(await contextOf(world, bo), null, abort.signal);
  await next(stream);

  await record(world, other.id, 3);
  const seq = await record(world, mine.id, 1);
  expect(await next(stream)).toMatchObject({ seq, ticket: { number: mine.number } });
  await grant(world.internalInboxId);
  const shown = await record(world, other.id, 1);
  expect(await next(stream)).toMatchObject({ seq: shown, ticket: { number: other.number } });
  abort.abort();
});

test('events that belong to no ticket are told to nobody', async () => {
  await using world = await createWorld();
  const ticket = await world.ticket({ from: await world.contact() });
  const abort = new AbortController();
  const stream = changesSince(await contextOf(world, await world.agent()), null, abort.signal);
  await next(stream);
  await world.inTransaction((work) =>
    recordEvent(work, { action: 'session.started', target: 'agent:agt_x' }),
  );
  const seq = await record(world, ticket.id, 1);
  expect((await next(stream)).seq).toBe(seq);
  abort.abort();
});

test('an abort ends the stream and leaves neither a timer nor a listener behind', async () => {
  await using world = await createWorld();
  const ctx = await contextOf(world, await world.agent());
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
  const before = timers();
  const abort = new AbortController();
  const stream = changesSince(ctx, null, abort.signal);
  await next(stream);
  const last = stream.next();
  await expect.poll(() => getEventListeners(abort.signal, 'abort').length).toBe(1);
  abort.abort();
  expect(await last).toEqual({ value: undefined, done: true });
  expect(getEventListeners(abort.signal, 'abort')).toHaveLength(0);
  expect(timers()).toBeLessThanOrEqual(before);
});

test.each([
  {
    who: 'signed out',
    code: 'NOT_SIGNED_IN',
    end: (world: World) => world.inTransaction(({ tx }) => tx.agentSession.deleteMany({})),
  },
  {
    who: 'away for longer than a session lasts',
    code: 'NOT_SIGNED_IN',
    end: async (world: World) => world.pass(31 * 24 * 60 * 60 * 1_000),
  },
  {
    who: 'disabled',
    code: 'NOT_SIGNED_IN',
    end: (world: World) =>
      world.inTransaction(({ tx, now }) => tx.agent.updateMany({ data: { disabledAt: now } })),
  },
  {
    who: 'no longer allowed to read tickets',
    code: 'NOT_ALLOWED',
    end: (world: World) => world.inTransaction(({ tx }) => tx.agentGrant.deleteMany({})),
  },
])('an agent who is $who is not told the next change', async ({ code, end }) => {
  await using world = await createWorld();
  const ticket = await world.ticket({ from: await world.contact() });
  const stream = changesSince(await contextOf(world, await world.agent()), null, undefined);
  await next(stream);
  const told = expect(next(stream)).rejects.toMatchObject({ code });
  await end(world);
  await record(world, ticket.id, 1);
  await told;
});

test('the stream of an agent who signed out ends within seconds though nothing happens', async () => {
  await using world = await createWorld();
  const ctx = await contextOf(world, await world.agent());
  const stream = changesSince(ctx, null, undefined);
  await next(stream);
  const told = expect(next(stream)).rejects.toMatchObject({ code: 'NOT_SIGNED_IN' });
  await world.inTransaction(({ tx }) => tx.agentSession.deleteMany({}));
  await told;
});
