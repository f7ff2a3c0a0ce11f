/** Merging: one thread for those who could read both, nothing new for anybody else, and all of it taken back exactly. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { createWorld, type World } from '../testing/index.ts';

async function desk(world: World) {
  const maria = await world.contact({ name: 'Maria' });
  const chen = await world.contact({ name: 'Chen' });
  const bo = await world.agent({ name: 'Bo' });
  const ada = await world.as(await world.agent({ name: 'Ada' }));
  const first = await world.ticket({ from: maria, subject: 'Login', says: 'Maria one' });
  world.pass(1_000);
  const second = await world.ticket({
    from: maria,
    subject: 'Login again',
    says: 'Maria two',
    turns: [{ from: bo, notes: 'canary' }],
  });
  world.pass(1_000);
  const chens = await world.ticket({ from: chen, subject: 'Login too', says: 'Chen one' });
  world.pass(1_000);
  const clients = { maria: await world.as(maria), chen: await world.as(chen) };
  const textsOf = async (who: keyof typeof clients, ticket: number) =>
    clients[who].portal.ticket.query({ ticket }).then(
      ({ number, messages }) => [number, ...messages.map(({ text }) => text)],
      (error: unknown) => failureOf(error).code,
    );
  return {
    ...clients,
    ada,
    first: first.number,
    second: second.number,
    chens: chens.number,
    textsOf,
    people: { maria, chen },
  };
}

const eventsIn = (view: { timeline: { kind: string; text: string }[] }) =>
  view.timeline.filter(({ kind }) => kind === 'event').map(({ text }) => text);

test('both numbers lead to one thread, new messages go there, and unmerge gives each its own back', async () => {
  await using world = await createWorld();
  const { ada, maria, first, second, textsOf } = await desk(world);
  const before = await ada.tickets.view.query({ ticket: second });
  expect(await ada.tickets.mergeEffect.query({ ticket: second, into: first })).toEqual({
    ticket: { number: second, subject: 'Login again' },
    into: { number: first, subject: 'Login' },
    gains: [],
    loses: [],
    unasked: 0,
  });
  expect(await ada.tickets.view.query({ ticket: second })).toEqual(before);

  expect(await ada.tickets.merge.mutate({ ticket: second, into: first })).toMatchObject({ number: first });
  for (const number of [first, second])
    expect(await textsOf('maria', number)).toEqual([first, 'Maria one', 'Maria two']);
  const { items } = await maria.portal.tickets.query({});
  expect(items.map(({ number }) => number)).toEqual([first]);
  const merged = await ada.tickets.view.query({ ticket: first });
  expect(merged).toMatchObject({ merged: [second], mergedInto: null });
  expect(
    merged.timeline.filter(({ kind }) => kind !== 'event').map(({ text, ticket }) => [text, ticket]),
  ).toEqual([
    ['Maria one', undefined],
    ['Maria two', second],
    ['canary', second],
  ]);
  expect(eventsIn(merged)).toEqual([`#${second} was merged into this one`]);
  const old = await ada.tickets.view.query({ ticket: second });
  expect([old.mergedInto, eventsIn(old)]).toEqual([first, [`merged into #${first}`]]);
  expect((await ada.tickets.list.query({ query: '' })).items.map(({ number }) => number)).not.toContain(
    second,
  );

  const reply = { ticket: second, body: 'Maria three', requestId: 'maria-three' };
  expect(await maria.portal.reply.mutate(reply)).toEqual({ outcome: 'added', number: first });
  expect(await maria.portal.reply.mutate(reply)).toEqual({ outcome: 'added', number: first });
  expect(await textsOf('maria', second)).toEqual([first, 'Maria one', 'Maria two', 'Maria three']);

  expect(await ada.tickets.unmerge.mutate({ ticket: second })).toMatchObject({ number: second });
  expect(await textsOf('maria', first)).toEqual([first, 'Maria one', 'Maria three']);
  expect(await textsOf('maria', second)).toEqual([second, 'Maria two']);
  const after = await ada.tickets.view.query({ ticket: second });
  const own = ({ timeline }: typeof after) => timeline.filter(({ kind }) => kind !== 'event');
  expect([own(after), after.audience, after.merged]).toEqual([own(before), before.audience, []]);
});

test('a reply that arrived before the merge is the same one when it is sent again after it', async () => {
  await using world = await createWorld();
  const { ada, maria, first, second, textsOf } = await desk(world);
  const reply = { ticket: second, body: 'Maria three', requestId: 'maria-three' };
  await maria.portal.reply.mutate(reply);
  await ada.tickets.merge.mutate({ ticket: second, into: first });
  expect(await maria.portal.reply.mutate(reply)).toEqual({ outcome: 'added', number: first });
  expect(await textsOf('maria', first)).toEqual([first, 'Maria one', 'Maria two', 'Maria three']);
});

test('whoever reads only one of two loses it or keeps it, is named before, and reads nothing of the other', async () => {
  await using world = await createWorld();
  const { ada, first, chens, textsOf } = await desk(world);
  const effect = await ada.tickets.mergeEffect.query({ ticket: chens, into: first });
  expect(effect).toMatchObject({ gains: [], loses: [{ name: 'Chen' }] });
  await ada.tickets.merge.mutate({ ticket: chens, into: first });
  expect(await textsOf('maria', first)).toEqual([first, 'Maria one']);
  expect(await textsOf('maria', chens)).toBe('TICKET_NOT_FOUND');
  expect(await textsOf('chen', chens)).toBe('TICKET_NOT_FOUND');
  expect(await textsOf('chen', first)).toBe('TICKET_NOT_FOUND');
  await ada.tickets.unmerge.mutate({ ticket: chens });
  expect(await textsOf('chen', chens)).toEqual([chens, 'Chen one']);
});

test('with its people, they join and read all of it, and leave with it again', async () => {
  await using world = await createWorld();
  const { ada, chen, first, chens, textsOf } = await desk(world);
  const wish = { ticket: chens, into: first, withPeople: true };
  expect(await ada.tickets.mergeEffect.query(wish)).toMatchObject({ gains: [{ name: 'Chen' }], loses: [] });
  expect(await textsOf('chen', first)).toBe('TICKET_NOT_FOUND');
  await ada.tickets.merge.mutate(wish);
  expect(await textsOf('chen', chens)).toEqual([first, 'Maria one', 'Chen one']);
  expect(await textsOf('maria', first)).toEqual([first, 'Maria one']);
  await ada.tickets.unmerge.mutate({ ticket: chens });
  expect(await textsOf('chen', first)).toBe('TICKET_NOT_FOUND');
  expect(await textsOf('chen', chens)).toEqual([chens, 'Chen one']);
  await ada.tickets.merge.mutate(wish);
  await chen.portal.reply.mutate({ ticket: first, body: 'Chen two', requestId: 'chen-writes' });
  await ada.tickets.unmerge.mutate({ ticket: chens });
  // Who has written there takes part there.
  expect(await textsOf('chen', first)).toEqual([first, 'Maria one', 'Chen two']);
});

test('an agent reads of merged tickets what is in their own inboxes', async () => {
  await using world = await createWorld();
  const { ada, first, people } = await desk(world);
  const inside = await world.ticket({ from: people.maria, says: 'Inside', inboxId: world.internalInboxId });
  await ada.tickets.merge.mutate({ ticket: inside.number, into: first });
  const limited = await world.agent({ permissions: [] });
  await world.inTransaction(({ tx }) =>
    tx.agentGrant.create({ data: { agentId: limited.id, permission: 'tickets.read', scope: world.inboxId } }),
  );
  const view = await (await world.as(limited)).tickets.view.query({ ticket: first });
  expect([JSON.stringify(view.timeline).includes('Inside'), view.merged]).toEqual([false, []]);
  expect((await ada.tickets.view.query({ ticket: first })).merged).toEqual([inside.number]);
});

test('into itself, into a merged one and in a ring is refused, and so is every act on a merged ticket', async () => {
  await using world = await createWorld();
  const { ada, first, second, chens } = await desk(world);
  const refusalOf = (call: Promise<unknown>) =>
    call.then(
      () => null,
      (error: unknown) => [failureOf(error).code, failureOf(error).message],
    );
  const merge = (ticket: number, into: number) => refusalOf(ada.tickets.merge.mutate({ ticket, into }));
  expect(await merge(first, first)).toEqual([
    'BAD_INPUT',
    `Ticket #${first} cannot be merged into itself. Name another ticket.`,
  ]);
  expect(await refusalOf(ada.tickets.unmerge.mutate({ ticket: first }))).toEqual([
    'BAD_INPUT',
    `Ticket #${first} is not merged, so there is nothing to take back.`,
  ]);
  expect(await merge(second, first)).toBeNull();
  expect(await merge(first, second)).toEqual([
    'TICKET_MERGED',
    `Ticket #${second} is merged into #${first}. Go on there.`,
  ]);
  expect(await merge(second, chens)).toEqual([
    'TICKET_MERGED',
    `Ticket #${second} is merged into #${first}. Go on there.`,
  ]);
  expect(await merge(first, chens)).toBeNull();
  const words = ['TICKET_MERGED', `Ticket #${second} is merged into #${chens}. Go on there.`];
  const { audience } = await ada.tickets.view.query({ ticket: second });
  for (const call of [
    () => ada.tickets.close.mutate({ ticket: second }),
    () => ada.tickets.note.mutate({ ticket: second, body: 'Hi', requestId: 'request-note' }),
    () => ada.tickets.tag.mutate({ ticket: second, add: ['x'] }),
    () => ada.tickets.snooze.mutate({ ticket: second, until: null }),
    () =>
      ada.tickets.reply.mutate({
        ticket: second,
        body: 'Hi',
        audienceHash: audience.hash,
        requestId: 'request-reply',
      }),
    () => ada.tickets.mergeEffect.query({ ticket: second, into: chens }),
  ])
    expect(await refusalOf(call())).toEqual(words);
});

test('whatever is merged and taken apart, nobody reads more than before, and in the end all is as it was', async () => {
  const step = fc.record({ from: fc.nat(4), into: fc.nat(4), people: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      await using world = await createWorld();
      const { ada, first, second, chens, people, ...clients } = await desk(world);
      const hidden = await world.ticket({
        from: people.maria,
        says: 'Hidden',
        inboxId: world.internalInboxId,
      });
      const more = await world.ticket({ from: people.chen, says: 'Chen two' });
      const numbers = [first, second, chens, hidden.number, more.number];
      const all = async () => ({
        maria: await Promise.all(numbers.map((each) => clients.textsOf('maria', each))),
        chen: await Promise.all(numbers.map((each) => clients.textsOf('chen', each))),
        contacts: await world.core.db.read.ticketContact.findMany({
          orderBy: [{ ticketId: 'asc' }, { contactId: 'asc' }],
        }),
        tickets: (await world.core.db.read.ticket.findMany({ orderBy: { seq: 'asc' } })).map(
          ({ version: _version, lastActivityAt: _at, ...rest }) => rest,
        ),
      });
      const before = await all();
      const read = (who: 'maria' | 'chen', state: typeof before) =>
        new Set(state[who].flatMap((page) => (typeof page === 'string' ? [] : page.slice(1))));
      const merges: { ticket: number; withPeople: boolean }[] = [];
      for (const { from, into, people: withPeople } of steps) {
        const wish = { ticket: numbers[from] as number, into: numbers[into] as number, withPeople };
        const effect = await ada.tickets.mergeEffect.query(wish).catch(() => null);
        const state = await all();
        const done = await ada.tickets.merge.mutate(wish).then(
          () => true,
          () => false,
        );
        expect(done).toBe(effect !== null);
        if (!done) continue;
        merges.push(wish);
        const after = await all();
        for (const who of ['maria', 'chen'] as const) {
          const gained = [...read(who, after)].filter((text) => !read(who, state).has(text));
          const isNamed = effect?.gains.some(({ name }) => name.toLowerCase() === who);
          expect(isNamed).toBe(gained.length > 0);
          const lost = [...read(who, state)].filter((text) => !read(who, after).has(text));
          const loses = effect?.loses.some(({ name }) => name.toLowerCase() === who);
          expect(loses).toBe(lost.length > 0);
        }
        expect([...read('maria', after), ...read('chen', after)]).not.toContain('Hidden');
        if (merges.every(({ withPeople: each }) => !each)) {
          for (const text of read('maria', after)) expect(text).toMatch(/^Maria/);
          for (const text of read('chen', after)) expect(text).toMatch(/^Chen/);
        }
      }
      for (const { ticket } of merges.toReversed()) await ada.tickets.unmerge.mutate({ ticket });
      expect(await all()).toEqual(before);
    }),
    { numRuns: process.env.POSTERN_NIGHTLY ? 200 : 8, endOnFailure: true },
  );
});
