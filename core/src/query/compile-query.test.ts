/** What each field of the query language finds, and what it says about words it does not know. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import { createWorld, type World } from '../testing/index.ts';
import { goldenQueries, hostileQueries, queryDesk } from './testing/golden-queries.ts';

let world: World;
let agent: PosternClient;

beforeAll(async () => {
  world = await createWorld();
  agent = await world.as(await queryDesk(world));
});

afterAll(() => world[Symbol.asyncDispose]());

async function numbersFor(query: string): Promise<number[]> {
  const { items } = await agent.tickets.list.query({ query });
  return items.map((ticket) => ticket.number);
}

async function refusalOf(query: string) {
  return agent.tickets.list.query({ query }).then(
    () => {
      throw new Error(`"${query}" was not refused.`);
    },
    (error: unknown) => failureOf(error),
  );
}

describe('each field finds', () => {
  test.each(goldenQueries)('%s', async (query, found) => {
    expect((await numbersFor(query)).sort()).toEqual(found);
    expect(await agent.tickets.counts.query({ queries: [query] })).toEqual([found.length]);
  });

  test.each<[query: string, found: number[]]>([
    ['sort:number', [1, 2, 3, 4]],
    ['sort:-number', [4, 3, 2, 1]],
    ['sort:created', [1, 2, 3, 4]],
    ['sort:-created', [4, 3, 2, 1]],
    ['sort:updated', [1, 2, 3, 4]],
    ['sort:-priority', [2, 1, 4, 3]],
    ['sort:priority', [3, 4, 1, 2]],
    ['', [4, 3, 2, 1]],
  ])('in order: "%s"', async (query, found) => {
    expect(await numbersFor(query)).toEqual(found);
  });
});

test.each(['sort:-priority', 'sort:priority'])('%s, page by page, is the whole', async (query) => {
  const whole = await numbersFor(query);
  const pages: number[] = [];
  let cursor: string | undefined;
  do {
    const page = await agent.tickets.list.query({ query, limit: 1, cursor });
    pages.push(...page.items.map((ticket) => ticket.number));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(pages).toEqual(whole);
});

describe('what is not known is named, with what is', () => {
  test.each<[query: string, says: string]>([
    ['asignee:me', 'Unknown field "asignee:". Did you mean "assignee:"?'],
    ['sttaus:open', 'Unknown field "sttaus:".'],
    ['constructor:x', 'Unknown field "constructor:".'],
    ['toString:x', 'Unknown field "toString:".'],
    ['stage:Wating', '"stage:Wating" is not known. Valid are'],
    ['stage:Wating', 'New, "Waiting on us", "Waiting on customer", Closed'],
    ['pipeline:Suport', '"pipeline:Suport" is not known. Valid are Internal, Support.'],
    ['channel:fax', '"channel:fax" is not known. Valid are portal, form, email, slack, chat, api.'],
    ['has:x', '"has:x" is not known. Valid are attachment, note.'],
    ['in:notes', '"in:notes" needs words behind it, such as in:notes refund.'],
    ['in:notes is:open', '"in:notes" needs words behind it'],
    ['in:body x', '"in:body" is not known. Valid are in:subject, in:messages, in:notes.'],
    ['sort:sla', 'Cannot sort by "sla". Sort by updated, created, number, priority.'],
    ['inbox:x', '"inbox:x" is not known. Valid are Internal, Support.'],
    ['priority:hihg', '"priority:hihg" is not known. Valid are low, normal, high, urgent.'],
    ['priority:>x', '"priority:x" is not known.'],
    [
      'is:opne',
      '"is:opne" is not known. Valid are open, closed, snoozed, deleted, unassigned, mine, draft, unread, following.',
    ],
    ['is:constructor', '"is:constructor" is not known.'],
    ['is:__proto__', '"is:__proto__" is not known.'],
    ['sort:subject', 'Cannot sort by "subject". Sort by updated, created, number, priority.'],
    ['sort:', 'Cannot sort by "".'],
    ['created:soon', '"created:soon" is not a time.'],
    ['created:2026-02-31', '"created:2026-02-31" is not a time.'],
    ['created:0000-01-01', '"created:0000-01-01" is not a time.'],
    ['created:2026-11-01..', '"created:2026-11-01.." is not a time.'],
    ['older:>2d', '"older:" takes a plain value'],
    ['tag:>a', '"tag:" takes a plain value'],
    ['tags:x', 'Did you mean "tag:"?'],
    ['number:x', '"number:x" is not a ticket number.'],
    ['number:12345678901', 'is not a ticket number.'],
    ['stage:', '"stage:" needs a value behind it.'],
    ['stage:""', '"stage:" needs a value behind it.'],
    ['(invoice', 'A "(" without its ")".'],
    ['invoice)', 'A ")" without its "(".'],
    ['invoice -', 'A "-" with nothing behind it.'],
    ['parcel OR', 'An "OR" needs something on both sides.'],
    ['OR parcel', 'An "OR" needs something on both sides.'],
    ['parcel OR OR invoice', 'An "OR" needs something on both sides.'],
    ['property.plna:pro', 'There is no property "plna". Did you mean "property.plan:"?'],
    ['property.colour:red', 'Properties are plan, seats, due, vip, parts_of-2, ref.'],
    ['property.constructor:x', 'There is no property "constructor".'],
    ['property.__proto__:x', 'Unknown field "property.__proto__:".'],
    ['property.:x', 'Unknown field "property.:".'],
    ['property:x', 'Unknown field "property:".'],
    ['properti.plan:x', 'Unknown field "properti.plan:".'],
    [
      'property.plan:gold',
      '"property.plan:gold" is not known. Valid are Basic, Pro, "Team plus", none, any.',
    ],
    [
      'property.plan:<pro',
      '"property.plan:" is one of its options, so "<", ">" and ".." mean nothing to it.',
    ],
    ['property.plan:a..b', 'Write property.plan:VALUE, property.plan:none or property.plan:any.'],
    ['property.parts_of-2:>web', '"property.parts_of-2:" is one of its options'],
    ['property.ref:>a', '"property.ref:" is a text'],
    ['property.vip:maybe', '"property.vip:maybe" is not known. Valid are yes, no, none, any.'],
    ['property.vip:>yes', '"property.vip:" is yes or no'],
    ['property.seats:many', '"property.seats:many" is not a number.'],
    ['property.seats:1..many', '"property.seats:many" is not a number.'],
    ['property.seats:1e400', '"property.seats:1e400" is not a number.'],
    ['property.due:soon', '"property.due:soon" is not a time.'],
    ['property.due:2026-02-31', '"property.due:2026-02-31" is not a time.'],
    ['(parcel OR sort:number)', 'An "OR" needs something on both sides.'],
  ])('%s', async (query, says) => {
    const refusal = await refusalOf(query);
    expect(refusal.code).toBe('BAD_QUERY');
    expect(refusal.message).toContain(says);
  });
});

test.each<[kind: string, query: string, says: string]>([
  ['parentheses', `${'('.repeat(30)}a${')'.repeat(30)}`, 'Too many nested parentheses.'],
  ['dashes', `${'-'.repeat(1_500)}a`, 'This query is too long'],
  ['words', 'a '.repeat(999), 'This query is too long'],
  ['branches', 'is:open OR '.repeat(180).concat('a'), 'This query is too long'],
  ['values', 'number:'.concat('1,'.repeat(900), '2'), 'This query is too long'],
  ['branches without anything', ' OR '.repeat(400), 'An "OR" needs something on both sides.'],
])('too many %s are refused in words', async (_kind, query, says) => {
  const refusal = await refusalOf(query);
  expect(refusal).toMatchObject({ code: 'BAD_QUERY', message: expect.stringContaining(says) });
});

test('a query of the longest kind that is taken is also answered', async () => {
  const words = Array.from({ length: 100 }, (_, index) => `w${index}`);
  expect(await numbersFor(words.join(' OR '))).toEqual([]);
  expect(await numbersFor(words.join(' '))).toEqual([]);
  expect(await numbersFor(`number:${words.map((_, index) => index + 2).join(',')}`)).toEqual([4, 3, 2]);
});

test.each(hostileQueries)('nothing in %j acts on the database', async (query) => {
  const before = await numbersFor('');
  const answer = await agent.tickets.list.query({ query }).catch(failureOf);
  if ('code' in answer) expect(['BAD_QUERY', 'BAD_INPUT']).toContain(answer.code);
  else expect(answer.items.length).toBeLessThanOrEqual(before.length);
  expect(await numbersFor('')).toEqual(before);
});
