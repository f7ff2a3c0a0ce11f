/** Where tickets stand: what moves them, what does not, and what happens to a reply that comes late. */
import { describe, expect, test } from 'vitest';
import { type Failure, failureOf, type PosternClient } from '../client.ts';
import { createWorld, type World } from '../testing/index.ts';

const dayMs = 86_400_000;

let counter = 0;
const requestId = () => {
  counter += 1;
  return `request-${counter.toString().padStart(4, '0')}`;
};

async function deskWithTicket(reopenDays = 7) {
  const world = await createWorld();
  await world.inTransaction(({ tx }) => tx.inbox.updateMany({ data: { reopenDays } }));
  const maria = await world.contact({ name: 'Maria' });
  const customer = await world.as(maria);
  const agent = await world.as(await world.agent({ name: 'Ada' }));
  const filing = { subject: 'It broke', body: 'Hello', requestId: requestId() };
  const { number } = await customer.portal.fileTicket.mutate(filing);
  return { world, maria, customer, agent, number };
}

async function reply(agent: PosternClient, ticket: number, wish: { ifVersion?: number } = {}) {
  const { audience } = await agent.tickets.view.query({ ticket });
  return agent.tickets.reply.mutate({
    ticket,
    body: 'Please try again.',
    audienceHash: audience.hash,
    requestId: requestId(),
    ...wish,
  });
}

const answer = (customer: PosternClient, ticket: number) =>
  customer.portal.reply.mutate({ ticket, body: 'Still broken.', requestId: requestId() });

async function stands(agent: PosternClient, customer: PosternClient, ticket: number) {
  const { stage, status } = await agent.tickets.view.query({ ticket });
  const { statusLabel, isWaitingForYou } = await customer.portal.ticket.query({ ticket });
  return [stage, status, statusLabel, isWaitingForYou];
}

const eventsOf = async (agent: PosternClient, ticket: number) =>
  (await agent.tickets.view.query({ ticket })).timeline
    .filter((entry) => entry.kind === 'event')
    .map((entry) => `${entry.author.name} ${entry.text}`);

const refusalOf = (call: Promise<unknown>) => call.then(() => null, failureOf);

test('an agent is told which stages a ticket can stand in, and which one it does', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const { number } = await world.ticket({ from: await world.contact() });
  await agent.tickets.setStage.mutate({ ticket: number, to: 'Closed' });
  const { items } = await agent.tickets.stages.query({ ticket: number });
  expect(items.map(({ name, status, isCurrent }) => [name, status, isCurrent])).toEqual([
    ['New', 'open', false],
    ['Waiting on us', 'open', false],
    ['Waiting on customer', 'open', false],
    ['Closed', 'closed', true],
  ]);
});

test('a ticket goes the way that its messages send it', async () => {
  const { world, customer, agent, number } = await deskWithTicket();
  await using _world = world;
  const now = () => stands(agent, customer, number);
  expect(await now()).toEqual(['New', 'open', 'Received', false]);
  await answer(customer, number);
  expect(await now()).toEqual(['Waiting on us', 'open', 'We are on it', false]);
  await reply(agent, number);
  expect(await now()).toEqual(['Waiting on customer', 'open', 'Waiting for you', true]);
  await answer(customer, number);
  expect(await now()).toEqual(['Waiting on us', 'open', 'We are on it', false]);
  await agent.tickets.close.mutate({ ticket: number });
  expect(await now()).toEqual(['Closed', 'closed', 'Closed', false]);
  await agent.tickets.reopen.mutate({ ticket: number });
  expect(await now()).toEqual(['Waiting on us', 'open', 'We are on it', false]);
});

test('notes, claims and assignments move no stage, open or closed', async () => {
  const { world, customer, agent, number } = await deskWithTicket();
  await using _world = world;
  for (const expected of [
    ['New', 'open'],
    ['Waiting on customer', 'open'],
    ['Closed', 'closed'],
  ]) {
    await agent.tickets.note.mutate({ ticket: number, body: 'Hm.', requestId: requestId() });
    await agent.tickets.claim.mutate({ ticket: number });
    await agent.tickets.assign.mutate({ ticket: number, to: 'none' });
    expect((await stands(agent, customer, number)).slice(0, 2)).toEqual(expected);
    if (expected[0] === 'New') await reply(agent, number);
    else await agent.tickets.close.mutate({ ticket: number });
  }
});

