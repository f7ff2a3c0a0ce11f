/** The knowledge base as visitors meet it: its pages, its other answers, and the links to and from the portal. */
import type { BuiltAgent } from '@postern/core/testing';
import { expect, test } from 'vitest';
import { createPortalWorld, decodeEntities, type PortalWorld } from './portal-world.ts';

async function library(): Promise<PortalWorld & { ada: BuiltAgent }> {
  const world = await createPortalWorld();
  const ada = await world.agent();
  const client = await world.as(ada);
  for (const [title, body] of [
    ['Signing in and passwords', 'Choose **Forgot password?** there.\n\n<script>alert(1)</script>'],
    ['Reading your invoice', 'VAT stands at the end.'],
  ] as const)
    await client.kb.create.mutate({ title, body, isPublished: true });
  await client.kb.create.mutate({ title: 'Secret plans', body: 'A draft about passwords.' });
  return Object.assign(world, { ada });
}

const headerOf = (html: string) => decodeEntities(/<header>.*?<\/header>/s.exec(html)?.[0] ?? '');

test('S2: everybody reads the knowledge base without signing in, and comes from there to the portal', async () => {
  await using world = await library();
  await (await world.as(world.ada)).kb.setLinks.mutate({ showPortal: true });
  const visitor = world.visitor();
  const list = await visitor.get('/support/kb');
  const html = await list.text();
  expect(list.status).toBe(200);
  expect(html).toContain('href="/support/kb/signing-in-and-passwords"');
  expect(html).not.toContain('Secret plans');
  const article = await (await visitor.get('/support/kb/signing-in-and-passwords')).text();
  expect(article).toContain('<strong>Forgot password?</strong>');
  expect(article).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(article).toContain('Last updated');
  expect(headerOf(article)).toContain('<a href="/support">Go to Acme Support</a>');
  expect(await (await visitor.get('/support')).text()).toContain('Sign in to see your tickets');
});

test('a draft answers like no article at all, in every kind of answer', async () => {
  await using world = await library();
  const visitor = world.visitor();
  for (const accept of ['text/html', 'application/json', 'text/plain']) {
    const draft = await visitor.get('/support/kb/secret-plans', { accept });
    const nothing = await visitor.get('/support/kb/no-such-plan', { accept });
    expect(draft.status).toBe(404);
    const strip = (text: string) => text.replace(/value="[^"]*"/g, '');
    expect(strip(await draft.text())).toBe(strip(await nothing.text()));
  }
});

test('a search shows what it finds, and says so when it finds nothing', async () => {
  await using world = await library();
  const visitor = world.visitor();
  const found = await (await visitor.get('/support/kb?search=password')).text();
  expect(found).toContain('1 article found.');
  expect(found).not.toContain('/support/kb/reading-your-invoice"');
  const none = await (await visitor.get('/support/kb?search=%3Cb%3Esubmarine')).text();
  expect(none).toContain('No article has “&lt;b&gt;submarine” in it.');
  expect(none).toContain('Show all articles');
  const long = await visitor.get(`/support/kb?search=${'x'.repeat(201)}`);
  expect(long.status).toBe(422);
  expect(await long.text()).toContain('at most 200 characters');
  expect((await visitor.get(`/support/kb?search=${'x'.repeat(201)}`, { accept: 'text/plain' })).status).toBe(
    400,
  );
});

test('an empty knowledge base says so', async () => {
  await using world = await createPortalWorld();
  expect(await (await world.visitor().get('/support/kb')).text()).toContain('There are no articles yet.');
});

