/** Contact lists, by hand and by filter: who is on one, and that nothing is kept which would find the wrong people. */
import { beforeEach, describe, expect, test } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import { verifyAudit } from '../live/verify-audit.ts';
import { type BuiltContact, createWorld, type World } from '../testing/index.ts';

let world: World;
let agent: PosternClient;
let maria: BuiltContact;
let chen: BuiltContact;

beforeEach(async () => {
  world = await createWorld();
  agent = await world.as(await world.agent({ name: 'Ada' }));
  const acme = await world.organization({ name: 'Acme' });
  maria = await world.contact({ name: 'Maria', email: 'maria@acme.example', organization: acme });
  chen = await world.contact({ name: 'Chen', email: 'chen@globex.example' });
  return () => world[Symbol.asyncDispose]();
});

const refusal = (call: Promise<unknown>) =>
  call.then(
    (answer) => ({ code: 'ok', message: JSON.stringify(answer), hint: null }),
    (error: unknown) => failureOf(error),
  );
const actions = async () =>
  (await world.core.db.read.auditEvent.findMany({ orderBy: { seq: 'asc' } })).map(({ action }) => action);
const membersOf = async (list: string) =>
  (await agent.lists.view.query({ list })).items.map(({ email }) => email);

/** Opens the portal to members of these lists alone. */
const openTo = (...names: string[]) =>
  world.inTransaction(async ({ tx }) => {
    const lists = await tx.contactList.findMany({ where: { name: { in: names } } });
    await tx.portal.updateMany({ data: { audience: 'LISTS' } });
    await tx.portalList.createMany({
      data: lists.map(({ id }) => ({ portalId: world.portalId, listId: id })),
    });
  });

describe('by hand', () => {
  test('contacts are added and removed, each once; who cannot be found is named, and the others are done', async () => {
    const created = await agent.lists.create.mutate({ name: 'Pilot customers' });
    expect(created).toEqual({
      name: 'Pilot customers',
      filter: null,
      members: 0,
      portals: [],
      createdAt: '2026-11-03T09:30:00.000Z',
    });
    const emails = ['who@x.example', 'MARIA@acme.example', ' chen@globex.example', 'maria@acme.example'];
    expect(await agent.lists.add.mutate({ list: 'pilot customers', emails })).toEqual({
      list: 'Pilot customers',
      added: ['maria@acme.example', 'chen@globex.example'],
      already: [],
      unknown: ['who@x.example'],
    });
    expect(await agent.lists.add.mutate({ list: 'Pilot customers', emails: [maria.email] })).toMatchObject({
      added: [],
      already: ['maria@acme.example'],
    });
    expect(await membersOf('Pilot customers')).toEqual(['chen@globex.example', 'maria@acme.example']);
    const removed = { list: 'Pilot customers', emails: ['chen@globex.example', 'who@x.example'] };
    expect(await agent.lists.remove.mutate(removed)).toEqual({
      list: 'Pilot customers',
      removed: ['chen@globex.example'],
      absent: [],
      unknown: ['who@x.example'],
    });
    expect(await agent.lists.remove.mutate(removed)).toMatchObject({
      removed: [],
      absent: ['chen@globex.example'],
    });
    expect(await membersOf('Pilot customers')).toEqual(['maria@acme.example']);
    expect(await actions()).toEqual(['list.created', 'list.added', 'list.removed']);
    expect((await verifyAudit(world.core.db.read)).isWhole).toBe(true);
  });

  test('many people at one moment are on it once each', async () => {
    await agent.lists.create.mutate({ name: 'Pilot' });
    const emails = [maria.email, chen.email];
    const tries = Array.from({ length: 5 }, () => agent.lists.add.mutate({ list: 'Pilot', emails }));
    const added = (await Promise.all(tries)).flatMap((answer) => answer.added);
    expect(added.sort()).toEqual(emails.sort());
  });

  test('its members are read page by page', async () => {
    const members = [];
    for (let index = 0; index < 7; index += 1)
      members.push(await world.contact({ email: `person${index}@x.example` }));
    await world.contactList({ name: 'Many', members });
    const first = await agent.lists.view.query({ list: 'Many', limit: 5 });
    const cursor = first.nextCursor as string;
    const second = await agent.lists.view.query({ list: 'Many', limit: 5, cursor });
    expect([first.members, first.items.length, second.items.length, second.nextCursor]).toEqual([
      7,
      5,
      2,
      null,
    ]);
    expect([...first.items, ...second.items].map(({ email }) => email)).toEqual(
      members.map(({ email }) => email),
    );
  });
});

