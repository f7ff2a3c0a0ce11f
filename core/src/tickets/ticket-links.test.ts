/** Links between tickets: both ends tell them, each in its own words, no ring of parents, and nothing for customers. */
import { expect, test } from 'vitest';
import { createWorld, refusalOf, type World } from '../testing/index.ts';

async function desk(world: World) {
  const maria = await world.contact({ name: 'Maria' });
  const ada = await world.as(await world.agent({ name: 'Ada' }));
  const file = async (subject: string) => (await world.ticket({ from: maria, subject })).number;
  const [first, second, third] = [await file('One'), await file('Two'), await file('Three')];
  const linksOf = async (ticket: number) =>
    (await ada.tickets.view.query({ ticket })).links.map(({ number, as }) => [number, as]);
  return { maria, ada, first, second, third, linksOf };
}

test('each end says what the other is; another kind takes its place, and unlinking ends it for both', async () => {
  await using world = await createWorld();
  const { ada, first, second, linksOf } = await desk(world);
  const cases = [
    ['related', 'related', 'related'],
    ['duplicate', 'original', 'duplicate'],
    ['parent', 'child', 'parent'],
    ['child', 'parent', 'child'],
  ] as const;
  for (const [as, seenByFirst, seenBySecond] of cases) {
    await ada.tickets.link.mutate({ ticket: first, to: second, as });
    expect([await linksOf(first), await linksOf(second)]).toEqual([
      [[second, seenByFirst]],
      [[first, seenBySecond]],
    ]);
  }
  const { version } = await ada.tickets.view.query({ ticket: first });
  const again = { ticket: first, to: second, as: 'child' as const };
  expect(await ada.tickets.link.mutate(again)).toMatchObject({ version });
  await ada.tickets.unlink.mutate({ ticket: second, to: first });
  expect([await linksOf(first), await linksOf(second)]).toEqual([[], []]);
  const { items } = await ada.tickets.history.query({ ticket: second });
  expect(items.slice(-2).map(({ text }) => text)).toEqual([
    `linked with #${first} (a child of this)`,
    `linked with #${first} no more`,
  ]);
});

test('refused: to itself, a ring of parents, a link that is not there, a merged ticket, a stale version', async () => {
  await using world = await createWorld();
  const { ada, first, second, third } = await desk(world);
  const link = (ticket: number, to: number, as: 'parent' | 'child' | 'related' = 'related') =>
    ada.tickets.link.mutate({ ticket, to, as });
  expect(await refusalOf(link(first, first))).toMatchObject({ code: 'BAD_INPUT' });
  await link(first, second, 'parent');
  await link(third, second, 'child');
  expect(await refusalOf(link(third, first, 'parent'))).toMatchObject({
    code: 'BAD_INPUT',
    message: `#${first} is above #${third} already, so it cannot be below it too.`,
  });
  // Turned round, the one link between them is no ring.
  await link(first, second, 'child');
  expect(await refusalOf(ada.tickets.unlink.mutate({ ticket: first, to: third }))).toMatchObject({
    message: `#${first} and #${third} are not linked.`,
  });
  const stale = { ticket: first, to: third, as: 'related' as const, ifVersion: 0 };
  expect(await refusalOf(ada.tickets.link.mutate(stale))).toMatchObject({ code: 'TICKET_CHANGED' });
  await ada.tickets.merge.mutate({ ticket: third, into: first });
  expect(await refusalOf(link(second, third))).toMatchObject({ code: 'TICKET_MERGED' });
});

test('a follow-up is a link that stays, and customers and agents of other inboxes read none', async () => {
  await using world = await createWorld();
  const { maria, ada, first, linksOf } = await desk(world);
  await ada.inboxes.edit.mutate({ inbox: 'Support', reopenDays: 0 });
  await ada.tickets.close.mutate({ ticket: first });
  world.pass(1_000);
  const customer = await world.as(maria);
  const { number } = await customer.portal.reply.mutate({
    ticket: first,
    body: 'It is back.',
    requestId: 'it-is-back',
  });
  expect([await linksOf(first), await linksOf(number)]).toEqual([
    [[number, 'follow-up']],
    [[first, 'earlier']],
  ]);
  expect(await refusalOf(ada.tickets.unlink.mutate({ ticket: first, to: number }))).toMatchObject({
    message: `#${first} and #${number} stay linked: one was filed as the follow-up of the other.`,
  });
  const hidden = await world.ticket({
    from: await world.contact(),
    subject: 'canary',
    inboxId: world.internalInboxId,
  });
  await ada.tickets.link.mutate({ ticket: number, to: hidden.number });
  const page = JSON.stringify(await customer.portal.ticket.query({ ticket: number }));
  expect([page.includes('canary'), page.includes(String(hidden.number))]).toEqual([false, false]);
  const limited = await world.agent({ permissions: [] });
  await world.inTransaction(({ tx }) =>
    tx.agentGrant.create({ data: { agentId: limited.id, permission: 'tickets.read', scope: world.inboxId } }),
  );
  const { links } = await (await world.as(limited)).tickets.view.query({ ticket: number });
  expect(links.map((each) => each.number)).toEqual([first]);
});
