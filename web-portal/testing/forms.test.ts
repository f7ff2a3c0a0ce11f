/** Forms from elsewhere, forms that came too late, forms that are none; and typed text that survives all of it. */
import { hashPassword } from '@postern/core';
import { expect, test } from 'vitest';
import {
  createPortalWorld,
  hiddenFields,
  type PortalWorld,
  publicUrl,
  textBox,
  type Visitor,
} from './portal-world.ts';

const dayMs = 86_400_000;
const newTicket = '/support/tickets/new';

async function signedIn(world: PortalWorld) {
  const maria = await world.contact({
    name: 'Maria López',
    email: 'maria@acme.example',
    passwordHash: await hashPassword('a long enough password'),
  });
  const ticket = await world.ticket({ from: maria });
  const visitor = await world.visitorAs(maria);
  return { maria, ticket, visitor, path: `/support/tickets/${ticket.number}` };
}

async function messagesOf(world: PortalWorld, { maria, ticket }: Awaited<ReturnType<typeof signedIn>>) {
  const view = await (await world.as(maria)).portal.ticket.query({ ticket: ticket.number });
  return view.messages.map((message) => message.text);
}

const signInWith = (visitor: Visitor, page: string, password = 'a long enough password') =>
  visitor.submitFrom(page, '/support/sign-in', { email: 'maria@acme.example', password });

test.each([
  ['another origin', { origin: 'https://evil.example' }],
  ['an origin that only begins like ours', { origin: `${publicUrl}.evil.example` }],
  ['the right host over https', { origin: publicUrl.replace('http:', 'https:') }],
  ['a hidden origin', { origin: 'null' }],
  ['another site, by the browser’s word', { 'sec-fetch-site': 'cross-site' }],
  ['another host of the same site', { 'sec-fetch-site': 'same-site' }],
  ['another origin that claims our host', { origin: 'https://evil.example', host: 'evil.example' }],
  [
    'another origin that claims to be forwarded',
    {
      origin: 'https://evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example;proto=https',
    },
  ],
])('a form from %s changes nothing, even with the right token', async (_name, headers) => {
  await using world = await createPortalWorld();
  const scene = await signedIn(world);
  const { visitor, path } = scene;
  const reply = hiddenFields(await (await visitor.get(path)).text(), path);
  const form = hiddenFields(await (await visitor.get(newTicket)).text(), newTicket);
  const refused = [
    await visitor.post(path, { ...reply, message: 'Forged' }, headers),
    await visitor.post(newTicket, { ...form, subject: 'Forged', message: 'Forged' }, headers),
    await visitor.post('/support/sign-out', { formToken: reply.formToken ?? '' }, headers),
    await visitor.post(
      '/support/sign-in',
      { formToken: reply.formToken ?? '', email: 'a', password: 'b' },
      headers,
    ),
  ];
  for (const response of refused) {
    expect(response.status).toBe(403);
    expect(await response.text()).not.toContain('Forged');
  }
  expect(await messagesOf(world, scene)).toEqual(['Something does not work.']);
  expect((await visitor.get(path)).status).toBe(200);
  expect(world.logged.map((line) => line.message).join()).toContain('correct POSTERN_PUBLIC_URL');
});