test('programs get the Markdown itself as text, and field by field as JSON', async () => {
  await using world = await library();
  const visitor = world.visitor();
  const json = async (path: string) => (await visitor.get(path, { accept: 'application/json' })).json();
  const updatedAt = '2026-11-03T09:30:00.000Z';
  expect(await json('/support/kb')).toEqual({
    items: [
      {
        slug: 'signing-in-and-passwords',
        title: 'Signing in and passwords',
        summary: 'Choose Forgot password? there.',
        updatedAt,
      },
      {
        slug: 'reading-your-invoice',
        title: 'Reading your invoice',
        summary: 'VAT stands at the end.',
        updatedAt,
      },
    ],
    nextCursor: null,
  });
  expect(await json('/support/kb/reading-your-invoice')).toEqual({
    slug: 'reading-your-invoice',
    title: 'Reading your invoice',
    body: 'VAT stands at the end.',
    updatedAt,
  });
  const text = async (path: string) => (await visitor.get(path, { accept: 'text/plain' })).text();
  expect(await text('/support/kb/reading-your-invoice')).toBe(
    '# Reading your invoice\n\nVAT stands at the end.\n',
  );
  expect(await text('/support/kb?search=vat')).toBe(
    'Reading your invoice\n  VAT stands at the end.\n  http://127.0.0.1:4000/support/kb/reading-your-invoice\n',
  );
});

test('while the portal is off, so is the knowledge base', async () => {
  await using world = await library();
  await world.inTransaction((work) => work.tx.portal.updateMany({ data: { enabled: false } }));
  const visitor = world.visitor();
  for (const path of ['/support/kb', '/support/kb/reading-your-invoice', '/support/kb?suggest=invoice']) {
    const answer = await visitor.get(path);
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain('nvoice');
  }
});

test('whoever is signed in stays so in the knowledge base', async () => {
  await using world = await library();
  const maria = await world.contact({ name: 'Maria López' });
  const visitor = await world.visitorAs(maria);
  const html = await (await visitor.get('/support/kb/reading-your-invoice')).text();
  expect(headerOf(html)).toContain('Maria López');
  expect(headerOf(html)).toContain('Sign out');
});

test('S46: the portal’s pages lead to the knowledge base while the switch is on', async () => {
  await using world = await library();
  const ada = await world.as(world.ada);
  const visitor = await world.visitorAs(await world.contact());
  const header = async () => headerOf(await (await visitor.get('/support')).text());
  expect(await header()).not.toContain('Knowledge base');
  await ada.kb.setLinks.mutate({ link: true });
  expect(await header()).toContain('<a href="/support/kb">Knowledge base</a>');
  expect(headerOf(await (await world.visitor().get('/support')).text())).toContain('Knowledge base');
  await ada.kb.setLinks.mutate({ link: false });
  expect(await header()).not.toContain('Knowledge base');
});

test('S47: the link is gone with the last published article, and leads elsewhere where the articles are', async () => {
  await using world = await library();
  const ada = await world.as(world.ada);
  const visitor = await world.visitorAs(await world.contact());
  const header = async () => headerOf(await (await visitor.get('/support')).text());
  await ada.kb.setLinks.mutate({ link: true });
  for (const { slug } of await ada.kb.list.query()) await ada.kb.unpublish.mutate({ article: slug });
  expect(await header()).not.toContain('Knowledge base');
  await world.inTransaction((work) =>
    work.tx.domain.updateMany({ data: { kbUrl: 'https://help.acme.example', kbArticleCount: 3 } }),
  );
  expect(await header()).toContain('<a href="https://help.acme.example">Knowledge base</a>');
});

test('S48, S49: the knowledge base leads to the portal, by its present name, while its switch is on', async () => {
  await using world = await library();
  const ada = await world.as(world.ada);
  const header = async (path: string) => headerOf(await (await world.visitor().get(path)).text());
  expect(await header('/support/kb')).not.toContain('Go to');
  await ada.kb.setLinks.mutate({ showPortal: true });
  expect(await header('/support/kb')).toContain('<a href="/support">Go to Acme Support</a>');
  await world.inTransaction((work) => work.tx.portal.updateMany({ data: { title: 'Acme & Sons' } }));
  expect(await header('/support/kb/reading-your-invoice')).toContain('Go to Acme & Sons</a>');
  expect(await header('/support')).not.toContain('Go to');
  await ada.kb.setLinks.mutate({ showPortal: false });
  expect(await header('/support/kb')).not.toContain('Go to');
});

