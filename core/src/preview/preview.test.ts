/** Looking at the portal as a customer: it shows what the customer sees, changes nothing, and ends with its agent. */
import { expect, test } from 'vitest';
import { agentSessions } from '../auth/agent-sessions.ts';
import { failureOf, type PosternClient } from '../client.ts';
import { localClient } from '../local-client.ts';
import {
  callByPath,
  createWorld,
  exampleDesk,
  exampleInputs,
  exampleTicket,
  outcomeOf,
  procedures,
  type World,
} from '../testing/index.ts';

const codeOf = async (call: Promise<unknown>) => (await outcomeOf(call)).code;

async function previewAs(world: World, agent: PosternClient, email: string) {
  const { token, ...started } = await agent.preview.start.mutate({ contact: email });
  return { ...started, token, client: localClient(world.core, { kind: 'token', token }, 'PORTAL') };
}

test('S42: a preview as a chosen contact shows what that contact sees, and the audit trail says who looked', async () => {
  await using world = await createWorld();
  const ada = await world.agent({ name: 'Ada Okafor' });
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example' });
  const { number } = await world.ticket({ from: maria, turns: [{ from: ada, notes: 'a canary' }] });
  await world.ticket({ from: await world.contact() });
  const { client, address, token } = await previewAs(world, await world.as(ada), ' Maria@ACME.example ');
  expect(address).toBe(`http://127.0.0.1:4000/support/preview/${token}`);

  const customer = await world.as(maria);
  expect(await client.portal.tickets.query({})).toEqual(await customer.portal.tickets.query({}));
  const page = await client.portal.ticket.query({ ticket: number });
  expect(page).toEqual(await customer.portal.ticket.query({ ticket: number }));
  expect(JSON.stringify(page)).not.toContain('canary');
  expect(await client.portal.info.query({ slug: 'support' })).toMatchObject({
    me: { name: 'Maria López' },
    preview: { contact: { name: 'Maria López' }, isPortalOff: false, shutBy: null },
  });
  const events = await world.core.db.read.auditEvent.findMany({ where: { action: 'portal.previewed' } });
  expect(events).toMatchObject([
    { actor: `agent:${ada.id}`, change: { contact: 'maria@acme.example', by: 'Ada Okafor' } },
  ]);
  const stored = JSON.stringify(await world.core.db.read.previewSession.findMany());
  expect(stored).not.toContain(token.slice(4));
});

test('S42: a preview can never write: every mutation there is refuses it, and nothing in the database changes', async () => {
  await using world = await createWorld();
  const desk = await exampleDesk(world);
  const ticket = await exampleTicket(desk);
  const inputs = await exampleInputs(desk, ticket);
  const { client } = await previewAs(world, await world.as(desk.ada), desk.maria.email);
  const before = await everything(world);
  const mutations = Object.entries(procedures).filter(([, { _def }]) => _def.type === 'mutation');
  expect(mutations.map(([path]) => path)).toEqual(expect.arrayContaining(['portal.reply', 'portal.signOut']));
  for (const [path] of mutations) {
    const { code } = await outcomeOf(callByPath(client, path, inputs[path]));
    expect({ path, code }).toEqual({ path, code: 'PREVIEW_READ_ONLY' });
  }
  expect(await everything(world)).toBe(before);
});

/** All rows of all tables, as one text. */
async function everything(world: World): Promise<string> {
  const tables = await world.core.db.read.$queryRaw<{ name: string }[]>`
    SELECT "name" FROM sqlite_schema WHERE "type" = 'table' AND "name" NOT LIKE '%Search%' ORDER BY "name"`;
  const parts: string[] = [];
  for (const { name } of tables) {
    const rows = await world.core.db.read.$queryRawUnsafe<object[]>(`SELECT * FROM "${name}"`);
    parts.push(
      JSON.stringify([name, rows], (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    );
  }
  expect(parts.length).toBeGreaterThan(20);
  return parts.join('\n');
}

test('S42: only tickets that both the agent may read and the contact may see show in a preview', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  await world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { filter: { and: [] } } }));
  const inSupport = await world.ticket({ from: maria });
  const inInternal = await world.ticket({ from: maria, inboxId: world.internalInboxId });
  const agent = await world.agent();
  await world.inTransaction(({ tx }) =>
    tx.agentGrant.updateMany({
      where: { agentId: agent.id, permission: 'tickets.read' },
      data: { scope: world.inboxId },
    }),
  );
  const { client } = await previewAs(world, await world.as(agent), maria.email);
  const list = await client.portal.tickets.query({});
  expect(list.items.map(({ number }) => number)).toEqual([inSupport.number]);
  expect(list.counts.open).toBe(1);
  const other = client.portal.ticket.query({ ticket: inInternal.number });
  expect(await codeOf(other)).toBe('TICKET_NOT_FOUND');
  expect((await (await world.as(maria)).portal.tickets.query({})).items).toHaveLength(2);
});

