/** Searching in many scripts, by a customer and by an agent: what is found, what must not be, and what acts on nothing. */
import { Prisma } from '@postern/prisma';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import { createWorld, refusalOf, type World } from '../testing/index.ts';
import { forgetWords, holdsWords, indexWords } from './search-index.ts';
import { fts5Query, holdsPhrase, searchPhrase, searchWords, tsQuery } from './search-words.ts';
import { goldenSearches, searchDesk, searchTexts } from './testing/golden-queries.ts';

let world: World;
let customer: PosternClient;
let agent: PosternClient;

beforeAll(async () => {
  world = await createWorld();
  const { maria, ada } = await searchDesk(world);
  customer = await world.as(maria);
  agent = await world.as(ada);
});

afterAll(() => world[Symbol.asyncDispose]());

async function customerFinds(search: string): Promise<string[]> {
  const { items } = await customer.portal.tickets.query({ search });
  return items.map((item) => item.subject);
}

async function agentFinds(words: string): Promise<string[]> {
  const { items } = await agent.tickets.list.query({ query: `"${words.replaceAll('"', '')}"` });
  return items.map((item) => item.subject);
}

test.each(goldenSearches)('"%s" finds "%s"', async (search, subject) => {
  expect(await customerFinds(search)).toEqual([subject]);
  expect(await agentFinds(search)).toEqual([subject]);
});

test.each(['ハスワード', '書求', '忘パ', 'erver', '"off 50"'])(
  'another word, or the same in another order, is not found: %s',
  async (search) => {
    expect(await customerFinds(search)).toEqual([]);
    expect(await agentFinds(search)).toEqual([]);
  },
);

test.each(['zebracanary', 'zebra', '秘密', '秘', 'ความลับ', '"秘密 zebracanary"'])(
  'what stands in a note alone is found by agents and by no customer: %s',
  async (search) => {
    expect(await customerFinds(search)).toEqual([]);
    expect(await agentFinds(search)).toHaveLength(searchTexts.length);
  },
);

const hostile = [
  '*',
  '"',
  '""',
  '"a',
  'a"b',
  'AND',
  'NOT',
  'OR',
  'NEAR(a b)',
  'a NOT b',
  '-a',
  '^a',
  'words:a',
  '{words}: a',
  "' OR 1=1 --",
  '\'; DROP TABLE "Ticket"; --',
  'a\u0000b',
  '\ud800',
  '\u3099',
  ':*',
  '<->',
  '!a & b',
  '\\',
  '%',
  '_',
];

test.each(hostile)('a search for %j is harmless', async (search) => {
  expect((await customerFinds(search)).length).toBeLessThanOrEqual(searchTexts.length);
  const found = await agentFinds(search).catch((error: unknown) => failureOf(error));
  if (Array.isArray(found)) expect(found.length).toBeLessThanOrEqual(searchTexts.length);
  else expect(found).toMatchObject({ code: 'BAD_QUERY' });
});

test('a search that holds nothing to search for finds nothing, and an empty one hides nothing', async () => {
  expect(await customerFinds('')).toHaveLength(searchTexts.length);
  expect(await customerFinds('  ')).toHaveLength(searchTexts.length);
  expect(await customerFinds('***')).toEqual([]);
  expect(await customerFinds('order &')).toEqual(['Order A-1042/b']);
});

test('an agent’s query never rests on words in which nothing can be searched for: it would find everything', async () => {
  const finds = (query: string) => agent.tickets.list.query({ query });
  for (const query of [
    '***',
    '"😀"',
    'is:open "("',
    'order "!!!"',
    '-"🔒"',
    'order -***',
    'order OR ***',
    'note:"("',
    'subject:refund,...',
    'in:notes "…"',
  ])
    expect({ query, ...(await refusalOf(finds(query))) }).toMatchObject({
      query,
      code: 'BAD_QUERY',
      message: expect.stringContaining('holds no letter and no digit, so it cannot be searched for.'),
    });
  // As somebody pastes a subject.
  const { items } = await finds('order & – A-1042');
  expect(items.map(({ subject }) => subject)).toEqual(['Order A-1042/b']);
});

test('any text at all can be searched for', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 100 }), async (search) => {
      const { items } = await customer.portal.tickets.query({ search });
      expect(items.length).toBeLessThanOrEqual(searchTexts.length);
    }),
    { numRuns: process.env.POSTERN_NIGHTLY ? 5_000 : 200 },
  );
});

test('searched words hold letters and digits alone, so neither engine can read an operator in them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      for (const word of searchWords(text)) expect(word).toMatch(/^[\p{L}\p{N}\u3099\u309a]+$/u);
      const phrase = searchPhrase(text);
      if (!phrase) return;
      expect(fts5Query(phrase)).toMatch(/^"[\p{L}\p{N}\u3099\u309a ]+"\*$/u);
      expect(tsQuery(phrase)).toMatch(/^[\p{L}\p{N}\u3099\u309a]+( <-> [\p{L}\p{N}\u3099\u309a]+)*:\*$/u);
    }),
    { numRuns: process.env.POSTERN_NIGHTLY ? 20_000 : 1_000 },
  );
});

/** Letters that FTS5 knows for letters: its tables are of Unicode 6.1. */
const letter = fc.oneof(
  ...[
    [0x20, 0x24f],
    [0x386, 0x3ce],
    [0x400, 0x523],
    [0x5d0, 0x5ea],
    [0x620, 0x64a],
    [0x3041, 0x3096],
    [0x4e00, 0x4eff],
    [0x1f600, 0x1f640],
  ].map(([min, max]) =>
    fc.integer({ min: min as number, max: max as number }).map((code) => String.fromCodePoint(code)),
  ),
);

test('a text by itself holds what its entry in the index holds', async () => {
  const fold = fc.constantFrom(
    'invoice',
    'Größe',
    'ﬁne',
    '領収書',
    'ハ\u309aスワート\u3099',
    'a_b',
    "it's",
    '½',
    '٣',
    '',
    '\u00ad',
    '😀',
    '-',
  );
  const texts = fc.array(fc.oneof(fold, fc.string({ unit: letter, maxLength: 6 })), { maxLength: 8 });
  const row = 1_000_000;
  await fc.assert(
    fc.asyncProperty(texts, fc.nat(), fc.nat({ max: 3 }), async (parts, from, length) => {
      const text = parts.join(' ');
      const words = searchWords(text);
      const start = words.length === 0 ? 0 : from % words.length;
      const asked = words.slice(start, start + 1 + length);
      const last = asked.pop() ?? 'nothing';
      const phrase = [...asked, [...last].slice(0, 1 + (from % 3)).join('')].join(' ');
      const inIndex = await world.inTransaction(async (work) => {
        await forgetWords(work, 'MessageSearch', [row]);
        await indexWords(work, 'MessageSearch', row, text);
        const condition = holdsWords(work.core, 'MessageSearch', Prisma.sql`${row}`, phrase);
        const [found] = await work.tx.$queryRaw<{ is: number }[]>`SELECT ${condition} AS "is"`;
        await forgetWords(work, 'MessageSearch', [row]);
        return Number(found?.is) === 1;
      });
      expect(holdsPhrase(text, searchPhrase(phrase)?.join(' ') ?? '')).toBe(inIndex);
    }),
    { numRuns: 300 },
  );
});
