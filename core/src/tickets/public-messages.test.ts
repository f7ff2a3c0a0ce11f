/** What of a ticket's conversations its customers read: those on the ticket, over connected channels, all of them. */
import { Prisma } from '@postern/prisma';
import { expect, test } from 'vitest';
import type { PosternClient } from '../client.ts';
import { renderMail } from '../mail/render-mail.ts';
import { type BuiltTicket, buildConversation, createWorld, type World } from '../testing/index.ts';
import { attachConversation } from './attach-conversation.ts';
import { ticketRows } from './ticket-rows.ts';

const hour = 3_600_000;

const textsOf = async (customer: PosternClient, ticket: number) =>
  (await customer.portal.ticket.query({ ticket })).messages.map((message) => message.text);

const found = async (customer: PosternClient, search: string) =>
  (await customer.portal.tickets.query({ search })).items.map((item) => item.number);

async function attach(world: World, ticket: BuiltTicket, conversationId: string) {
  await world.inTransaction(async (work) => {
    const [row] = await ticketRows(work.tx, Prisma.sql`t."id" = ${ticket.id}`, Prisma.empty);
    if (!row) throw new Error('The ticket is gone.');
    await attachConversation(work, row, conversationId);
  });
}

test('S3: a conversation without a ticket is nowhere; attached to a ticket it appears', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const ada = await world.agent();
  const ticket = await world.ticket({ from: maria, says: 'In the portal.' });
  const customer = await world.as(maria);
  const agent = await world.as(ada);
  const said = world.core.clock.now();
  const { id } = await world.inTransaction((work) =>
    buildConversation(work, {
      kind: 'EMAIL',
      inboxId: world.inboxId,
      messages: [{ from: maria, says: 'By mail about the wombat.' }],
      at: new Date(said.getTime() + hour),
    }),
  );
  world.pass(2 * hour);
  expect(await textsOf(customer, ticket.number)).toEqual(['In the portal.']);
  expect(await found(customer, 'wombat')).toEqual([]);

  await attach(world, ticket, id);
  await attach(world, ticket, id);
  expect(await textsOf(customer, ticket.number)).toEqual(['In the portal.', 'By mail about the wombat.']);
  expect(await found(customer, 'wombat')).toEqual([ticket.number]);
  // The customer's clock shows when they last spoke; the agents' one when the conversation was attached.
  expect(await agent.tickets.view.query({ ticket: ticket.number })).toMatchObject({
    lastPublicAt: new Date(said.getTime() + hour).toISOString(),
    lastActivityAt: world.core.clock.now().toISOString(),
  });
  const { timeline } = await agent.tickets.view.query({ ticket: ticket.number });
  expect(timeline.filter((entry) => entry.kind === 'event').map((entry) => entry.text)).toEqual([
    'a conversation was attached (email)',
  ]);
});

test('S3: an old conversation moves no clock back, and one of another ticket cannot be taken from it', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria });
  const other = await world.ticket({ from: maria });
  const now = world.core.clock.now();
  const { id } = await world.inTransaction((work) =>
    buildConversation(work, {
      kind: 'CHAT',
      inboxId: world.inboxId,
      messages: [{ from: maria, says: 'Long ago.' }],
      at: new Date(now.getTime() - 9 * hour),
    }),
  );
  await attach(world, ticket, id);
  const customer = await world.as(maria);
  const view = await customer.portal.ticket.query({ ticket: ticket.number });
  expect(view.lastActivityAt).toBe(now.toISOString());
  expect(view.messages[0]?.text).toBe('Long ago.');
  await expect(attach(world, other, id)).rejects.toThrow('is on another ticket');
  expect(await textsOf(customer, other.number)).toEqual(['Something does not work.']);
});

test('S4: one message over each kind of channel: all show, in their order, each with its channel', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria, says: 'portal' });
  const begins = world.core.clock.now().getTime();
  const kinds = ['CHAT', 'MESSENGER', 'FORM', 'EMAIL', 'SLACK', 'API'] as const;
  // Stored in another order than they were said.
  for (const kind of [...kinds].reverse())
    await world.inTransaction((work) =>
      buildConversation(work, {
        kind,
        inboxId: world.inboxId,
        ticketId: ticket.id,
        messages: [{ from: maria, says: kind.toLowerCase() }],
        at: new Date(begins + (kinds.indexOf(kind) + 1) * hour),
      }),
    );
  const { messages } = await (await world.as(maria)).portal.ticket.query({ ticket: ticket.number });
  const expected = ['portal', 'chat', 'messenger', 'form', 'email', 'slack', 'api'];
  expect(messages.map((message) => message.text)).toEqual(expected);
  expect(messages.map((message) => message.channel)).toEqual(expected);
});

