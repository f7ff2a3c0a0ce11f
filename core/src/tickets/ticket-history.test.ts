/** A ticket's history: every event with its author, page by page, for those who may read the ticket. */
import { expect, test } from 'vitest';
import { createWorld } from '../testing/index.ts';

test('from filing to now, in order, without a word of what was written', async () => {
  await using world = await createWorld();
  const maria = await world.contact({ name: 'Maria López' });
  const agent = await world.as(await world.agent({ name: 'Ada' }));
  const customer = await world.as(maria);
  const { number } = await customer.portal.fileTicket.mutate({
    subject: 'Login',
    body: 'CANARY one',
    requestId: 'filing-request',
  });
  await agent.tickets.assign.mutate({ ticket: number, to: 'me' });
  await agent.tickets.note.mutate({ ticket: number, body: 'CANARY two', requestId: 'note-request' });
  const { audience } = await agent.tickets.view.query({ ticket: number });
  await agent.tickets.reply.mutate({
    ...{ ticket: number, body: 'CANARY three', requestId: 'reply-request' },
    audienceHash: audience.hash,
  });
  await agent.tickets.close.mutate({ ticket: number });
  const { items, nextCursor } = await agent.tickets.history.query({ ticket: number });
  expect(items.map(({ actor, text }) => `${actor.kind} ${actor.name}: ${text}`)).toMatchInlineSnapshot(`
    [
      "contact Maria López: filed",
      "contact Maria López: the customer's message (portal)",
      "agent Ada: assigned to Ada",
      "agent Ada: internal note (terminal)",
      "agent Ada: public reply (terminal)",
      "agent Ada: closed",
    ]
  `);
  expect(JSON.stringify(items)).not.toContain('CANARY');
  expect(nextCursor).toBeNull();
  const first = await agent.tickets.history.query({ ticket: number, limit: 2 });
  const rest = await agent.tickets.history.query({ ticket: number, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...rest.items]).toEqual(items);
});

test('a reply that waits says until when in words, not as a program writes it', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent({ name: 'Ada' }));
  const { id } = await world.ticket({ from: await world.contact({ name: 'Maria López' }) });
  const { audience } = await agent.tickets.view.query({ ticket: id });
  const reply = { ticket: id, body: 'Soon', requestId: 'reply-that-waits', audienceHash: audience.hash };
  await agent.tickets.reply.mutate({ ...reply, holdSeconds: 30 });
  const { items } = await agent.tickets.history.query({ ticket: id });
  expect(items.at(-1)?.text).toMatch(/^a public reply waits until \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
});
