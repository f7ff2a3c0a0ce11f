/** Permissions: given by name, everywhere or in an inbox, taken again, and effective at the next request. */
import { beforeEach, expect, test } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import { permissions } from '../context.ts';
import { verifyAudit } from '../live/verify-audit.ts';
import { type BuiltAgent, createWorld, type World } from '../testing/index.ts';

let world: World;
let ada: PosternClient;
let bo: BuiltAgent;
let asBo: PosternClient;

beforeEach(async () => {
  world = await createWorld();
  ada = await world.as(await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' }));
  bo = await world.agent({
    name: 'Bo Lindqvist',
    email: 'bo@postern.example',
    permissions: ['tickets.read'],
  });
  asBo = await world.as(bo);
  return () => world[Symbol.asyncDispose]();
});

const refusal = (call: Promise<unknown>) =>
  call.then(
    (answer) => ({ code: 'ok', message: JSON.stringify(answer), hint: null }),
    (error: unknown) => failureOf(error),
  );
const events = async () =>
  (await world.core.db.read.auditEvent.findMany({ orderBy: { seq: 'asc' } })).map(
    ({ action, target, change }) => [action, target, change],
  );

test('every agent reads who there is, what each may do and where', async () => {
  await world.inTransaction(({ tx, now }) =>
    tx.agent.update({ where: { id: bo.id }, data: { disabledAt: now } }),
  );
  await ada.agents.grant.mutate({ agent: bo.email, permission: 'tickets.write', inbox: 'internal' });
  const { items, nextCursor } = await ada.agents.list.query();
  expect(nextCursor).toBe(null);
  expect(items).toEqual([
    {
      name: 'Ada Okafor',
      email: 'ada@postern.example',
      isDisabled: false,
      isAway: false,
      isInvited: false,
      permissions: [...permissions].sort().map((permission) => ({ permission, scopes: ['*'] })),
      version: 0,
    },
    {
      name: 'Bo Lindqvist',
      email: 'bo@postern.example',
      isDisabled: true,
      isAway: false,
      isInvited: false,
      permissions: [
        { permission: 'tickets.read', scopes: ['*'] },
        { permission: 'tickets.write', scopes: ['Internal'] },
      ],
      version: 1,
    },
  ]);
});

test('S6: portal.settings is granted to one agent by name, holds from the next request on, and ends with its revocation', async () => {
  const held = async () =>
    (await asBo.auth.me.query()).permissions.some(({ permission }) => permission === 'portal.settings');
  expect(await held()).toBe(false);
  await ada.agents.grant.mutate({ agent: 'BO@postern.example', permission: 'portal.settings' });
  expect(await held()).toBe(true);
  await ada.agents.grant.mutate({ agent: bo.email, permission: 'portal.settings' });
  await ada.agents.revoke.mutate({ agent: bo.email, permission: 'portal.settings' });
  expect(await held()).toBe(false);
  await ada.agents.revoke.mutate({ agent: bo.email, permission: 'portal.settings' });
  expect(await events()).toEqual([
    ['agent.granted', `agent:${bo.id}`, { permission: 'portal.settings', scope: '*' }],
    ['agent.revoked', `agent:${bo.id}`, { permission: 'portal.settings', scope: '*' }],
  ]);
  expect((await verifyAudit(world.core.db.read)).isWhole).toBe(true);
});

test('an agent becomes able to do what it was refused, at the next request, and unable again', async () => {
  const create = (name: string) => refusal(asBo.lists.create.mutate({ name }));
  expect(await create('Pilot')).toMatchObject({ code: 'NOT_ALLOWED' });
  await ada.agents.grant.mutate({ agent: bo.email, permission: 'contacts.write' });
  expect(await create('Pilot')).toMatchObject({ code: 'ok' });
  await ada.agents.revoke.mutate({ agent: bo.email, permission: 'contacts.write' });
  expect(await create('Beta')).toMatchObject({ code: 'NOT_ALLOWED' });
});

test('in one inbox an agent may do there and nowhere else what was granted there', async () => {
  const maria = await world.contact();
  const here = await world.ticket({ from: maria });
  const there = await world.ticket({ from: maria, inboxId: world.internalInboxId });
  await ada.agents.grant.mutate({ agent: bo.email, permission: 'tickets.write', inbox: 'Internal' });
  const close = (ticket: number) => refusal(asBo.tickets.close.mutate({ ticket }));
  expect(await close(here.number)).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await close(there.number)).toMatchObject({ code: 'ok' });

  const granted = await ada.agents.grant.mutate({ agent: bo.email, permission: 'tickets.write' });
  expect(granted.permissions).toContainEqual({ permission: 'tickets.write', scopes: ['*'] });
  expect(await close(here.number)).toMatchObject({ code: 'ok' });
  const inOne = { agent: bo.email, permission: 'tickets.write', inbox: 'Internal' };
  expect(await refusal(ada.agents.revoke.mutate(inOne))).toMatchObject({
    code: 'BAD_INPUT',
    message: 'Bo Lindqvist holds "tickets.write" everywhere, not in one inbox.',
  });
  const revoked = await ada.agents.revoke.mutate({ agent: bo.email, permission: 'tickets.write' });
  expect(revoked.permissions.map(({ permission }) => permission)).toEqual(['tickets.read']);
});