test('an old browser that names no origin is served, by its token alone', async () => {
  await using world = await createPortalWorld();
  const scene = await signedIn(world);
  const { visitor, path } = scene;
  const fields = hiddenFields(await (await visitor.get(path)).text(), path);
  const bare = (formToken: string) =>
    world.surface.routes?.request(`${publicUrl}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: `postern_portal=${visitor.cookies.get('postern_portal')}`,
      },
      body: new URLSearchParams({ ...fields, formToken, message: 'From far away' }).toString(),
    });
  expect((await bare(''))?.status).toBe(403);
  expect((await bare(`${fields.formToken}x`))?.status).toBe(403);
  expect((await bare(fields.formToken ?? ''))?.status).toBe(303);
  expect(await messagesOf(world, scene)).toHaveLength(2);
});

test('a page of another session sends nothing; the text is shown again and can be sent', async () => {
  await using world = await createPortalWorld();
  const scene = await signedIn(world);
  const { visitor, path, maria } = scene;
  const page = await (await visitor.get(path)).text();
  visitor.cookies.set('postern_portal', await world.tokenOf(maria));
  const response = await visitor.submitFrom(page, path, { message: 'Typed before' });
  expect(response.status).toBe(403);
  const again = await response.text();
  expect(again).toContain('This page was open for too long, so nothing was sent.');
  expect(textBox(again, 'message')).toBe('Typed before');
  expect(await messagesOf(world, scene)).toHaveLength(1);
  expect((await visitor.submitFrom(again, path, { message: 'Typed before' })).status).toBe(303);
});

test('a sign-out with a stale token does not sign out', async () => {
  await using world = await createPortalWorld();
  const { visitor } = await signedIn(world);
  const response = await visitor.post('/support/sign-out', { formToken: 'x'.repeat(43) });
  expect(response.status).toBe(403);
  expect((await visitor.get(newTicket)).status).toBe(200);
});

test('a sign-in without its cookie or its token is asked for again, with the e-mail kept', async () => {
  await using world = await createPortalWorld();
  await signedIn(world);
  const visitor = world.visitor();
  const page = await (await visitor.get('/support')).text();
  visitor.cookies.clear();
  const response = await signInWith(visitor, page);
  expect(response.status).toBe(403);
  const again = await response.text();
  expect(again).toContain('allow cookies for this site');
  expect(again).toContain('value="maria@acme.example"');
  expect((await signInWith(visitor, again)).status).toBe(303);
});

test('a session that ends in the middle of a reply keeps the text through the sign-in, and sends nothing', async () => {
  await using world = await createPortalWorld();
  const scene = await signedIn(world);
  const { visitor, path } = scene;
  const page = await (await visitor.get(path)).text();
  world.pass(15 * dayMs);
  const message = 'A long letter,\r\n\r\n"quoted" & <tagged>';

  const asked = await visitor.submitFrom(page, path, { message });
  expect(asked.status).toBe(401);
  expect(visitor.cookies.has('postern_portal')).toBe(false);
  const signIn = await asked.text();
  expect(signIn).toContain('Your session has ended, so nothing was sent.');
  expect(hiddenFields(signIn, '/support/sign-in')).toMatchObject({ next: path, typedMessage: message });

  const wrong = await signInWith(visitor, signIn, 'not this one');
  expect(wrong.status).toBe(401);
  const back = await signInWith(visitor, await wrong.text());
  expect(back.status).toBe(200);
  const form = await back.text();
  expect(form).toContain('What you wrote is still here; it has not been sent yet.');
  expect(textBox(form, 'message')).toBe(message);
  expect(await messagesOf(world, scene)).toHaveLength(1);

  expect((await visitor.submitFrom(form, path, { message })).status).toBe(303);
  expect(await messagesOf(world, scene)).toContain('A long letter,\n\n"quoted" & <tagged>');
});

test('a session that ends while filing keeps subject and text, and files nothing by itself', async () => {
  await using world = await createPortalWorld();
  const { visitor, maria } = await signedIn(world);
  const page = await (await visitor.get(newTicket)).text();
  // In another tab the customer signed out: the browser has no session at all any more.
  visitor.cookies.clear();
  const asked = await visitor.submitFrom(page, newTicket, { subject: 'VAT', message: 'Wrong again' });
  expect(asked.status).toBe(401);
  const back = await signInWith(visitor, await asked.text());
  const form = await back.text();
  expect(form).toContain('name="subject"');
  expect(form).toContain('value="VAT"');
  expect(textBox(form, 'message')).toBe('Wrong again');
  expect((await (await world.as(maria)).portal.tickets.query({})).items).toHaveLength(1);
  await visitor.submitFrom(form, newTicket, { subject: 'VAT', message: 'Wrong again' });
  expect((await (await world.as(maria)).portal.tickets.query({})).items).toHaveLength(2);
});

test('what is no form of ours is refused', async () => {
  await using world = await createPortalWorld();
  const { visitor, path } = await signedIn(world);
  for (const type of ['application/json', 'text/plain', 'multipart/form-data; boundary=x'])
    expect((await visitor.post(path, '{"message":"x"}', { 'content-type': type })).status).toBe(415);
});

test('a body over the limit is refused in words', async () => {
  await using world = await createPortalWorld();
  const { visitor, path } = await signedIn(world);
  const response = await visitor.submit(path, path, { message: 'x'.repeat(3 * 1024 * 1024) });
  expect(response.status).toBe(413);
  expect(await response.text()).toContain('Go back in your browser, shorten the text, and send it again.');
});

test('when the desk fails, the text is on the page, with a reference to ask about and nothing internal', async () => {
  await using world = await createPortalWorld();
  const { visitor, path } = await signedIn(world);
  const page = await (await visitor.get(path)).text();
  const { db } = world.core;
  Object.assign(world.core, {
    db: { ...db, inTransaction: () => Promise.reject(new Error('SQLITE_CORRUPT in table Message')) },
  });
  const response = await visitor.submitFrom(page, path, { message: 'A long letter' });
  Object.assign(world.core, { db });
  expect(response.status).toBe(500);
  const html = await response.text();
  expect(textBox(html, 'message')).toBe('A long letter');
  expect(html).toMatch(/name the reference [0-9a-f-]{36}\./);
  expect(html).not.toMatch(/SQLITE|table/);
});

test('when the disk is full, that is said and the text is kept', async () => {
  await using world = await createPortalWorld();
  const { visitor } = await signedIn(world);
  const page = await (await visitor.get(newTicket)).text();
  const { db } = world.core;
  Object.assign(world.core, {
    db: { ...db, inTransaction: () => Promise.reject(new Error('SQLITE_FULL: database or disk is full')) },
  });
  const response = await visitor.submitFrom(page, newTicket, { subject: 'VAT', message: 'A long letter' });
  Object.assign(world.core, { db });
  expect(response.status).toBe(503);
  const html = await response.text();
  expect(html).toContain('We cannot store anything at the moment, so nothing was sent.');
  expect(textBox(html, 'message')).toBe('A long letter');
});
