/** Tags: put on and taken off by agents, counted for completion, found by queries, and never a customer's to read. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { createWorld } from '../testing/index.ts';

test('tags are put on and taken off in one change, and the customer hears nothing', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const agent = await world.as(await world.agent({ name: 'Ada' }));
  const customer = await world.as(maria);
  const { number } = await world.ticket({ from: maria });
  const before = await customer.portal.ticket.query({ ticket: number });
  const list = await customer.portal.tickets.query({});
  world.pass(60_000);
  const tagged = await agent.tickets.tag.mutate({ ticket: number, add: ['Refund', 'billing', 'eu/vat-2.1'] });
  expect(tagged.tags).toEqual(['billing', 'eu/vat-2.1', 'refund']);
  const again = await agent.tickets.tag.mutate({ ticket: number, add: ['billing'], remove: ['nowhere'] });
  expect(again).toEqual(tagged);
  const both = await agent.tickets.tag.mutate({
    ticket: number,
    add: ['vip'],
    remove: ['refund', 'BILLING'],
  });
  expect(both.tags).toEqual(['eu/vat-2.1', 'vip']);
  const { timeline, tags } = await agent.tickets.view.query({ ticket: number });
  expect(tags).toEqual(both.tags);
  expect(timeline.filter(({ kind }) => kind === 'event').map(({ text }) => text)).toEqual([
    'tagged refund, billing, eu/vat-2.1',
    'tagged vip; untagged refund, billing',
  ]);
  const { items } = await agent.tickets.list.query({ query: 'tag:vip' });
  expect(items).toEqual([{ ...both, isUnread: false, readThrough: null }]);
  expect(await customer.portal.ticket.query({ ticket: number })).toEqual(before);
  expect(await customer.portal.tickets.query({})).toEqual(list);
});

test("the desk's list grows with use, and counts what this agent may read", async () => {
  await using world = await createWorld();
  const from = await world.contact();
  const agent = await world.as(await world.agent());
  const first = await world.ticket({ from });
  const second = await world.ticket({ from });
  const inside = await world.ticket({ from, inboxId: world.internalInboxId });
  for (const { number } of [first, second, inside])
    await agent.tickets.tag.mutate({ ticket: number, add: ['billing'] });
  await agent.tickets.tag.mutate({ ticket: first.number, add: ['refund'] });
  await agent.tickets.tag.mutate({ ticket: first.number, remove: ['refund'] });
  expect(await agent.tickets.tags.query()).toEqual({
    items: [
      { name: 'billing', tickets: 3 },
      { name: 'refund', tickets: 0 },
    ],
  });
  const limited = await world.agent({ permissions: [] });
  await world.inTransaction(({ tx }) =>
    tx.agentGrant.create({
      data: { agentId: limited.id, permission: 'tickets.read', scope: world.internalInboxId },
    }),
  );
  const { items } = await (await world.as(limited)).tickets.tags.query();
  expect(items[0]).toEqual({ name: 'billing', tickets: 1 });
});

test.each<[words: { add?: string[]; remove?: string[] }, says: string]>([
  [{ add: ['two words'] }, '"two words" cannot be a tag. A tag is one word of letters'],
  [{ add: ['-billing'] }, 'begins with a letter or digit'],
  [{ add: [''] }, 'cannot be a tag'],
  [{ add: ['a\u3164b'] }, 'cannot be a tag'],
  [{ add: ['a,b'] }, 'cannot be a tag'],
  [{ add: ['x'.repeat(41)] }, 'is too long for a tag: at most 40 characters'],
  [{ add: ['None'] }, 'as in tag:none'],
  [{ remove: ['any'] }, 'as in tag:any'],
  [{ add: ['a', 'b'], remove: ['B'] }, '"b" cannot be put on and taken off at once'],
])('%j is refused in words, and nothing is changed', async (words, says) => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const { number } = await world.ticket({ from: await world.contact() });
  const refusal = await agent.tickets.tag.mutate({ ticket: number, ...words }).catch(failureOf);
  expect(refusal).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining(says) });
  expect(await agent.tickets.tags.query()).toEqual({ items: [] });
});

test('a ticket that changed meanwhile keeps its tags, and none has more than fifty', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const { number } = await world.ticket({ from: await world.contact() });
  const add = Array.from({ length: 50 }, (_, index) => `tag-${index}`);
  const full = await agent.tickets.tag.mutate({ ticket: number, add });
  const late = await agent.tickets.tag
    .mutate({ ticket: number, remove: ['tag-0'], ifVersion: full.version - 1 })
    .catch(failureOf);
  expect(late).toMatchObject({ code: 'TICKET_CHANGED' });
  const more = await agent.tickets.tag.mutate({ ticket: number, add: ['one-more'] }).catch(failureOf);
  expect(more).toMatchObject({ message: expect.stringContaining('would have 51 tags; 50 fit') });
  const { tags } = await agent.tickets.view.query({ ticket: number });
  expect(tags).toHaveLength(50);
});
