/** Contacts on a ticket by hand: who gains and loses sight is said before, and no reply goes to people who were not shown. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { createWorld, refusalOf, type World } from '../testing/index.ts';
import { releaseDue } from './release-held.ts';

async function desk(world: World) {
  const maria = await world.contact({ name: 'Maria', email: 'maria@acme.example' });
  const chen = await world.contact({ name: 'Chen', email: 'chen@globex.example' });
  const ada = await world.as(await world.agent({ name: 'Ada' }));
  const { number } = await world.ticket({ from: maria, subject: 'Login', says: 'It is broken.' });
  const asChen = await world.as(chen);
  const chenReads = () =>
    asChen.portal.ticket.query({ ticket: number }).then(
      ({ messages }) => messages.map(({ text }) => text),
      (error: unknown) => failureOf(error).code,
    );
  return { ada, number, chenReads };
}

test('whoever is put on reads all of it from then on, and nothing once taken off; both are said before', async () => {
  await using world = await createWorld();
  const { ada, number, chenReads } = await desk(world);
  const on = { ticket: number, add: ['Chen@Globex.example'] };
  const off = { ticket: number, remove: ['chen@globex.example'] };
  const chen = [{ name: 'Chen', email: 'chen@globex.example' }];
  const ticket = { number, subject: 'Login' };
  expect(await ada.tickets.contactsEffect.query(on)).toEqual({ ticket, gains: chen, loses: [], created: [] });
  expect(await chenReads()).toBe('TICKET_NOT_FOUND');

  const after = await ada.tickets.changeContacts.mutate(on);
  expect(after.audience.to.map(({ name, sees }) => [name, sees])).toEqual([
    ['Maria', true],
    ['Chen', true],
  ]);
  expect(await chenReads()).toEqual(['It is broken.']);
  expect(await ada.tickets.changeContacts.mutate(on)).toMatchObject({ version: after.version });
  expect(await ada.tickets.contactsEffect.query(off)).toEqual({
    ticket,
    gains: [],
    loses: chen,
    created: [],
  });
  await ada.tickets.changeContacts.mutate(off);
  expect(await chenReads()).toBe('TICKET_NOT_FOUND');
  const { items } = await ada.tickets.history.query({ ticket: number });
  expect(items.slice(-2).map(({ text }) => text)).toEqual([
    'added the contact Chen',
    'took off the contact Chen',
  ]);
});

test('a reply written before somebody joined is refused, and a held one is stopped', async () => {
  await using world = await createWorld();
  const { ada, number } = await desk(world);
  const { audience } = await ada.tickets.view.query({ ticket: number });
  const reply = { ticket: number, body: 'Try again.', audienceHash: audience.hash };
  await ada.tickets.reply.mutate({ ...reply, requestId: 'held-one', holdSeconds: 10 });
  await ada.tickets.changeContacts.mutate({ ticket: number, add: ['chen@globex.example'] });
  expect(await refusalOf(ada.tickets.reply.mutate({ ...reply, requestId: 'sent-at-once' }))).toMatchObject({
    code: 'AUDIENCE_CHANGED',
    message: 'Who would read this has changed since you looked: now Maria, Chen.',
  });
  world.pass(11_000);
  await releaseDue(world.core);
  const { held, timeline } = await ada.tickets.view.query({ ticket: number });
  expect(held).toMatchObject([{ state: 'stopped' }]);
  expect(timeline.filter(({ direction }) => direction === 'out')).toEqual([]);
});

test('an address that is nobody becomes a contact only where that is said and allowed', async () => {
  await using world = await createWorld();
  const { ada, number } = await desk(world);
  const wish = { ticket: number, add: ['noor@acme.example'] };
  expect(await refusalOf(ada.tickets.changeContacts.mutate(wish))).toMatchObject({
    code: 'CONTACT_NOT_FOUND',
    facts: { mayBeNew: true },
  });
  const writer = await world.as(await world.agent({ permissions: ['tickets.read', 'tickets.write'] }));
  const making = { ...wish, create: true };
  expect(await refusalOf(writer.tickets.changeContacts.mutate(making))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
  expect(await ada.tickets.contactsEffect.query(making)).toMatchObject({
    gains: [],
    created: ['noor@acme.example'],
  });
  expect(await refusalOf(ada.contacts.view.query({ contact: 'noor@acme.example' }))).toMatchObject({
    code: 'CONTACT_NOT_FOUND',
  });
  const { audience } = await ada.tickets.changeContacts.mutate(making);
  expect(audience.to.map(({ email }) => email)).toEqual(['maria@acme.example', 'noor@acme.example']);
  const odd = { ticket: number, add: ['no address'], create: true };
  expect(await refusalOf(ada.tickets.changeContacts.mutate(odd))).toMatchObject({ code: 'BAD_INPUT' });
});

test('the requester stays, and a ticket that changed or is merged is refused', async () => {
  await using world = await createWorld();
  const { ada, number } = await desk(world);
  expect(
    await refusalOf(ada.tickets.changeContacts.mutate({ ticket: number, remove: ['maria@acme.example'] })),
  ).toMatchObject({ code: 'BAD_INPUT' });
  const on = { ticket: number, add: ['chen@globex.example'] };
  const { version } = await ada.tickets.view.query({ ticket: number });
  const stale = { ...on, ifVersion: version - 1 };
  expect(await refusalOf(ada.tickets.changeContacts.mutate(stale))).toMatchObject({ code: 'TICKET_CHANGED' });
  const other = await world.ticket({ from: await world.contact() });
  await ada.tickets.merge.mutate({ ticket: number, into: other.number });
  expect(await refusalOf(ada.tickets.changeContacts.mutate(on))).toMatchObject({ code: 'TICKET_MERGED' });
});
