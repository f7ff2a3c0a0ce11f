/** The customer's list: its orders and pages, whose tickets are in it, and what a search shows of its hits. */
import { expect, test } from 'vitest';
import type { ListedTicket, MyTicketsRequest, PosternClient } from '../client.ts';
import { buildConversation, createWorld } from '../testing/index.ts';
import { ticketSorts } from './list-order.ts';

const minute = 60_000;
const hour = 60 * minute;

async function pages(customer: PosternClient, wish: Partial<MyTicketsRequest>) {
  const all: { items: ListedTicket[]; nextCursor: string | null; previousCursor: string | null }[] = [];
  let cursor: string | null = null;
  do {
    const page: (typeof all)[number] = await customer.portal.tickets.query({
      ...wish,
      ...(cursor && { cursor }),
    });
    all.push(page);
    cursor = page.nextCursor;
  } while (cursor);
  return all;
}

const numbersOf = (items: { number: number }[]) => items.map((item) => item.number);

/** Seven tickets whose three orders differ. */
async function desk() {
  const world = await createWorld();
  const maria = await world.contact();
  const ada = await world.agent();
  const begin = world.core.clock.now().getTime();
  const facts: { number: number; createdAt: number; lastPublicAt: number }[] = [];
  for (const [index, number] of [1005, 1001, 1007, 1003, 1002, 1006, 1004].entries()) {
    // Two were created in the same moment.
    const createdAt = begin - (index === 3 ? 2 : index) * hour;
    const lastPublicAt = begin + ((index * 3) % 7) * hour;
    await world.ticket({
      from: maria,
      number,
      at: new Date(createdAt),
      turns: [{ from: ada, says: 'Hello.', at: new Date(lastPublicAt) }],
    });
    facts.push({ number, createdAt, lastPublicAt });
  }
  return { world, maria, ada, facts, customer: await world.as(maria) };
}

test.each(ticketSorts)(
  'S66: sorted by %s, every page there and back shows each ticket once',
  async (sort) => {
    const { world, customer, facts } = await desk();
    await using _ = world;
    const key = { activity: 'lastPublicAt', created: 'createdAt', number: 'number' } as const;
    const by = key[sort.replace('-', '') as keyof typeof key];
    const sign = sort.startsWith('-') ? -1 : 1;
    // Equal ones stand in the order in which they came.
    const order = facts.map((fact, index) => ({ ...fact, index }));
    const expected = order
      .sort((a, b) => sign * (a[by] - b[by] || a.index - b.index))
      .map((fact) => fact.number);
    const there = await pages(customer, { sort, limit: 3 });
    expect(there.map((page) => numbersOf(page.items))).toEqual([
      expected.slice(0, 3),
      expected.slice(3, 6),
      expected.slice(6),
    ]);
    expect(there[0]?.previousCursor).toBeNull();

    const back = async (cursor: string | null | undefined) =>
      customer.portal.tickets.query({ sort, limit: 3, cursor: cursor ?? '' });
    const second = await back(there[2]?.previousCursor);
    expect(numbersOf(second.items)).toEqual(expected.slice(3, 6));
    expect(numbersOf((await back(second.nextCursor)).items)).toEqual(expected.slice(6));
    const first = await back(second.previousCursor);
    expect(numbersOf(first.items)).toEqual(expected.slice(0, 3));
    expect(first.previousCursor).toBeNull();
  },
);

test('a cursor of another order is refused', async () => {
  const { world, customer } = await desk();
  await using _ = world;
  const { nextCursor } = await customer.portal.tickets.query({ sort: 'number', limit: 3 });
  for (const sort of ticketSorts.filter((each) => each !== 'number'))
    await expect(customer.portal.tickets.query({ sort, cursor: nextCursor ?? '' })).rejects.toThrow(
      'This cursor',
    );
});

test('S66: a note, an assignment or a claim leaves every order of the list as it is', async () => {
  const { world, ada, customer } = await desk();
  await using _ = world;
  const lists = () =>
    Promise.all(ticketSorts.map((sort) => customer.portal.tickets.query({ sort, limit: 100 })));
  const before = await lists();
  const agent = await world.as(ada);
  world.pass(50 * hour);
  await agent.tickets.note.mutate({ ticket: 1003, body: 'Inside.', requestId: 'request-0001' });
  await agent.tickets.claim.mutate({ ticket: 1002 });
  await agent.tickets.assign.mutate({ ticket: 1002, to: 'none' });
  expect(await lists()).toEqual(before);
});

