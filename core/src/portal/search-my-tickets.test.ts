/** The customer's search: both of its ways find the same, and neither looks into notes. */
import { Prisma } from '@postern/prisma';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorld } from '../testing/index.ts';
import { contactStanding } from '../visibility/contact-standing.ts';
import { visible } from '../visibility/visible-tickets.ts';
import { type SearchLimits, searchCondition } from './search-my-tickets.ts';
import { searchTerms } from './search-terms.ts';

const vocabulary = ['invoice', 'invoices', 'Café', 'naïve', 'ログイン', '請求書', 'x2', '1003', 'ÖL', 'สวัสดี'];

test('reading few tickets, asking the index and asking each ticket find the same tickets', async () => {
  await using world = await createWorld();
  const maria = await world.contact({ name: 'Maria López' });
  const ada = await world.agent();
  const text = fc
    .array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 5 })
    .map((words) => words.join(' '));
  const tickets = fc.sample(fc.tuple(text, text, text), { numRuns: 12, seed: 42 });
  for (const [subject, says, notes] of tickets) {
    await world.ticket({ from: maria, subject, says, turns: [{ from: ada, notes }] });
  }
  const rule = await visible(
    world.core,
    await contactStanding(world.core, { contactId: maria.id, portalId: world.portalId }),
  );
  if ('shut' in rule) throw new Error('The portal should be open.');
  const found = async (search: string, limits?: SearchLimits) => {
    const asked = await searchCondition(world.core, rule, searchTerms(search), limits);
    if (!asked) return null;
    const isAmong = asked.among ? Prisma.sql`t."id" IN (${asked.among})` : Prisma.sql`1 = 1`;
    const rows = await world.core.db.read.$queryRaw<{ number: number }[]>`
      SELECT t."number" FROM "Ticket" t WHERE ${asked.condition} AND ${isAmong} ORDER BY 1`;
    return rows.map((row) => row.number);
  };
  const search = fc.oneof(
    text,
    text.map((words) => `"${words}"`),
    fc.constantFrom(
      'inv',
      'caf',
      'NAIVE',
      'ログ',
      '請',
      '#1003',
      '1003',
      '& invoice',
      '&',
      'ส',
      'no such word',
      '"',
      'a"b',
    ),
    fc.string({ maxLength: 12 }),
  );
  await fc.assert(
    fc.asyncProperty(search, async (words) => {
      const all = await found(words);
      // From the index alone; with words that are common asked of each ticket; and of both kinds at once.
      for (const many of [1_000, 1, 4])
        expect(await found(words, { tickets: 0, messages: 0, many })).toEqual(all);
    }),
    { numRuns: 150 },
  );
});
