/** Splitting: what was said from a message on is a ticket of its own, read by whoever read it, and sent to nobody else. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { createWorld, refusalOf, type World } from '../testing/index.ts';

async function desk(world: World) {
  const maria = await world.contact({ name: 'Maria' });
  const chen = await world.contact({ name: 'Chen' });
  const bo = await world.agent({ name: 'Bo' });
  const ada = await world.as(await world.agent({ name: 'Ada' }));
  const ticket = await world.ticket({
    from: maria,
    subject: 'Login',
    says: 'It is broken',
    turns: [
      { from: bo, says: 'Try again', at: new Date('2026-11-03T09:31:00Z') },
      { from: bo, notes: 'canary', at: new Date('2026-11-03T09:32:00Z') },
      { from: maria, says: 'Another thing', at: new Date('2026-11-03T09:33:00Z') },
      { from: bo, says: 'About that', at: new Date('2026-11-03T09:34:00Z') },
    ],
  });
  world.pass(10 * 60_000);
  const { number } = ticket;
  const clients = { maria: await world.as(maria), chen: await world.as(chen) };
  const textsOf = async (who: keyof typeof clients, of: number) =>
    clients[who].portal.ticket.query({ ticket: of }).then(
      ({ messages }) => messages.map(({ text }) => text),
      (error: unknown) => failureOf(error).code,
    );
  const messageId = async (text: string) => {
    const { timeline } = await ada.tickets.view.query({ ticket: number });
    return timeline.find((entry) => entry.text === text)?.id as string;
  };
  return { ...clients, ada, bo, number, ticket, textsOf, messageId };
}

test('from the message on it is another ticket, linked, with the same people; notes stay and nothing is sent again', async () => {
  await using world = await createWorld();
  const { ada, maria, number, textsOf, messageId } = await desk(world);
  await ada.tickets.tag.mutate({ ticket: number, add: ['billing'], remove: [] });
  const wish = { ticket: number, message: await messageId('Another thing'), subject: 'Another thing' };
  const before = await ada.tickets.view.query({ ticket: number });
  expect(await ada.tickets.splitEffect.query(wish)).toEqual({
    ticket: { number, subject: 'Login' },
    subject: 'Another thing',
    messages: 2,
    gains: [],
    loses: [],
    unasked: 0,
  });
  expect(await ada.tickets.view.query({ ticket: number })).toEqual(before);

  const mails = (await world.outbox()).length;
  const made = await ada.tickets.split.mutate(wish);
  expect(made).toMatchObject({
    from: { number },
    messages: 2,
    subject: 'Another thing',
    tags: ['billing'],
  });
  expect((await world.outbox()).length).toBe(mails);
  expect(await textsOf('maria', number)).toEqual(['It is broken', 'Try again']);
  expect(await textsOf('maria', made.number)).toEqual(['Another thing', 'About that']);
  expect(await textsOf('chen', made.number)).toBe('TICKET_NOT_FOUND');
  const { items } = await maria.portal.tickets.query({});
  expect(items.map((each) => [each.number, each.lastActivityAt])).toEqual([
    [made.number, '2026-11-03T09:34:00.000Z'],
    [number, '2026-11-03T09:31:00.000Z'],
  ]);
  const views = [
    await ada.tickets.view.query({ ticket: number }),
    await ada.tickets.view.query({ ticket: made.number }),
  ] as const;
  expect(views.map(({ links }) => links.map((link) => [link.number, link.as]))).toEqual([
    [[made.number, 'split-off']],
    [[number, 'origin']],
  ]);
  expect(
    views.map(({ timeline }) => timeline.flatMap(({ kind, text }) => (kind === 'note' ? [text] : []))),
  ).toEqual([['canary'], []]);
  expect(views[1].timeline.at(-1)?.text).toBe(`split off from #${number}, with 2 messages`);
  const found = await ada.tickets.list.query({ query: 'About' });
  expect(found.items.map((each) => each.number)).toEqual([made.number]);
});

test('a mail that waits names the ticket on which its words stand now, and goes to nobody who does not see that one', async () => {
  await using world = await createWorld();
  const { ada, number } = await desk(world);
  const { renderMail } = await import('../mail/render-mail.ts');
  const { mailPayload } = await import('../outbox/mail-payload.ts');
  const made = await ada.tickets.split.mutate({ ticket: number, message: 3 });
  const last = (await world.outbox()).filter(({ kind }) => kind === 'EMAIL').at(-1);
  const mail = () => renderMail(world.core, mailPayload.parse(last?.payload));
  expect(await mail()).toMatchObject({ subject: `[#${made.number}] Login` });
  await ada.tickets.delete.mutate({ ticket: made.number });
  expect(await mail()).toMatchObject({ skip: 'The ticket is in the bin.' });
});

test('whoever the portal does not show the new one is named before', async () => {
  await using world = await createWorld();
  const { ada, number, textsOf } = await desk(world);
  await ada.portalSettings.set.mutate({ settings: { filter: '-stage:New' } });
  const wish = { ticket: number, message: 3 };
  expect(await ada.tickets.splitEffect.query(wish)).toMatchObject({ gains: [], loses: [{ name: 'Maria' }] });
  const made = await ada.tickets.split.mutate(wish);
  expect(await textsOf('maria', made.number)).toBe('TICKET_NOT_FOUND');
});

test('the first message, a message of another ticket, a stale version, merged and binned tickets are refused', async () => {
  await using world = await createWorld();
  const { ada, number } = await desk(world);
  const other = await world.ticket({ from: await world.contact() });
  const { timeline } = await ada.tickets.view.query({ ticket: other.number });
  const split = (wish: object) =>
    refusalOf(ada.tickets.split.mutate({ ticket: number, message: 3, ...wish }));
  expect(await split({ message: 1 })).toMatchObject({
    message: `This is the first message of #${number}: nothing would be left. Choose a later one.`,
  });
  expect(await split({ message: timeline[0]?.id })).toMatchObject({ code: 'BAD_INPUT' });
  expect(await split({ message: 9 })).toMatchObject({
    message: `Ticket #${number} has no message 9; it has 4 of its own.`,
  });
  expect(await split({ ifVersion: 0 })).toMatchObject({ code: 'TICKET_CHANGED' });
  await ada.tickets.merge.mutate({ ticket: number, into: other.number });
  expect(await split({})).toMatchObject({ code: 'TICKET_MERGED' });
  await ada.tickets.unmerge.mutate({ ticket: number });
  await ada.tickets.delete.mutate({ ticket: number });
  expect(await split({})).toMatchObject({ code: 'TICKET_DELETED' });
});
