/** The priority of a ticket: changed by agents, told to the team, and nothing to customers. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { createWorld } from '../testing/index.ts';

test('an agent sets it once with one event; the queue sorts by it, and the customer hears nothing', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const agent = await world.as(await world.agent({ name: 'Ada' }));
  const customer = await world.as(maria);
  const { number } = await world.ticket({ from: maria });
  const before = await customer.portal.ticket.query({ ticket: number });
  world.pass(60_000);
  const urgent = await agent.tickets.setPriority.mutate({ ticket: number, to: 'urgent' });
  expect(urgent).toMatchObject({ number, priority: 'urgent' });
  const again = await agent.tickets.setPriority.mutate({ ticket: number, to: 'urgent' });
  expect(again.version).toBe(urgent.version);
  const { timeline } = await agent.tickets.view.query({ ticket: number });
  expect(timeline.filter(({ kind }) => kind === 'event').map(({ text }) => text)).toContain(
    'priority urgent',
  );
  const found = await agent.tickets.list.query({ query: 'priority:>=high' });
  expect(found.items.map((item) => item.number)).toEqual([number]);
  expect(await customer.portal.ticket.query({ ticket: number })).toEqual(before);
});

test('a ticket that changed meanwhile is left alone', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const { number } = await world.ticket({ from: await world.contact() });
  const { version } = await agent.tickets.setPriority.mutate({ ticket: number, to: 'high' });
  await agent.tickets.assign.mutate({ ticket: number, to: 'me' });
  const refusal = await agent.tickets.setPriority
    .mutate({ ticket: number, to: 'low', ifVersion: version })
    .catch(failureOf);
  expect(refusal).toMatchObject({ code: 'TICKET_CHANGED' });
  expect((await agent.tickets.view.query({ ticket: number })).priority).toBe('high');
});
