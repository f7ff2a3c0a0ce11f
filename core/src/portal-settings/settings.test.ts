/** The portal's settings: one place, one permission, all or nothing, and nobody's change run over by another's. */
import { expect, test } from 'vitest';
import { type Failure, failureOf, type PosternClient } from '../client.ts';
import { permissions } from '../context.ts';
import { verifyAudit } from '../live/verify-audit.ts';
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
import { languageCodes } from '../texts/texts.ts';

async function deskWithAda(wish: Parameters<typeof createWorld>[0] = {}) {
  const world = await createWorld(wish);
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

async function valuesOf(client: PosternClient['portalSettings']) {
  const { items } = await client.get.query();
  return Object.fromEntries(items.map(({ key, value }) => [key, value]));
}

const info = (world: World, slug = 'support') => world.asNobody().portal.info.query({ slug });

test('S6: without the permission "portal.settings" every write of the settings is refused; with it alone, allowed', async () => {
  await using world = await createWorld();
  const desk = await exampleDesk(world);
  const writes = Object.keys(procedures).filter(
    (path) => path.startsWith('portalSettings.') && procedures[path]?._def.type === 'mutation',
  );
  expect(writes).toEqual(expect.arrayContaining(['portalSettings.set', 'portalSettings.on']));
  const others = permissions.filter((permission) => permission !== 'portal.settings');
  const bo = await world.as(await world.agent({ permissions: others }));
  const cleo = await world.as(await world.agent({ permissions: ['portal.settings'] }));
  for (const path of writes) {
    const inputs = await exampleInputs(desk, await exampleTicket(desk));
    const before = await world.core.db.read.portal.findMany();
    expect((await outcomeOf(callByPath(bo, path, inputs[path]))).code, path).toBe('NOT_ALLOWED');
    expect(await world.core.db.read.portal.findMany()).toEqual(before);
    expect((await outcomeOf(callByPath(cleo, path, inputs[path]))).code, path).toBe('ok');
  }
});

test('S8, S9: one table holds every setting, and what it shows can be set again as it is', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const { items, revision } = await ada.get.query();
  expect(items.map(({ key }) => key)).toEqual(
    expect.arrayContaining([
      'title',
      'slug',
      'sign-in',
      'audience',
      'lists',
      'form',
      'filter',
      'domain.host',
    ]),
  );
  for (const { about, takes } of items) expect(`${about} ${takes}`.length).toBeGreaterThan(10);
  const typed = Object.fromEntries(items.map(({ key, shown }) => [key, shown]));
  expect(await ada.set.mutate({ settings: typed })).toEqual({ revision, changed: [], invited: 0 });
  // There are no pictures, so every value is one that can be sent.
  const asJson = Object.fromEntries(items.map(({ key, value }) => [key, value])) as Record<string, string>;
  expect(await ada.set.mutate({ settings: asJson })).toEqual({ revision, changed: [], invited: 0 });
});

test('S10: the title is 1 to 60 visible characters, and pages have it at once', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  for (const title of ['', '  ', 'x'.repeat(61), 'a\nb', 'a\u202eb', '\u001b[2J'])
    expect(await refused(ada.set.mutate({ settings: { title } })), title).toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(/^"title" (must|is)/),
    });
  await ada.set.mutate({ settings: { title: `  ${'ß'.repeat(60)} ` } });
  expect(await info(world)).toMatchObject({ title: 'ß'.repeat(60) });
});

test('several settings at once are all taken or none is, and every problem is named', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const failure = await refused(
    ada.set.mutate({
      settings: {
        title: 'Help',
        slug: 'Odd Slug',
        audience: 'some',
        'kb.link': 'yes',
        titel: 'x',
        lists: 'No',
      },
    }),
  );
  expect(failure.code).toBe('BAD_INPUT');
  const problems = failure.facts.problems as { key: string }[];
  expect(problems.map(({ key }) => key).sort()).toEqual(['audience', 'kb.link', 'lists', 'slug', 'titel']);
  expect(failure.message).toContain('Did you mean "title"?');
  expect(await valuesOf(ada)).toMatchObject({ title: 'Acme Support', slug: 'support' });
  expect(await world.core.db.read.auditEvent.count()).toBe(0);
});