describe('by filter', () => {
  test('it finds its members anew each time, shows its filter as a query, and takes nobody by hand', async () => {
    const filter = 'org:acme -is:blocked created:<=today (email:@acme.example OR name:"Chen Wei")';
    const created = await agent.lists.create.mutate({ name: 'Acme people', filter });
    expect(created).toMatchObject({
      filter: 'organization:acme -is:blocked created:<=today (email:@acme.example OR name:"Chen Wei")',
      members: 1,
    });
    expect(await membersOf('Acme people')).toEqual(['maria@acme.example']);
    await agent.contacts.edit.mutate({ contact: maria.email, isBlocked: true });
    expect(await membersOf('Acme people')).toEqual([]);
    for (const call of [agent.lists.add, agent.lists.remove]) {
      const wish = { list: 'Acme people', emails: [chen.email] };
      expect(await refusal(call.mutate(wish))).toMatchObject({
        code: 'BAD_INPUT',
        message:
          'The list "Acme people" finds its members by a filter, so nobody is added or removed by hand.',
        hint: 'Look at the filter: postern list view "Acme people"',
      });
    }
  });

  test.each([
    ['colour:red', 'Unknown field "colour:". Fields are email, name, organization, list, created, is.'],
    ['is:asleep', '"is:asleep" is not known. Valid are blocked, registered.'],
    ['created:someday', '"created:someday" is not a time. Write 2026-11-02, today'],
    ['organization:>Acme', '"organization:" takes a plain value'],
    ['list:Nobody', '"list:Nobody" is no list by hand. Lists by hand are Pilot.'],
    ['-(list:Dynamic OR is:blocked)', '"list:Dynamic" is no list by hand. Lists by hand are Pilot.'],
    ['org:Acme OR', 'An "OR" needs something on both sides.'],
    [' ', 'The filter is empty, so it would find everybody.'],
  ])('the filter "%s" is refused with what is valid, and not kept', async (filter, message) => {
    await world.contactList({ name: 'Pilot' });
    await world.contactList({ name: 'Dynamic', filter: 'is:registered' });
    for (const call of [
      agent.lists.create.mutate({ name: 'Bad', filter }),
      agent.lists.edit.mutate({ list: 'Dynamic', filter }),
    ]) {
      const refused = await refusal(call);
      expect(refused.code).toBe('BAD_QUERY');
      expect(refused.message).toContain(message);
    }
    expect((await agent.lists.list.query()).items.map(({ name, filter: kept }) => [name, kept])).toEqual([
      ['Dynamic', 'is:registered'],
      ['Pilot', null],
    ]);
  });

  test('the filter can be changed; a list with members by hand takes none', async () => {
    await world.contactList({ name: 'Pilot', members: [chen] });
    await world.contactList({ name: 'Acme people', filter: 'organization:Acme' });
    const changed = await agent.lists.edit.mutate({ list: 'Acme people', filter: 'list:pilot' });
    expect(changed).toMatchObject({ filter: 'list:pilot', members: 1 });
    expect(await membersOf('Acme people')).toEqual([chen.email]);
    expect(await refusal(agent.lists.edit.mutate({ list: 'Pilot', filter: 'is:registered' }))).toMatchObject({
      code: 'BAD_INPUT',
      message: 'The list "Pilot" has 1 member by hand, so it takes no filter.',
    });
    await agent.lists.remove.mutate({ list: 'Pilot', emails: [chen.email] });
    expect(await refusal(agent.lists.edit.mutate({ list: 'Pilot', filter: 'is:registered' }))).toMatchObject({
      code: 'STILL_IN_USE',
      message: 'The filter of the list "Acme people" names "Pilot".',
    });
  });
});

describe('names', () => {
  test('are one list’s in any case', async () => {
    await world.contactList({ name: 'Pilot' });
    await world.contactList({ name: 'Beta' });
    for (const call of [
      agent.lists.create.mutate({ name: 'pilot' }),
      agent.lists.edit.mutate({ list: 'Beta', name: 'PILOT' }),
    ]) {
      expect(await refusal(call)).toMatchObject({
        code: 'NAME_TAKEN',
        message: 'There is a list "Pilot" already.',
        hint: 'Choose another name, or look at it: postern list view Pilot',
      });
    }
    expect(await agent.lists.edit.mutate({ list: 'Beta', name: 'BETA' })).toMatchObject({ name: 'BETA' });
    expect((await refusal(agent.lists.view.query({ list: 'Gamma' }))).code).toBe('LIST_NOT_FOUND');
  });

  test('a renamed list or organization is still found by the filters that name it', async () => {
    await world.contactList({ name: 'Pilot', members: [chen] });
    await world.contactList({ name: 'Either', filter: '-(-list:PILOT -organization:acme)' });
    await agent.lists.edit.mutate({ list: 'Pilot', name: 'First customers' });
    await agent.organizations.edit.mutate({ organization: 'Acme', name: 'Acme, Inc.' });
    expect(await agent.lists.view.query({ list: 'Either' })).toMatchObject({
      filter: '-(-list:"First customers" -organization:"Acme, Inc.")',
      members: 2,
    });
    expect(await actions()).toEqual(['list.added', 'list.changed', 'organization.changed']);
  });
});

