/** A list is the same however it is asked for: beginning with the few tickets that match, or walked in its order. */

import { Prisma } from '@postern/prisma';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextFor, viewerOf } from '../auth/viewer-of.ts';
import type { AgentContext } from '../context.ts';
import { always } from '../query/conditions.ts';
import { goldenQueries, queryDesk } from '../query/testing/golden-queries.ts';
import { type BuiltAgent, createWorld, type World } from '../testing/index.ts';
import { answer, type Limits, questionOf, sortColumns } from './ticket-question.ts';

async function contextOf(world: World, agent: BuiltAgent): Promise<AgentContext> {
  const token = await world.tokenOf(agent);
  const viewer = () => viewerOf(world.core, { kind: 'token', token });
  return (await contextFor(world.core, { source: 'API', address: null, viewer })) as AgentContext;
}

/** The first `enough` numbers of the list, and whether the walk alone found them. */
async function found(ctx: AgentContext, query: string, limits: Limits, enough = 100): Promise<number[]> {
  const question = await questionOf(ctx, query, limits);
  const direction = Prisma.raw(question.sort.descending ? 'DESC' : 'ASC');
  const column = sortColumns[question.sort.key];
  const { read } = ctx.core.db;
  const asked = {
    after: always,
    enough,
    read: (where: Prisma.Sql) =>
      read.$queryRaw<{ number: number }[]>`SELECT t."number" FROM "Ticket" t WHERE ${where}
        ORDER BY ${column} ${direction}, t."seq" ${direction} LIMIT ${enough}`,
    sizeOf: (rows: unknown[]) => rows.length,
  };
  return (await answer(read, question, asked, limits)).map(({ number }) => number);
}

/** Everything is few; everything is many, and the walk is short, or goes to the end. */
const never = { many: 1_000_000, walked: 1 };
const limits: [string, Limits][] = [
  ['where one match is many and one ticket is walked', { many: 1, walked: 1 }],
  ['where one match is many and all tickets are walked', { many: 1, walked: 1_000 }],
  ['where two matches are many and two tickets are walked', { many: 2, walked: 2 }],
];

const twoWorlds: World[] = [];
let small: AgentContext;
let busy: AgentContext;

const words = ['Invoice', 'invoices', 'größe', 'Refund', '領収書', 'the'];
const tags = ['billing', 'vip', 'rare'];

/** Thirty tickets, each with a few of the words in its subject, messages and notes, and some of the rest. */
async function busyDesk(world: World): Promise<BuiltAgent> {
  const ada = await world.agent();
  const agent = await world.as(ada);
  const maria = await world.contact({ name: 'Maria' });
  for (let index = 0; index < 30; index += 1) {
    world.pass(60_000);
    const word = (place: number) => words[(index * 7 + place * 5 + (index >> 2)) % words.length] as string;
    const uploads = index % 11 === 3 ? [await world.upload(maria, { name: 'a.txt', content: 'a' })] : [];
    const ticket = await world.ticket({
      from: maria,
      subject: `${word(0)} ${index}`,
      says: `${word(1)} ${word(2)} of ${index}`,
      uploads,
    });
    if (index % 3 === 0) await world.turn(ticket, { from: ada, notes: `${word(3)}, ${word(4)}` });
    if (index % 2 === 0) await world.turn(ticket, { from: ada, says: `About ${word(5)}` });
    const add = tags.filter((_, place) => index % (place * 4 + 2) === 0);
    if (add.length > 0) await agent.tickets.tag.mutate({ ticket: ticket.number, add });
    if (index % 4 === 1) await world.turn(ticket, { from: ada, closes: true });
  }
  return ada;
}

beforeAll(async () => {
  const [first, second] = await Promise.all([createWorld(), createWorld()]);
  twoWorlds.push(first, second);
  small = await contextOf(first, await queryDesk(first));
  busy = await contextOf(second, await busyDesk(second));
});
afterAll(async () => {
  for (const world of twoWorlds) await world[Symbol.asyncDispose]();
});

test.each(limits)('%s, each field finds what it finds', async (_name, each) => {
  for (const [query, numbers] of goldenQueries) {
    expect([query, (await found(small, query, each)).sort()]).toEqual([query, numbers]);
  }
});

test('the walk alone answers where it finds enough, and everything is asked where it does not', async () => {
  const { walk, where } = await questionOf(busy, 'the is:open', { many: 1, walked: 1 });
  expect(walk).not.toBeNull();
  expect(where.sql).toContain('holds_words');
  expect(walk?.otherwise.sql).not.toContain('holds_words');
  // What few tickets meet is begun with, and the words are asked of those alone.
  const narrow = await questionOf(busy, 'the tag:rare', { many: 5, walked: 1 });
  expect(narrow.walk).toBeNull();
  expect(narrow.where.sql).toContain('holds_words');
  expect((await questionOf(busy, 'the', never)).where.sql).not.toContain('holds_words');
});

const piece = fc.oneof(
  fc.constantFrom(...words, 'invo', '"of 1"', 'nowhere'),
  fc.constantFrom(...tags, 'none', 'gone').map((tag) => `tag:${tag}`),
  fc.constantFrom('is:open', 'is:closed', 'has:note', 'has:attachment', 'is:unread', 'number:1012'),
  fc.constantFrom('created:>=2026-11-03', 'created:<2026-11-03', 'closed:2026-11-03', 'closed:<2026-11-01'),
  fc
    .constantFrom(...words)
    .chain((word) => fc.constantFrom(`subject:${word}`, `message:${word}`, `note:${word}`)),
);
const part = fc.oneof(
  { weight: 4, arbitrary: piece },
  { weight: 1, arbitrary: piece.map((each) => `-${each}`) },
  { weight: 1, arbitrary: fc.tuple(piece, piece).map(([a, b]) => `(${a} OR ${b})`) },
);
const anyQuery = fc
  .tuple(
    fc.array(part, { minLength: 1, maxLength: 3 }),
    fc.constantFrom('', 'sort:created', 'sort:-number', 'sort:priority'),
  )
  .map(([parts, sort]) => [...parts, sort].join(' ').trim());
const anyLimits = fc.record({
  many: fc.integer({ min: 1, max: 20 }),
  walked: fc.integer({ min: 1, max: 40 }),
});

test('whatever is asked, with whatever limits, the list is the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyQuery, anyLimits, fc.integer({ min: 1, max: 31 }), async (query, each, enough) => {
      expect(await found(busy, query, each, enough)).toEqual(await found(busy, query, never, enough));
    }),
    { numRuns: 400 },
  );
});
