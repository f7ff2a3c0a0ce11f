/** Views: a query under a name, an agent's own or the desk's, in one order; and who may see and change which. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PosternClient } from '../client.ts';
import { createWorld, type World } from '../testing/index.ts';

async function desk() {
  const world = await createWorld();
  const ada = await world.agent({ name: 'Ada Okafor' });
  const bo = await world.agent({ name: 'Bo Lindqvist', permissions: ['tickets.read', 'tickets.write'] });
  return {
    world,
    ada: await world.as(ada),
    bo: await world.as(bo),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

const namesOf = async (client: PosternClient) =>
  (await client.views.list.query()).items.map(({ name }) => name);
const starting = ['Mine', 'Unassigned', 'Waiting on us', 'All open', 'Closed', 'Mentions'];

test('a desk begins with six shared views, keys 1 to 6, and what is saved follows them', async () => {
  await using at = await desk();
  expect(await namesOf(at.ada)).toEqual(starting);
  await at.ada.views.save.mutate({ name: 'Old ones', query: '  is:open older:3w ' });
  for (const name of ['a', 'b', 'c'])
    await at.ada.views.save.mutate({ name, query: 'is:closed', isShared: true });
  const { items, mayShare } = await at.ada.views.list.query();
  expect(mayShare).toBe(true);
  expect(items.map(({ key }) => key)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, null]);
  expect(items[6]).toEqual({
    id: expect.any(String),
    name: 'Old ones',
    query: 'is:open older:3w',
    isShared: false,
    key: 7,
    problem: null,
  });
});

test("an agent's own view is nobody else's: not listed, not found, not told, not named in the audit trail", async () => {
  await using at = await desk();
  const { id } = await at.ada.views.save.mutate({ name: 'Secret plan', query: 'is:open from:@acme.example' });
  expect(await namesOf(at.bo)).toEqual(starting);
  for (const view of [id, 'Secret plan']) {
    for (const call of [
      at.bo.views.rename.mutate({ view, name: 'Mine now' }),
      at.bo.views.move.mutate({ view, position: 1 }),
      at.bo.views.delete.mutate({ view }),
    ])
      await expect(call).rejects.toMatchObject({ message: `There is no view "${view}".` });
  }
  const trail = JSON.stringify(
    await at.world.core.db.read.auditEvent.findMany({ where: { target: `view:${id}` } }),
    (_key, value) => (typeof value === 'bigint' ? Number(value) : value),
  );
  expect(trail).toContain('view.saved');
  expect(trail).not.toMatch(/Secret|acme/);
  // Each may have one of the same name, beside a shared one.
  await at.bo.views.save.mutate({ name: 'Secret plan', query: 'is:closed' });
  await at.ada.views.save.mutate({ name: 'secret plan', query: 'is:open', isShared: true });
  expect((await namesOf(at.ada)).slice(6)).toEqual(['Secret plan', 'secret plan']);
});

test('shared views are changed by whoever administers the desk; others are told what they need', async () => {
  await using at = await desk();
  const refused = { message: 'You need the permission "desk.admin" for shared views.' };
  expect((await at.bo.views.list.query()).mayShare).toBe(false);
  for (const call of [
    at.bo.views.save.mutate({ name: 'Mine', query: 'is:closed', isShared: true }),
    at.bo.views.rename.mutate({ view: 'Mine', name: 'Ours' }),
    at.bo.views.move.mutate({ view: 'Mine', position: 3 }),
    at.bo.views.delete.mutate({ view: 'Mine' }),
  ])
    await expect(call).rejects.toMatchObject(refused);
  expect(await namesOf(at.bo)).toEqual(starting);
  await at.ada.views.rename.mutate({ view: 'waiting on us', name: 'Ours to answer' });
  await at.ada.views.delete.mutate({ view: 'CLOSED' });
  expect(await namesOf(at.bo)).toEqual(['Mine', 'Unassigned', 'Ours to answer', 'All open', 'Mentions']);
  await expect(at.ada.views.rename.mutate({ view: 'Mine', name: 'unassigned' })).rejects.toMatchObject({
    message: 'There is a view "Unassigned" already.',
  });
});

test('saving under a name that is there changes its query, keeps its place and answers what it was', async () => {
  await using at = await desk();
  const saved = await at.ada.views.save.mutate({ name: 'mine', query: 'assignee:me', isShared: true });
  expect(saved).toMatchObject({ id: 'viw_mine', name: 'mine', replaced: 'is:open assignee:me -is:snoozed' });
  expect((await namesOf(at.ada))[0]).toBe('mine');
});

test('a query that cannot be understood is refused with its place, before anything is stored', async () => {
  await using at = await desk();
  const save = (query: string) => at.ada.views.save.mutate({ name: 'Broken', query });
  await expect(save('is:open colour:red')).rejects.toMatchObject({
    data: { postern: { code: 'BAD_QUERY', facts: { at: 8 } } },
  });
  await expect(save('stage:Nowhere')).rejects.toMatchObject({ data: { postern: { code: 'BAD_QUERY' } } });
  await expect(save('   ')).rejects.toMatchObject({ data: { postern: { code: 'BAD_INPUT' } } });
  expect(await namesOf(at.ada)).toEqual(starting);
});

test('a view whose stage is gone says so and stays in its place', async () => {
  await using at = await desk();
  await at.world.inTransaction(({ tx }) =>
    tx.stage.updateMany({ where: { name: 'New' }, data: { name: 'Fresh' } }),
  );
  const { items } = await at.ada.views.list.query();
  expect(items.filter(({ problem }) => problem).map(({ name, problem }) => [name, problem])).toEqual([
    ['Waiting on us', expect.stringContaining('New')],
  ]);
});

test('a shared view that is saved is told to every agent, one of their own to its owner alone', async () => {
  await using at = await desk();
  const before = await lastSeq(at.world);
  await at.ada.views.save.mutate({ name: 'Hidden', query: 'is:open' });
  await at.ada.views.save.mutate({ name: 'Ours', query: 'is:open', isShared: true });
  expect(await toldSince(at.bo, before)).toEqual(['sharedView.saved']);
  expect(await toldSince(at.ada, before)).toEqual(['view.saved', 'sharedView.saved']);
});

async function lastSeq(world: World): Promise<number> {
  const row = await world.core.db.read.auditEvent.findFirst({ orderBy: { seq: 'desc' } });
  return Number(row?.seq ?? 0);
}

/** The actions of the stream until the shared one. */
function toldSince(client: PosternClient, seq: number): Promise<string[]> {
  const told: string[] = [];
  return new Promise((resolve, reject) => {
    const stream = client.live.changes.subscribe(
      { lastEventId: String(seq) },
      {
        onData({ data }) {
          told.push(data.action);
          if (data.action !== 'sharedView.saved') return;
          stream.unsubscribe();
          resolve(told);
        },
        onError: reject,
      },
    );
  });
}

test('wherever views are moved, by whomever: each list has the order of its owner, and the rest keeps its own', async () => {
  await using at = await desk();
  for (const name of ['a1', 'a2']) await at.ada.views.save.mutate({ name, query: 'is:open' });
  for (const name of ['b1', 'b2']) await at.bo.views.save.mutate({ name, query: 'is:open' });
  const move = fc.record({
    who: fc.constantFrom('ada', 'bo'),
    which: fc.nat({ max: 6 }),
    position: fc.integer({ min: 1, max: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 6 }), async (moves) => {
      for (const { who, which, position } of moves) {
        const [mover, other] = who === 'ada' ? [at.ada, at.bo] : [at.bo, at.ada];
        const before = await namesOf(mover);
        const others = await namesOf(other);
        const name = before[which] as string;
        if (who === 'bo' && !name.startsWith('b')) continue;
        await mover.views.move.mutate({ view: name, position });
        const wanted = before.filter((each) => each !== name);
        wanted.splice(position - 1, 0, name);
        expect(await namesOf(mover)).toEqual(wanted);
        const without = (names: string[]) => names.filter((each) => each !== name);
        expect(without(await namesOf(other))).toEqual(without(others));
      }
    }),
    { numRuns: 15 },
  );
});
