/** Replies that wait: in no customer's sight until they leave, once, and to be taken back until then. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PosternClient } from '../client.ts';
import type { Core } from '../context.ts';
import { startWorker } from '../testing/sendings.ts';
import { until } from '../testing/until.ts';
import { createWorld } from '../testing/world.ts';
import { releaseDue } from './release-held.ts';

async function desk() {
  const world = await createWorld();
  const ada = await world.agent({ name: 'Ada Okafor' });
  const bo = await world.agent({ name: 'Bo Lindqvist' });
  const maria = await world.contact({ name: 'Maria López' });
  const ticket = await world.ticket({ from: maria, subject: 'Cannot sign in', says: 'It is empty.' });
  const agent = await world.as(ada);
  const customer = await world.as(maria);
  let requests = 0;
  const held = await agent.tickets.view.query({ ticket: ticket.number });
  /** Holds a reply for 10 s unless something else is wished. */
  const hold = async (body: string, wish: object = {}) => {
    requests += 1;
    return agent.tickets.reply.mutate({
      ticket: ticket.number,
      body,
      audienceHash: held.audience.hash,
      requestId: `held-reply-${requests}`,
      holdSeconds: 10,
      ...wish,
    });
  };
  const said = async () =>
    (await customer.portal.ticket.query({ ticket: ticket.number })).messages.map(({ text }) => text);
  const view = () => agent.tickets.view.query({ ticket: ticket.number });
  const pass = async (ms: number) => {
    world.pass(ms);
    return releaseDue(world.core);
  };
  return {
    ...{ world, agent, bo, customer, maria, ticket, hold, said, view, pass },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

test('a held reply is seen by agents alone, moves no clock, and leaves once when its time has come', async () => {
  await using at = await desk();
  const before = await at.view();
  const mails = () => at.world.core.db.read.outboxItem.count();
  const mailsBefore = await mails();
  const answer = await at.hold('Please try again.');
  expect(answer).toMatchObject({ held: { releaseAt: '2026-11-03T09:30:10.000Z' } });
  const { held, ...rest } = await at.view();
  expect(rest).toEqual({ ...before, held: undefined, readThrough: '2026-11-03T09:30:00.000Z' });
  expect(held).toMatchObject([
    { id: answer.id, text: 'Please try again.', state: 'held', agent: { name: 'Ada Okafor' }, reason: null },
  ]);
  await at.pass(9_999);
  expect(await at.said()).toEqual(['It is empty.']);
  expect(await mails()).toBe(mailsBefore);
  await at.pass(1);
  await at.pass(1);
  expect(await at.said()).toEqual(['It is empty.', 'Please try again.']);
  expect(await at.view()).toMatchObject({
    held: [],
    stage: 'Waiting on customer',
    lastPublicAt: '2026-11-03T09:30:10.000Z',
  });
  expect(await mails()).toBeGreaterThan(mailsBefore);
});

test('the worker releases in time, and after a restart what was due meanwhile', async () => {
  await using at = await desk();
  await at.hold('Before the desk went down.');
  at.world.pass(3_600_000);
  await using _worker = await startWorker(at.world.core, {});
  await until(async () => (await at.said()).length === 2);
  await at.hold('While it runs.', { holdSeconds: 1 });
  at.world.pass(1_000);
  await until(async () => (await at.said()).length === 3);
});

test('taken back is taken back, twice is once, and the text is there again', async () => {
  await using at = await desk();
  const { id } = await at.hold('Too early.');
  const taken = await at.agent.tickets.takeBack.mutate({ reply: id });
  expect(taken).toMatchObject({ text: 'Too early.', ticket: { number: at.ticket.number } });
  expect(await at.agent.tickets.takeBack.mutate({ reply: id })).toEqual(taken);
  await at.pass(60_000);
  expect(await at.said()).toEqual(['It is empty.']);
  await expect(at.agent.tickets.sendNow.mutate({ reply: id })).rejects.toMatchObject({
    message: 'This reply was taken back.',
  });
  expect((await at.view()).timeline.at(-1)).toMatchObject({
    kind: 'event',
    text: expect.stringContaining('back'),
  });
});

test('what has gone out cannot be taken back, and says so; sending now twice is one message', async () => {
  await using at = await desk();
  const { id } = await at.hold('At once.');
  const sent = await at.agent.tickets.sendNow.mutate({ reply: id });
  expect(await at.agent.tickets.sendNow.mutate({ reply: id })).toMatchObject({ id: sent.id });
  await at.pass(60_000);
  expect(await at.said()).toEqual(['It is empty.', 'At once.']);
  await expect(at.agent.tickets.takeBack.mutate({ reply: id })).rejects.toMatchObject({
    message: `This reply has gone out already, on #${at.ticket.number}.`,
  });
  expect(await at.agent.tickets.heldReply.query({ reply: id })).toMatchObject({ state: 'sent', text: '' });
});

test("another agent can neither take it back nor send it, and does not find it among one's own", async () => {
  await using at = await desk();
  const { id } = await at.hold('Mine.');
  const bo = await at.world.as(at.bo);
  for (const call of [
    bo.tickets.takeBack.mutate({ reply: id }),
    bo.tickets.sendNow.mutate({ reply: id }),
    bo.outbox.cancel.mutate({ item: id }),
  ])
    await expect(call).rejects.toMatchObject({ message: 'There is no such reply of yours that waits.' });
  expect((await bo.tickets.held.query()).items).toEqual([]);
  expect((await bo.tickets.view.query({ ticket: at.ticket.number })).held).toHaveLength(1);
});

test.each<
  [
    name: string,
    wish: object,
    meanwhile: (at: Awaited<ReturnType<typeof desk>>) => Promise<unknown>,
    reason: RegExp,
  ]
>([
  [
    'somebody joined who would read it',
    {},
    async ({ world, ticket }) => {
      const chen = await world.contact({ name: 'Chen Wei' });
      const row = { ticketId: ticket.id, contactId: chen.id, role: 'CC' };
      await world.inTransaction(({ tx }) => tx.ticketContact.create({ data: row }));
    },
    /now Maria López, Chen Wei/,
  ],
  [
    'the customer wrote first, where that was asked for',
    { stopIfTheyWrite: true },
    ({ world, ticket, maria }) => world.turn(ticket, { from: maria, says: 'Never mind.' }),
    /Maria López wrote before it left/,
  ],
  [
    'the ticket was closed',
    {},
    ({ world, ticket, bo }) => world.turn(ticket, { from: bo, closes: true }),
    /is closed/,
  ],
])('it is stopped and kept when %s', async (_name, wish, meanwhile, reason) => {
  await using at = await desk();
  const { id } = await at.hold('Hello Maria.', wish);
  await meanwhile(at);
  const before = await at.said();
  await at.pass(10_000);
  expect(await at.said()).toEqual(before);
  const [stopped] = (await at.agent.tickets.held.query()).items;
  expect(stopped).toMatchObject({
    id,
    state: 'stopped',
    text: 'Hello Maria.',
    reason: expect.stringMatching(reason),
  });
  expect(await at.agent.tickets.takeBack.mutate({ reply: id })).toMatchObject({ text: 'Hello Maria.' });
});

test('without that wish a message of the customer stops nothing, and a stopped one can be sent all the same', async () => {
  await using at = await desk();
  await at.hold('First.');
  const { id } = await at.hold('Second.', { stopIfTheyWrite: true });
  await at.world.turn(at.ticket, { from: at.maria, says: 'One more thing.' });
  await at.pass(10_000);
  expect(await at.said()).toEqual(['It is empty.', 'One more thing.', 'First.']);
  await at.agent.tickets.sendNow.mutate({ reply: id });
  expect((await at.said()).at(-1)).toBe('Second.');
});

test('a moment to come sends it then; what would be refused now is not held either', async () => {
  await using at = await desk();
  const answer = await at.hold('Later.', { sendAt: '2026-11-04T08:00:00+01:00' });
  expect(answer.held).toEqual({ releaseAt: '2026-11-04T07:00:00.000Z' });
  await expect(at.hold('Wrong.', { audienceHash: 'old' })).rejects.toMatchObject({
    data: { postern: { code: 'AUDIENCE_CHANGED' } },
  });
  await expect(at.hold('Too late.', { sendAt: '2099-01-01T00:00:00Z' })).rejects.toThrow('a year at most');
});

/** What may happen to the desk at a transaction: nothing, a crash before it is stored, or one right after. */
const fates = fc.constantFrom('fine', 'fine', 'lost', 'stored');

/** The same desk, whose process ends at some of its transactions. */
function crashing(core: Core, next: () => string): Core {
  const inTransaction: Core['db']['inTransaction'] = async (action) => {
    const fate = next();
    const result = await core.db.inTransaction(async (tx) => {
      const done = await action(tx);
      if (fate === 'lost') throw new Error('The desk went down.');
      return done;
    });
    if (fate === 'stored') throw new Error('The desk went down.');
    return result;
  };
  return { ...core, db: Object.assign(Object.create(core.db), { inTransaction }) };
}

test('wherever the desk goes down, a held reply that nobody took back arrives exactly once', async () => {
  await using at = await desk();
  let count = 0;
  const act = fc.constantFrom('release', 'release', 'takeBack', 'sendNow');
  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 1, maxLength: 4 }),
      fc.array(fates, { maxLength: 8 }),
      async (acts, plan) => {
        count += 1;
        const body = `Reply ${count}.`;
        const { id } = await at.hold(body);
        at.world.pass(10_000);
        const core = crashing(at.world.core, () => plan.shift() ?? 'fine');
        const attempts = acts.map((what) => attempt(at.agent, core, what, id));
        const isTaken = (await Promise.all(attempts)).includes(true);
        // Started again, the desk goes on where it was.
        await releaseDue(at.world.core);
        const arrived = (await at.said()).filter((text) => text === body).length;
        expect(arrived).toBe(isTaken ? 0 : 1);
      },
    ),
    { numRuns: 25 },
  );
});