test('a filter that names an organization there is not, or writes an operator of another language, is refused', async () => {
  for (const [filter, says] of [
    ['organization:Acmee', 'There is no organization "Acmee"'],
    ['is:registered -organization:"Foo Bar"', 'There is no organization "Foo Bar"'],
    ['organization=Acme', 'Write organization:Acme,'],
  ] as const) {
    const created = await refusal(agent.lists.create.mutate({ name: 'People', filter }));
    expect([filter, created.code]).toEqual([filter, 'BAD_QUERY']);
    expect(created.message).toContain(says);
  }
  expect((await agent.lists.list.query()).items).toEqual([]);
  await agent.lists.create.mutate({ name: 'Alone', filter: 'organization:none' });
  expect(await membersOf('Alone')).toEqual(['chen@globex.example']);
});

test('a list is deleted with its memberships, but not while a portal or a filter needs it', async () => {
  await world.contactList({ name: 'Pilot', members: [maria] });
  await world.contactList({ name: 'Dynamic', filter: 'list:Pilot' });
  await openTo('Pilot');
  expect(await agent.lists.list.query()).toMatchObject({
    items: [
      { name: 'Dynamic', members: 1, portals: [] },
      { name: 'Pilot', members: 1, portals: ['support'] },
    ],
  });
  const remove = (list: string) => agent.lists.delete.mutate({ list });
  expect(await refusal(remove('Pilot'))).toMatchObject({
    code: 'STILL_IN_USE',
    message: 'The list "Pilot" lets people into the portal "Acme Support" (/support).',
  });
  await world.inTransaction(({ tx }) => tx.portalList.deleteMany({}));
  expect(await refusal(remove('Pilot'))).toMatchObject({
    code: 'STILL_IN_USE',
    message: 'The filter of the list "Dynamic" names "Pilot".',
  });
  await remove('Dynamic');
  expect(await remove('pilot')).toEqual({ name: 'Pilot' });
  expect(await world.core.db.read.contactListMember.count()).toBe(0);
  expect(await world.core.db.read.contact.count()).toBe(2);
  expect((await refusal(remove('Pilot'))).code).toBe('LIST_NOT_FOUND');
});

describe('a portal for lists', () => {
  const codeFor = async (client: PosternClient) => (await refusal(client.portal.tickets.query({}))).code;

  test('S22: whoever is added to any chosen list gets in, and is out at the next request after the last removal', async () => {
    for (const name of ['Pilot', 'Beta', 'Not chosen']) await agent.lists.create.mutate({ name });
    await openTo('Pilot', 'Beta');
    const customer = await world.as(maria);
    const other = await world.as(chen);
    const on = (list: string) => agent.lists.add.mutate({ list, emails: [maria.email] });
    const off = (list: string) => agent.lists.remove.mutate({ list, emails: [maria.email] });
    expect(await codeFor(customer)).toBe('NOT_IN_AUDIENCE');
    await on('Not chosen');
    expect(await codeFor(customer)).toBe('NOT_IN_AUDIENCE');
    await on('Beta');
    expect(await codeFor(customer)).toBe('ok');
    await on('Pilot');
    await off('Beta');
    expect(await codeFor(customer)).toBe('ok');
    expect(await codeFor(other)).toBe('NOT_IN_AUDIENCE');
    await off('Pilot');
    expect(await codeFor(customer)).toBe('NOT_IN_AUDIENCE');
  });

  test('S22: a changed contact or a changed filter ends access by a filter’s list at the next request', async () => {
    await agent.lists.create.mutate({ name: 'Pilot' });
    await agent.lists.create.mutate({ name: 'Acme people', filter: 'organization:Acme' });
    await openTo('Pilot', 'Acme people');
    const customer = await world.as(maria);
    expect(await codeFor(customer)).toBe('ok');
    await agent.contacts.edit.mutate({ contact: maria.email, organization: null });
    expect(await codeFor(customer)).toBe('NOT_IN_AUDIENCE');
    await agent.lists.edit.mutate({ list: 'Acme people', filter: 'email:@acme.example' });
    expect(await codeFor(customer)).toBe('ok');
    await agent.contacts.edit.mutate({ contact: maria.email, email: 'maria@private.example' });
    expect(await codeFor(customer)).toBe('NOT_IN_AUDIENCE');
    await agent.lists.add.mutate({ list: 'Pilot', emails: ['maria@private.example'] });
    expect(await codeFor(customer)).toBe('ok');
  });
});
