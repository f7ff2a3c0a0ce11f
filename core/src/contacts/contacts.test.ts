/** Contacts and organizations: made, found page by page, looked at, changed and blocked. */
import { beforeEach, describe, expect, test } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import { verifyAudit } from '../live/verify-audit.ts';
import { type BuiltContact, createWorld, type World } from '../testing/index.ts';
import { isEmailAddress } from './contact-input.ts';

let world: World;
let agent: PosternClient;
let maria: BuiltContact;

beforeEach(async () => {
  world = await createWorld();
  agent = await world.as(await world.agent({ name: 'Ada' }));
  const acme = await world.organization({ name: 'Acme', sight: 'PER_MEMBER' });
  maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example', organization: acme });
  return () => world[Symbol.asyncDispose]();
});

const refusal = (call: Promise<unknown>) =>
  call.then(
    (answer) => ({ code: 'ok', message: JSON.stringify(answer), hint: null }),
    (error: unknown) => failureOf(error),
  );
const events = async () =>
  (await world.core.db.read.auditEvent.findMany({ orderBy: { seq: 'asc' } })).map(
    ({ action, change }) => [action, change] as const,
  );

describe('a contact', () => {
  test('is created with its address in lower case, belongs to an organization, and is written down once', async () => {
    const created = await agent.contacts.create.mutate({
      email: '  Chen.Wei@Globex.Example ',
      name: 'Chen Wei',
      organization: 'acme',
      seesOrgTickets: true,
      locale: 'zh-hant-tw',
    });
    expect(created).toEqual({
      email: 'chen.wei@globex.example',
      name: 'Chen Wei',
      organization: 'Acme',
      sight: 'members',
      seesOrgTickets: true,
      locale: 'zh-Hant-TW',
      isRegistered: false,
      isBlocked: false,
      createdAt: '2026-11-03T09:30:00.000Z',
      lists: [],
      portals: [{ slug: 'support', title: 'Acme Support', invitedAt: null }],
      tickets: { open: 0, closed: 0 },
    });
    expect(await agent.contacts.view.query({ contact: 'CHEN.WEI@globex.example' })).toEqual(created);
    expect(await events()).toEqual([['contact.created', { email: 'chen.wei@globex.example' }]]);
  });

  test('has its address alone, however it is written, and an address is one', async () => {
    expect(await refusal(agent.contacts.create.mutate({ email: 'MARIA@acme.example' }))).toMatchObject({
      code: 'NAME_TAKEN',
      message: 'There is a contact with the address maria@acme.example already.',
      hint: 'Look at it: postern contact view maria@acme.example',
    });
    expect(await refusal(agent.contacts.create.mutate({ email: 'maria' }))).toMatchObject({
      code: 'BAD_INPUT',
      message: '"email" must be an e-mail address such as maria@acme.example.',
    });
    expect(
      await refusal(agent.contacts.create.mutate({ email: 'a@b.example', organization: 'Nobody' })),
    ).toMatchObject({ code: 'ORGANIZATION_NOT_FOUND', message: 'There is no organization "Nobody".' });
    expect(await world.core.db.read.contact.count()).toBe(1);
    expect(await events()).toEqual([]);
  });

  test('made twice at the same moment is there once', async () => {
    const tries = Array.from({ length: 5 }, () =>
      refusal(agent.contacts.create.mutate({ email: 'new@x.example' })),
    );
    expect((await Promise.all(tries)).map(({ code }) => code).sort()).toEqual([
      ...Array(4).fill('NAME_TAKEN'),
      'ok',
    ]);
  });

  test('is changed field by field; what is not named stays, and what was so already is no event', async () => {
    const edit = agent.contacts.edit;
    const changed = await edit.mutate({
      contact: 'maria@acme.example',
      email: 'Maria@New.example',
      locale: 'es',
    });
    expect(changed).toMatchObject({
      email: 'maria@new.example',
      name: 'Maria López',
      organization: 'Acme',
      locale: 'es',
    });
    await edit.mutate({ contact: 'maria@new.example', email: 'maria@new.example', locale: 'es' });
    expect(await edit.mutate({ contact: 'maria@new.example', name: null, organization: null })).toMatchObject(
      {
        name: null,
        organization: null,
        sight: null,
      },
    );
    expect(
      (await events()).map(([action, change]) => [action, Object.keys(change as object).sort()]),
    ).toEqual([
      ['contact.changed', ['email', 'locale']],
      ['contact.changed', ['name', 'organizationId']],
    ]);
    await world.contact({ email: 'chen@globex.example' });
    for (const [change, code] of [
      [{ contact: 'maria@new.example', email: 'chen@globex.example' }, 'NAME_TAKEN'],
      [{ contact: 'maria@new.example', organization: 'Nobody' }, 'ORGANIZATION_NOT_FOUND'],
      [{ contact: 'maria@new.example', locale: 'no such language' }, 'BAD_INPUT'],
      [{ contact: 'maria@new.example', name: 'a\u202eb' }, 'BAD_INPUT'],
      [{ contact: 'maria@acme.example', name: 'Maria' }, 'CONTACT_NOT_FOUND'],
    ] as const) {
      expect((await refusal(edit.mutate(change))).code, JSON.stringify(change)).toBe(code);
    }
    expect((await verifyAudit(world.core.db.read)).isWhole).toBe(true);
  });

  test('who is blocked is signed out at the next request, and unblocked in again', async () => {
    const customer = await world.as(maria);
    await customer.portal.tickets.query({});
    const blocked = await agent.contacts.edit.mutate({ contact: maria.email, isBlocked: true });
    expect(blocked.isBlocked).toBe(true);
    expect((await refusal(customer.portal.tickets.query({}))).code).toBe('NOT_SIGNED_IN');
    await agent.contacts.edit.mutate({ contact: maria.email, isBlocked: false });
    expect((await refusal(customer.portal.tickets.query({}))).code).toBe('ok');
  });

  test('a chosen member sees the tickets of the organization from the next request on', async () => {
    const acme = { id: (await world.core.db.read.organization.findFirstOrThrow()).id };
    const omer = await world.contact({ name: 'Ömer', organization: acme });
    await world.ticket({ from: omer, subject: 'Of a colleague' });
    const customer = await world.as(maria);
    const seen = async () => (await customer.portal.tickets.query({})).items.length;
    expect(await seen()).toBe(0);
    await agent.contacts.edit.mutate({ contact: maria.email, seesOrgTickets: true });
    expect(await seen()).toBe(1);
    await agent.organizations.edit.mutate({ organization: 'Acme', sight: 'own' });
    expect(await seen()).toBe(0);
    await agent.organizations.edit.mutate({ organization: 'Acme', sight: 'everyone' });
    expect(await seen()).toBe(1);
  });

  test('is shown with its lists, its invitation, and the tickets that the agent may read', async () => {
    await world.contactList({ name: 'Pilot', members: [maria] });
    await world.contactList({ name: 'Acme people', filter: 'organization:Acme' });
    await world.contactList({ name: 'Others', filter: '-organization:Acme' });
    const ada = await world.agent();
    await world.ticket({ from: maria });
    await world.ticket({ from: maria, turns: [{ from: ada, closes: true }] });
    await world.ticket({ from: maria, inboxId: world.internalInboxId });
    const hidden = await world.ticket({ from: maria });
    await world.inTransaction(async ({ tx, now }) => {
      await tx.ticket.update({ where: { id: hidden.id }, data: { hidden: 'SPAM' } });
      const invited = { portalId: world.portalId, contactId: maria.id, createdAt: now };
      await tx.invitation.create({ data: invited });
    });
    const view = await agent.contacts.view.query({ contact: maria.email });
    expect(view.lists).toEqual([
      { name: 'Acme people', by: 'filter' },
      { name: 'Pilot', by: 'hand' },
    ]);
    expect(view.portals).toMatchObject([{ slug: 'support', invitedAt: '2026-11-03T09:30:00.000Z' }]);
    expect(view.tickets).toEqual({ open: 2, closed: 1 });

    const bounded = await world.agent({ permissions: ['tickets.read'] });
    await world.inTransaction(({ tx }) =>
      tx.agentGrant.updateMany({ where: { agentId: bounded.id }, data: { scope: world.inboxId } }),
    );
    const seen = await (await world.as(bounded)).contacts.view.query({ contact: maria.email });
    expect(seen.tickets).toEqual({ open: 1, closed: 1 });
  });
});

