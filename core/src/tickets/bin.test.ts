/** The bin: gone for customers at once, refused for agents with what to do, restored as it was, and in the end gone for good. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { sweepFiles } from '../portal/forget-uploads.ts';
import { createWorld, refusalOf, releaseDue, type World } from '../testing/index.ts';
import { purgeBin } from './purge-bin.ts';

const dayMs = 86_400_000;

async function desk(world: World) {
  const maria = await world.contact({ name: 'Maria', email: 'maria@acme.example' });
  const bo = await world.agent({ name: 'Bo' });
  const agent = await world.agent({ name: 'Ada' });
  const ada = await world.as(agent);
  const only = await world.upload(maria, { name: 'only.txt', content: 'Only here' });
  const shared = await world.upload(maria, { name: 'shared.txt', content: 'Here and there' });
  const sharedAgain = await world.upload(maria, { name: 'shared.txt', content: 'Here and there' });
  const { number, id } = await world.ticket({
    from: maria,
    subject: 'Secret subject',
    says: 'Secret words',
    uploads: [only, shared],
    turns: [{ from: bo, notes: 'Secret note' }],
  });
  const other = await world.ticket({ from: maria, subject: 'Other', uploads: [sharedAgain] });
  const customer = await world.as(maria);
  const mariaReads = (ticket = number) =>
    customer.portal.ticket.query({ ticket }).then(
      ({ messages }) => messages.map(({ text }) => text),
      (error: unknown) => failureOf(error).code,
    );
  const numbers = async (query: string) =>
    (await (await world.as(agent)).tickets.list.query({ query })).items.map((each) => each.number);
  return { maria, agent, ada, customer, number, id, other: other.number, mariaReads, numbers };
}

test('in the bin nobody finds it but who asks for the bin; restored it is what it was', async () => {
  await using world = await createWorld();
  const { ada, customer, number, other, mariaReads, numbers } = await desk(world);
  const before = await ada.tickets.view.query({ ticket: number });
  await ada.tickets.delete.mutate({ ticket: number });
  expect(await mariaReads()).toBe('TICKET_NOT_FOUND');
  expect((await customer.portal.tickets.query({})).items.map((each) => each.number)).toEqual([other]);
  expect([await numbers(''), await numbers('Secret'), await numbers('is:deleted')]).toEqual([
    [other],
    [],
    [number],
  ]);
  expect(await numbers('-is:deleted')).toEqual([other]);
  const why = await ada.tickets.why.query({ ticket: number, contact: 'maria@acme.example' });
  expect(why.gates.filter(({ pass }) => !pass)).toEqual([
    { name: 'hidden', pass: false, detail: 'The ticket is in the bin.' },
  ]);
  expect((await ada.tickets.view.query({ ticket: number })).deletedAt).toBe('2026-11-03T09:30:00.000Z');
  const refused = await refusalOf(ada.tickets.close.mutate({ ticket: number }));
  expect([refused.code, refused.message]).toEqual([
    'TICKET_DELETED',
    `Ticket #${number} is in the bin. Restore it first.`,
  ]);

  await ada.tickets.restore.mutate({ ticket: number });
  expect(await mariaReads()).toEqual(['Secret words']);
  const after = await ada.tickets.view.query({ ticket: number });
  const texts = ({ timeline }: typeof after) =>
    timeline.flatMap(({ kind, text }) => (kind === 'event' ? [] : text));
  expect([texts(after), after.deletedAt, after.stage]).toEqual([texts(before), null, before.stage]);
  const { items } = await ada.tickets.history.query({ ticket: number });
  expect(items.slice(-2).map(({ text }) => text)).toEqual(['put into the bin', 'restored from the bin']);
});

test('a reply that waits does not leave from the bin, and what is merged into it goes and comes with it', async () => {
  await using world = await createWorld();
  const { ada, number, other, mariaReads } = await desk(world);
  await ada.tickets.merge.mutate({ ticket: other, into: number });
  expect(await refusalOf(ada.tickets.delete.mutate({ ticket: other }))).toMatchObject({
    code: 'TICKET_MERGED',
  });
  const { audience } = await ada.tickets.view.query({ ticket: number });
  const reply = { ticket: number, body: 'Soon.', audienceHash: audience.hash, requestId: 'waits-here' };
  await ada.tickets.reply.mutate({ ...reply, holdSeconds: 10 });
  await ada.tickets.delete.mutate({ ticket: number });
  world.pass(11_000);
  await releaseDue(world.core);
  expect((await ada.tickets.held.query()).items).toMatchObject([{ state: 'stopped' }]);
  expect(await mariaReads(other)).toBe('TICKET_NOT_FOUND');
  await ada.tickets.restore.mutate({ ticket: number });
  expect(await mariaReads(other)).toHaveLength(2);
});

test('after 30 days texts, notes and files are gone, a shared file and the number stay, and the audit trail tells it', async () => {
  await using world = await createWorld();
  const { agent, maria, number, id, numbers, other } = await desk(world);
  await (await world.as(agent)).tickets.delete.mutate({ ticket: number });
  world.pass(29 * dayMs);
  expect(await purgeBin(world.core)).toBe(0);
  world.pass(dayMs);
  expect(await purgeBin(world.core)).toBe(1);
  expect(await purgeBin(world.core)).toBe(0);
  expect(await sweepFiles(world.core)).toBe(1);
  const { read } = world.core.db;
  expect((await read.message.findMany()).map(({ bodyText }) => bodyText)).not.toContain('Secret words');
  expect(await read.note.count()).toBe(0);
  expect((await read.attachment.findMany()).map(({ fileName }) => fileName)).toEqual(['shared.txt']);
  expect([await numbers('is:deleted'), await numbers('Secret')]).toEqual([[], []]);
  const ada = await world.as(agent);
  for (const call of [ada.tickets.view.query, ada.tickets.restore.mutate])
    expect(await refusalOf(call({ ticket: number }))).toMatchObject({ code: 'TICKET_NOT_FOUND' });
  const event = await read.auditEvent.findFirstOrThrow({ where: { ticketId: id, action: 'ticket.purged' } });
  expect([event.actor, event.change]).toEqual(['desk', { number, messages: 1, notes: 1, files: 2 }]);
  await ada.tickets.delete.mutate({ ticket: other });
  world.pass(31 * dayMs);
  await purgeBin(world.core);
  expect((await world.ticket({ from: maria })).number).toBe(other + 1);
});

test('only who may delete deletes and restores, once, and not what changed meanwhile', async () => {
  await using world = await createWorld();
  const { ada, number } = await desk(world);
  const writer = await world.as(await world.agent({ permissions: ['tickets.read', 'tickets.write'] }));
  expect(await refusalOf(writer.tickets.delete.mutate({ ticket: number }))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
  const stale = { ticket: number, ifVersion: 0 };
  expect(await refusalOf(ada.tickets.delete.mutate(stale))).toMatchObject({ code: 'TICKET_CHANGED' });
  expect(await refusalOf(ada.tickets.restore.mutate({ ticket: number }))).toMatchObject({
    message: `Ticket #${number} is not in the bin, so there is nothing to restore.`,
  });
  await ada.tickets.delete.mutate({ ticket: number });
  expect(await refusalOf(ada.tickets.delete.mutate({ ticket: number }))).toMatchObject({
    code: 'TICKET_DELETED',
  });
  expect(await refusalOf(writer.tickets.restore.mutate({ ticket: number }))).toMatchObject({
    code: 'NOT_ALLOWED',
  });
});