test('an unknown permission names the valid ones, and what no inbox can bound is not bounded', async () => {
  const grant = (wish: { permission: string; agent?: string; inbox?: string }) =>
    refusal(ada.agents.grant.mutate({ agent: bo.email, ...wish }));
  expect(await grant({ permission: 'portal.setings' })).toMatchObject({
    code: 'BAD_INPUT',
    message: 'There is no permission "portal.setings".',
    hint: `Did you mean "portal.settings"? Choose one of ${permissions.join(', ')}.`,
  });
  expect(await grant({ permission: 'portal.settings', inbox: 'Support' })).toMatchObject({
    code: 'BAD_INPUT',
    message: '"portal.settings" is about the whole desk, not about one inbox.',
  });
  expect(await grant({ permission: 'tickets.write', inbox: 'Nowhere' })).toMatchObject({
    code: 'INBOX_NOT_FOUND',
    hint: 'Inboxes are Internal, Support',
  });
  expect(await grant({ permission: 'tickets.write', agent: 'who@x.example' })).toMatchObject({
    code: 'AGENT_NOT_FOUND',
    hint: 'Check the address.',
  });
  expect(await events()).toEqual([]);
});

test('nobody takes away the last agents.manage of the desk, not even by a colleague who is disabled', async () => {
  const revoke = () =>
    refusal(ada.agents.revoke.mutate({ agent: 'ada@postern.example', permission: 'agents.manage' }));
  expect(await revoke()).toMatchObject({
    code: 'STILL_IN_USE',
    hint: 'Choose another agent for it first: postern agent grant EMAIL agents.manage',
  });
  await ada.agents.grant.mutate({ agent: bo.email, permission: 'agents.manage' });
  const disable = (disabledAt: Date | null) =>
    world.inTransaction(({ tx }) => tx.agent.update({ where: { id: bo.id }, data: { disabledAt } }));
  await disable(new Date());
  expect(await revoke()).toMatchObject({ code: 'STILL_IN_USE' });
  await disable(null);
  expect(await revoke()).toMatchObject({ code: 'ok' });
  expect(await revoke()).toMatchObject({ code: 'NOT_ALLOWED' });
});

test('of two who take it from each other at one moment, one keeps it', async () => {
  await ada.agents.grant.mutate({ agent: bo.email, permission: 'agents.manage' });
  const tries = [
    ada.agents.revoke.mutate({ agent: bo.email, permission: 'agents.manage' }),
    asBo.agents.revoke.mutate({ agent: 'ada@postern.example', permission: 'agents.manage' }),
  ];
  await Promise.allSettled(tries);
  const managers = await world.core.db.read.agentGrant.count({ where: { permission: 'agents.manage' } });
  expect(managers).toBe(1);
});
