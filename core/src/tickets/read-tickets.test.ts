/** What an agent has read: theirs alone, made unread by what others write, and by nothing else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorld } from '../testing/index.ts';
import { releaseDue } from './release-held.ts';

test('a ticket is unread until it is read, again when somebody writes, and for each agent by themselves', async () => {
  await using world = await createWorld();
  const [ada, bo] = [
    await world.as(await world.agent({ name: 'Ada' })),
    await world.as(await world.agent({ name: 'Bo' })),
  ];
  world.pass(60_000);
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria });
  const which = { ticket: ticket.number };
  const unread = async (client = ada) =>
    (await client.tickets.list.query({ query: 'is:unread' })).items.map(({ number }) => number);
  expect([await unread(), await unread(bo)]).toEqual([[ticket.number], [ticket.number]]);
  world.pass(60_000);
  await ada.tickets.markRead.mutate(which);
  expect([await unread(), await unread(bo)]).toEqual([[], [ticket.number]]);
  world.pass(60_000);
  await ada.tickets.setPriority.mutate({ ...which, to: 'high' });
  await bo.tickets.tag.mutate({ ...which, add: ['vip'], remove: [] });
  expect(await unread()).toEqual([]);
  await bo.tickets.note.mutate({ ...which, body: 'Look at this.', requestId: 'note-of-bo' });
  expect([await unread(), await unread(bo)]).toEqual([[ticket.number], []]);
  const { isUnread, readThrough } = await ada.tickets.view.query(which);
  expect({ isUnread, readThrough }).toEqual({ isUnread: true, readThrough: '2026-11-03T09:32:00.000Z' });
  world.pass(60_000);
  await ada.tickets.note.mutate({ ...which, body: 'I see.', requestId: 'note-of-ada' });
  expect([await unread(), await unread(bo)]).toEqual([[], [ticket.number]]);
  await ada.tickets.markUnread.mutate(which);
  expect(await unread()).toEqual([ticket.number]);
  const counts = await ada.tickets.counts.query({ queries: ['is:unread', '-is:unread'] });
  expect(counts).toEqual([1, 0]);
});

/** A ticket that was filed a minute after Ada came. */
async function unreadTicket() {
  const world = await createWorld();
  const ada = await world.as(await world.agent());
  const maria = await world.contact();
  world.pass(60_000);
  const ticket = await world.ticket({ from: maria });
  const which = { ticket: ticket.number };
  return {
    ...{ world, ada, which },
    isUnread: async () => (await ada.tickets.view.query(which)).isUnread,
    sayMaria: (says: string) => world.turn(ticket, { from: maria, says }),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

test('what was written before an agent came is not news to them', async () => {
  await using world = await createWorld();
  const ticket = await world.ticket({ from: await world.contact() });
  world.pass(60_000);
  const late = await world.as(await world.agent());
  expect((await late.tickets.view.query({ ticket: ticket.number })).isUnread).toBe(false);
});

test('a moment that has not come yet reads no further than now, and an older one takes nothing back', async () => {
  await using at = await unreadTicket();
  const { world, ada, which, isUnread, sayMaria } = at;
  await ada.tickets.markRead.mutate({ ...which, through: '2027-01-01T00:00:00Z' });
  await ada.tickets.markRead.mutate({ ...which, through: '2026-01-01T00:00:00Z' });
  expect(await isUnread()).toBe(false);
  world.pass(60_000);
  await sayMaria('Hello?');
  expect(await isUnread()).toBe(true);
});

test('a reply that was held reads nothing that came meanwhile; one that is sent at once has been written by a reader', async () => {
  await using at = await unreadTicket();
  const { world, ada, which, isUnread, sayMaria } = at;
  const reply = async (requestId: string, holdSeconds: number) => {
    const { audience } = await ada.tickets.view.query(which);
    await ada.tickets.reply.mutate({
      ...which,
      body: 'Try again.',
      audienceHash: audience.hash,
      requestId,
      holdSeconds,
    });
  };
  await reply('held-reply', 10);
  expect(await isUnread()).toBe(false);
  world.pass(5_000);
  await sayMaria('Wait!');
  world.pass(10_000);
  await releaseDue(world.core);
  expect(await isUnread()).toBe(true);
  await reply('sent-at-once', 0);
  expect(await isUnread()).toBe(false);
});

test('whatever happens in whatever order, unread is what others have written since it was read', async () => {
  await using world = await createWorld();
  const [ada, bo] = [await world.as(await world.agent()), await world.as(await world.agent())];
  const maria = await world.contact();
  const acts = [
    'customer writes',
    'colleague notes',
    'I note',
    'I read',
    'colleague tags',
    'I mark unread',
  ] as const;
  let count = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...acts), { maxLength: 8 }), async (done) => {
      world.pass(60_000);
      const ticket = await world.ticket({ from: maria });
      const which = { ticket: ticket.number };
      let expected = true;
      for (const act of done) {
        world.pass(1_000);
        count += 1;
        const note = { ...which, body: 'A note.', requestId: `random-note-${count}` };
        if (act === 'customer writes') await world.turn(ticket, { from: maria, says: 'More.' });
        else if (act === 'colleague notes') await bo.tickets.note.mutate(note);
        else if (act === 'I note') await ada.tickets.note.mutate(note);
        else if (act === 'I read') await ada.tickets.markRead.mutate(which);
        else if (act === 'I mark unread') await ada.tickets.markUnread.mutate(which);
        else await bo.tickets.tag.mutate({ ...which, add: [`tag-${count}`], remove: [] });
        if (act === 'I note' || act === 'I read') expected = false;
        else if (act !== 'colleague tags') expected = true;
      }
      expect((await ada.tickets.view.query(which)).isUnread).toBe(expected);
      const { items } = await ada.tickets.list.query({ query: `is:unread number:${ticket.number}` });
      expect(items.map((each) => each.isUnread)).toEqual(expected ? [true] : []);
    }),
    { numRuns: 40 },
  );
});
