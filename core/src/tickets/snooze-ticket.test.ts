/** Snooze: until a time or the customer's next message, woken once and whatever happens in between, and never theirs to notice. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { createWorld, type World, worldBegins } from '../testing/index.ts';
import { workerSurface } from '../worker/worker.ts';
import { wakeDueTickets } from './snooze-ticket.ts';

const hourMs = 3_600_000;
const inHours = (hours: number) => new Date(worldBegins.getTime() + hours * hourMs).toISOString();

async function deskWithTicket(world: World) {
  const maria = await world.contact({ name: 'Maria' });
  const ada = await world.as(await world.agent({ name: 'Ada', email: 'ada@postern.example' }));
  const customer = await world.as(maria);
  const { number, id } = await world.ticket({ from: maria });
  const events = async () =>
    (await ada.tickets.view.query({ ticket: number })).timeline
      .filter(({ kind }) => kind === 'event')
      .map(({ text, author }) => `${author.kind}: ${text}`);
  const found = async (query: string) => (await ada.tickets.list.query({ query })).items.length;
  return { ada, customer, number, id, events, found, maria };
}

test('sleeps until its time, wakes once, and the customer notices nothing', async () => {
  await using world = await createWorld();
  const { ada, customer, number, events, found } = await deskWithTicket(world);
  const [page, list] = [
    await customer.portal.ticket.query({ ticket: number }),
    await customer.portal.tickets.query({}),
  ];
  const asleep = await ada.tickets.snooze.mutate({ ticket: number, until: inHours(2) });
  expect(asleep).toMatchObject({
    status: 'open',
    stage: 'New',
    snoozed: { until: inHours(2), by: { name: 'Ada', email: 'ada@postern.example' } },
  });
  expect(await ada.tickets.snooze.mutate({ ticket: number, until: inHours(2) })).toEqual(asleep);
  expect([await found('is:open'), await found('is:open -is:snoozed'), await found('is:snoozed')]).toEqual([
    1, 0, 1,
  ]);
  world.pass(2 * hourMs - 1);
  expect(await wakeDueTickets(world.core)).toBe(0);
  world.pass(1);
  const woken = await Promise.all([wakeDueTickets(world.core), wakeDueTickets(world.core)]);
  expect(woken.sort()).toEqual([0, 1]);
  expect(await wakeDueTickets(world.core)).toBe(0);
  const { items } = await ada.tickets.list.query({ query: '-is:snoozed' });
  expect(items).toMatchObject([{ number, snoozed: null, lastActivityAt: inHours(2) }]);
  expect(await events()).toEqual(['agent: snoozed until 2026-11-03 11:30 UTC', 'desk: woke up at its time']);
  expect(await customer.portal.ticket.query({ ticket: number })).toEqual(page);
  expect(await customer.portal.tickets.query({})).toEqual(list);
});

test("the customer's message wakes it in its own transaction, whether or not a time was set", async () => {
  await using world = await createWorld();
  const { ada, customer, number, events } = await deskWithTicket(world);
  for (const until of [null, inHours(5)]) {
    await ada.tickets.snooze.mutate({ ticket: number, until });
    const requestId = `maria-writes-${until === null ? 'first' : 'second'}`;
    await customer.portal.reply.mutate({ ticket: number, body: 'Any news?', requestId });
    expect(await ada.tickets.view.query({ ticket: number })).toMatchObject({ snoozed: null });
  }
  expect((await events()).filter((each) => each.includes('woke'))).toEqual([
    'contact: woke up: the customer wrote',
    'contact: woke up: the customer wrote',
  ]);
  world.pass(9 * hourMs);
  expect(await wakeDueTickets(world.core)).toBe(0);
});

test('an agent wakes it, an answer and a note do not, and closing ends it', async () => {
  await using world = await createWorld();
  const { ada, number, events } = await deskWithTicket(world);
  await ada.tickets.snooze.mutate({ ticket: number, until: null });
  await ada.tickets.note.mutate({ ticket: number, body: 'Asked them.', requestId: 'request-note' });
  const { audience } = await ada.tickets.view.query({ ticket: number });
  const reply = { body: 'Which browser?', audienceHash: audience.hash, requestId: 'request-reply' };
  await ada.tickets.reply.mutate({ ticket: number, ...reply });
  expect((await ada.tickets.view.query({ ticket: number })).snoozed).toMatchObject({ until: null });
  expect(await ada.tickets.wake.mutate({ ticket: number })).toMatchObject({ snoozed: null });
  const { version } = await ada.tickets.wake.mutate({ ticket: number });
  expect(await ada.tickets.wake.mutate({ ticket: number })).toMatchObject({ version });
  expect((await events()).at(-1)).toBe('agent: woken');
  await ada.tickets.snooze.mutate({ ticket: number, until: inHours(1) });
  expect(await ada.tickets.close.mutate({ ticket: number })).toMatchObject({ snoozed: null });
  const closed = await ada.tickets.snooze.mutate({ ticket: number, until: null }).catch(failureOf);
  expect(closed).toMatchObject({ code: 'TICKET_CLOSED', message: expect.stringContaining('is closed') });
  world.pass(2 * hourMs);
  expect(await wakeDueTickets(world.core)).toBe(0);
});

test.each([
  ['2026-11-03T09:30:00Z', 'is past'],
  ['2025-01-01T00:00:00+01:00', '2024-12-31 23:00 UTC is past. Name a time that is still to come.'],
  ['2028-01-01T00:00:00Z', 'a year at most'],
  ['tomorrow', 'must be a moment such as'],
])('until %s is refused in words', async (until, says) => {
  await using world = await createWorld();
  const { ada, number, found } = await deskWithTicket(world);
  const refusal = await ada.tickets.snooze.mutate({ ticket: number, until }).catch(failureOf);
  expect(refusal).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining(says) });
  expect(await found('is:snoozed')).toBe(0);
});

test('the worker wakes what came due while the desk was down', async () => {
  await using world = await createWorld();
  const { ada, number, events } = await deskWithTicket(world);
  await ada.tickets.snooze.mutate({ ticket: number, until: inHours(1) });
  world.pass(3 * hourMs);
  const rung = world.core.changes.count;
  const worker = workerSurface(world.core, {});
  await worker.start?.();
  await world.core.changes.wait({ since: rung, timeoutMs: 8_000 });
  await worker.stop?.();
  expect((await events()).at(-1)).toBe('desk: woke up at its time');
});