describe('a reply to a closed ticket', () => {
  test.each<[days: number, afterMs: number, outcome: string]>([
    [7, 0, 'reopened'],
    [7, 7 * dayMs, 'reopened'],
    [7, 7 * dayMs + 1, 'followedUp'],
    [0, 0, 'reopened'],
    [0, 1, 'followedUp'],
  ])(
    'with %i days to reopen, %i ms later, is %s, as the page said before',
    async (days, afterMs, outcome) => {
      const { world, customer, agent, number } = await deskWithTicket(days);
      await using _world = world;
      await agent.tickets.close.mutate({ ticket: number });
      world.pass(afterMs);
      expect(await customer.portal.ticket.query({ ticket: number })).toMatchObject({ replyOutcome: outcome });
      expect(await answer(customer, number)).toMatchObject({ outcome });
    },
  );

  test('within the days opens it again and says so to the team', async () => {
    const { world, customer, agent, number } = await deskWithTicket();
    await using _world = world;
    await agent.tickets.close.mutate({ ticket: number });
    world.pass(dayMs);
    expect(await answer(customer, number)).toEqual({ outcome: 'reopened', number });
    expect(await stands(agent, customer, number)).toEqual(['Waiting on us', 'open', 'We are on it', false]);
    expect(await eventsOf(agent, number)).toEqual(['Ada closed', 'Maria reopened']);
    // Closed once more, its days begin anew.
    await agent.tickets.close.mutate({ ticket: number });
    world.pass(6 * dayMs);
    expect(await answer(customer, number)).toEqual({ outcome: 'reopened', number });
  });

  test('after them starts a ticket of its own that continues it, and leaves the old one as it was', async () => {
    const { world, maria, customer, agent, number } = await deskWithTicket();
    await using _world = world;
    await agent.tickets.close.mutate({ ticket: number });
    const before = await agent.tickets.view.query({ ticket: number });
    world.pass(8 * dayMs);
    const filed = await answer(customer, number);
    expect(filed).toEqual({ outcome: 'followedUp', number: number + 1 });
    expect(await agent.tickets.view.query({ ticket: number })).toEqual({
      ...before,
      links: [{ number: filed.number, subject: 'It broke', status: 'open', as: 'follow-up' }],
    });
    expect(await stands(agent, customer, filed.number)).toEqual(['New', 'open', 'Received', false]);
    const old = await world.core.db.read.ticket.findUniqueOrThrow({ where: { number } });
    expect(
      await world.core.db.read.ticket.findUniqueOrThrow({ where: { number: filed.number } }),
    ).toMatchObject({
      followsId: old.id,
      subject: 'It broke',
      requesterId: maria.id,
      inboxId: old.inboxId,
    });
    // Words for the new ticket join the new ticket.
    expect(await answer(customer, filed.number)).toEqual({ outcome: 'added', number: filed.number });
  });
});

describe('closing and reopening', () => {
  test('twice is once: one event, one version', async () => {
    const { world, agent, number } = await deskWithTicket();
    await using _world = world;
    const closed = await agent.tickets.close.mutate({ ticket: number });
    expect(closed).toMatchObject({ status: 'closed', stage: 'Closed' });
    world.pass(1_000);
    expect(await agent.tickets.close.mutate({ ticket: number })).toEqual(closed);
    const opened = await agent.tickets.reopen.mutate({ ticket: number });
    expect(opened).toMatchObject({ status: 'open', version: closed.version + 1 });
    expect(await agent.tickets.reopen.mutate({ ticket: number })).toEqual(opened);
    expect(await eventsOf(agent, number)).toEqual(['Ada closed', 'Ada reopened']);
  });

  test('by many at the same moment is once', async () => {
    const { world, agent, number } = await deskWithTicket();
    await using _world = world;
    await Promise.all(Array.from({ length: 5 }, () => agent.tickets.close.mutate({ ticket: number })));
    expect(await eventsOf(agent, number)).toEqual(['Ada closed']);
  });
});

