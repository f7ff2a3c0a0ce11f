/** What a signed-in customer comes for, from page to page. */
import { expect, test } from 'vitest';
import { createPortalWorld } from './portal-world.ts';

const hrefOf = (html: string, words: string) =>
  new RegExp(`<a[^>]*href="([^"]*)"[^>]*>(?:<bdi>)?${words}(?:</bdi>)?</a>`).exec(html)?.[1] ?? '';

test('S1, S41, S68, S69: a signed-in customer files a ticket, opens it from the list, reads its conversation and replies', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact({ name: 'Maria López' });
  const ada = await world.agent({ name: 'Ada Okafor' });
  const visitor = await world.visitorAs(maria);
  const empty = await (await visitor.get('/support')).text();

  const form = hrefOf(empty, 'File a support ticket');
  expect(form).toBe('/support/tickets/new');
  const filed = await visitor.submit(form, form, { subject: 'Empty page', message: 'Since this morning.' });
  expect(filed.status).toBe(303);
  const ticket = await world.core.db.read.ticket.findFirstOrThrow();
  await world.turn(ticket, { from: ada, says: 'Which browser?' });

  const list = await (await visitor.get('/support')).text();
  const path = hrefOf(list, 'Empty page');
  expect(path).toBe(`/support/tickets/${ticket.number}`);
  const page = await (await visitor.get(path)).text();
  expect(page).toContain('<h1 dir="auto">Empty page</h1>');
  expect(page).toMatch(/Since this morning\.[\s\S]*Ada, Acme Support[\s\S]*Which browser\?/);
  expect(page).toMatch(/<p class="history">Created [\s\S]* answered/);

  expect((await visitor.submitFrom(page, path, { message: 'Firefox.' })).status).toBe(303);
  expect(await (await visitor.get(path)).text()).toMatch(/Which browser\?[\s\S]*Firefox\./);
});
