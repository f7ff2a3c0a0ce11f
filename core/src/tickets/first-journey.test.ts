/** The main journey through the core: filed, answered, noted, read. */
import { expect, test } from 'vitest';
import { createWorld } from '../testing/index.ts';

const note = 'CANARY the old office address is still on the allow list';

test('a customer files a ticket, an agent answers and notes, and the customer reads the answer alone', async () => {
  await using world = await createWorld();
  const maria = await world.contact({ name: 'Maria López' });
  const ada = await world.agent({ name: 'Ada Okafor' });
  const customer = await world.as(maria);
  const agent = await world.as(ada);

  const { number } = await customer.portal.fileTicket.mutate({
    subject: 'Cannot sign in',
    body: 'The page stays empty.',
    requestId: 'request-0001',
  });
  expect(number).toBe(1001);
  const seen = await agent.tickets.view.query({ ticket: number });
  expect(seen).toMatchObject({
    subject: 'Cannot sign in',
    stage: 'New',
    status: 'open',
    requester: { name: 'Maria López' },
  });

  world.pass(60_000);
  await agent.tickets.note.mutate({ ticket: number, body: note, requestId: 'request-0002' });
  world.pass(60_000);
  await agent.tickets.reply.mutate({
    ticket: number,
    body: 'Please try again.',
    audienceHash: seen.audience.hash,
    requestId: 'request-0003',
  });

  const mine = await customer.portal.ticket.query({ ticket: number });
  expect(mine.messages.map((message) => [message.author, message.text])).toEqual([
    [{ kind: 'you', name: 'Maria López' }, 'The page stays empty.'],
    [{ kind: 'agent', name: 'Ada' }, 'Please try again.'],
  ]);
  expect(mine).toMatchObject({ status: 'open', statusLabel: 'Waiting for you' });
  expect(JSON.stringify(mine)).not.toContain('CANARY');

  const list = await customer.portal.tickets.query({ search: 'page' });
  expect(list.items.map((item) => item.number)).toEqual([number]);
  expect(list.counts).toEqual({ waitingForYou: 1, open: 1, closed: 0 });
  expect((await customer.portal.tickets.query({ search: 'CANARY' })).items).toEqual([]);
  expect((await agent.tickets.list.query({ query: 'is:open CANARY' })).items).toHaveLength(1);
  expect((await agent.tickets.view.query({ ticket: number })).timeline.map((entry) => entry.kind)).toEqual([
    'message',
    'note',
    'message',
  ]);
});