describe('the list of contacts', () => {
  test.each(['email', 'created'] as const)('goes page by page by %s, each contact once', async (order) => {
    for (let index = 0; index < 12; index += 1) {
      world.pass(1_000);
      await world.contact({ name: `Person ${index}`, email: `person${(index * 7) % 12}@x.example` });
    }
    const emails: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof agent.contacts.list.query>> = await agent.contacts.list.query({
        query: 'email:@x.example',
        order,
        limit: 5,
        ...(cursor && { cursor }),
      });
      emails.push(...page.items.map(({ email }) => email));
      cursor = page.nextCursor;
    }
    const rows = await world.core.db.read.contact.findMany({
      where: { email: { endsWith: '@x.example' } },
      orderBy: order === 'email' ? { email: 'asc' } : { createdAt: 'desc' },
    });
    expect(emails).toEqual(rows.map(({ email }) => email));
  });

  test('refuses a cursor of another order, and a field that contacts do not have', async () => {
    await world.contact();
    const { nextCursor } = await agent.contacts.list.query({ limit: 1 });
    const cursor = nextCursor as string;
    expect((await refusal(agent.contacts.list.query({ order: 'created', cursor }))).code).toBe('BAD_INPUT');
    expect(await refusal(agent.contacts.list.query({ query: 'organisation:Acme' }))).toMatchObject({
      code: 'BAD_QUERY',
      message: expect.stringMatching(
        /Did you mean "organization:"\? Fields are email, name, organization, list/,
      ),
    });
    expect(await refusal(agent.contacts.list.query({ query: 'is:asleep' }))).toMatchObject({
      code: 'BAD_QUERY',
      message: '"is:asleep" is not known. Valid are blocked, registered.',
    });
  });
});