test('a change is one event with before and after, and raises the revision; one that changes nothing does neither', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const first = await ada.set.mutate({ settings: { title: 'Help', 'domain.self-registration': true } });
  expect(first).toEqual({
    revision: 1,
    invited: 0,
    changed: [
      { key: 'title', before: 'Acme Support', after: 'Help' },
      { key: 'domain.self-registration', before: 'no', after: 'yes' },
    ],
  });
  expect(await ada.set.mutate({ settings: { title: 'Help' } })).toEqual({
    revision: 1,
    changed: [],
    invited: 0,
  });
  expect(await world.core.db.read.auditEvent.findMany()).toMatchObject([
    {
      action: 'portal.set',
      target: `portal:${world.portalId}`,
      change: {
        revision: 1,
        before: { title: 'Acme Support', 'domain.self-registration': 'no' },
        after: { title: 'Help', 'domain.self-registration': 'yes' },
      },
    },
  ]);
  expect(await verifyAudit(world.core.db.read)).toMatchObject({ isWhole: true });
});

test('of two administrators who change what both looked at, the second is told what the first changed', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const bo = (await world.as(await world.agent({ name: 'Bo Lind' }))).portalSettings;
  const { revision } = await ada.get.query();
  const both = await Promise.allSettled([
    ada.set.mutate({ settings: { title: 'Ada’s' }, ifRevision: revision }),
    bo.set.mutate({ settings: { title: 'Bo’s' }, ifRevision: revision }),
  ]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(await valuesOf(ada)).toMatchObject({ title: both[0]?.status === 'fulfilled' ? 'Ada’s' : 'Bo’s' });

  await ada.set.mutate({ settings: { slug: 'help' } });
  await ada.off.mutate({});
  const failure = await refused(bo.on.mutate({ ifRevision: revision + 1 }));
  expect(failure).toMatchObject({
    code: 'SETTINGS_CHANGED',
    message: "The portal's settings changed since you looked: on, slug, by Ada Okafor.",
    facts: { revision: revision + 3, changed: ['on', 'slug'], by: ['Ada Okafor'] },
  });
  await bo.on.mutate({ ifRevision: revision + 3 });
});

test.each([
  ['Hilfe', 'lower case'],
  ['hilfe seite', 'a space'],
  ['hélp', 'é'],
  ['a/b', '/'],
  ['помощь', 'п'],
  ['a', '2 to 40'],
  ['x'.repeat(41), '2 to 40'],
  ['-help', 'begin and end'],
  ['trpc', 'the desk itself'],
  ['healthz', 'the desk itself'],
  ['sandbox', 'the desk itself'],
  ['_portal', '_'],
  ['', '2 to 40'],
])('S12: the address "%s" is refused in words that say why', async (slug, why) => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  expect(await refused(ada.set.mutate({ settings: { slug } }))).toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining(why),
  });
});

test('S12: a new address works, the old one names it, sessions survive, and an address of another portal is taken', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const maria = await world.contact();
  await world.ticket({ from: maria });
  const customer = await world.as(maria);
  await ada.set.mutate({ settings: { slug: 'help' } });
  expect(await info(world, 'help')).toMatchObject({ isOn: true, slug: 'help' });
  expect(await refused(info(world))).toMatchObject({ code: 'PORTAL_NOT_FOUND', facts: { movedTo: 'help' } });
  expect((await customer.portal.tickets.query({})).items).toHaveLength(1);

  // There and back: an address in use is nobody's former one.
  await ada.set.mutate({ settings: { slug: 'support' } });
  expect(await info(world)).toMatchObject({ slug: 'support' });
  expect((await refused(info(world, 'help'))).facts).toEqual({ movedTo: 'support' });

  await world.inTransaction(async ({ tx, now }) => {
    await tx.portal.create({ data: { id: 'por_b', title: 'B', slug: 'partners', filter: { and: [] } } });
    await tx.formerSlug.create({ data: { slug: 'resellers', portalId: 'por_b', at: now } });
  });
  for (const slug of ['partners', 'resellers'])
    expect(await refused(ada.set.mutate({ settings: { slug } }))).toMatchObject({ code: 'NAME_TAKEN' });
});

