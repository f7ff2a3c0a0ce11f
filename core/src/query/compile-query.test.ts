/** What each field of the query language finds, and what it says about words it does not know. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import { createWorld, type World } from '../testing/index.ts';

let world: World;
let agent: PosternClient;

beforeAll(async () => {
  world = await createWorld();
  const acme = await world.organization({ name: 'Acme' });
  const oresund = await world.organization({ name: 'Øresund Ærø ApS' });
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example', organization: acme });
  const omer = await world.contact({ name: 'Ömer Yıldız', email: 'omer@sub.acme.example' });
  const freja = await world.contact({ name: 'Freja', email: 'freja@oresund.example', organization: oresund });
  const ada = await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  const bo = await world.agent({ name: 'Bo Lindqvist', email: 'bo_l@postern.example' });
  agent = await world.as(ada);
  const at = (text: string) => new Date(text);
  await world.ticket({
    number: 1,
    from: maria,
    subject: 'Invoice 2231 shows the wrong VAT',
    at: at('2026-10-20T08:00:00Z'),
    priority: 'HIGH',
    turns: [
      { from: ada, says: 'We look into it.', at: at('2026-10-21T08:00:00Z') },
      { from: ada, assignsTo: ada, at: at('2026-10-21T09:00:00Z') },
    ],
  });
  await world.ticket({
    number: 2,
    from: omer,
    subject: 'Crème brûlée recipe',
    at: at('2026-11-01T00:00:00Z'),
    priority: 'URGENT',
    turns: [
      { from: bo, assignsTo: bo, at: at('2026-11-01T10:00:00Z') },
      { from: bo, closes: true, at: at('2026-11-02T23:59:59.999Z') },
    ],
  });
  await world.ticket({
    number: 3,
    from: freja,
    subject: 'Where is my parcel',
    says: 'It was sent on Monday',
    at: at('2026-11-03T07:00:00Z'),
    priority: 'LOW',
    turns: [{ from: bo, notes: 'Parcel is lost: zebracanary', at: at('2026-11-03T07:30:00Z') }],
  });
  await world.ticket({
    number: 4,
    from: maria,
    subject: 'Server move',
    at: at('2026-11-03T09:00:00Z'),
    inboxId: world.internalInboxId,
  });
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
  test.each<[query: string, found: number[]]>([
    ['', [1, 2, 3, 4]],
    ['is:open', [1, 3, 4]],
    ['is:closed', [2]],
    ['is:open,closed', [1, 2, 3, 4]],
    ['is:unassigned', [3, 4]],
    ['is:mine', [1]],
    ['assignee:me', [1]],
    ['assignee:none', [3, 4]],
    ['assignee:any', [1, 2]],
    ['assignee:ada', [1]],
    ['assignee:ada@postern.example', [1]],
    ['assignee:"Bo Lindqvist"', [2]],
    ['assignee:bo_l', [2]],
    ['assignee:boxl', []],
    ['assignee:%', []],
    ['assignee:me,none', [1, 3, 4]],
    ['-assignee:ada', [2, 3, 4]],
    ['-assignee:me', [2, 3, 4]],
    ['-is:mine', [2, 3, 4]],
    ['from:maria@acme.example', [1, 4]],
    ['from:MARIA@ACME.EXAMPLE', [1, 4]],
    ['from:"maria lópez"', [1, 4]],
    ['from:@acme.example', [1, 4]],
    ['from:@Acme.Example', [1, 4]],
    ['from:@acm_.example', []],
    ['requester:freja', [3]],
    ['from:"Ömer Yıldız"', [2]],
    ['from:"ömer yıldız"', [2]],
    ['organization:Acme', [1, 4]],
    ['organization:acme', [1, 4]],
    ['company:ACME', [1, 4]],
    ['org:none', [2]],
    ['-organization:Acme', [2, 3]],
    ['-organization:Nobody', [1, 2, 3, 4]],
    ['organization:"Øresund Ærø ApS"', [3]],
    ['organization:"øresund ærø aps"', [3]],
    ['organization:"ØRESUND ÆRØ APS"', [3]],
    ['pipeline:Support', [1, 2, 3]],
    ['pipeline:support', [1, 2, 3]],
    ['-pipeline:Support', [4]],
    ['pipeline:Support,Internal', [1, 2, 3, 4]],
    ['stage:New', [3, 4]],
    ['stage:"Waiting on customer"', [1]],
    ['stage:"waiting on CUSTOMER",closed', [1, 2]],
    ['inbox:Internal', [4]],
    ['priority:high', [1]],
    ['priority:HIGH,low', [1, 3]],
    ['priority:>=high', [1, 2]],
    ['priority:>high', [2]],
    ['priority:<normal', [3]],
    ['priority:<=normal', [3, 4]],
    ['priority:>urgent', []],
    ['priority:<low', []],
    ['priority:low..high', [1, 3, 4]],
    ['priority:urgent..low', []],
    ['number:2', [2]],
    ['number:#2', [2]],
    ['number:2,3', [2, 3]],
    ['number:999999999', []],
    ['created:2026-11-01', [2]],
    ['created:2026-10-20..2026-11-01', [1, 2]],
    ['created:2026-11-01..2026-10-20', []],
    ['created:>2026-11-01', [3, 4]],
    ['created:>=2026-11-01', [2, 3, 4]],
    ['created:<2026-11-01', [1]],
    ['created:<=2026-11-01', [1, 2]],
    ['created:today', [3, 4]],
    ['created:sunday', [2]],
    ['created:tuesday', [3, 4]],
    ['updated:yesterday', [2]],
    ['updated:monday', [2]],
    ['updated:2h', [3, 4]],
    ['updated:30m', [4]],
    ['older:2d', [1]],
    ['older:1w', [1]],
    ['newer:2d', [2, 3, 4]],
    ['newer:2026-11-03', [3, 4]],
    ['newer:9999w', [1, 2, 3, 4]],
    ['1', [1]],
    ['#3', [3]],
    ['invoice', [1]],
    ['"wrong VAT"', [1]],
    ['"VAT wrong"', []],
    ['creme', [2]],
    ['BRÛLÉE', [2]],
    ['parc', [3]],
    ['zebracanary', [3]],
    ['monday', [3]],
    ['-invoice', [2, 3, 4]],
    ['parcel OR invoice', [1, 3]],
    ['is:open (parcel OR invoice)', [1, 3]],
    ['is:open -(parcel OR invoice)', [4]],
    ['is:closed OR pipeline:Internal', [2, 4]],
    ['is:open pipeline:Support OR is:closed', [1, 2, 3]],
    ['--is:open', [1, 3, 4]],
    ['is:open sort:number', [1, 3, 4]],
    ['***', [1, 2, 3, 4]],
  ])('%s', async (query, found) => {
    expect((await numbersFor(query)).sort()).toEqual(found);
    expect(await agent.tickets.counts.query({ queries: [query] })).toEqual([found.length]);
  });

  test.each<[query: string, found: number[]]>([
    ['sort:number', [1, 2, 3, 4]],
    ['sort:-number', [4, 3, 2, 1]],
    ['sort:created', [1, 2, 3, 4]],
    ['sort:-created', [4, 3, 2, 1]],
    ['sort:updated', [1, 2, 3, 4]],
    ['', [4, 3, 2, 1]],
  ])('in order: "%s"', async (query, found) => {
    expect(await numbersFor(query)).toEqual(found);
  });
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
    ['inbox:x', '"inbox:x" is not known. Valid are Internal, Support.'],
    ['priority:hihg', '"priority:hihg" is not known. Valid are low, normal, high, urgent.'],
    ['priority:>x', '"priority:x" is not known.'],
    ['is:opne', '"is:opne" is not known. Valid are open, closed, unassigned, mine.'],
    ['is:constructor', '"is:constructor" is not known.'],
    ['is:__proto__', '"is:__proto__" is not known.'],
    ['sort:subject', 'Cannot sort by "subject". Sort by updated, created, number.'],
    ['sort:', 'Cannot sort by "".'],
    ['created:soon', '"created:soon" is not a time.'],
    ['created:2026-02-31', '"created:2026-02-31" is not a time.'],
    ['created:0000-01-01', '"created:0000-01-01" is not a time.'],
    ['created:2026-11-01..', '"created:2026-11-01.." is not a time.'],
    ['older:>2d', '"older:" takes a plain value'],
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

test.each([
  ["'; DROP TABLE Ticket; --"],
  ['" OR 1=1 --'],
  ["assignee:\"x' OR '1'='1\""],
  ['organization:"\'; DELETE FROM Note; --"'],
  ['from:"@%"'],
  ['from:"@\\%"'],
  ['AND NOT NEAR( "a" b*'],
  ['words:x'.replace('words', 'stage')],
  ['NEAR(zebra canary, 2)'],
  ['zebra* OR canary^2'],
  ['TicketSearch : x'],
  ['{words} : parcel'],
  ['"unfinished'],
  ['\\'],
  ["'"],
  ['\u0000'],
  ['\ud800'],
  ['\u3099'],
  ['ﷺ 𝕏 🙂 \u200b'],
])('nothing in %j acts on the database', async (query) => {
  const before = await numbersFor('');
  const answer = await agent.tickets.list.query({ query }).catch(failureOf);
  if ('code' in answer) expect(['BAD_QUERY', 'BAD_INPUT']).toContain(answer.code);
  else expect(answer.items.length).toBeLessThanOrEqual(before.length);
  expect(await numbersFor('')).toEqual(before);
});
