/** The checklist, switching on and off, and the filter as administrators set it. */
import { expect, test } from 'vitest';
import { type Failure, failureOf } from '../client.ts';
import { createWorld, type World } from '../testing/index.ts';

async function deskWithAda() {
  const world = await createWorld();
  const { portalSettings } = await world.as(await world.agent({ name: 'Ada Okafor' }));
  return { world, ada: portalSettings };
}

const refused = (call: Promise<unknown>): Promise<Failure> =>
  call.then(
    (answer) => {
      throw new Error(`Not refused: ${JSON.stringify(answer)}`);
    },
    (error: unknown) => failureOf(error),
  );

/** A portal as one finds it before anything is set up. */
async function bare(world: World): Promise<void> {
  await world.inTransaction(async ({ tx }) => {
    await tx.portal.updateMany({ data: { enabled: false, authMode: null, formId: null, domainId: null } });
    await tx.domain.updateMany({ data: { verifiedAt: null, consentReviewedAt: null } });
  });
}

test('S7, S13: switching on names all that is missing, each with its next command, and works once it is done', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  await bare(world);
  const failure = await refused(ada.on.mutate({}));
  expect(failure.code).toBe('PORTAL_NOT_READY');
  const missing = failure.facts.missing as { key: string; next: string }[];
  expect(missing.map(({ key }) => key)).toEqual(['domain', 'sign-in', 'consent']);
  for (const { next } of missing) expect(failure.hint).toContain(next);
  expect(missing[0]?.next).toBe('postern portal domain connect 127.0.0.1:4000');
  expect(await ada.status.query()).toMatchObject({ isOn: false, isReady: false });

  await ada.set.mutate({ settings: { 'domain.host': '127.0.0.1:4000', 'sign-in': 'registration' } });
  const left = await refused(ada.on.mutate({}));
  expect((left.facts.missing as { key: string }[]).map(({ key }) => key)).toEqual(['consent']);
  await world.inTransaction(({ tx, now }) => tx.domain.updateMany({ data: { consentReviewedAt: now } }));
  await ada.on.mutate({});
  expect(await ada.status.query()).toMatchObject({ isOn: true, isReady: true });
});

test('S7: a domain that is not verified, lists without one, and a broken filter keep a portal off too', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  await world.inTransaction(async ({ tx }) => {
    await tx.portal.updateMany({ data: { enabled: false, audience: 'LISTS', filter: { nonsense: 1 } } });
    await tx.domain.updateMany({ data: { verifiedAt: null } });
  });
  const keys = async () =>
    ((await refused(ada.on.mutate({}))).facts.missing as { key: string }[]).map(({ key }) => key);
  expect(await keys()).toEqual(['domain', 'audience', 'filter']);
  await ada.verifyDomain.mutate();
  await ada.set.mutate({ settings: { audience: 'everyone', filter: 'pipeline:Support' } });
  await ada.on.mutate({});
});

test('S8, S29: the checklist leads to branding, preview and form, and warns where open registration asks no consent', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  await ada.set.mutate({ settings: { form: 'none', 'domain.self-registration': 'yes' } });
  const { items } = await ada.status.query();
  const item = (key: string) => items.find((each) => each.key === key);
  expect(item('brand')?.next).toContain('postern portal brand set');
  expect(item('preview')).toMatchObject({ state: 'advice', next: 'postern portal preview --as EMAIL' });
  expect(item('form')).toMatchObject({ state: 'advice', next: 'postern portal set form=NAME' });
  expect(item('consent')).toMatchObject({
    state: 'advice',
    next: expect.stringContaining('portal consent set'),
  });
  expect(item('filter')).toMatchObject({ state: 'advice', detail: 'pipeline:Support: no ticket matches.' });
  expect(items.every(({ state }) => state !== 'missing')).toBe(true);
});

test('S57: off, customers read nothing and sessions are refused; on again, the same sessions work', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const maria = await world.contact();
  await world.ticket({ from: maria });
  const customer = await world.as(maria);
  await ada.off.mutate({});
  expect(await refused(customer.portal.tickets.query({}))).toMatchObject({ code: 'PORTAL_OFF' });
  expect(await refused(customer.portal.me.query())).toMatchObject({ code: 'PORTAL_OFF' });
  expect(JSON.stringify(await world.asNobody().portal.info.query({ slug: 'support' }))).not.toContain('Acme');
  await ada.on.mutate({});
  expect((await customer.portal.tickets.query({})).items).toHaveLength(1);
  const events = await world.core.db.read.auditEvent.findMany({
    where: { action: { startsWith: 'portal.' } },
  });
  expect(events.map(({ action }) => action)).toEqual(['portal.off', 'portal.on']);
  // Twice is once.
  await ada.on.mutate({});
  expect((await ada.status.query()).revision).toBe(2);
});

