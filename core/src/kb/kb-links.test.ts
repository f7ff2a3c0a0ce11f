/** Portal and knowledge base lead to each other: when they may, and what becomes of it. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { createWorld, type World } from '../testing/index.ts';

const infoOf = async (world: World) => {
  const info = await world.asNobody().portal.info.query({ slug: 'support' });
  if (!info.isOn) throw new Error('The portal should be on.');
  return info;
};

async function refusalOfLink(world: World) {
  const ada = await world.as(await world.agent());
  return ada.kb.setLinks.mutate({ link: true }).then(
    () => {
      throw new Error('It was not refused.');
    },
    (error: unknown) => failureOf(error),
  );
}

async function publish(world: World) {
  const ada = await world.as(await world.agent());
  await ada.kb.create.mutate({ title: 'Exports', body: 'One a day.', isPublished: true });
  return ada;
}

test('S11: portal and knowledge base read one domain record, and its language is the language of both', async () => {
  await using world = await createWorld();
  const ada = await publish(world);
  expect((await ada.kb.links.query()).domain).toEqual({ host: '127.0.0.1:4000', language: 'en' });
  expect((await infoOf(world)).language).toBe('en');
  await world.inTransaction((work) =>
    work.tx.domain.updateMany({ data: { language: 'it', host: 'aiuto.acme.example' } }),
  );
  expect((await ada.kb.links.query()).domain).toEqual({ host: 'aiuto.acme.example', language: 'it' });
  expect((await infoOf(world)).language).toBe('it');
  expect(await world.core.db.read.domain.count()).toBe(1);
});

test('S46: the portal leads to the knowledge base while its switch is on, and not while it is off', async () => {
  await using world = await createWorld();
  const ada = await publish(world);
  expect((await infoOf(world)).kb.isLinked).toBe(false);
  expect(await ada.kb.setLinks.mutate({ link: true })).toMatchObject({ link: true, isLinkShown: true });
  expect((await infoOf(world)).kb).toEqual({ isLinked: true, url: null, showsPortal: false });
  await ada.kb.setLinks.mutate({ link: false });
  expect((await infoOf(world)).kb.isLinked).toBe(false);
});

test.each([
  ['there is no published article', {}, 'no published article', 'postern portal kb publish'],
  ['the domain is not verified', { verifiedAt: null }, 'not verified', 'postern portal domain verify'],
  [
    "the domain is the desk's system domain",
    { isSystem: true },
    'system domain',
    'postern portal domain connect',
  ],
  [
    'the knowledge base elsewhere has no article',
    { kbUrl: 'https://help.acme.example' },
    'https://help.acme.example has no published article',
    'kb.articles=N',
  ],
])(
  'S47: the link is refused while %s, with the reason and the next command',
  async (_why, data, reason, hint) => {
    await using world = await createWorld();
    // An article of ours is no help to a knowledge base elsewhere, nor to a domain that is not connected.
    if (Object.keys(data).length > 0) await publish(world);
    await world.inTransaction((work) => work.tx.domain.updateMany({ data }));
    const refusal = await refusalOfLink(world);
    expect(refusal).toMatchObject({
      code: 'PORTAL_NOT_READY',
      message: expect.stringContaining(reason),
      hint: expect.stringContaining(hint),
    });
    expect((await world.core.db.read.portal.findFirstOrThrow()).showKbLink).toBe(false);
  },
);

test('S47: the link is refused while the portal has no domain', async () => {
  await using world = await createWorld();
  await world.inTransaction((work) => work.tx.portal.updateMany({ data: { domainId: null } }));
  const refusal = await refusalOfLink(world);
  expect(refusal.code).toBe('PORTAL_NOT_READY');
  expect(refusal.message).toContain('needs a domain');
});

test('S47: a knowledge base elsewhere with articles may be linked, and its address is what customers follow', async () => {
  await using world = await createWorld();
  const ada = await world.as(await world.agent());
  const kbUrl = 'https://help.acme.example';
  await world.inTransaction((work) => work.tx.domain.updateMany({ data: { kbUrl, kbArticleCount: 12 } }));
  await ada.kb.setLinks.mutate({ link: true });
  expect((await infoOf(world)).kb).toMatchObject({ isLinked: true, url: kbUrl });
});

test('S47: when the last article is taken back the link vanishes, and the desk says why', async () => {
  await using world = await createWorld();
  const ada = await publish(world);
  await ada.kb.setLinks.mutate({ link: true });
  await ada.kb.unpublish.mutate({ article: 'exports' });
  expect((await infoOf(world)).kb.isLinked).toBe(false);
  expect(await ada.kb.links.query()).toMatchObject({
    link: true,
    isLinkShown: false,
    problem: {
      message: 'The knowledge base has no published article.',
      hint: expect.stringContaining('kb publish'),
    },
  });
  const { items } = await ada.portalSettings.status.query();
  expect(items.find(({ key }) => key === 'kb')).toMatchObject({
    state: 'advice',
    detail: 'The link to it is hidden. The knowledge base has no published article.',
    next: 'postern portal kb list',
  });
  await ada.kb.publish.mutate({ article: 'exports' });
  expect((await infoOf(world)).kb.isLinked).toBe(true);
});

test('S48: the knowledge base has a switch of its own for the link to the portal', async () => {
  await using world = await createWorld();
  const ada = await world.as(await world.agent());
  expect((await infoOf(world)).kb.showsPortal).toBe(false);
  expect((await ada.kb.snippet.query()).isShown).toBe(false);
  await ada.kb.setLinks.mutate({ showPortal: true });
  expect((await infoOf(world)).kb.showsPortal).toBe(true);
  expect((await ada.kb.snippet.query()).isShown).toBe(true);
  await ada.kb.setLinks.mutate({ showPortal: false });
  expect((await infoOf(world)).kb.showsPortal).toBe(false);
});

test('S2, S49: the snippet is a link to the portal with its present title, which needs no script', async () => {
  await using world = await createWorld();
  const ada = await world.as(await world.agent());
  const address = 'http://127.0.0.1:4000/support';
  expect((await ada.kb.snippet.query()).html).toBe(
    `<a class="postern-portal-link" href="${address}" style="position:absolute;inset-block-start:16px;inset-inline-end:16px">Go to Acme Support</a>\n` +
      `<script async src="${address}/kb-link.js"></script>\n`,
  );
  const title = '<Acme> & "Sons"';
  await world.inTransaction((work) => work.tx.portal.updateMany({ data: { title } }));
  expect((await ada.kb.snippet.query()).html).toContain('>Go to &lt;Acme&gt; &amp; &quot;Sons&quot;</a>');
});

test('a switch that is turned to where it stands changes nothing and writes no event', async () => {
  await using world = await createWorld();
  const ada = await publish(world);
  const count = () => world.core.db.read.auditEvent.count({ where: { action: 'portal.set' } });
  await ada.kb.setLinks.mutate({ link: true, showPortal: true });
  expect(await count()).toBe(1);
  await ada.kb.setLinks.mutate({ link: true, showPortal: true });
  expect(await count()).toBe(1);
});
