/** Queries over contacts, as they are asked and as lists keep them. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import { createWorld, type World } from '../testing/index.ts';
import { parseQuery } from './parse-query.ts';
import { contactGrammar } from './query-tree.ts';
import { anyContactQuery, contactQueryDesk, goldenContactQueries } from './testing/golden-contact-queries.ts';
import { hostileQueries } from './testing/golden-queries.ts';
import { writeQuery } from './write-query.ts';

let world: World;
let agent: PosternClient;

beforeAll(async () => {
  world = await createWorld();
  await contactQueryDesk(world);
  agent = await world.as(await world.agent());
});
afterAll(() => world[Symbol.asyncDispose]());

const found = async (query: string) =>
  (await agent.contacts.list.query({ query })).items.map(({ email }) => email).sort();

test.each(goldenContactQueries)('"%s" finds whom it says', async (query, people) => {
  expect(await found(query)).toEqual(people);
});

test('a query put together at random finds whom plain code finds, also as it is written back from the store', async () => {
  await fc.assert(
    fc.asyncProperty(anyContactQuery, async ({ query, found: people }) => {
      const { tree, problems } = parseQuery(query, contactGrammar);
      fc.pre(problems.length === 0);
      expect(await found(query), query).toEqual(people);
      expect(await found(writeQuery(tree)), query).toEqual(people);
    }),
    { numRuns: process.env.POSTERN_NIGHTLY ? 2_000 : 60 },
  );
});

test.each(hostileQueries)('%j reaches nothing but contacts', async (query) => {
  const code = await agent.contacts.list.query({ query }).then(
    () => 'ok',
    (error: unknown) => failureOf(error).code,
  );
  expect(['ok', 'BAD_QUERY', 'BAD_INPUT']).toContain(code);
});