test.each([
  ['colour:red', 'Fields are is, assignee'],
  ['pipelin:Support', 'Did you mean "pipeline:"?'],
  ['pipeline:Sales', 'Valid are Internal, Support'],
  ['stage:Nowhere', '"Waiting on us"'],
  ['priority:>=enormous', 'low, normal, high, urgent'],
  ['pipeline:>Support', 'takes a plain value'],
  ['is:mine', 'no "me"'],
  ['assignee:me', 'no "me"'],
  ['assignee:nobody@x.example', 'Valid are none'],
  ['organization:Nowhere', 'Valid are none, Acme'],
  ['tag:nowhere', '"tag:nowhere" is not known. Valid are none.'],
  ['created:soon', 'is not a time'],
  ['sort:-updated', 'Unknown field "sort:"'],
  ['pipeline:Support (is:open', 'A "(" without'],
  ['is:open colour:red size:2', 'Unknown field "size:"'],
])('S36: the filter %s is refused, naming what can be written', async (query, told) => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  await world.organization({ name: 'Acme' });
  for (const call of [
    () => ada.set.mutate({ settings: { filter: query } }),
    () => ada.filterEffect.query({ query }),
  ]) {
    expect(await refused(call())).toMatchObject({
      code: 'BAD_QUERY',
      message: expect.stringContaining(told),
    });
  }
  expect((await ada.filterEffect.query({})).query).toBe('pipeline:Support');
});

test('S36: every field, operator and value that is offered makes a filter that is taken', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  await world.organization({ name: 'Acme & Sons, Ltd' });
  const { properties } = await world.as(await world.agent());
  for (const type of ['text', 'number', 'date', 'yes-no'] as const)
    await properties.create.mutate({ key: type, label: type, type });
  await properties.create.mutate({
    key: 'plan',
    label: 'Plan',
    type: 'select',
    options: ['Pro', 'Free plan'],
  });
  const { items } = await ada.filterFields.query();
  const samples: Record<string, string> = {
    from: '@acme.example',
    created: '2026-11-02',
    updated: '2026-11-02',
    older: '2d',
    newer: '3w',
    'property.text': 'Brussels',
    'property.number': '12',
    'property.date': '2026-11-02',
  };
  expect(items.map(({ field }) => field)).toEqual(expect.arrayContaining(['pipeline', 'property.plan']));
  let filters = 0;
  for (const { field, operators, values } of items) {
    for (const { query } of operators) {
      for (const value of values ?? [samples[field] as string]) {
        const text = query.replace('{value}', /[\s,]/.test(value) ? `"${value}"` : value);
        const { wish } = await ada.filterEffect.query({ query: text });
        expect(wish, text).toMatchObject({ matches: 0 });
        filters += 1;
      }
    }
  }
  expect(filters).toBeGreaterThan(30);
});

test('S35, S36, S40: the filter keeps an internal pipeline out, lets it in and keeps it out again, each at once', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const maria = await world.contact();
  const customer = await world.as(maria);
  const shown = await world.ticket({ from: maria, subject: 'Printer' });
  const inside = await world.ticket({
    from: maria,
    subject: 'Printer fraud',
    inboxId: world.internalInboxId,
  });
  const numbers = async (search = '') =>
    (await customer.portal.tickets.query({ search })).items.map(({ number }) => number).sort();
  const open = (ticket: number) => customer.portal.ticket.query({ ticket });

  expect(await numbers()).toEqual([shown.number]);
  expect(await numbers('printer')).toEqual([shown.number]);
  expect(await refused(open(inside.number))).toMatchObject({ code: 'TICKET_NOT_FOUND' });
  expect(await ada.filterEffect.query({ query: '' })).toEqual({
    query: 'pipeline:Support',
    matches: 1,
    wish: { query: '', matches: 2 },
  });

  await ada.set.mutate({ settings: { filter: '' } });
  expect(await numbers('printer')).toEqual([shown.number, inside.number]);
  expect((await open(inside.number)).subject).toBe('Printer fraud');
  await ada.set.mutate({ settings: { filter: '-pipeline:Internal' } });
  expect(await numbers()).toEqual([shown.number]);
  expect(await refused(open(inside.number))).toMatchObject({ code: 'TICKET_NOT_FOUND' });
  const { counts } = await customer.portal.tickets.query({});
  expect(counts.open).toBe(1);
});

test('S59: the address to be shared is the public one, with the slug of the moment', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  expect((await ada.status.query()).address).toBe('http://127.0.0.1:4000/support');
  await ada.set.mutate({ settings: { slug: 'help' } });
  expect((await ada.status.query()).address).toBe('http://127.0.0.1:4000/help');
});
