/** What was searched for is seen where it stands, and reached line by line. */
import { expect, test } from 'vitest';
import { searchHits } from '../src/text/search-hits.ts';
import { hitLines } from '../src/views/thread-window.ts';
import { openedInbox } from './agent-inbox.ts';
import { saysMaria, scene } from './scene.ts';

const found = (query: string, text: string) =>
  (searchHits(query)?.placesIn(text) ?? []).map(({ start, end }) => text.slice(start, end));

test('words in a row count, without accents, in any case, the last one unfinished; fields and what must not be there do not', () => {
  expect(
    found('is:open "wrong VAT" creme', 'Crème brûlée: the WRONG vat, wrongly VATs. The wrong one'),
  ).toEqual(['Crème', 'WRONG vat']);
  expect(found('in:notes allow -parcel subject:mov', 'Allowed: the parcel moves')).toEqual([
    'Allowed',
    'moves',
  ]);
  expect(found('請求', '先月の請求書は')).toEqual(['請求']);
  for (const query of ['is:open assignee:me', '', '-parcel', 'sort:-updated (is:open OR is:closed)'])
    expect(searchHits(query)).toBeNull();
});

test('a thread that was searched for marks what was found, and ] and [ lead from line to line', async () => {
  await using at = await scene();
  const bo = await at.desk.world.as(at.bo);
  await bo.tickets.note.mutate({ ticket: at.ticket.id, body: 'The router again.', requestId: 'note-router' });
  for (let count = 0; count < 12; count += 1) await saysMaria(at, `Line ${count}\n\nand more\nand more`);
  await saysMaria(at, 'See https://a.example/router/x for the Router, please.');
  await using ada = await openedInbox(at, { query: 'router', size: { columns: 80, rows: 24 } });
  await ada.keys('enter');
  await ada.until(({ hits, tickets }) => hits !== null && tickets.size > 0);
  const state = () => ada.state();
  const ticket = () => state().tickets.get(at.ticket.id) as never;
  expect(hitLines(state(), ticket())).toHaveLength(2);
  await ada.keys(']');
  expect(ada.screen()).toContain('Line 1 of 2 with what you searched for.');
  expect(ada.screen()).toContain('The router again.');
  await ada.keys(']');
  expect(ada.screen()).toContain('See https://a.example/router/x for the Router, please.');
  await ada.keys(']');
  expect(ada.screen()).toContain('Line 2 of 2 with what you searched for, the last one.');
  await ada.keys('[');
  expect(ada.screen()).toContain('The router again.');
  // Without a search they go from message to message.
  ada.press('q', '4');
  await ada.until(({ query, hits }) => query === 'is:open' && hits === null);
  await ada.quiet();
  await ada.keys('enter', '[');
  expect(ada.screen()).not.toContain('searched for');
});
