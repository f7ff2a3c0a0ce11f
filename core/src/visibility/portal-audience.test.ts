/** A portal for contact lists: who is let in, by hand or by a filter, and that leaving ends access at once. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { parseQuery } from '../query/parse-query.ts';
import { contactGrammar } from '../query/query-tree.ts';
import { createWorld, type World } from '../testing/index.ts';

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => failureOf(error).code,
  );

/** Opens the portal to one list alone. */
async function openToList(world: World, list: { filter?: string }): Promise<string> {
  const id = world.core.ids.next('contactList');
  await world.inTransaction(async ({ tx, now }) => {
    const filter = list.filter === undefined ? {} : { filter: parseQuery(list.filter, contactGrammar).tree };
    await tx.contactList.create({ data: { id, name: 'Customers', createdAt: now, ...filter } });
    await tx.portal.updateMany({ data: { audience: 'LISTS' } });
    await tx.portalList.create({ data: { portalId: world.portalId, listId: id } });
  });
  return id;
}

test('S22: members of a chosen list get in; removal ends access at the next request', async () => {
  await using world = await createWorld();
  const maria = await world.contact({ name: 'Maria' });
  const chen = await world.contact({ name: 'Chen' });
  const listId = await openToList(world, {});
  await world.inTransaction(({ tx, now }) =>
    tx.contactListMember.create({ data: { listId, contactId: maria.id, addedAt: now } }),
  );
  const client = await world.as(maria);
  expect(await codeOf(client.portal.tickets.query({}))).toBe('ok');
  expect(await codeOf((await world.as(chen)).portal.tickets.query({}))).toBe('NOT_IN_AUDIENCE');

  await world.inTransaction(({ tx }) => tx.contactListMember.deleteMany({}));
  expect(await codeOf(client.portal.tickets.query({}))).toBe('NOT_IN_AUDIENCE');
  expect(await codeOf(client.portal.reply.mutate({ ticket: 1, body: 'Hi', requestId: 'request-1' }))).toBe(
    'NOT_IN_AUDIENCE',
  );
});

test('S22: a list may be a filter, which is asked anew at each request', async () => {
  await using world = await createWorld();
  const acme = await world.organization({ name: 'Acme' });
  const maria = await world.contact({ name: 'Maria', organization: acme });
  const chen = await world.contact({ name: 'Chen' });
  await openToList(world, { filter: 'organization:acme' });
  const client = await world.as(maria);
  expect(await codeOf(client.portal.me.query())).toBe('ok');
  expect(await codeOf((await world.as(chen)).portal.me.query())).toBe('NOT_IN_AUDIENCE');

  await world.inTransaction(({ tx }) =>
    tx.contact.update({ where: { id: maria.id }, data: { organizationId: null } }),
  );
  expect(await codeOf(client.portal.me.query())).toBe('NOT_IN_AUDIENCE');
});

test('a portal for lists without any list lets nobody in', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  await world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { audience: 'LISTS' } }));
  expect(await codeOf((await world.as(maria)).portal.tickets.query({}))).toBe('NOT_IN_AUDIENCE');
});