test('lists and forms are named, and a name that is none is refused with those there are', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  await world.inTransaction(async ({ tx, now }) => {
    for (const name of ['Pilot', 'Partners'])
      await tx.contactList.create({ data: { id: `lst_${name}`, name, createdAt: now } });
  });
  await ada.set.mutate({ settings: { audience: 'lists', lists: 'pilot, Partners' } });
  expect(await valuesOf(ada)).toMatchObject({ audience: 'lists', lists: ['Partners', 'Pilot'] });
  await ada.set.mutate({ settings: { lists: ['Pilot'] } });
  expect(await world.core.db.read.portalList.findMany()).toMatchObject([{ listId: 'lst_Pilot' }]);
  expect(await refused(ada.set.mutate({ settings: { lists: 'Pilots' } }))).toMatchObject({
    code: 'LIST_NOT_FOUND',
    message: expect.stringContaining('"Pilot"'),
  });
  await ada.set.mutate({ settings: { form: 'none' } });
  expect(await valuesOf(ada)).toMatchObject({ form: null });
  expect(await refused(ada.set.mutate({ settings: { form: 'Nothing' } }))).toMatchObject({
    code: 'FORM_NOT_FOUND',
    message: expect.stringContaining('"Support"'),
  });
  await ada.set.mutate({ settings: { form: 'support' } });
  expect(await valuesOf(ada)).toMatchObject({ form: 'Support' });
});

test('S23: choosing a list invites whoever is on it, once, and says how many', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const maria = await world.contact();
  const chen = await world.contact();
  await world.inTransaction(async ({ tx, now: createdAt }) => {
    await tx.contactList.create({ data: { id: 'lst_1', name: 'Pilot', createdAt } });
    for (const { id: contactId } of [maria, chen])
      await tx.contactListMember.create({ data: { listId: 'lst_1', contactId, addedAt: createdAt } });
  });
  const set = async (settings: Record<string, string>) => (await ada.set.mutate({ settings })).invited;
  expect(await set({ lists: 'Pilot' })).toBe(0);
  await ada.off.mutate({});
  expect(await set({ audience: 'lists' })).toBe(0);
  expect((await ada.on.mutate({})).invited).toBe(2);
  expect(await set({ lists: 'none' })).toBe(0);
  expect(await set({ lists: 'Pilot' })).toBe(0);
  expect(await world.core.db.read.invitation.count()).toBe(2);
  expect((await world.outbox()).filter(({ kind }) => kind === 'EMAIL')).toHaveLength(2);
});

test('S24: an invitation without the place for its link is refused', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const body = (text: string) => ada.set.mutate({ settings: { 'invitation.body': text } });
  expect(await refused(body('Welcome.'))).toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('{link}'),
  });
  await body('Welcome.\n{link}');
  expect(await valuesOf(ada)).toMatchObject({ 'invitation.body': 'Welcome.\n{link}' });
});

test('S11, S16: portal and knowledge base read one domain; its language is the next answer’s, with no edit of the portal', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const { domain } = await ada.domain.query();
  expect(domain).toMatchObject({ host: '127.0.0.1:4000', language: 'en', isVerified: true, isServed: true });
  await ada.set.mutate({ settings: { 'domain.language': 'it' } });
  expect(await info(world)).toMatchObject({ language: 'it' });
  const { domainId } = await world.core.db.read.portal.findFirstOrThrow();
  const row = await world.core.db.read.domain.findUniqueOrThrow({
    where: { id: domainId as string },
    include: { portal: true, articles: true },
  });
  expect(row).toMatchObject({ language: 'it', portal: { id: world.portalId }, articles: [] });
  expect(await refused(ada.set.mutate({ settings: { 'domain.language': 'klingon' } }))).toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining(languageCodes.join(', ')),
  });
});