describe('an organization', () => {
  test('is made, counted, renamed and given another sight; its name is its own in any case', async () => {
    const { organizations } = agent;
    expect(await organizations.create.mutate({ name: 'Globex' })).toEqual({
      name: 'Globex',
      sight: 'own',
      contacts: 0,
      createdAt: '2026-11-03T09:30:00.000Z',
    });
    expect(await refusal(organizations.create.mutate({ name: 'GLOBEX' }))).toMatchObject({
      code: 'NAME_TAKEN',
      message: 'There is an organization "Globex" already.',
      hint: 'Choose another name, or look at it: postern org view Globex',
    });
    expect(await refusal(organizations.edit.mutate({ organization: 'Globex', name: 'acme' }))).toMatchObject({
      code: 'NAME_TAKEN',
    });
    const edited = await organizations.edit.mutate({
      organization: 'globex',
      name: 'GLOBEX',
      sight: 'everyone',
    });
    expect(edited).toMatchObject({ name: 'GLOBEX', sight: 'everyone' });
    await organizations.edit.mutate({ organization: 'globex', name: 'GLOBEX', sight: 'everyone' });
    expect((await events()).map(([action]) => action)).toEqual([
      'organization.created',
      'organization.changed',
    ]);
    const pages = [await organizations.list.query({ limit: 1 })];
    pages.push(await organizations.list.query({ limit: 1, cursor: pages[0]?.nextCursor as string }));
    expect(pages.map(({ items }) => items.map(({ name, contacts }) => [name, contacts]))).toEqual([
      [['Acme', 1]],
      [['GLOBEX', 0]],
    ]);
    expect(pages[1]?.nextCursor).toBe(null);
    expect(await refusal(organizations.view.query({ organization: 'Nobody' }))).toMatchObject({
      code: 'ORGANIZATION_NOT_FOUND',
    });
  });
});

test.each([
  ['maria@acme.example', true],
  ["o'neil+tag@sub.acme.co.uk", true],
  ['ömer@bücher.example', true],
  ['maria', false],
  ['@acme.example', false],
  ['maria@localhost', false],
  ['maria@10.0.0.1', false],
  ['maria..x@acme.example', false],
  ['maria@-acme.example', false],
  ['maria @acme.example', false],
  ['maria@acme.example\nbcc:x@y.example', false],
  ['"<script>"@acme.example', false],
  ['a,b@acme.example', false],
  [`${'x'.repeat(65)}@acme.example`, false],
  [`x@${'y'.repeat(250)}.example`, false],
])('whether mail could be sent to %j: %s', (text, isAddress) => {
  expect(isEmailAddress(text)).toBe(isAddress);
});