test('S5: mail to and from an address that is not connected is in no thread, search or time of a customer', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const ada = await world.agent();
  const ticket = await world.ticket({ from: maria, says: 'In the portal.' });
  const customer = await world.as(maria);
  const agent = await world.as(ada);
  const before = JSON.stringify(await customer.portal.ticket.query({ ticket: ticket.number }));
  world.pass(hour);
  const { id, channelId } = await world.inTransaction((work) =>
    buildConversation(work, {
      kind: 'EMAIL',
      isConnected: false,
      inboxId: world.inboxId,
      messages: [
        { from: maria, says: 'Privately, about the wombat.' },
        { from: ada, says: 'Privately answered.' },
      ],
    }),
  );
  await attach(world, ticket, id);
  expect(JSON.stringify(await customer.portal.ticket.query({ ticket: ticket.number }))).toBe(before);
  expect(await found(customer, 'wombat')).toEqual([]);
  expect(await found(customer, 'privately')).toEqual([]);
  // The team reads it.
  const { timeline, audience } = await agent.tickets.view.query({ ticket: ticket.number });
  expect(timeline.map((entry) => entry.text)).toContain('Privately, about the wombat.');
  // Nor is any of it mailed, whatever queued it.
  const message = await world.core.db.read.message.findFirstOrThrow({
    where: { channelId, direction: 'OUT' },
  });
  expect(
    await renderMail(world.core, {
      template: 'reply',
      ticketId: ticket.id,
      messageId: message.id,
      contactId: maria.id,
    }),
  ).toEqual({ skip: 'The message went over a channel that is not connected.' });

  // An answer goes where the customer reads, not where the team last wrote.
  await agent.tickets.reply.mutate({
    ticket: ticket.number,
    body: 'For everybody.',
    audienceHash: audience.hash,
    requestId: 'request-0001',
  });
  expect(await textsOf(customer, ticket.number)).toEqual(['In the portal.', 'For everybody.']);

  // Connected at last, what was said over it joins the thread.
  await world.inTransaction((work) =>
    work.tx.channel.update({ where: { id: channelId }, data: { enabled: true } }),
  );
  expect(await textsOf(customer, ticket.number)).toHaveLength(4);
  expect(await found(customer, 'wombat')).toEqual([ticket.number]);
});

test('S37: a contact who joins later reads everything, also threads that went to others', async () => {
  await using world = await createWorld();
  const maria = await world.contact({ name: 'Maria' });
  const jonas = await world.contact({ name: 'Jonas' });
  const ada = await world.agent({ name: 'Ada' });
  const ticket = await world.ticket({
    from: maria,
    says: 'From Maria.',
    turns: [{ from: ada, says: 'To Maria.' }],
  });
  await world.inTransaction((work) =>
    buildConversation(work, {
      kind: 'EMAIL',
      inboxId: world.inboxId,
      ticketId: ticket.id,
      messages: [{ from: maria, says: 'By mail.' }],
      at: new Date(world.core.clock.now().getTime() + 60_000),
    }),
  );
  const customer = await world.as(jonas);
  await expect(customer.portal.ticket.query({ ticket: ticket.number })).rejects.toThrow('There is no ticket');
  await world.inTransaction(({ tx }) =>
    tx.ticketContact.create({ data: { ticketId: ticket.id, contactId: jonas.id, role: 'PARTICIPANT' } }),
  );
  const { messages } = await customer.portal.ticket.query({ ticket: ticket.number });
  expect(messages.map(({ author, text }) => [author.kind, author.name, text])).toEqual([
    ['contact', 'Maria', 'From Maria.'],
    ['agent', 'Ada', 'To Maria.'],
    ['contact', 'Maria', 'By mail.'],
  ]);
});