test('S13: without a domain, everything that needs one names the exact next command', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  await world.inTransaction((work) => work.tx.portal.updateMany({ data: { domainId: null } }));
  const next = 'postern portal domain connect 127.0.0.1:4000';
  expect((await refused(ada.set.mutate({ settings: { 'domain.language': 'it' } }))).hint).toContain(next);
  expect((await refused(ada.verifyDomain.mutate())).hint).toContain(next);
  expect(await ada.domain.query()).toEqual({ domain: null, host: '127.0.0.1:4000' });
  expect((await ada.status.query()).items[0]).toMatchObject({ key: 'domain', state: 'missing', next });

  await ada.set.mutate({ settings: { 'domain.host': 'http://127.0.0.1:4000/', 'domain.language': 'nl' } });
  expect((await ada.domain.query()).domain).toMatchObject({ isVerified: true, language: 'nl' });
  expect(await info(world)).toMatchObject({ language: 'nl' });
});

test('S14: the system domain is refused, and so is a host that the desk does not serve', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const connect = (host: string) => ada.set.mutate({ settings: { 'domain.host': host } });
  expect(await refused(connect('support.acme.example'))).toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('http://127.0.0.1:4000'),
    hint: expect.stringContaining('POSTERN_PUBLIC_URL=https://support.acme.example'),
  });
  expect(await refused(connect('https://acme.example/path'))).toMatchObject({ code: 'BAD_INPUT' });
  await world.inTransaction(async ({ tx }) => {
    await tx.portal.updateMany({ data: { domainId: null } });
    await tx.domain.updateMany({ data: { isSystem: true } });
  });
  expect(await refused(connect('127.0.0.1:4000'))).toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('system domain'),
  });
  expect((await ada.domain.query()).domain).toBeNull();

  // One that was connected before it was flagged keeps the portal from being switched on.
  const { id } = await world.core.db.read.domain.findFirstOrThrow();
  await world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { domainId: id, enabled: false } }));
  expect(await refused(ada.on.mutate({}))).toMatchObject({
    code: 'PORTAL_NOT_READY',
    message: expect.stringContaining('system domain'),
  });
});

test('S11: when the desk moves to another host, the domain moves along with all that hangs on it', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  await ada.set.mutate({ settings: { 'domain.language': 'de', 'domain.self-registration': 'yes' } });
  const before = await world.core.db.read.domain.findFirstOrThrow();
  Object.assign(world.core.config, { publicUrl: 'https://support.acme.example' });
  expect((await ada.status.query()).items[0]).toMatchObject({
    state: 'advice',
    next: 'postern portal domain connect support.acme.example',
  });
  await ada.set.mutate({ settings: { 'domain.host': 'support.acme.example' } });
  const domains = await world.core.db.read.domain.findMany();
  expect(domains).toMatchObject([{ ...before, host: 'support.acme.example', verifiedAt: expect.any(Date) }]);
});

test('S21: self-registration is a switch of the domain, and off unless somebody turns it', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  expect((await ada.domain.query()).domain).toMatchObject({ selfRegistration: false });
  await ada.set.mutate({ settings: { 'domain.self-registration': 'yes' } });
  expect(await world.core.db.read.domain.findFirst()).toMatchObject({ selfRegistration: true });
});

test('S46, S47: the link to the knowledge base is refused until there is something to read', async () => {
  const { world, ada } = await deskWithAda();
  await using _world = world;
  const link = (settings: Record<string, string> = {}) =>
    ada.set.mutate({ settings: { 'kb.link': 'yes', ...settings } });
  expect((await refused(link())).message).toContain('no published article');
  const elsewhere = { 'domain.kb.url': 'https://help.acme.example' };
  expect((await refused(link(elsewhere))).message).toContain('no published article');
  await link({ ...elsewhere, 'domain.kb.articles': '12' });
  expect(await valuesOf(ada)).toMatchObject({ 'kb.link': true, 'domain.kb.articles': 12 });
  await ada.set.mutate({ settings: { 'kb.link': 'no', 'domain.kb.url': 'none' } });
  const { id: domainId } = await world.core.db.read.domain.findFirstOrThrow();
  const article = { id: 'art_1', domainId, slug: 'a', title: 'A', body: 'A', position: 0 };
  const times = { createdAt: world.core.clock.now(), updatedAt: world.core.clock.now() };
  await world.inTransaction((work) => work.tx.kbArticle.create({ data: { ...article, ...times } }));
  expect((await refused(link())).code).toBe('PORTAL_NOT_READY');
  await world.inTransaction(({ tx, now }) => tx.kbArticle.updateMany({ data: { publishedAt: now } }));
  await link();
});
