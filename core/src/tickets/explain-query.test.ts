/** A query explained: what was read, what was added, and what the database would do. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWorld, type World } from '../testing/world.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

test('the parts of a query are told in their order, with what each means and which moments its times are', async () => {
  const { tickets } = await world.as(await world.agent());
  const told = await tickets.explain.query({
    query:
      '(is:open OR priority:>=high) -assignee:none created:2026-11-01..yesterday "over due" sort:created',
  });
  expect(told).toMatchObject({
    query: '(is:open OR priority:>=high) -assignee:none created:2026-11-01..yesterday "over due"',
    sort: 'sort:created',
  });
  expect(
    told.parts.map(({ depth, text, meaning }) => `${'  '.repeat(depth)}${text}: ${meaning ?? ''}`),
  ).toEqual([
    'all of: ',
    '  any of: ',
    '    is:open: its state',
    '    priority:>=high: how urgent it is',
    '  not: ',
    '    assignee:none: the agent who has it',
    '  created:2026-11-01..yesterday: when it was filed; 2026-11-01 00:00 UTC to 2026-11-03 00:00 UTC',
    '  "over due": these words in its subject, a message or a note, or its number',
  ]);
  expect(told.added.map(({ text }) => text)).toEqual(['not merged']);
  await expect(tickets.explain.query({ query: 'asignee:me' })).rejects.toThrow('Did you mean "assignee:"?');
});

test('what the desk adds is said: the usual query, the usual order, and the inboxes one may read', async () => {
  const bo = await world.agent({ permissions: [] });
  await world.inTransaction(({ tx }) =>
    tx.agentGrant.create({ data: { agentId: bo.id, permission: 'tickets.read', scope: world.inboxId } }),
  );
  const told = await (await world.as(bo)).tickets.explain.query({});
  expect(told.added.map(({ text }) => text)).toEqual([
    'is:open',
    'sort:-updated',
    'not merged',
    'inbox:"Support"',
  ]);
  expect(told.plan).toBeNull();
  const all = await (await world.as(bo)).tickets.explain.query({ query: '' });
  expect(all).toMatchObject({ query: '', parts: [] });
});

test('an administrator reads the plan of the database, with a warning where it walks or reads a whole table', async () => {
  const { tickets } = await world.as(await world.agent());
  const quick = await tickets.explain.query({ query: 'number:1042' });
  expect(quick.plan).toMatchObject({ engine: 'sqlite', warnings: [] });
  expect(quick.plan?.steps.join('\n')).toMatch(/SEARCH t USING INDEX/);
  const slow = await tickets.explain.query({ query: 'from:@acme.example' });
  expect(slow.plan?.warnings.join('\n')).toMatch(/Reads the whole table Contact|Walks Ticket along/);
});
