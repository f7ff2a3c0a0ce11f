/** The list of tickets: its columns, search, filter and pages. */
import { expect, test } from 'vitest';
import { createPortalWorld } from './portal-world.ts';

const texts = (html: string, pattern: RegExp) =>
  [...html.matchAll(pattern)].map((match) => (match[1] ?? '').replaceAll(/<[^>]*>/g, ''));

const subjectsIn = (html: string) => texts(html, /<th class="subject"[^>]*>(.*?)<\/th>/g);

test('the five columns, the counts and both kinds of tickets are there', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact({ name: 'Maria López' });
  const ada = await world.agent({ name: 'Ada Okafor' });
  await world.ticket({ from: maria, subject: 'First', turns: [{ from: ada, closes: true }] });
  world.pass(3 * 60_000);
  await world.ticket({ from: maria, subject: 'Second', turns: [{ from: ada, says: 'Which one?' }] });
  world.pass(3 * 60_000);

  const response = await (await world.visitorAs(maria)).get('/support');
  const html = await response.text();
  expect(texts(html, /<th role="columnheader"[^>]*>(.*?)<\/th>/g)).toEqual([
    'ID',
    'Subject',
    'Created',
    'Last activity',
    'Status',
  ]);
  expect(texts(html, /<tr role="row">(<td.*?)<\/tr>/g)).toEqual([
    '#1002Second3 Nov3 minutes agoOpen · Waiting for you',
    '#1001First3 Nov6 minutes agoClosed',
  ]);
  expect(texts(html, /<p class="counts">(.*?)<\/p>/g)).toEqual(['1 waiting for you · 1 open · 1 closed']);
  expect(html).toContain('<title>Your tickets · Acme Support</title>');
  expect(html).toContain('<html lang="en" dir="ltr"');
});

test('somebody without tickets is offered to file one', async () => {
  await using world = await createPortalWorld();
  const html = await (await (await world.visitorAs(await world.contact())).get('/support')).text();
  expect(html).toContain('You have no tickets yet.');
  expect(html).toContain('<a class="button" href="/support/tickets/new">File a support ticket</a>');
  expect(html).not.toContain('<table');
});

test('search and status narrow the list, and what was asked for stays in the form', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ada = await world.agent();
  await world.ticket({ from: maria, subject: 'Invoice of March', turns: [{ from: ada, closes: true }] });
  await world.ticket({ from: maria, subject: 'Invoice of April' });
  await world.ticket({ from: maria, subject: 'Password', says: 'Where is the "invoice"?' });
  const visitor = await world.visitorAs(maria);
  const subjects = async (query: string) => subjectsIn(await (await visitor.get(`/support?${query}`)).text());

  expect(await subjects('search=invoice')).toEqual(['Password', 'Invoice of April', 'Invoice of March']);
  expect(await subjects('search=invoice&status=open')).toEqual(['Password', 'Invoice of April']);
  expect(await subjects('status=closed')).toEqual(['Invoice of March']);
  expect(await subjects('search=%231002')).toEqual(['Invoice of April']);

  const html = await (await visitor.get('/support?search=invoice&status=closed')).text();
  expect(html).toContain('name="search" value="invoice"');
  expect(html).toContain('<option value="closed" selected="">Closed</option>');
});

test('a search without a hit says what was searched and offers the whole list', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  await world.ticket({ from: maria });
  const visitor = await world.visitorAs(maria);
  const html = await (await visitor.get('/support?search=%3Cb%3Esubmarine&status=open')).text();
  expect(html).toContain('No open ticket has “&lt;b&gt;submarine” in it.');
  expect(html).toContain('<a class="button second" href="/support">Show all tickets</a>');
});

test('a search that is too long is kept, with a sentence beside it', async () => {
  await using world = await createPortalWorld();
  const visitor = await world.visitorAs(await world.contact());
  const long = 'x'.repeat(300);
  const response = await visitor.get(`/support?search=${long}`);
  expect(response.status).toBe(422);
  const html = await response.text();
  expect(html).toContain('This is too long to search for. Use at most 200 characters.');
  expect(html).toContain(`value="${long}"`);
});

test('older tickets are a page away, none is left out and none comes twice', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  for (let index = 0; index < 60; index += 1)
    await world.ticket({ from: maria, subject: `Number ${index}.` });
  const visitor = await world.visitorAs(maria);
  const seen: string[] = [];
  let path: string | undefined = '/support?search=number&status=open';
  let pages = 0;
  while (path !== undefined) {
    const html: string = await (await visitor.get(path)).text();
    seen.push(...subjectsIn(html));
    path = /rel="next" href="([^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&');
    pages += 1;
    if (pages > 1) expect(html).toContain('Newest tickets');
  }
  expect(pages).toBe(3);
  expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => `Number ${59 - index}.`));
});

test('a mangled address of a later page leads to the first', async () => {
  await using world = await createPortalWorld();
  const visitor = await world.visitorAs(await world.contact());
  const response = await visitor.get('/support?search=vat&cursor=nonsense');
  expect([response.status, response.headers.get('location')]).toEqual([303, '/support?search=vat']);
});

test("a colleague's ticket, seen through the organization, names the colleague", async () => {
  await using world = await createPortalWorld();
  const acme = await world.organization({ sight: 'EVERYONE' });
  const maria = await world.contact({ name: 'Maria López', organization: acme });
  const jonas = await world.contact({ name: 'Jonas Weber', organization: acme });
  await world.ticket({ from: jonas, subject: 'From Jonas' });
  await world.ticket({ from: maria, subject: 'From Maria' });
  const html = await (await (await world.visitorAs(maria)).get('/support')).text();
  expect(subjectsIn(html)).toEqual(['From Maria', 'From Jonas by Jonas Weber']);
});

test('an address with a slash at its end leads to the list', async () => {
  await using world = await createPortalWorld();
  const response = await world.visitor().get('/support/');
  expect([response.status, response.headers.get('location')]).toEqual([308, '/support']);
});

test('addresses that belong to no portal are left to others', async () => {
  await using world = await createPortalWorld();
  world.surface.routes?.get('/metrics', (c) => c.text('of another surface'));
  expect(await (await world.visitor().get('/metrics')).text()).toBe('of another surface');
  expect((await world.visitor().get('/no-such-portal')).status).toBe(404);
  expect((await world.visitor().get('/no-such-portal/tickets/1')).status).toBe(404);
});