test('an article offers to file a ticket while a form is attached', async () => {
  await using world = await library();
  const article = async () => (await world.visitor().get('/support/kb/reading-your-invoice')).text();
  expect(await article()).toContain(
    'Was this not enough? <a href="/support/tickets/new">File a support ticket</a>',
  );
  await world.inTransaction((work) => work.tx.portal.updateMany({ data: { formId: null } }));
  expect(await article()).not.toContain('Was this not enough?');
});

test('S49: the script of the snippet holds the present title as data, for any site, for some minutes', async () => {
  await using world = await library();
  const ada = await world.as(world.ada);
  const script = async () => {
    const answer = await world.visitor().get('/support/kb-link.js');
    expect(answer.status).toBe(200);
    return { headers: answer.headers, text: await answer.text() };
  };
  expect((await script()).text).toContain('const link = null;');
  await ada.kb.setLinks.mutate({ showPortal: true });
  const title = '</script><script>alert("1")\u2028& Co';
  await world.inTransaction((work) => work.tx.portal.updateMany({ data: { title } }));
  const { headers, text } = await script();
  expect(text).not.toMatch(/<\/?script|\u2028/);
  const link = /const link = (.*);/.exec(text)?.[1] ?? '';
  expect(JSON.parse(link)).toEqual({
    href: 'http://127.0.0.1:4000/support',
    text: 'Go to </script><script>alert("1") & Co',
  });
  expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(headers.get('cache-control')).toBe('public, max-age=300');
  expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(headers.getSetCookie()).toEqual([]);
  await world.inTransaction((work) => work.tx.portal.updateMany({ data: { enabled: false } }));
  expect((await script()).text).toContain('const link = null;');
  expect((await world.visitor().get('/nowhere/kb-link.js')).status).toBe(404);
});

test('while a subject is typed the form asks for articles, which answer as links', async () => {
  await using world = await library();
  const visitor = await world.visitorAs(await world.contact());
  const form = async () => (await visitor.get('/support/tickets/new')).text();
  expect(await form()).not.toContain('data-suggest');
  await (await world.as(world.ada)).kb.setLinks.mutate({ link: true });
  expect(await form()).toContain('data-suggest="/support/kb?suggest="');
  expect(await form()).toMatch(/<noscript><a [^>]*href="\/support\/kb"[^>]*>Look for articles first/);
  const answer = await visitor.get('/support/kb?suggest=Forgot%20my%20password');
  expect(await answer.json()).toEqual({
    items: [
      {
        textContent: 'Signing in and passwords',
        href: '/support/kb/signing-in-and-passwords',
        target: '_blank',
      },
    ],
    nextCursor: null,
  });
  expect(await (await visitor.get('/support/kb?suggest=')).json()).toEqual({ items: [], nextCursor: null });
  expect((await visitor.get(`/support/kb?suggest=${'x'.repeat(3_000)}`)).status).toBe(200);
});

test('without a script, a form that needs correcting shows the articles', async () => {
  await using world = await library();
  await (await world.as(world.ada)).kb.setLinks.mutate({ link: true });
  const visitor = await world.visitorAs(await world.contact());
  const page = '/support/tickets/new';
  const again = await visitor.submit(page, page, { subject: 'Forgot my password', message: ' ' });
  const html = await again.text();
  expect(again.status).toBe(422);
  expect(html).toContain('These may answer it at once');
  expect(html).toContain('<a href="/support/kb/signing-in-and-passwords" target="_blank">');
});

test('a search over tickets that finds none shows the nearest articles', async () => {
  await using world = await library();
  const maria = await world.contact();
  await world.ticket({ from: maria, subject: 'Something else' });
  const visitor = await world.visitorAs(maria);
  const list = async () => (await visitor.get('/support?search=password')).text();
  expect(await list()).not.toContain('/support/kb/');
  await (await world.as(world.ada)).kb.setLinks.mutate({ link: true });
  expect(await list()).toContain('These articles may help:');
  expect(await list()).toContain('href="/support/kb/signing-in-and-passwords"');
});

test('an address with a slash at its end leads to the one without', async () => {
  await using world = await library();
  const answer = await world.visitor().get('/support/kb/');
  expect([answer.status, answer.headers.get('location')]).toEqual([308, '/support/kb']);
});
