/** The ticket page and replying on it. */
import { expect, test } from 'vitest';
import { createPortalWorld, hiddenFields, textBox } from './portal-world.ts';

const dayMs = 86_400_000;

test('a thread reads oldest first, with who wrote what and how it came', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact({ name: 'Maria López' });
  const ada = await world.agent({ name: 'Ada Okafor' });
  const ticket = await world.ticket({ from: maria, subject: 'Empty page', says: 'Line one\nLine two' });
  world.pass(17 * 60_000);
  await world.turn(ticket, { from: ada, says: 'Thanks Maria.' });
  world.pass(60_000);

  const html = await (await (await world.visitorAs(maria)).get(`/support/tickets/${ticket.number}`)).text();
  const plain = html
    .replace(/^[\s\S]*<main/, '')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ');
  expect(plain).toContain('Empty page#1001 · Open · Waiting for you');
  expect(plain).toContain('Created 3 Nov by you · Ada answered 1 minute ago');
  expect(plain).toContain('You · 3 Nov, 09:30Line one Line twoAda, Acme Support · 3 Nov, 09:47Thanks Maria.');
  expect(html).toContain('Line one\nLine two');
  expect(html).toContain('<title>#1001 Empty page · Acme Support</title>');
  expect(html).toContain('title="Tuesday, 3 November 2026 at 09:47 UTC"');
});

test('the middle of a long thread is folded, and nothing of it is missing', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const turns = Array.from({ length: 19 }, (_, index) => ({ from: maria, says: `Message ${index + 2}.` }));
  const ticket = await world.ticket({ from: maria, says: 'Message 1.', turns });
  const html = await (await (await world.visitorAs(maria)).get(`/support/tickets/${ticket.number}`)).text();
  expect(html).toContain('<summary>Show 12 earlier messages</summary>');
  const order = [...html.matchAll(/>Message (\d+)\.</g)].map((match) => Number(match[1]));
  expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
});

test('a reply is sent, stands in its place, and the page says when it was sent', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria });
  const visitor = await world.visitorAs(maria);
  const path = `/support/tickets/${ticket.number}`;
  world.pass(32 * 60_000);

  const response = await visitor.submit(path, path, { message: 'It works again.\r\nThanks' });
  expect([response.status, response.headers.get('location')]).toEqual([303, `${path}?sent=added#sent`]);
  const html = await (await visitor.get(`${path}?sent=added`)).text();
  expect(html).toMatch(
    /<li class="you" id="sent"[\s\S]*It works again.\nThanks[\s\S]*Sent <time[^>]*>10:02<\/time>/,
  );
  expect(html).toMatch(/<title>Reply sent: /);
  expect(textBox(html, 'message')).toBe('');
});

test('sending the same reply twice adds it once', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria });
  const visitor = await world.visitorAs(maria);
  const path = `/support/tickets/${ticket.number}`;
  const page = await (await visitor.get(path)).text();
  for (let click = 0; click < 2; click += 1)
    expect((await visitor.submitFrom(page, path, { message: 'Once only.' })).status).toBe(303);
  expect((await (await visitor.get(path)).text()).split('Once only.')).toHaveLength(2);
});

test('another text from a page that was sent before is kept and asked about, then sent', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria });
  const visitor = await world.visitorAs(maria);
  const path = `/support/tickets/${ticket.number}`;
  const page = await (await visitor.get(path)).text();
  await visitor.submitFrom(page, path, { message: 'The first.' });
  const response = await visitor.submitFrom(page, path, { message: 'The second.' });
  expect(response.status).toBe(409);
  const again = await response.text();
  expect(textBox(again, 'message')).toBe('The second.');
  expect((await visitor.submitFrom(again, path, { message: 'The second.' })).status).toBe(303);
  const html = await (await visitor.get(path)).text();
  expect(html).toContain('The first.');
  expect(html).toContain('The second.');
});

test.each([
  ['An empty message', '', 'Write a message first.'],
  ['A blank message', ' \r\n\t ', 'Write a message first.'],
  [
    'A message of a million letters',
    'x'.repeat(1_000_000),
    'The message is too long: it has 1,000,000 characters, and at most 100,000 fit.',
  ],
])('%s is refused beside its field, and kept', async (_name, message, sentence) => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria });
  const visitor = await world.visitorAs(maria);
  const path = `/support/tickets/${ticket.number}`;
  const response = await visitor.submit(path, path, { message });
  expect(response.status).toBe(422);
  const html = await response.text();
  expect(html).toMatch(/<div class="problem" role="alert" tabindex="-1" autofocus/);
  expect(html).toContain(`id="message-error">${sentence}`);
  expect(html).toMatch(/<textarea id="message"[^>]*aria-describedby="message-error" aria-invalid="true"/);
  expect(textBox(html, 'message')).toBe(message);
  expect(
    (await (await world.as(maria)).portal.ticket.query({ ticket: ticket.number })).messages,
  ).toHaveLength(1);
});