/** Whether it was taken back. */
async function attempt(agent: PosternClient, core: Core, what: string, reply: string): Promise<boolean> {
  try {
    if (what === 'release') await releaseDue(core);
    else if (what === 'sendNow') await agent.tickets.sendNow.mutate({ reply });
    else await agent.tickets.takeBack.mutate({ reply });
    return what === 'takeBack';
  } catch {
    return false;
  }
}

test('the outbox lists what waits and what failed; failures are given up or tried again by whoever manages channels', async () => {
  await using at = await desk();
  const { id } = await at.hold('Waiting.');
  const failed = async (key: string, attempts: number) =>
    at.world.inTransaction(async ({ core, tx, now }) => {
      const item = { kind: 'EMAIL', key, queueKey: key, payload: { ticketId: at.ticket.id }, state: 'DEAD' };
      const row = { ...item, id: core.ids.next('outboxItem'), attempts, lastError: '550 no such user' };
      await tx.outboxItem.create({ data: { ...row, dueAt: now, createdAt: now } });
      return row.id;
    });
  const [first, second] = [await failed('mail-1', 3), await failed('mail-2', 0)];
  const { items } = await at.agent.outbox.list.query();
  expect(items).toMatchObject([
    { id, kind: 'reply', state: 'held', ticket: at.ticket.number },
    { id: second, kind: 'email', state: 'dead' },
    { id: first, kind: 'email', state: 'dead', ticket: at.ticket.number, reason: '550 no such user' },
  ]);
  await at.agent.outbox.retry.mutate({ item: first });
  await at.agent.outbox.cancel.mutate({ item: second });
  expect(await at.agent.outbox.cancel.mutate({ item: id })).toEqual({
    ...{ id, text: 'Waiting.', attachments: [] },
  });
  const stateOf = async (key: string) =>
    (await at.world.core.db.read.outboxItem.findUniqueOrThrow({ where: { key } })).state;
  // It was tried before, so it is looked for before it is sent again.
  expect([await stateOf('mail-1'), await stateOf('mail-2')]).toEqual(['AMBIGUOUS', 'CANCELLED']);
  const writer = await at.world.as(
    await at.world.agent({ name: 'W', permissions: ['tickets.read', 'tickets.write'] }),
  );
  expect((await writer.outbox.list.query()).items).toEqual([]);
  await expect(writer.outbox.retry.mutate({ item: first })).rejects.toMatchObject({
    message: 'You need the permission "channels.manage" for this.',
  });
});
