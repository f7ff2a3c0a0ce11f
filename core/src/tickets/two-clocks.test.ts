/** Work inside the desk moves the agents' clock alone: the customer's pages stay the same to the last byte. */
import { expect, test } from 'vitest';
import type { PosternClient } from '../client.ts';
import { createWorld } from '../testing/index.ts';

const hour = 3_600_000;

async function twoClocks(agent: PosternClient, ticket: number) {
  const { lastPublicAt, lastActivityAt, version } = await agent.tickets.view.query({ ticket });
  return { lastPublicAt, lastActivityAt, version };
}

/** Every byte that a customer can read. */
async function customersPages(customer: PosternClient, tickets: number[]): Promise<string> {
  const pages = [
    await customer.portal.tickets.query({}),
    await customer.portal.tickets.query({ status: 'open' }),
    await customer.portal.tickets.query({ status: 'closed' }),
    await customer.portal.tickets.query({ search: 'office' }),
    await customer.portal.tickets.query({ limit: 1 }),
    await customer.portal.me.query(),
  ];
  for (const ticket of tickets) pages.push((await customer.portal.ticket.query({ ticket })) as never);
  return JSON.stringify(pages);
}

test('notes and assignments change nothing that a customer reads, and move the agents’ clock', async () => {
  await using world = await createWorld();
  const maria = await world.contact({ name: 'Maria López' });
  const ada = await world.agent({ name: 'Ada Okafor' });
  const bo = await world.agent({ name: 'Bo Lindqvist' });
  const quiet = await world.ticket({ from: maria, subject: 'First', says: 'The printer in the office.' });
  world.pass(hour);
  const { number } = await world.ticket({
    from: maria,
    subject: 'Second',
    turns: [{ from: ada, says: 'Which office?' }],
  });
  const customer = await world.as(maria);
  const agent = await world.as(ada);
  const tickets = [quiet.number, number];
  const before = await customersPages(customer, tickets);
  const begin = await twoClocks(agent, quiet.number);

  const inside: [string, () => Promise<unknown>][] = [
    [
      'a note',
      () =>
        agent.tickets.note.mutate({ ticket: quiet.number, body: 'office CANARY', requestId: 'request-0001' }),
    ],
    ['an assignment', () => agent.tickets.assign.mutate({ ticket: quiet.number, to: bo.email })],
    ['giving it back', () => agent.tickets.assign.mutate({ ticket: quiet.number, to: 'none' })],
    ['a claim', () => agent.tickets.claim.mutate({ ticket: quiet.number })],
  ];
  let clocks = begin;
  for (const [name, act] of inside) {
    world.pass(hour);
    await act();
    const after = await twoClocks(agent, quiet.number);
    expect(after, name).toEqual({
      lastPublicAt: begin.lastPublicAt,
      lastActivityAt: world.core.clock.now().toISOString(),
      version: clocks.version + 1,
    });
    expect(await customersPages(customer, tickets), name).toBe(before);
    clocks = after;
  }
  // Agents see the ticket that was worked on first, the customer still the one that was spoken on.
  const { items } = await agent.tickets.list.query({});
  expect(items.map((ticket) => ticket.number)).toEqual([quiet.number, number]);
});

test('an act that changes nothing moves no clock', async () => {
  await using world = await createWorld();
  const ada = await world.agent();
  const agent = await world.as(ada);
  const { number } = await world.ticket({ from: await world.contact() });
  await agent.tickets.claim.mutate({ ticket: number });
  const before = await twoClocks(agent, number);
  world.pass(hour);
  await agent.tickets.claim.mutate({ ticket: number });
  await agent.tickets.assign.mutate({ ticket: number, to: 'me' });
  await agent.tickets.reopen.mutate({ ticket: number });
  expect(await twoClocks(agent, number)).toEqual(before);
});

test('what is said in public moves both clocks', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const customer = await world.as(maria);
  const agent = await world.as(await world.agent());
  const { number } = await world.ticket({ from: maria });
  const now = () => world.core.clock.now().toISOString();

  world.pass(hour);
  const { audience } = await agent.tickets.view.query({ ticket: number });
  const reply = { ticket: number, body: 'Hello', requestId: 'request-0001' };
  await agent.tickets.reply.mutate({ ...reply, audienceHash: audience.hash });
  expect(await twoClocks(agent, number)).toMatchObject({ lastPublicAt: now(), lastActivityAt: now() });
  expect(await customer.portal.ticket.query({ ticket: number })).toMatchObject({ lastActivityAt: now() });

  world.pass(hour);
  await customer.portal.reply.mutate(reply);
  expect(await twoClocks(agent, number)).toMatchObject({ lastPublicAt: now(), lastActivityAt: now() });
});