test('line breaks at the start of a kept text are not eaten', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria });
  const visitor = await world.visitorAs(maria);
  const path = `/support/tickets/${ticket.number}`;
  const fields = hiddenFields(await (await visitor.get(path)).text(), path);
  const html = await (await visitor.post(path, { ...fields, message: '\n\nText', more: 'x' })).text();
  expect(textBox(html, 'message')).toBe('\n\nText');
});

test('a closed ticket says that a reply reopens it, and so it does', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ada = await world.agent();
  const ticket = await world.ticket({ from: maria, turns: [{ from: ada, closes: true }] });
  const visitor = await world.visitorAs(maria);
  const path = `/support/tickets/${ticket.number}`;
  expect(await (await visitor.get(path)).text()).toContain('This ticket is closed. Replying reopens it.');

  const response = await visitor.submit(path, path, { message: 'Again.' });
  expect(response.headers.get('location')).toBe(`${path}?sent=reopened#sent`);
  const html = await (await visitor.get(`${path}?sent=reopened`)).text();
  expect(html).toContain('The ticket is open again.');
  expect(html).toContain('Open · <span dir="auto">We are on it</span>');
});

test('a ticket closed long ago says that a reply starts a new one, and leads there', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ada = await world.agent();
  const ticket = await world.ticket({
    from: maria,
    subject: 'Old one',
    turns: [{ from: ada, closes: true }],
  });
  world.pass(30 * dayMs);
  const visitor = await world.visitorAs(maria);
  const path = `/support/tickets/${ticket.number}`;
  expect(await (await visitor.get(path)).text()).toContain('A reply starts a new ticket linked to this one.');

  const response = await visitor.submit(path, path, { message: 'It is back.' });
  expect([response.status, response.headers.get('location')]).toEqual([
    303,
    `/support/tickets/1002?sent=followedUp&from=${ticket.number}#sent`,
  ]);
  const html = await (await visitor.get('/support/tickets/1002?sent=followedUp&from=1001')).text();
  expect(html).toContain('Ticket #1001 was closed some time ago, so your reply started this new one.');
  expect(html).toContain('It is back.');
});

test('text from outside is shown and never acts', async () => {
  await using world = await createPortalWorld();
  const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'&amp; \u202eevil\u0007\u001b[31m';
  const maria = await world.contact({ name: `<b>M</b>${hostile}`, email: 'maria@acme.example' });
  const ticket = await world.ticket({
    from: maria,
    subject: hostile,
    says: `${hostile}\njavascript:alert(1) data:text/html,x https://a.example/"onmouseover="alert(1) http://b.example/?q=<i>.`,
  });
  const visitor = await world.visitorAs(maria);
  const path = `/support/tickets/${ticket.number}`;
  const pages = [
    path,
    '/support',
    `/support?search=${encodeURIComponent('<script>x')}`,
    `/support/tickets/new?filed=${ticket.number}`,
    `${path}?sent=<script>&from=<script>`,
  ];
  for (const page of pages) {
    const html = await (await visitor.get(page)).text();
    expect(
      html.replaceAll(/<script src="\/_portal\/[a-z]+\.[0-9a-f]{12}\.js" defer><\/script>/g, ''),
    ).not.toContain('<script');
    expect(html.replaceAll(/"[^"]*"/g, '""')).not.toMatch(/<img|<b>|<i>|<[^>]*\son\w+=/);
    for (const control of ['\u202e', '\u0007', '\u001b']) expect(html).not.toContain(control);
    // "javascript:" may be read, but is no link.
    expect(html).not.toMatch(/(href|src|action)="(?!\/|#|https?:)/);
  }
  const html = await (await visitor.get(path)).text();
  expect(html).toContain(
    '<a href="https://a.example/" rel="noopener nofollow ugc">https://a.example/</a>&quot;onmouse',
  );
  expect(html).toContain('<a href="http://b.example/?q=" rel="noopener nofollow ugc">');
});

test('an address with a slash too many leads to the page without it', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria });
  const visitor = await world.visitorAs(maria);
  for (const [path, home] of [
    ['/support/', '/support'],
    [`/support/tickets/${ticket.number}/`, `/support/tickets/${ticket.number}`],
    ['/support/tickets/new/?filed=1', '/support/tickets/new?filed=1'],
    ['/support/sign-in/', '/support/sign-in'],
  ] as const) {
    const response = await visitor.get(path);
    expect([path, response.status, response.headers.get('location')]).toEqual([path, 308, home]);
  }
  for (const path of ['/support/nothing/', '/support/tickets/abc/', '/support//evil.example/'])
    expect((await visitor.get(path)).status).toBe(404);
});
