/** Writing the knowledge base: addresses, order, publishing, and two writers at one article. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { createWorld, type World } from '../testing/index.ts';
import { freeSlug, slugOf } from './article-text.ts';

const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('It was not refused.');
    },
    (error: unknown) => failureOf(error),
  );

const publicSlugs = async (world: World) =>
  (await world.asNobody().portal.articles.query({ slug: 'support' })).items.map(({ slug }) => slug);

test('an article is a draft until it is published, and one again when it is taken back', async () => {
  await using world = await createWorld();
  const ada = await world.as(await world.agent());
  const visitor = world.asNobody();
  const read = (article: string) => visitor.portal.article.query({ slug: 'support', article });

  const draft = await ada.kb.create.mutate({
    title: 'Sign in  and passwords ',
    body: 'Ask for\r\na **new** one.\n\n',
  });
  expect(draft).toMatchObject({
    slug: 'sign-in-and-passwords',
    title: 'Sign in and passwords',
    body: 'Ask for\na **new** one.',
    isPublished: false,
    publishedAt: null,
  });
  expect(await publicSlugs(world)).toEqual([]);
  const hidden = await refusalOf(read(draft.slug));
  const missing = await refusalOf(read('nothing'));
  expect(hidden.code).toBe('ARTICLE_NOT_FOUND');
  expect(hidden.message.replace(draft.slug, 'nothing')).toBe(missing.message);

  await ada.kb.publish.mutate({ article: draft.slug });
  expect(await read(draft.slug)).toEqual({
    slug: draft.slug,
    title: draft.title,
    body: draft.body,
    updatedAt: draft.updatedAt,
  });
  expect((await visitor.portal.articles.query({ slug: 'support' })).items).toEqual([
    { slug: draft.slug, title: draft.title, summary: 'Ask for a new one.', updatedAt: draft.updatedAt },
  ]);

  await ada.kb.unpublish.mutate({ article: draft.id });
  expect(await publicSlugs(world)).toEqual([]);
  expect((await refusalOf(read(draft.slug))).code).toBe('ARTICLE_NOT_FOUND');
});

test('every change is one event, and publishing twice is publishing once', async () => {
  await using world = await createWorld();
  const ada = await world.as(await world.agent());
  const article = await ada.kb.create.mutate({ title: 'Exports', body: 'One a day.' });
  await ada.kb.create.mutate({ title: 'Invoices', body: 'One a month.' });
  world.pass(60_000);
  const first = await ada.kb.publish.mutate({ article: article.id });
  world.pass(60_000);
  expect(await ada.kb.publish.mutate({ article: article.id })).toEqual(first);
  const { updatedAt: ifUpdatedAt } = await ada.kb.view.query({ article: 'exports' });
  await ada.kb.edit.mutate({ article: 'exports', ifUpdatedAt, title: 'Exporting' });
  await ada.kb.move.mutate({ article: 'exports', position: 2 });
  await ada.kb.move.mutate({ article: 'exports', position: 9 });
  await ada.kb.unpublish.mutate({ article: 'exports' });
  await ada.kb.delete.mutate({ article: 'exports' });
  const events = await world.core.db.read.auditEvent.findMany({
    where: { target: article.id },
    orderBy: { seq: 'asc' },
  });
  expect(events.map(({ action }) => action)).toEqual([
    'article.created',
    'article.published',
    'article.edited',
    'article.moved',
    'article.unpublished',
    'article.deleted',
  ]);
});

test('of two writers who opened the same text the second is refused, and nothing is overwritten', async () => {
  await using world = await createWorld();
  const ada = await world.as(await world.agent());
  const bo = await world.as(await world.agent());
  const seen = await ada.kb.create.mutate({ title: 'Exports', body: 'One a day.' });
  // The clock stands still, so that both edits fall into one millisecond.
  const edited = await ada.kb.edit.mutate({
    article: seen.id,
    ifUpdatedAt: seen.updatedAt,
    body: 'Two a day.',
  });
  const refusal = await refusalOf(
    bo.kb.edit.mutate({ article: seen.id, ifUpdatedAt: seen.updatedAt, body: 'Three a day.' }),
  );
  expect(refusal).toMatchObject({
    code: 'SETTINGS_CHANGED',
    exit: 7,
    facts: { updatedAt: edited.updatedAt },
  });
  expect(refusal.hint).toContain('postern portal kb view exports');
  expect((await bo.kb.view.query({ article: seen.id })).body).toBe('Two a day.');
  await bo.kb.edit.mutate({ article: seen.id, ifUpdatedAt: edited.updatedAt, body: 'Three a day.' });
  expect((await bo.kb.view.query({ article: seen.id })).body).toBe('Three a day.');
});

test('the order is what agents say, and customers read it so', async () => {
  await using world = await createWorld();
  const ada = await world.as(await world.agent());
  for (const title of ['One', 'Two', 'Three', 'Four'])
    await ada.kb.create.mutate({ title, body: 'Text.', isPublished: true });
  await ada.kb.move.mutate({ article: 'four', position: 1 });
  await ada.kb.move.mutate({ article: 'one', position: 99 });
  expect(await publicSlugs(world)).toEqual(['four', 'two', 'three', 'one']);
  expect((await ada.kb.list.query()).map(({ slug, position }) => [slug, position])).toEqual([
    ['four', 1],
    ['two', 2],
    ['three', 3],
    ['one', 4],
  ]);
  await ada.kb.delete.mutate({ article: 'two' });
  await ada.kb.create.mutate({ title: 'Five', body: 'Text.', isPublished: true });
  expect(await publicSlugs(world)).toEqual(['four', 'three', 'one', 'five']);
});

test.each([
  ['Wie ändere ich mein Paßwort?', 'wie-andere-ich-mein-passwort'],
  ['L’été à la crème brûlée', 'lete-a-la-creme-brulee'],
  ['Как сменить пароль', 'kak-smenit-parol'],
  ['Αλλαγή κωδικού', 'allagi-kodikoy'],
  ['Łódź & Ørsted', 'lodz-orsted'],
  ['請求書の見方', 'article'],
  ['../../etc/passwd', 'etc-passwd'],
  ['!!!', 'article'],
])('the address of "%s" is %s', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test('an address is made unique when it is made by us, and refused when it is asked for', async () => {
  expect(freeSlug('a'.repeat(80), new Set(['a'.repeat(80)]))).toHaveLength(80);
  await using world = await createWorld();
  const ada = await world.as(await world.agent());
  const titles = ['Exports', 'Exports', 'Exports!'];
  const made = [];
  for (const title of titles) made.push((await ada.kb.create.mutate({ title, body: 'Text.' })).slug);
  expect(made).toEqual(['exports', 'exports-2', 'exports-3']);
  const taken = await refusalOf(ada.kb.create.mutate({ title: 'Other', body: 'Text.', slug: 'exports' }));
  expect(taken).toMatchObject({ code: 'NAME_TAKEN', exit: 1 });
  const third = await ada.kb.view.query({ article: 'exports-3' });
  const moved = await refusalOf(
    ada.kb.edit.mutate({ article: third.id, ifUpdatedAt: third.updatedAt, slug: 'exports-2' }),
  );
  expect(moved.code).toBe('NAME_TAKEN');
  for (const slug of ['', 'Exports', 'a b', '../x', 'a--b', '-a', 'ex\u0301', 'a'.repeat(81)]) {
    const odd = await refusalOf(ada.kb.create.mutate({ title: 'Other', body: 'Text.', slug }));
    expect(odd, slug).toMatchObject({ code: 'BAD_INPUT', exit: 2 });
  }
});

test('a body holds 100,000 characters and not one more, and neither title nor body may be empty', async () => {
  await using world = await createWorld();
  const ada = await world.as(await world.agent());
  const full = await ada.kb.create.mutate({ title: 'Long', body: 'x'.repeat(100_000) });
  expect(full.body).toHaveLength(100_000);
  const longer = await refusalOf(ada.kb.create.mutate({ title: 'Longer', body: 'x'.repeat(100_001) }));
  expect(longer).toMatchObject({
    code: 'BAD_INPUT',
    message: '"body" is too long: an article has at most 100,000 characters.',
  });
  for (const wrong of [{ title: ' ' }, { body: ' \n ' }, { title: 'x'.repeat(201) }, { title: 'a\u202eb' }]) {
    const odd = await refusalOf(ada.kb.create.mutate({ title: 'Other', body: 'Text.', ...wrong }));
    expect(odd, JSON.stringify(wrong)).toMatchObject({ code: 'BAD_INPUT' });
  }
});

test('without a domain there is no knowledge base, and the refusal says where to look', async () => {
  await using world = await createWorld();
  const ada = await world.as(await world.agent());
  await ada.kb.create.mutate({ title: 'Exports', body: 'One a day.', isPublished: true });
  await world.inTransaction((work) => work.tx.portal.updateMany({ data: { domainId: null } }));
  expect(await ada.kb.list.query()).toEqual([]);
  expect(await publicSlugs(world)).toEqual([]);
  const refusal = await refusalOf(ada.kb.create.mutate({ title: 'Other', body: 'Text.' }));
  expect(refusal).toMatchObject({
    code: 'PORTAL_NOT_READY',
    hint: expect.stringContaining('postern portal'),
  });
});