test('S42: a preview ends after an hour, when its agent is disabled, loses the permission, or signs out everywhere', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const ends: [string, (agentId: string) => unknown][] = [
    ['an hour passes', () => world.pass(60 * 60_000)],
    [
      'the agent is disabled',
      (id) =>
        world.inTransaction(({ tx, now }) => tx.agent.update({ where: { id }, data: { disabledAt: now } })),
    ],
    [
      'the agent may not read tickets any more',
      (agentId) => world.inTransaction(({ tx }) => tx.agentGrant.deleteMany({ where: { agentId } })),
    ],
    ['the agent is signed out everywhere', (id) => agentSessions(world.core).invalidateUserSessions(id)],
  ];
  for (const [how, end] of ends) {
    const agent = await world.agent();
    const { client, token } = await previewAs(world, await world.as(agent), maria.email);
    expect(await codeOf(client.portal.tickets.query({}))).toBe('ok');
    await end(agent.id);
    expect([how, await codeOf(client.portal.tickets.query({}))]).toEqual([how, 'NOT_SIGNED_IN']);
    expect([how, await codeOf(world.asNobody().preview.open.query({ token }))]).toEqual([
      how,
      'LINK_EXPIRED',
    ]);
  }
});

test('S42: while the portal is off, only a preview shows it; a contact whom a gate shuts out gets the page of the shut gate', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  await world.ticket({ from: maria });
  const agent = await world.as(await world.agent());
  const { client } = await previewAs(world, agent, maria.email);
  await world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { enabled: false } }));
  expect((await client.portal.tickets.query({})).items).toHaveLength(1);
  expect(await codeOf((await world.as(maria)).portal.tickets.query({}))).toBe('PORTAL_OFF');
  const info = () => client.portal.info.query({ slug: 'support' });
  expect(await info()).toMatchObject({ preview: { isPortalOff: true, shutBy: null } });

  await world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { enabled: true, audience: 'LISTS' } }));
  expect(await codeOf(client.portal.tickets.query({}))).toBe('NOT_IN_AUDIENCE');
  expect(await info()).toMatchObject({ me: null, preview: { shutBy: 'audience' } });
  await world.inTransaction(({ tx, now }) => tx.contact.updateMany({ data: { blockedAt: now } }));
  expect(await codeOf(client.portal.tickets.query({}))).toBe('NOT_SIGNED_IN');
  expect(await info()).toMatchObject({ me: null, preview: { shutBy: 'sign-in' } });
});

test('S63: staff open the list without signing in, for a contact chosen there, and never become a customer', async () => {
  await using world = await createWorld();
  const ada = await world.agent({ name: 'Ada' });
  const maria = await world.contact({ name: 'Maria' });
  await world.ticket({ from: maria });
  const { token, contact } = await (await world.as(ada)).preview.start.mutate({});
  expect(contact).toBeNull();
  const anybody = world.asNobody().preview;
  expect(await anybody.open.query({ token })).toMatchObject({
    slug: 'support',
    by: 'Ada',
    contact: null,
    recent: [{ name: 'Maria', email: maria.email }],
  });
  const client = localClient(world.core, { kind: 'token', token }, 'PORTAL');
  expect(await codeOf(client.portal.tickets.query({}))).toBe('NOT_SIGNED_IN');
  const wrong = await anybody.choose.mutate({ token, contact: 'who@x.example' }).catch(failureOf);
  expect(wrong).toMatchObject({ code: 'CONTACT_NOT_FOUND' });

  await anybody.choose.mutate({ token, contact: maria.email });
  expect((await client.portal.tickets.query({})).items).toHaveLength(1);
  expect(await world.core.db.read.contactSession.count()).toBe(0);
  const asCustomer = localClient(
    world.core,
    { kind: 'token', token: token.replace('pvw_', 'pco_') },
    'PORTAL',
  );
  expect(await codeOf(asCustomer.portal.tickets.query({}))).toBe('NOT_SIGNED_IN');

  await anybody.end.mutate({ token });
  expect(await codeOf(client.portal.tickets.query({}))).toBe('NOT_SIGNED_IN');
  const trail = await world.core.db.read.auditEvent.findMany({ orderBy: { seq: 'asc' } });
  const previewing = trail.filter(({ action }) => action.startsWith('portal.'));
  expect(previewing.map(({ action, actor }) => [action, actor === `agent:${ada.id}`])).toEqual([
    ['portal.previewed', true],
    ['portal.previewed', true],
    ['portal.preview-left', true],
  ]);
});
