/** What became of a reply's mails is told beside it, and a reply is mailed again exactly once for each time it is asked. */
import { expect, test } from 'vitest';
import { buildContact } from '../testing/builders.ts';
import { createWorld, type World } from '../testing/world.ts';

async function desk() {
  const world = await createWorld();
  const ada = await world.agent({ name: 'Ada Okafor' });
  const bo = await world.agent({ name: 'Bo Lind', permissions: ['tickets.read', 'tickets.write'] });
  const maria = await world.contact({ name: 'Maria López' });
  const ticket = await world.ticket({ from: maria });
  await world.turn(ticket, { from: bo, says: 'Please try again.' });
  const [agent, bos] = [await world.as(ada, 'CLI'), await world.as(bo)];
  const reply = await world.core.db.read.message.findFirstOrThrow({ where: { direction: 'OUT' } });
  const resend = (requestId: string, wish: { message?: string | number; to?: string } = {}) =>
    bos.tickets.resend.mutate({ ticket: ticket.number, message: 2, requestId, ...wish });
  const delivery = async () => {
    const { timeline } = await agent.tickets.view.query({ ticket: ticket.number });
    return timeline.find(({ id }) => id === reply.id)?.delivery;
  };
  return { world, agent, bos, ada, maria, ticket, reply, resend, delivery };
}

/** As the worker leaves the newest mail. */
const settle = (world: World, state: string, more: object = {}) =>
  world.inTransaction(async ({ tx, now }) => {
    const { seq } = await tx.outboxItem.findFirstOrThrow({
      where: { kind: 'EMAIL' },
      orderBy: { seq: 'desc' },
    });
    await tx.outboxItem.update({ where: { seq }, data: { state, doneAt: now, ...more } });
  });

test('beside each reply it is told whether its mail waits, left, or failed and why', async () => {
  const { world, delivery, agent, bos, maria, ticket } = await desk();
  await using _ = world;
  const to = { name: 'Maria López', email: 'maria.l.pez@customer.example' };
  expect(await delivery()).toMatchObject([
    { to, state: 'parked', reason: expect.stringContaining('SMTP_URL') },
  ]);
  await settle(world, 'DEAD', { lastError: '550 No such mailbox' });
  expect(await delivery()).toMatchObject([{ to, state: 'failed', reason: '550 No such mailbox' }]);
  const failed = [{ kind: 'email', state: 'dead', ticket: ticket.number, reason: '550 No such mailbox' }];
  expect((await bos.outbox.list.query()).items).toMatchObject(failed);
  expect((await agent.outbox.list.query()).items).toMatchObject(failed);
  await settle(world, 'DONE', { lastError: null, result: { skipped: 'The portal is switched off.' } });
  expect(await delivery()).toMatchObject([{ to, state: 'skipped', reason: 'The portal is switched off.' }]);
  await settle(world, 'DONE', { result: { subject: 'x' } });
  expect(await delivery()).toMatchObject([{ to, state: 'sent', reason: null }]);
  const page = await (await world.as(maria)).portal.ticket.query({ ticket: ticket.number });
  expect(page.messages.map((message) => Object.keys(message).includes('delivery'))).toEqual([false, false]);
});

test('a reply is mailed again once for each ask, in place of what failed, and not while a mail is on its way', async () => {
  const { world, resend, agent, reply, ticket, bos } = await desk();
  await using _ = world;
  const states = async () => (await world.outbox()).map(({ state }) => state);
  await settle(world, 'DEAD');
  const first = await resend('first-ask');
  expect(first).toMatchObject({
    ticket: ticket.number,
    message: reply.id,
    to: [{ name: 'Maria López' }],
    waiting: [],
  });
  expect(await resend('first-ask')).toEqual(first);
  expect(await states()).toEqual(['CANCELLED', 'PARKED']);
  await settle(world, 'PENDING');
  expect(await resend('second-ask')).toMatchObject({ to: [], waiting: [{ name: 'Maria López' }] });
  await settle(world, 'DONE');
  expect(await resend('third-ask', { message: reply.id, to: 'MARIA.L.PEZ@customer.example' })).toMatchObject({
    to: [{ name: 'Maria López' }],
  });
  expect(await states()).toEqual(['CANCELLED', 'DONE', 'PARKED']);
  const { timeline } = await agent.tickets.view.query({ ticket: ticket.number });
  const told = timeline.filter(({ text }) => text === 'mailed a reply to Maria López again');
  expect(told.map(({ author }) => author.name)).toEqual(['Bo Lind', 'Bo Lind']);

  await expect(resend('fourth-ask', { message: 1 })).rejects.toThrow("is a customer's");
  await expect(resend('fourth-ask', { message: 9 })).rejects.toThrow('is no message');
  await expect(resend('fourth-ask', { to: 'noor@nowhere.example' })).rejects.toThrow('is not on');
  await bos.tickets.close.mutate({ ticket: ticket.number });
  expect(await resend('fifth-ask')).toMatchObject({ to: [{ name: 'Maria López' }] });
});

test.each([
  { contacts: 50, replies: 25 },
  { contacts: 1, replies: 1_100 },
])(
  'a ticket with $contacts contacts and $replies replies tells of every mail, mails again, and lets a contact be erased',
  async (many) => {
    const { world, agent, resend, reply, ticket, maria } = await desk();
    await using _ = world;
    await world.inTransaction(async (work) => {
      const ids = [maria.id];
      while (ids.length < many.contacts) ids.push((await buildContact(work)).id);
      await work.tx.ticketContact.createMany({
        data: ids.slice(1).map((contactId) => ({ ticketId: ticket.id, contactId, role: 'PARTICIPANT' })),
      });
      const { seq: _seq, ...first } = await work.tx.message.findUniqueOrThrow({ where: { id: reply.id } });
      const said = [
        reply.id,
        ...Array.from({ length: many.replies - 1 }, () => work.core.ids.next('message')),
      ];
      await work.tx.message.createMany({
        data: said.slice(1).map((id) => ({ ...first, id, externalId: id })),
      });
      const mails = said.flatMap((messageId) => ids.map((contactId) => ({ messageId, contactId })));
      await work.tx.outboxItem.createMany({
        data: mails.slice(1).map(({ messageId, contactId }) => ({
          id: work.core.ids.next('outboxItem'),
          kind: 'EMAIL',
          key: `mail:reply:${messageId}:${contactId}`,
          queueKey: `mail:${ticket.id}:${contactId}`,
          payload: { template: 'reply', ticketId: ticket.id, messageId, contactId },
          ...{ state: 'DONE', dueAt: work.now, createdAt: work.now, doneAt: work.now },
        })),
      });
    });
    const { timeline } = await agent.tickets.view.query({ ticket: ticket.number });
    const told = timeline
      .filter(({ direction }) => direction === 'out')
      .map(({ delivery }) => delivery?.length);
    expect(told).toEqual(Array(many.replies).fill(many.contacts));
    expect((await resend('to-all-again', { message: reply.id })).to).toHaveLength(many.contacts);
    const erased = await agent.contacts.erase.mutate({ contact: maria.email });
    expect(erased).toMatchObject({ tickets: 1, mails: many.replies + 1 });
  },
);
