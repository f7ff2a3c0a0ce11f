/** Searching in many scripts, by a customer and by an agent: what is found, what must not be, and what acts on nothing. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PosternClient } from '../client.ts';
import { createWorld, type World } from '../testing/index.ts';
import { fts5Query, searchPhrase, searchWords, tsQuery } from './search-words.ts';
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
  expect((await agentFinds(search)).length).toBeLessThanOrEqual(searchTexts.length);
});

test('a search that holds nothing to search for finds nothing, and an empty one hides nothing', async () => {
  expect(await customerFinds('')).toHaveLength(searchTexts.length);
  expect(await customerFinds('  ')).toHaveLength(searchTexts.length);
  expect(await customerFinds('***')).toEqual([]);
  expect(await customerFinds('order &')).toEqual(['Order A-1042/b']);
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
