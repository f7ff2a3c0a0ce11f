/** Fields of the desk's own: made, changed and taken away, set on tickets, and read by whom they are for. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import { parseQuery } from '../query/parse-query.ts';
import { createWorld, type World } from '../testing/index.ts';

let world: World;
let agent: PosternClient;

beforeAll(async () => {
  world = await createWorld();
  agent = await world.as(await world.agent({ name: 'Ada Okafor' }));
});
afterAll(() => world[Symbol.asyncDispose]());

const refusal = (call: Promise<unknown>) =>
  call.then(
    (answer) => {
      throw new Error(`Not refused: ${JSON.stringify(answer)}`);
    },
    (error: unknown) => failureOf(error),
  );

let counter = 0;
const freshKey = () => {
  counter += 1;
  return `field-${counter}`;
};

async function select(options = ['Basic', 'Pro']): Promise<string> {
  const key = freshKey();
  await agent.properties.create.mutate({ key, label: `Plan ${key}`, type: 'select', options });
  return key;
}

const freshTicket = async () => (await world.ticket({ from: await world.contact() })).number;
const readValue = async (ticket: number, key: string) => {
  const { properties } = await agent.tickets.view.query({ ticket });
  return properties.find((each) => each.key === key)?.value ?? null;
};
const set = (ticket: number, key: string, value: string | number | boolean | string[] | null) =>
  agent.tickets.setProperty.mutate({ ticket, values: [{ key, value }] });
const setFilter = (query: string) =>
  world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { filter: parseQuery(query).tree } }));

test('a property is made, listed with its use, and its key is its own', async () => {
  const key = await select();
  const { items } = await agent.properties.list.query();
  expect(items.find((each) => each.key === key)).toEqual({
    key,
    label: `Plan ${key}`,
    type: 'select',
    options: ['Basic', 'Pro'],
    audience: 'internal',
    tickets: 0,
    forms: [],
  });
  const again = { key, label: 'Again', type: 'text' };
  expect(await refusal(agent.properties.create.mutate(again))).toMatchObject({ code: 'NAME_TAKEN' });
});

test.each([
  { key: 'Plan', says: '"key" must begin with a letter' },
  { key: '9lives', says: '"key" must begin with a letter' },
  { key: '__proto__', says: '"key" must begin with a letter' },
  { key: 'x'.repeat(41), says: '"key" is too long' },
  { key: 'subject', says: '"key" is a word with another meaning' },
  {
    key: 'a',
    type: 'colour',
    says: '"type" must be one of text, number, date, yes-no, select, multi-select',
  },
  { key: 'a', type: 'select', options: [], says: 'A select needs at least one option.' },
  { key: 'a', type: 'text', options: ['x'], says: 'Only a select has options.' },
  { key: 'a', type: 'select', options: ['Pro', 'pro'], says: 'Two of the options are the same.' },
  { key: 'a', type: 'select', options: ['a,b'], says: 'may hold neither commas nor quotation marks' },
  { key: 'a', type: 'select', options: ['None'], says: 'is a word with another meaning in queries' },
  { key: 'a', label: ' \n ', says: '"label" is empty' },
])('what cannot be a property is refused: $says', async ({ says, ...wish }) => {
  const refused = await refusal(agent.properties.create.mutate({ label: 'X', type: 'text', ...wish }));
  expect(refused).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining(says) });
});

describe('values', () => {
  test.each<[type: string, given: string | number | boolean | string[], kept: unknown]>([
    ['text', '  Two\r\nlines\0 ', 'Two lines'],
    ['text', '<script>alert(1)</script> \u001b[31m', '<script>alert(1)</script> \u001b[31m'],
    ['number', 12.5, 12.5],
    ['number', '-3', -3],
    ['number', '-0', 0],
    ['date', '2026-11-30', '2026-11-30'],
    ['yes-no', true, true],
    ['yes-no', 'No', false],
    ['select', 'pro', 'Pro'],
    ['multi-select', ['pro', 'Basic', 'PRO'], ['Basic', 'Pro']],
  ])('of a %s: %j is kept, and cleared again', async (type, given, kept) => {
    const key = freshKey();
    const options = type.endsWith('select') ? { options: ['Basic', 'Pro'] } : {};
    await agent.properties.create.mutate({ key, label: key, type, ...options });
    const ticket = await freshTicket();
    const { properties } = await set(ticket, key, given);
    expect(properties).toEqual([{ key, label: key, value: kept }]);
    expect(await readValue(ticket, key)).toEqual(kept);
    await set(ticket, key, null);
    expect(await readValue(ticket, key)).toBeNull();
  });

  test.each<[type: string, given: string | number | boolean | string[], says: string]>([
    ['text', 'x'.repeat(501), 'at most 500 characters'],
    ['number', 'many', 'a number such as 12 or 12.5'],
    ['number', '1e9', 'a number such as 12 or 12.5'],
    ['number', Number.MAX_VALUE, 'a number such as 12 or 12.5'],
    ['date', 'tomorrow', 'a day such as 2026-11-02'],
    ['date', '2026-02-31', 'a day such as 2026-11-02'],
    ['yes-no', 'maybe', 'yes or no'],
    ['select', 'Gold', 'one of: Basic, Pro'],
    ['select', ['Basic', 'Pro'], 'one of: Basic, Pro'],
    ['multi-select', ['Basic', 'Gold'], 'one of: Basic, Pro'],
  ])('that do not fit a %s are refused with what fits: %j', async (type, given, says) => {
    const key = freshKey();
    const options = type.endsWith('select') ? { options: ['Basic', 'Pro'] } : {};
    await agent.properties.create.mutate({ key, label: key, type, ...options });
    const ticket = await freshTicket();
    const refused = await refusal(set(ticket, key, given));
    expect(refused).toMatchObject({ code: 'FIELD_INVALID', message: `"${key}" takes ${says}.` });
    expect(await readValue(ticket, key)).toBeNull();
  });

  test('several are set in one change with one event, or none of them', async () => {
    const [plan, seats] = [await select(), freshKey()];
    await agent.properties.create.mutate({ key: seats, label: 'Seats', type: 'number' });
    const ticket = await freshTicket();
    const before = await agent.tickets.view.query({ ticket });
    const wrong = [
      { key: plan, value: 'Pro' },
      { key: seats, value: 'many' },
    ];
    await refusal(agent.tickets.setProperty.mutate({ ticket, values: wrong }));
    expect(await agent.tickets.view.query({ ticket })).toEqual(before);

    world.pass(60_000);
    const values = [
      { key: plan, value: 'Pro' },
      { key: seats, value: 5 },
    ];
    const after = await agent.tickets.setProperty.mutate({ ticket, values, ifVersion: before.version });
    expect(after).toMatchObject({ version: before.version + 1, lastPublicAt: before.lastPublicAt });
    const { timeline } = await agent.tickets.view.query({ ticket });
    expect(timeline.at(-1)).toMatchObject({
      kind: 'event',
      author: { name: 'Ada Okafor' },
      text: `set ${plan} to Pro, set ${seats} to 5`,
    });
    expect(timeline).toHaveLength(before.timeline.length + 1);

    const same = await agent.tickets.setProperty.mutate({ ticket, values });
    expect(same.version).toBe(after.version);
    const stale = await refusal(
      set(ticket, plan, 'Basic').then(() => refuseStale(ticket, values, before.version)),
    );
    expect(stale.code).toBe('TICKET_CHANGED');
  });

  const refuseStale = (
    ticket: number,
    values: { key: string; value: string | number }[],
    ifVersion: number,
  ) => agent.tickets.setProperty.mutate({ ticket, values, ifVersion });

  test('a list of tickets stays lean', async () => {
    await freshTicket();
    const { items } = await agent.tickets.list.query({ limit: 1 });
    expect(items[0]).not.toHaveProperty('properties');
  });
});

describe('options', () => {
  test('a renamed one takes its values, the filter and its queries along', async () => {
    const key = await select();
    const ticket = await freshTicket();
    await set(ticket, key, 'Pro');
    await setFilter(`property.${key}:pro OR property.${key}:none`);
    await agent.properties.edit.mutate({
      property: key,
      renameOptions: [{ from: 'pro', to: 'Professional' }],
    });
    expect(await readValue(ticket, key)).toBe('Professional');
    const found = await agent.tickets.list.query({ query: `property.${key}:professional` });
    expect(found.items.map(({ number }) => number)).toEqual([ticket]);
    const portal = await world.core.db.read.portal.findFirstOrThrow();
    expect(portal.filter).toEqual(parseQuery(`property.${key}:Professional OR property.${key}:none`).tree);
    expect(portal.revision).toBe(1);
    await setFilter('pipeline:Support');
  });

  test('one in use cannot go, and the count is told; an unused one can', async () => {
    const key = await select(['Basic', 'Pro', 'Gold']);
    for (let index = 0; index < 2; index += 1) await set(await freshTicket(), key, 'Pro');
    const remove = (option: string) =>
      agent.properties.edit.mutate({ property: key, removeOptions: [option] });
    expect(await refusal(remove('pro'))).toMatchObject({
      code: 'STILL_IN_USE',
      message: `The option "Pro" of "${key}" is in use on 2 tickets.`,
      facts: { tickets: 2 },
    });
    expect((await remove('Gold')).options).toEqual(['Basic', 'Pro']);
    await setFilter(`property.${key}:basic`);
    expect(await refusal(remove('Basic'))).toMatchObject({
      code: 'STILL_IN_USE',
      message: expect.stringContaining('in the filter of Acme Support'),
    });
    await setFilter('pipeline:Support');
    expect(await refusal(remove('Silver'))).toMatchObject({
      code: 'BAD_INPUT',
      hint: 'Check the name. Its options are Basic, Pro',
    });
  });

  test('two cannot become one', async () => {
    const key = await select();
    const rename = { property: key, renameOptions: [{ from: 'Pro', to: 'BASIC' }] };
    expect(await refusal(agent.properties.edit.mutate(rename))).toMatchObject({ code: 'NAME_TAKEN' });
  });
});

test('the type changes while nothing depends on it, and no more afterwards', async () => {
  const key = await select();
  const change = (type: string) => agent.properties.edit.mutate({ property: key, type });
  expect(await change('text')).toMatchObject({ type: 'text', options: [] });
  const ticket = await freshTicket();
  await set(ticket, key, 'x');
  expect(await refusal(change('number'))).toMatchObject({ code: 'STILL_IN_USE', facts: { tickets: 1 } });
  await set(ticket, key, null);
  await setFilter(`property.${key}:x`);
  expect(await refusal(change('number'))).toMatchObject({ code: 'STILL_IN_USE' });
  await setFilter('pipeline:Support');
  expect(await change('number')).toMatchObject({ type: 'number' });
});

test('a property goes with its values only where that was asked for, and never while a filter needs it', async () => {
  const key = await select();
  await set(await freshTicket(), key, 'Pro');
  const remove = (dropsValues: boolean) => agent.properties.delete.mutate({ property: key, dropsValues });
  expect(await refusal(remove(false))).toMatchObject({ code: 'STILL_IN_USE', facts: { tickets: 1 } });
  await setFilter(`property.${key}:pro`);
  expect(await refusal(remove(true))).toMatchObject({ code: 'STILL_IN_USE' });
  await setFilter('pipeline:Support');
  expect(await remove(true)).toEqual({ key, tickets: 1 });
  expect(await refusal(remove(true))).toMatchObject({ code: 'PROPERTY_NOT_FOUND' });
});

test('S34, S35: a filter by a property decides at once what customers see, in list, search, counts and links', async () => {
  const key = await select();
  const maria = await world.contact();
  const customer = await world.as(maria);
  const { number } = await world.ticket({ from: maria, subject: 'Wombat' });
  await set(number, key, 'Pro');
  await setFilter(`property.${key}:pro`);
  const seen = async () => {
    const list = await customer.portal.tickets.query({});
    const search = await customer.portal.tickets.query({ search: 'wombat' });
    const page = await customer.portal.ticket.query({ ticket: number }).catch(failureOf);
    const { open } = list.counts;
    return {
      list: list.items.length,
      search: search.items.length,
      open,
      page: 'code' in page ? page.code : 'ok',
    };
  };
  expect(await seen()).toEqual({ list: 1, search: 1, open: 1, page: 'ok' });
  await set(number, key, 'Basic');
  expect(await seen()).toEqual({ list: 0, search: 0, open: 0, page: 'TICKET_NOT_FOUND' });
  await set(number, key, 'pro');
  expect(await seen()).toEqual({ list: 1, search: 1, open: 1, page: 'ok' });
  await setFilter('pipeline:Support');
});

test('S35: a ticket that moves into another pipeline disappears at once', async () => {
  const maria = await world.contact();
  const customer = await world.as(maria);
  const { number, id } = await world.ticket({ from: maria });
  const count = async () => (await customer.portal.tickets.query({})).items.length;
  expect(await count()).toBe(1);
  const elsewhere = await world.core.db.read.stage.findFirstOrThrow({
    where: { role: 'NEW', pipeline: { name: 'Internal' } },
  });
  await world.inTransaction(({ tx }) => tx.ticket.update({ where: { id }, data: { stageId: elsewhere.id } }));
  expect(await count()).toBe(0);
  const refused = await refusal(customer.portal.ticket.query({ ticket: number }));
  expect(refused.code).toBe('TICKET_NOT_FOUND');
});

test('customers read the properties that are for the portal, and no others', async () => {
  const maria = await world.contact();
  const { number } = await world.ticket({ from: maria });
  const keys: string[] = [];
  for (const audience of ['internal', 'form', 'portal'] as const) {
    const key = freshKey();
    keys.push(key);
    await agent.properties.create.mutate({ key, label: `Of ${audience}`, type: 'text', audience });
    await set(number, key, `canary ${audience}`);
  }
  const page = await (await world.as(maria)).portal.ticket.query({ ticket: number });
  expect(page.properties).toEqual([{ label: 'Of portal', type: 'text', value: 'canary portal' }]);
  expect(JSON.stringify(page)).not.toMatch(/canary (internal|form)/);
  await agent.properties.edit.mutate({ property: keys[2] ?? '', audience: 'internal' });
  expect((await (await world.as(maria)).portal.ticket.query({ ticket: number })).properties).toEqual([]);
});

test('a property made in this very second works in the next query and on the next ticket', async () => {
  for (let round = 0; round < 3; round += 1) {
    await agent.tickets.list.query({});
    const key = await select();
    expect((await agent.tickets.list.query({ query: `property.${key}:pro` })).items).toEqual([]);
  }
});

test('unknown properties are named with the nearest one', async () => {
  const key = await select();
  const refused = await refusal(set(await freshTicket(), key.replace('field', 'feild'), 'Pro'));
  expect(refused.code).toBe('PROPERTY_NOT_FOUND');
  expect(refused.hint).toMatch(/^Did you mean "field-\d+"\?$/);
});
