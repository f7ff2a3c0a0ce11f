/** The list of tickets: its columns, search, filter and pages. */
import { expect, test } from 'vitest';
import { createPortalWorld } from './portal-world.ts';

const texts = (html: string, pattern: RegExp) =>
  [...html.matchAll(pattern)].map((match) => (match[1] ?? '').replaceAll(/<[^>]*>/g, ''));

const columnsIn = (html: string) => texts(html, /<th role="columnheader"[^>]*>(.*?)<\/th>/g);

const subjectsIn = (html: string) =>
  texts(html, /<th class="subject"[^>]*>(.*?)(?:<span class="snippet">|<\/th>)/g);

test('S64, S66, S67: exactly five columns, open and closed tickets and their counts; nothing there to customise them', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact({ name: 'Maria López' });
  const ada = await world.agent({ name: 'Ada Okafor' });
  await world.ticket({ from: maria, subject: 'First', turns: [{ from: ada, closes: true }] });
  world.pass(3 * 60_000);
  await world.ticket({ from: maria, subject: 'Second', turns: [{ from: ada, says: 'Which one?' }] });
  world.pass(3 * 60_000);

  const response = await (await world.visitorAs(maria)).get('/support');
  const html = await response.text();
  expect(columnsIn(html)).toEqual(['ID', 'Subject', 'Created', 'Last activity↓', 'Status']);
  // The only things to press are the way to tickets, their order, and the search.
  expect(html.match(/<(?:button|select|textarea|details)[^>]*>/g)).toEqual([
    '<button type="submit" class="plain">',
    '<select id="status" name="status">',
    '<button type="submit" class="second">',
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

test('S65: search and status narrow the list, and what was asked for stays in the form', async () => {
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
    if (pages > 1) expect(html).toContain('Newer tickets');
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
  const acme = await world.organization({ name: 'Acme', sight: 'EVERYONE' });
  const maria = await world.contact({ name: 'Maria López', organization: acme });
  const jonas = await world.contact({ name: 'Jonas Weber', organization: acme });
  await world.ticket({ from: jonas, subject: 'From Jonas' });
  await world.ticket({ from: maria, subject: 'From Maria' });
  const html = await (await (await world.visitorAs(maria)).get('/support')).text();
  expect(subjectsIn(html)).toEqual(['From Maria', 'From Jonas']);
  expect(columnsIn(html)).toEqual(['ID', 'Subject', 'Requester', 'Created', 'Last activity↓', 'Status']);
  expect(texts(html, /<td class="requester"[^>]*>(.*?)<\/td>/g)).toEqual(['Maria López', 'Jonas Weber']);
  expect(texts(html, /<nav class="scopes"[^>]*>(.*?)<\/nav>/g)).toEqual(['MineAcme’s']);
  expect(html).toContain('<a href="/support?scope=mine">');

  const mine = await (await (await world.visitorAs(maria)).get('/support?scope=mine&sort=created')).text();
  expect(subjectsIn(mine)).toEqual(['From Maria']);
  expect(columnsIn(mine)).toEqual(['ID', 'Subject', 'Created↑', 'Last activity', 'Status']);
  expect(mine).toContain('<a href="/support?sort=created"><bdi>Acme’s</bdi></a>');
  expect(mine).toContain('<input type="hidden" name="scope" value="mine"/>');
  expect(mine).toContain(
    '<a class="open" href="/support?status=open&amp;scope=mine&amp;sort=created">1 open</a>',
  );
});

test('column headings sort, newest first and then the other way, and say so', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  for (const number of [1003, 1001, 1002]) await world.ticket({ from: maria, number, subject: `T${number}` });
  const visitor = await world.visitorAs(maria);
  const page = async (query: string) => (await visitor.get(`/support${query}`)).text();
  const plain = await page('?search=t');
  expect(plain).toMatch(
    /<th [^>]*aria-sort="descending"><a class="sort" href="\/support\?search=t&amp;sort=activity">/,
  );
  expect(plain.match(/aria-sort/g)).toHaveLength(1);
  expect(plain).toContain('<a class="sort" href="/support?search=t&amp;sort=-number">ID</a>');
  const down = await page('?sort=-number');
  expect(subjectsIn(down)).toEqual(['T1003', 'T1002', 'T1001']);
  expect(down).toMatch(/<th [^>]*aria-sort="descending"><a class="sort" href="\/support\?sort=number">/);
  const up = await page('?sort=number');
  expect(subjectsIn(up)).toEqual(['T1001', 'T1002', 'T1003']);
  expect(up).toMatch(/<th [^>]*aria-sort="ascending"><a class="sort" href="\/support\?sort=-number">/);
  expect(up).toContain('<input type="hidden" name="sort" value="number"/>');
});

test('S65: found words are marked in subject and message, and nothing in them acts', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ada = await world.agent();
  await world.ticket({
    from: maria,
    subject: 'Café <b>bill</b> & more',
    says: 'Hello,\nthe <script>café</script> overcharged us.',
    turns: [{ from: ada, notes: 'That café again.' }],
  });
  const html = await (await (await world.visitorAs(maria)).get('/support?search=cafe')).text();
  expect(html).toContain('<bdi><mark>Café</mark> &lt;b&gt;bill&lt;/b&gt; &amp; more</bdi>');
  expect(html).toContain(
    '<bdi>Hello, the &lt;script&gt;<mark>café</mark>&lt;/script&gt; overcharged us.</bdi>',
  );
  expect(html.match(/<mark>/g)).toHaveLength(2);
});

test('what waits for the customer is one press away, and a page that has emptied leads to the first', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ada = await world.agent();
  await world.ticket({ from: maria, subject: 'Asked', turns: [{ from: ada, says: 'Which one?' }] });
  for (let index = 0; index < 25; index += 1) await world.ticket({ from: maria, subject: 'Filed' });
  const visitor = await world.visitorAs(maria);
  const html = await (await visitor.get('/support')).text();
  expect(html).toContain('<a class="waiting" href="/support?status=waiting">1 waiting for you</a>');
  const waiting = await (await visitor.get('/support?status=waiting')).text();
  expect(subjectsIn(waiting)).toEqual(['Asked']);
  expect(waiting).toContain('<option value="waiting" selected="">Waiting for you</option>');

  const older = /rel="next" href="([^"]*)"/.exec(html)?.[1] ?? '';
  await world.inTransaction((work) =>
    work.tx.ticket.updateMany({ where: { subject: 'Asked' }, data: { hidden: 'SPAM' } }),
  );
  await world.inTransaction((work) =>
    work.tx.ticket.updateMany({ where: { number: 1002 }, data: { hidden: 'SPAM' } }),
  );
  const response = await visitor.get(older);
  expect([response.status, response.headers.get('location')]).toEqual([303, '/support']);
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
