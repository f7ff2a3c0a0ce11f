/** A desk that is moved in time is the same desk, later. */
import { expect, test } from 'vitest';
import { createWorld } from './index.ts';
import { moveInTime } from './move-in-time.ts';

const week = 7 * 24 * 60 * 60_000;

test('everything happened later, in the same order, and the audit trail is whole', async () => {
  await using world = await createWorld();
  const ada = await world.agent({ name: 'Ada Okafor' });
  const maria = await world.contact({ name: 'Maria López' });
  const ticket = await world.ticket({ from: maria, says: 'It broke on 2026-11-03T09:30:00.000Z.' });
  world.pass(60_000);
  await world.turn(ticket, { from: ada, notes: 'Again.' });
  await world.turn(ticket, { from: ada, closes: true });
  const agent = await world.as(ada);
  const before = await agent.tickets.view.query({ ticket: ticket.number });
  const [first] = (await agent.audit.list.query({})).items;

  await world.inTransaction((work) => moveInTime(work, week));
  world.pass(week);

  const after = await agent.tickets.view.query({ ticket: ticket.number });
  const later = (iso: string) => new Date(Date.parse(iso) + week).toISOString();
  expect(after.createdAt).toBe(later(before.createdAt));
  const moments = ({ timeline }: typeof before) => timeline.map(({ at }) => at);
  expect(moments(after)).toEqual(moments(before).map(later));
  expect(JSON.stringify(after)).toContain('It broke on 2026-11-03T09:30:00.000Z.');
  const events = await agent.audit.list.query({});
  expect(events.items.find(({ seq }) => seq === first?.seq)?.at).toBe(later(first?.at ?? ''));
  expect(await agent.audit.verify.query({})).toMatchObject({ isWhole: true, isEnd: true });
});
