/** What a person is handed: all of their own, and not a word of notes, of other people, or of other tickets. */
import { expect, test } from 'vitest';
import { createWorld, refusalOf } from '../testing/index.ts';

test('an export holds what the person wrote and was answered, their consents and properties, and nothing else', async () => {
  await using world = await createWorld();
  const maria = await world.contact({ name: 'Maria', email: 'maria@acme.example', locale: 'it' });
  const chen = await world.contact({ name: 'Chen Canary', email: 'canary@globex.example' });
  const bo = await world.agent({ name: 'Bo Canary', email: 'bo@postern.example' });
  const boss = await world.agent({ name: 'Ada' });
  const ada = await world.as(boss);
  for (const [key, audience] of [
    ['plan', 'form'],
    ['secret', 'internal'],
  ] as const)
    await ada.properties.create.mutate({ key, label: key, type: 'text', audience });
  const ticket = await world.ticket({
    from: maria,
    subject: 'Login',
    says: 'It is broken.',
    uploads: [await world.upload(maria, { name: 'console.txt', content: 'GET / 404' })],
    turns: [
      { from: bo, notes: 'canary note' },
      { from: bo, says: 'Try again.' },
    ],
  });
  await ada.tickets.changeContacts.mutate({ ticket: ticket.number, add: [chen.email] });
  await world.turn(ticket, { from: chen, says: 'canary words of mine' });
  await ada.tickets.setProperty.mutate({
    ticket: ticket.number,
    values: [
      { key: 'plan', value: 'Pro' },
      { key: 'secret', value: 'canary value' },
    ],
  });
  await ada.tickets.tag.mutate({ ticket: ticket.number, add: ['canary-tag'], remove: [] });
  await world.ticket({ from: chen, subject: 'canary subject' });
  await ada.tickets.delete.mutate({ ticket: ticket.number });

  const exported = await ada.contacts.export.mutate({ contact: 'Maria@acme.example' });
  expect(exported.contact).toMatchObject({ email: 'maria@acme.example', name: 'Maria', locale: 'it' });
  expect(exported.tickets).toMatchObject([
    {
      number: ticket.number,
      role: 'requester',
      properties: [{ label: 'plan', value: 'Pro' }],
      messages: [
        { author: { kind: 'you' }, text: 'It is broken.', attachments: [{ fileName: 'console.txt' }] },
        { author: { kind: 'agent', name: 'Bo' }, text: 'Try again.' },
      ],
    },
  ]);
  expect(JSON.stringify(exported)).not.toMatch(/canary/i);
  const events = await world.core.db.read.auditEvent.findMany({ where: { action: 'contact.exported' } });
  expect(events.map(({ actor }) => actor)).toEqual([`agent:${boss.id}`]);
});

test('who may not read every inbox, or is no contact, gets no export', async () => {
  await using world = await createWorld();
  const maria = await world.contact({ email: 'maria@acme.example' });
  const half = await world.agent();
  await world.inTransaction(({ tx }) =>
    tx.agentGrant.updateMany({
      where: { agentId: half.id, permission: 'tickets.read' },
      data: { scope: world.inboxId },
    }),
  );
  const asHalf = await world.as(half);
  expect(await refusalOf(asHalf.contacts.export.mutate({ contact: maria.email }))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
  const ada = await world.as(await world.agent());
  expect(await refusalOf(ada.contacts.export.mutate({ contact: 'nobody@acme.example' }))).toMatchObject({
    code: 'CONTACT_NOT_FOUND',
  });
});
