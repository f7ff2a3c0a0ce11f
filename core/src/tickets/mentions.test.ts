/** Colleagues called in a note: remembered with it, found by a query, told to them alone, and nothing to customers. */
import { expect, test } from 'vitest';
import { createWorld } from '../testing/index.ts';
import { mentionsIn } from './mentions.ts';

const bo = { name: 'Bo Lindqvist', email: 'bo@postern.example' };
const ada = { name: 'Ada Okafor', email: 'a.okafor@postern.example' };

test.each([
  ['@bo, please', ['@bo']],
  ['(@Lindqvist) and @bo.lindqvist.', ['@Lindqvist', '@bo.lindqvist.']],
  ['ask @a.okafor or @ada', ['@a.okafor', '@ada']],
  ['bo@postern.example, @bob, @@bo, @', []],
])('%s', (text, expected) => {
  expect(mentionsIn(text, [bo, ada]).map((mention) => mention.text)).toEqual(expected);
});

test('a note that calls a colleague is found by mentions:me for that one, and told in the stream', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const one = await world.ticket({ from: maria });
  await world.ticket({ from: maria });
  const asBo = await world.as(await world.agent(bo));
  const asAda = await world.as(await world.agent(ada));
  const note = { ticket: one.number, body: 'Can @bo and @bo look?', requestId: 'note-one' };
  await asAda.tickets.note.mutate(note);
  await asAda.tickets.note.mutate(note);
  const found = async (client: typeof asBo, query: string) =>
    (await client.tickets.list.query({ query })).items.map(({ number }) => number);
  expect(await found(asBo, 'mentions:me')).toEqual([one.number]);
  expect(await found(asAda, 'mentions:bo')).toEqual([one.number]);
  expect(await found(asAda, 'mentions:me')).toEqual([]);
  expect(await found(asBo, '-mentions:me')).not.toContain(one.number);
  const [event] = await world.core.db.read.auditEvent.findMany({ where: { action: 'note.added' } });
  expect(event?.change).toMatchObject({ mentions: ['bo@postern.example'] });
  const customer = await world.as(maria);
  expect(JSON.stringify(await customer.portal.ticket.query({ ticket: one.number }))).not.toContain('bo@');
});
