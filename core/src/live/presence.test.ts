/** Who is writing: told to colleagues while it lasts, to nobody else, and stored nowhere. */
import { expect, test } from 'vitest';
import { createWorld, type World } from '../testing/index.ts';
import { type Change, changesSince } from './changes.ts';
import { contextOf } from './testing/agent-context.ts';

async function desk() {
  const world = await createWorld();
  const bo = await world.agent({ name: 'Bo Lindqvist', email: 'bo@postern.example' });
  const ada = await world.agent({ name: 'Ada', email: 'ada@postern.example' });
  const ticket = await world.ticket({ from: await world.contact() });
  return { world, bo, ada, ticket };
}

/** What a watcher hears from now on, the opening aside. */
function watching(world: World, agent: Awaited<ReturnType<World['agent']>>) {
  const heard: Change[] = [];
  const end = new AbortController();
  const over = (async () => {
    for await (const change of changesSince(await contextOf(world, agent), null, end.signal))
      if (change.action !== 'ready') heard.push(change);
  })();
  return {
    heard,
    async stop() {
      end.abort();
      await over;
    },
  };
}

test('a colleague hears who writes and that they left; who writes hears nothing of themselves', async () => {
  const { world, bo, ada, ticket } = await desk();
  await using _world = world;
  const adaHears = watching(world, ada);
  const boHears = watching(world, bo);
  const asBo = await world.as(bo);
  await asBo.tickets.writing.mutate({ ticket: ticket.number, kind: 'reply' });
  await expect
    .poll(() => adaHears.heard.at(-1))
    .toMatchObject({
      action: 'presence',
      ticket: { number: ticket.number },
      writers: [{ name: 'Bo Lindqvist', email: 'bo@postern.example', kind: 'reply' }],
    });
  await asBo.tickets.writing.mutate({ ticket: ticket.number, kind: null });
  await expect.poll(() => adaHears.heard.at(-1)?.writers).toEqual([]);
  expect(boHears.heard.flatMap(({ writers = [] }) => writers)).toEqual([]);
  await adaHears.stop();
  await boHears.stop();
});

test('who opens a composer hears who else writes; who says nothing for 25 s has left', async () => {
  const { world, bo, ada, ticket } = await desk();
  await using _world = world;
  const say = async (who: typeof bo, kind: 'reply' | 'note' | null) =>
    (await (await world.as(who)).tickets.writing.mutate({ ticket: ticket.number, kind })).others;
  expect(await say(bo, 'note')).toEqual([]);
  expect(await say(ada, 'reply')).toEqual([
    { name: 'Bo Lindqvist', email: 'bo@postern.example', kind: 'note' },
  ]);
  world.pass(24_000);
  expect(await say(ada, 'reply')).toHaveLength(1);
  world.pass(2_000);
  expect(await say(ada, 'reply')).toEqual([]);
});

test('nothing of it is stored, and a stream that begins later hears what is so then', async () => {
  const { world, bo, ada, ticket } = await desk();
  await using _world = world;
  const events = () => world.core.db.read.auditEvent.count();
  const before = await events();
  await (await world.as(bo)).tickets.writing.mutate({ ticket: ticket.number, kind: 'reply' });
  expect(await events()).toBe(before);
  const later = watching(world, ada);
  await expect.poll(() => later.heard.at(-1)?.writers).toMatchObject([{ name: 'Bo Lindqvist' }]);
  await later.stop();
});