test('S64, S65: open, closed and waiting tickets are listed, and found by their status', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const ada = await world.agent();
  await world.ticket({ from: maria, number: 1001, turns: [{ from: ada, closes: true }] });
  await world.ticket({ from: maria, number: 1002, turns: [{ from: ada, says: 'Which one?' }] });
  await world.ticket({ from: maria, number: 1003 });
  const customer = await world.as(maria);
  const numbers = async (status?: MyTicketsRequest['status']) =>
    numbersOf((await customer.portal.tickets.query({ ...(status && { status }), sort: 'number' })).items);
  expect(await numbers()).toEqual([1001, 1002, 1003]);
  expect(await numbers('open')).toEqual([1002, 1003]);
  expect(await numbers('waiting')).toEqual([1002]);
  expect(await numbers('closed')).toEqual([1001]);
  expect((await customer.portal.tickets.query({ status: 'waiting' })).counts).toEqual({
    waitingForYou: 1,
    open: 2,
    closed: 1,
  });
});

test("whoever sees the organization's tickets may look at the own ones alone; others have the own ones anyhow", async () => {
  await using world = await createWorld();
  const acme = await world.organization({ name: 'Acme', sight: 'PER_MEMBER' });
  const maria = await world.contact({ organization: acme, seesOrgTickets: true });
  const jonas = await world.contact({ organization: acme });
  await world.ticket({ from: maria, number: 1001 });
  await world.ticket({ from: jonas, number: 1002 });
  const list = async (who: typeof maria, scope: 'mine' | 'all') => {
    const { items, counts, organization } = await (await world.as(who)).portal.tickets.query({
      scope,
      sort: 'number',
    });
    return [numbersOf(items), counts.open, organization];
  };
  expect(await list(maria, 'all')).toEqual([[1001, 1002], 2, 'Acme']);
  expect(await list(maria, 'mine')).toEqual([[1001], 1, 'Acme']);
  expect(await list(jonas, 'all')).toEqual([[1002], 1, null]);
  expect(await list(jonas, 'mine')).toEqual([[1002], 1, null]);
});

const shown = (text: { text: string; isHit: boolean }[] | null | undefined) =>
  text?.map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text)).join('') ?? null;

test('S65: what was found is marked in the subject and in one line of the first message that has it', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const ada = await world.agent();
  await world.ticket({
    from: maria,
    subject: 'Das CAFÉ schließt',
    says: 'First of all, hello.\n\nThe cafe\u0301s   of the\ttown <b>are</b> closed.',
    turns: [
      { from: ada, notes: 'A cafe nobody should know.' },
      { from: ada, says: 'Which cafe?' },
    ],
  });
  const customer = await world.as(maria);
  const found = async (search: string) => {
    const [item] = (await customer.portal.tickets.query({ search })).items;
    return item && [shown(item.found?.subject), shown(item.found?.message)];
  };
  expect(await found('cafe')).toEqual([
    'Das [CAFÉ] schließt',
    'First of all, hello. The [cafe\u0301s] of the town <b>are</b> closed.',
  ]);
  expect(await found('"cafes of" town')).toEqual([
    'Das CAFÉ schließt',
    'First of all, hello. The [cafe\u0301s of] the [town] <b>are</b> closed.',
  ]);
  expect(await found('schließt')).toEqual(['Das CAFÉ [schließt]', null]);
  expect(await found('nobody')).toBeUndefined();
  expect((await customer.portal.tickets.query({})).items[0]?.found).toBeNull();
});

test('S65: the line is short, cut between words, and is never from what customers do not read', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const ada = await world.agent();
  const ticket = await world.ticket({
    from: maria,
    subject: 'A wombat',
    says: `${'Many words come before it. '.repeat(20)}Then a wombat. ${'And many more come after it. '.repeat(20)}`,
    turns: [{ from: ada, notes: 'The wombat is ours.' }],
  });
  await world.inTransaction((work) =>
    buildConversation(work, {
      kind: 'EMAIL',
      isConnected: false,
      inboxId: world.inboxId,
      ticketId: ticket.id,
      messages: [{ from: maria, says: 'Privately, a wombat.' }],
      at: new Date(world.core.clock.now().getTime() - hour),
    }),
  );
  const [item] = (await (await world.as(maria)).portal.tickets.query({ search: 'wombat' })).items;
  const line = shown(item?.found?.message) ?? '';
  expect(line).toMatch(/^… \w[^…]* Then a \[wombat\]\. And [^…]* …$/);
  expect(line.length).toBeLessThan(200);
  expect(JSON.stringify(item)).not.toMatch(/Privately|ours/);
});

test('S65: words of scripts without spaces are marked one by one', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  await world.ticket({
    from: maria,
    subject: '請求書の再発行',
    says: '先月の請求書をもう一度お願いします。',
  });
  const [item] = (await (await world.as(maria)).portal.tickets.query({ search: '請求' })).items;
  expect(shown(item?.found?.subject)).toBe('[請求]書の再発行');
  expect(shown(item?.found?.message)).toBe('先月の[請求]書をもう一度お願いします。');
});
