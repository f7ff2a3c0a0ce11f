/** Inboxes: made, changed, and usable by the very next call. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { parseQuery } from '../query/parse-query.ts';
import { createWorld } from '../testing/index.ts';

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => failureOf(error).code,
  );

test('an inbox with a new pipeline has the usual stages, and the next call files into it', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const maria = await world.contact();
  await agent.tickets.list.query({ query: 'is:open' });
  const made = await agent.inboxes.create.mutate({ name: 'Billing', pipeline: 'Money', reopenDays: 3 });
  expect(made).toMatchObject({
    name: 'Billing',
    pipeline: 'Money',
    confidential: false,
    reopenDays: 3,
    customersClose: true,
    promise: null,
  });
  const filing = {
    from: maria.email,
    subject: 'Invoice',
    body: 'Wrong',
    inbox: 'billing',
    requestId: 'request-1',
  };
  const ticket = await agent.tickets.create.mutate(filing);
  expect(ticket).toMatchObject({ inbox: 'Billing', pipeline: 'Money', stage: 'New' });
  const found = await agent.tickets.list.query({ query: 'inbox:billing pipeline:money stage:New' });
  expect(found.items.map(({ number }) => number)).toEqual([ticket.number]);
  const closed = await agent.tickets.close.mutate({ ticket: ticket.number });
  expect(closed).toMatchObject({ status: 'closed', stage: 'Closed' });
});

test('without a pipeline it gets one of its own name, which no portal shows by itself', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const maria = await world.contact();
  expect(await agent.inboxes.create.mutate({ name: 'HR' })).toMatchObject({ pipeline: 'HR' });
  await agent.tickets.create.mutate({
    from: maria.email,
    subject: 'Pay',
    body: 'Hi',
    inbox: 'HR',
    requestId: 'request-1',
  });
  expect((await (await world.as(maria)).portal.tickets.query({})).items).toEqual([]);
});

test('a name is taken once, whatever its case', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  expect(await codeOf(agent.inboxes.create.mutate({ name: 'SUPPORT' }))).toBe('NAME_TAKEN');
  expect(await codeOf(agent.inboxes.edit.mutate({ inbox: 'Internal', name: 'support' }))).toBe('NAME_TAKEN');
  expect(await codeOf(agent.inboxes.edit.mutate({ inbox: 'Support', name: 'support' }))).toBe('ok');
  expect(await codeOf(agent.inboxes.edit.mutate({ inbox: 'Nowhere' }))).toBe('INBOX_NOT_FOUND');
  for (const name of ['', ' ', 'a"b', 'x'.repeat(61)])
    expect(await codeOf(agent.inboxes.create.mutate({ name }))).toBe('BAD_INPUT');
});

test('an inbox that becomes confidential is closed to colleagues at once', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const acme = await world.organization({ sight: 'EVERYONE' });
  const maria = await world.contact({ organization: acme });
  const jonas = await world.as(await world.contact({ organization: acme }));
  await world.ticket({ from: maria });
  const count = async () => (await jonas.portal.tickets.query({})).items.length;
  expect(await count()).toBe(1);
  await agent.inboxes.edit.mutate({ inbox: 'Support', confidential: true });
  expect(await count()).toBe(0);
});

test("a portal's filter follows an inbox that gets another name", async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const maria = await world.contact();
  await world.ticket({ from: maria });
  await world.inTransaction(({ tx }) =>
    tx.portal.updateMany({ data: { filter: parseQuery('inbox:support -inbox:internal').tree } }),
  );
  await agent.inboxes.edit.mutate({ inbox: 'Support', name: 'Help' });
  expect((await (await world.as(maria)).portal.tickets.query({})).items).toHaveLength(1);
});

test('an agent changes the inboxes of their own scope, and makes none', async () => {
  await using world = await createWorld();
  const ada = await world.agent();
  await world.inTransaction(({ tx }) =>
    tx.agentGrant.updateMany({ where: { agentId: ada.id }, data: { scope: world.internalInboxId } }),
  );
  const agent = await world.as(ada);
  expect(await codeOf(agent.inboxes.edit.mutate({ inbox: 'Internal', reopenDays: 1 }))).toBe('ok');
  expect(await codeOf(agent.inboxes.edit.mutate({ inbox: 'Support', reopenDays: 1 }))).toBe('NOT_ALLOWED');
  expect(await codeOf(agent.inboxes.create.mutate({ name: 'Mine' }))).toBe('NOT_ALLOWED');
});
