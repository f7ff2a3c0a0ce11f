/** The customer's search: both of its ways find the same, and neither looks into notes. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorld } from '../testing/index.ts';
import { contactStanding } from '../visibility/contact-standing.ts';
import { visible } from '../visibility/visible-tickets.ts';
import { searchCondition } from './search-my-tickets.ts';
import { searchTerms } from './search-terms.ts';

const vocabulary = ['invoice', 'invoices', 'Café', 'naïve', 'ログイン', '請求書', 'x2', '1003', 'ÖL', 'สวัสดี'];

test('reading few tickets and asking the index find the same tickets', async () => {
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
  const found = async (search: string, limits?: { tickets: number; messages: number }) => {
    const condition = await searchCondition(world.core, rule, searchTerms(search), limits);
    if (!condition) return null;
    const rows = await world.core.db.read.$queryRaw<{ number: number }[]>`
      SELECT t."number" FROM "Ticket" t WHERE ${condition} ORDER BY 1`;
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
      expect(await found(words, { tickets: 0, messages: 0 })).toEqual(await found(words));
    }),
    { numRuns: 150 },
  );
});
