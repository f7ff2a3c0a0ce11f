/** Searching the knowledge base, and what it suggests for a subject. */
import { expect, test } from 'vitest';
import { createWorld, type World } from '../testing/index.ts';
import { summaryOf } from './published-articles.ts';

const articles = [
  {
    title: 'Signing in and passwords',
    body: 'Choose **Forgot password?** on the sign-in page. A mail with a link arrives within minutes.',
  },
  {
    title: 'Reading your invoice',
    body: 'The first part lists your seats. VAT stands at the end. An export of all invoices is in the settings.',
  },
  {
    title: 'Exporting your data',
    body: 'Open the settings, then *Export*. Large exports come as a mail with a link.',
  },
  { title: '請求書の見方', body: '請求書は毎月届きます。' },
  { title: 'Naïve questions', body: 'Café hours, and other things.' },
];

async function library(): Promise<World> {
  const world = await createWorld();
  const ada = await world.as(await world.agent());
  for (const article of articles) await ada.kb.create.mutate({ ...article, isPublished: true });
  await ada.kb.create.mutate({
    title: 'Passwords of the future',
    body: 'A draft about invoices and exports.',
  });
  return world;
}

const titles = ({ items }: { items: { title: string }[] }) => items.map(({ title }) => title.split(' ')[0]);

test('a search puts title hits first, then who holds most of the words, and never finds a draft', async () => {
  await using world = await library();
  const search = async (words: string) =>
    titles(await world.asNobody().portal.articles.query({ slug: 'support', search: words }));
  expect(await search('export')).toEqual(['Exporting', 'Reading']);
  expect(await search('mail link export')).toEqual(['Exporting', 'Signing', 'Reading']);
  expect(await search('INVOICE')).toEqual(['Reading']);
  expect(await search('passw')).toEqual(['Signing']);
  expect(await search('passw in')).toEqual(['Signing']);
  expect(await search('passw link')).toEqual(['Signing', 'Exporting']);
  expect(await search('naive cafe')).toEqual(['Naïve']);
  expect(await search('請求')).toEqual(['請求書の見方']);
  expect(await search('future')).toEqual([]);
  expect(await search('&')).toEqual([]);
  expect(await search('  ')).toHaveLength(articles.length);
  expect(await search('submarine')).toEqual([]);
});

test('a subject being typed brings up to three articles: one telling word in the title, or two in the text', async () => {
  await using world = await library();
  const suggest = async (text: string) =>
    titles(await world.asNobody().portal.suggestArticles.query({ slug: 'support', text }));
  expect(await suggest('I forgot my password')).toEqual(['Signing']);
  expect(await suggest('Invoices are wrong since May')).toEqual(['Reading']);
  expect(await suggest('export of the data fails')).toEqual(['Exporting']);
  // "settings" and "link" stand in texts alone.
  expect(await suggest('settings')).toEqual([]);
  expect(await suggest('the link in the settings')).toEqual(['Exporting']);
  expect(await suggest('your')).toEqual([]);
  expect(await suggest('What should we do with this')).toEqual([]);
  expect(await suggest('VAT')).toEqual([]);
  expect(await suggest('請求書が届かない')).toEqual(['請求書の見方']);
  expect(await suggest('')).toEqual([]);
  expect(await suggest('password invoice export naïve')).toHaveLength(3);
});

test('a change is found at once, although words are kept between searches', async () => {
  await using world = await library();
  const ada = await world.as(await world.agent());
  const search = async (words: string) =>
    titles(await world.asNobody().portal.articles.query({ slug: 'support', search: words }));
  expect(await search('submarine')).toEqual([]);
  const { updatedAt } = await ada.kb.view.query({ article: 'exporting-your-data' });
  await ada.kb.edit.mutate({
    article: 'exporting-your-data',
    ifUpdatedAt: updatedAt,
    body: 'By submarine.',
  });
  expect(await search('submarine')).toEqual(['Exporting']);
  await ada.kb.unpublish.mutate({ article: 'exporting-your-data' });
  expect(await search('submarine')).toEqual([]);
  await ada.kb.publish.mutate({ article: 'exporting-your-data' });
  expect(await search('submarine')).toEqual(['Exporting']);
  await ada.kb.delete.mutate({ article: 'exporting-your-data' });
  expect(await search('submarine')).toEqual([]);
});

test('hundreds of long articles are read within seconds once, and searched from memory in a fraction of one', async () => {
  await using world = await createWorld();
  const domain = await world.core.db.read.domain.findFirstOrThrow();
  const text = Array.from({ length: 1_500 }, (_, index) => `word${index % 700} and more`).join(' ');
  await world.inTransaction(({ tx, now, core }) =>
    tx.kbArticle.createMany({
      data: Array.from({ length: 300 }, (_, index) => ({
        id: core.ids.next('article'),
        domainId: domain.id,
        slug: `article-${index}`,
        title: `Article ${index}`,
        body: `${text} special${index}`,
        position: index,
        publishedAt: now,
        createdAt: now,
        updatedAt: now,
      })),
    }),
  );
  const timed = async (search: string) => {
    // Time of this process, so that a busy machine does not fail it.
    const begin = process.cpuUsage();
    const { items } = await world.asNobody().portal.articles.query({ slug: 'support', search });
    const { user, system } = process.cpuUsage(begin);
    return { count: items.length, ms: (user + system) / 1_000 };
  };
  const first = await timed('special177');
  expect(first.count).toBe(1);
  expect(first.ms).toBeLessThan(6_000);
  const again = await timed('special2 word13');
  expect(again.count).toBe(300);
  expect(again.ms).toBeLessThan(500);
});

test.each([
  [
    '# Title\n\nChoose **Forgot password?** on [the page](https://x.example/a).',
    'Choose Forgot password? on the page.',
  ],
  ['![picture](/x.png)\n\n> quoted\n\n- a list\n\nPlain.', 'Plain.'],
  ['```\ncode\n```', ''],
  [`${'word '.repeat(60)}`, `${'word '.repeat(32).trim()}…`],
  ['[[[[['.repeat(1_000), ''],
])('the summary of %j is its first paragraph as text', (body, summary) => {
  expect(summaryOf(body)).toBe(summary);
});