describe('somebody else was quicker', () => {
  const changes: [
    string,
    (world: World, agent: PosternClient, ticket: number, ifVersion: number) => Promise<unknown>,
  ][] = [
    ['close', (_world, agent, ticket, ifVersion) => agent.tickets.close.mutate({ ticket, ifVersion })],
    ['reopen', (_world, agent, ticket, ifVersion) => agent.tickets.reopen.mutate({ ticket, ifVersion })],
    [
      'assign',
      (_world, agent, ticket, ifVersion) => agent.tickets.assign.mutate({ ticket, to: 'me', ifVersion }),
    ],
    ['reply', (_world, agent, ticket, ifVersion) => reply(agent, ticket, { ifVersion })],
  ];

  test.each(changes)(
    '%s on an older version is refused, and works on the present one',
    async (_name, change) => {
      const { world, customer, agent, number } = await deskWithTicket();
      await using _world = world;
      const { version } = await agent.tickets.view.query({ ticket: number });
      await answer(customer, number);
      expect(await refusalOf(change(world, agent, number, version))).toMatchObject({
        code: 'TICKET_CHANGED',
        exit: 7,
        facts: { number, version: version + 1 },
      });
      const after = await agent.tickets.view.query({ ticket: number });
      expect(after.version).toBe(version + 1);
      expect(await refusalOf(change(world, agent, number, after.version))).toBeNull();
    },
  );

  test('a claim names who has it', async () => {
    const { world, agent, number } = await deskWithTicket();
    await using _world = world;
    const bo = await world.as(await world.agent({ name: 'Bo' }));
    const claims = await Promise.all(
      [agent, bo].map((each) => refusalOf(each.tickets.claim.mutate({ ticket: number }))),
    );
    const { assignee } = await agent.tickets.view.query({ ticket: number });
    expect(claims.filter((refusal) => refusal === null)).toHaveLength(1);
    expect(claims.find((refusal) => refusal !== null)).toMatchObject({
      code: 'ALREADY_CLAIMED',
      message: `${assignee?.name} has ticket #${number} already.`,
    });
  });

  test('a reply to recipients who changed is refused, and tells who would read it now', async () => {
    const { world, agent, number } = await deskWithTicket();
    await using _world = world;
    const acme = await world.organization({ sight: 'EVERYONE' });
    const chen = await world.contact({ name: 'Chen', organization: acme });
    const seen = await agent.tickets.view.query({ ticket: number });
    await world.inTransaction(({ tx }) =>
      tx.ticketContact.create({ data: { ticketId: seen.id, contactId: chen.id, role: 'PARTICIPANT' } }),
    );
    const sending = { ticket: number, body: 'Hello', requestId: requestId() };
    const refusal = await refusalOf(
      agent.tickets.reply.mutate({ ...sending, audienceHash: seen.audience.hash }),
    );
    expect(refusal).toMatchObject({
      code: 'AUDIENCE_CHANGED',
      message: 'Who would read this has changed since you looked: now Maria, Chen.',
      facts: { audience: { to: [{ name: 'Maria' }, { name: 'Chen', email: chen.email }] } },
    });
    const { hash } = (refusal as Failure).facts.audience as { hash: string };
    expect(await refusalOf(agent.tickets.reply.mutate({ ...sending, audienceHash: hash }))).toBeNull();
  });

  test('a reply to a ticket that was closed is kept by the sender, with the way to go on', async () => {
    const { world, agent, number } = await deskWithTicket();
    await using _world = world;
    await agent.tickets.close.mutate({ ticket: number });
    expect(await refusalOf(reply(agent, number))).toMatchObject({
      code: 'TICKET_CLOSED',
      hint: `Reopen it first, then send again: postern ticket reopen ${number}`,
    });
  });
});

test('a colleague who answers through the organization takes part from then on', async () => {
  await using world = await createWorld();
  const acme = await world.organization({ sight: 'EVERYONE' });
  const maria = await world.contact({ name: 'Maria', organization: acme });
  const omar = await world.contact({ name: 'Omar', organization: acme });
  const agent = await world.as(await world.agent());
  const { number } = await world.ticket({ from: maria });
  const before = (await agent.tickets.view.query({ ticket: number })).audience;
  expect(before.to.map((each) => each.name)).toEqual(['Maria']);
  await answer(await world.as(omar), number);
  const { audience, requester } = await agent.tickets.view.query({ ticket: number });
  expect(audience.to.map((each) => each.name)).toEqual(['Maria', 'Omar']);
  expect(audience.hash).not.toBe(before.hash);
  expect(requester?.name).toBe('Maria');
});

test('an agent moves a ticket by the name of a stage: closing it, reopening it, and nothing at all are told apart', async () => {
  const { world, customer, agent, number } = await deskWithTicket();
  await using _world = world;
  const move = (to: string) => agent.tickets.setStage.mutate({ ticket: number, to });
  const { lastActivityAt } = await customer.portal.ticket.query({ ticket: number });
  world.pass(60_000);
  await move('waiting on CUSTOMER');
  expect(await stands(agent, customer, number)).toEqual([
    'Waiting on customer',
    'open',
    'Waiting for you',
    true,
  ]);
  await move('Waiting on customer');
  await move('Closed');
  expect(await stands(agent, customer, number)).toEqual(['Closed', 'closed', 'Closed', false]);
  await move('New');
  expect(await stands(agent, customer, number)).toEqual(['New', 'open', 'Received', false]);
  expect(await eventsOf(agent, number)).toEqual(
    expect.arrayContaining(['Ada moved to Waiting on customer', 'Ada closed', 'Ada reopened']),
  );
  expect((await eventsOf(agent, number)).filter((event) => event.includes('moved'))).toHaveLength(1);
  // What customers count by is when somebody last spoke.
  expect((await customer.portal.ticket.query({ ticket: number })).lastActivityAt).toBe(lastActivityAt);
  const refusal = await refusalOf(move('Wating on us'));
  expect(refusal).toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringContaining('Its stages are New, Waiting on us, Waiting on customer, Closed.'),
    hint: expect.stringContaining('--to "Waiting on us"'),
  });
});
