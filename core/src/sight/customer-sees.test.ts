/** What the team is told of a customer's view of a ticket. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { createWorld } from '../testing/index.ts';

test('S38: staff read on the ticket which conversations the portal shows, word for word as the customer does', async () => {
  await using world = await createWorld();
  const ada = await world.agent({ name: 'Ada Okafor' });
  const agent = await world.as(ada);
  const maria = await world.contact({ name: 'Maria' });
  const ticket = await world.ticket({
    from: maria,
    says: 'It is empty.',
    turns: [
      { from: ada, says: 'Please try again.' },
      { from: ada, notes: 'canary one' },
      { from: ada, notes: 'canary two' },
    ],
  });
  world.pass(3_600_000);
  await world.turn(ticket, { from: ada, notes: 'canary three' });
  const sight = await agent.tickets.customerSees.query({ ticket: ticket.number });
  // The mark is for whoever follows the page while it is open.
  const { mark, ...page } = await (await world.as(maria)).portal.ticket.query({ ticket: ticket.number });
  expect(mark).not.toBe('');
  expect(sight.page).toEqual(page);
  expect(sight).toMatchObject({
    visible: true,
    contact: { name: 'Maria', email: maria.email },
    keptBack: { notes: 3, messages: [] },
    conversations: [{ channel: 'portal', messages: 2, shown: 2 }],
  });
  // The clock that customers see stands still while only notes are added.
  expect(sight.page.lastActivityAt).toBe('2026-11-03T09:30:00.000Z');
  expect(sight.page.statusLabel).toBe('Waiting for you');
  expect(JSON.stringify(sight)).not.toContain('canary');
});

test('S38: messages over a channel that is not connected are counted with their address, and not shown', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria });
  await world.inTransaction(async ({ tx, core, now }) => {
    const channelId = core.ids.next('channel');
    await tx.channel.create({
      data: {
        id: channelId,
        inboxId: world.inboxId,
        kind: 'EMAIL',
        address: 'old@acme.example',
        enabled: false,
      },
    });
    const conversationId = core.ids.next('conversation');
    await tx.conversation.create({
      data: { id: conversationId, channelId, ticketId: ticket.id, externalKey: 'old' },
    });
    for (const index of [1, 2])
      await tx.message.create({
        data: {
          id: core.ids.next('message'),
          conversationId,
          channelId,
          direction: 'IN',
          source: 'EMAIL',
          contactId: maria.id,
          bodyText: `Logged ${index}`,
          createdAt: now,
        },
      });
  });
  const sight = await agent.tickets.customerSees.query({ ticket: ticket.number });
  expect(sight.page.messages.map(({ text }) => text)).toEqual(['Something does not work.']);
  expect(sight.conversations).toContainEqual(
    expect.objectContaining({ channel: 'email', address: 'old@acme.example', messages: 2, shown: 0 }),
  );
  expect(sight.keptBack.messages).toEqual([
    { reason: 'unconnected-channel', channel: 'email', address: 'old@acme.example', count: 2 },
  ]);
});

test('S38: for another contact the gates say why the page stays shut; a contact that does not exist is refused', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const maria = await world.contact();
  const chen = await world.contact({ name: 'Chen' });
  const ticket = await world.ticket({ from: maria });
  const sight = await agent.tickets.customerSees.query({ ticket: ticket.number, contact: chen.email });
  expect(sight).toMatchObject({ visible: false, contact: { name: 'Chen' } });
  expect(sight.gates.filter(({ pass }) => !pass)).toMatchObject([{ name: 'contact' }]);
  const refusal = await agent.tickets.customerSees
    .query({ ticket: ticket.number, contact: 'who@x.example' })
    .catch(failureOf);
  expect(refusal).toMatchObject({ code: 'CONTACT_NOT_FOUND' });
});
