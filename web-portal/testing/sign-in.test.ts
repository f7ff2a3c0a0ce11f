/** Signing in and out of the portal, and what is told to somebody who cannot. */
import { hashPassword } from '@postern/core';
import { expect, test } from 'vitest';
import { createPortalWorld, hiddenFields, type PortalWorld } from './portal-world.ts';

const password = 'a long enough password';

async function maria(world: PortalWorld) {
  return world.contact({
    name: 'Maria López',
    email: 'maria@acme.example',
    passwordHash: await hashPassword(password),
  });
}

const signIn = '/support/sign-in';
const right = { email: 'maria@acme.example', password };

test('the root leads to the portal', async () => {
  await using world = await createPortalWorld();
  const response = await world.visitor().get('/');
  expect([response.status, response.headers.get('location')]).toEqual([302, '/support']);
});

test('a customer signs in and reads the list', async () => {
  await using world = await createPortalWorld();
  await maria(world);
  const visitor = world.visitor();
  const response = await visitor.submit('/support', signIn, right);
  expect([response.status, response.headers.get('location')]).toEqual([303, '/support']);
  const list = await visitor.get('/support');
  expect(list.status).toBe(200);
  expect(await list.text()).toContain('<h1>Your tickets</h1>');
});

test('the way somebody wanted to go is kept through the sign-in', async () => {
  await using world = await createPortalWorld();
  const customer = await maria(world);
  const ticket = await world.ticket({ from: customer });
  for (const path of [
    `/support/tickets/${ticket.number}`,
    '/support/tickets/new',
    '/support?status=open&search=vat',
  ]) {
    const response = await world.visitor().submit(path, signIn, right);
    expect([response.status, response.headers.get('location')]).toEqual([303, path]);
  }
});

test('what is missing from both fields is said at once', async () => {
  await using world = await createPortalWorld();
  await maria(world);
  const response = await world.visitor().submit('/support', signIn, { email: ' ', password: '' });
  expect(response.status).toBe(422);
  const html = await response.text();
  for (const [field, sentence] of [
    ['email', 'Enter your e-mail address.'],
    ['password', 'Enter your password.'],
  ]) {
    expect(html).toContain(`id="${field}-error">${sentence}`);
    expect(html).toContain(`<a href="#${field}">${sentence}`);
  }
});

test('a sign-in never leads out of the portal, nor to anything but a page', async () => {
  await using world = await createPortalWorld();
  await maria(world);
  for (const next of [
    'https://evil.example/',
    '//evil.example/support',
    '/\\evil.example',
    '/support/../trpc',
    '/support/sign-out',
    '/elsewhere',
    'javascript:alert(1)',
    `/support?search=${'x'.repeat(600)}`,
  ]) {
    const response = await world.visitor().submit('/support', signIn, { ...right, next });
    expect([next, response.status, response.headers.get('location')]).toEqual([next, 303, '/support']);
  }
});

test('a wrong password and an unknown person get the same page, with the e-mail kept and no password', async () => {
  await using world = await createPortalWorld();
  await maria(world);
  const visitor = world.visitor();
  const page = await (await visitor.get('/support')).text();
  const pages: string[] = [];
  for (const email of ['maria@acme.example', 'nobody@acme.example']) {
    const response = await visitor.submitFrom(page, signIn, { email, password: 'not this one' });
    expect(response.status).toBe(401);
    const html = await response.text();
    expect(html).toContain('The e-mail address or the password is not right. Check both and try again.');
    expect(html).toContain(`value="${email}"`);
    expect(html).not.toContain('not this one');
    expect(html).toContain('<title>Please check: Sign in · Acme Support</title>');
    pages.push(html.replaceAll(email, 'EMAIL'));
  }
  expect(pages[0]).toBe(pages[1]);
});

test('an e-mail address or password longer than any is a wrong one', async () => {
  await using world = await createPortalWorld();
  const response = await world
    .visitor()
    .submit('/support', signIn, { email: `${'a'.repeat(400)}@acme.example`, password: 'x'.repeat(5_000) });
  expect(response.status).toBe(401);
  expect(await response.text()).toContain('The e-mail address or the password is not right.');
});

test.each([
  ['', password, 'email', 'Enter your e-mail address.'],
  ['maria@acme.example', '', 'password', 'Enter your password.'],
])('with e-mail "%s" and password "%s" the field %s is named', async (email, given, field, sentence) => {
  await using world = await createPortalWorld();
  const response = await world.visitor().submit('/support', signIn, { email, password: given });
  expect(response.status).toBe(422);
  const html = await response.text();
  expect(html).toContain(`id="${field}-error">${sentence}`);
  expect(html).toContain(`<a href="#${field}">${sentence}</a>`);
});

test('after ten wrong passwords even the right one must wait, and the page says how long', async () => {
  await using world = await createPortalWorld();
  await maria(world);
  const visitor = world.visitor();
  const page = await (await visitor.get('/support')).text();
  for (let attempt = 0; attempt < 10; attempt += 1)
    expect((await visitor.submitFrom(page, signIn, { ...right, password: 'wrong' })).status).toBe(401);
  const response = await visitor.submitFrom(page, signIn, right);
  expect(response.status).toBe(429);
  expect(await response.text()).toContain(
    'There were too many attempts to sign in. Try again in 15 minutes.',
  );
  world.pass(15 * 60_000);
  expect((await visitor.submitFrom(page, signIn, right)).status).toBe(303);
});

test('the address of whoever asks is counted when the server knows it', async () => {
  await using world = await createPortalWorld({ clientAddress: (c) => c.req.header('x-test-address') });
  const customer = await maria(world);
  const visitor = world.visitor();
  const fields = hiddenFields(await (await visitor.get('/support')).text(), signIn);
  const from = (address: string, email: string) =>
    visitor.post(signIn, { ...fields, email, password: 'wrong' }, { 'x-test-address': address });
  for (let attempt = 0; attempt < 100; attempt += 1) await from('192.0.2.1', `guess${attempt}@acme.example`);
  expect((await from('192.0.2.1', customer.email)).status).toBe(429);
  expect((await from('192.0.2.2', customer.email)).status).toBe(401);
}, 60_000);

test('S70: signing out, at the top right, ends the session on the desk and empties the cookie; going back shows nothing', async () => {
  await using world = await createPortalWorld();
  const customer = await maria(world);
  const ticket = await world.ticket({ from: customer, subject: 'Secret subject' });
  const visitor = await world.visitorAs(customer);
  const page = await visitor.get(`/support/tickets/${ticket.number}`);
  // The last thing in the header, and nothing that a browser may keep for its way back.
  expect(await page.text()).toMatch(
    /<button type="submit" class="plain">Sign out<\/button><\/form><\/div><\/header>/,
  );
  expect(page.headers.get('cache-control')).toBe('no-store');
  const stolen = world.visitor();
  for (const [name, value] of visitor.cookies) stolen.cookies.set(name, value);

  const response = await visitor.submit('/support', '/support/sign-out', {});
  expect([response.status, response.headers.get('location')]).toEqual([303, '/support/sign-in?signed-out']);
  expect(visitor.cookies.has('postern_portal')).toBe(false);
  expect(await (await visitor.get('/support/sign-in?signed-out')).text()).toContain('You are signed out.');
  expect(await (await stolen.get('/support')).text()).toContain('Sign in to see your tickets');
  expect(await world.core.db.read.contactSession.count()).toBe(0);
  for (const path of ['/support', `/support/tickets/${ticket.number}`]) {
    const back = await visitor.get(path);
    expect(back.headers.get('cache-control')).toBe('no-store');
    expect(await back.text()).not.toContain('Secret subject');
  }
});

test('signing in again ends the session before', async () => {
  await using world = await createPortalWorld();
  const customer = await maria(world);
  const visitor = await world.visitorAs(customer);
  const before = visitor.cookies.get('postern_portal') ?? '';
  visitor.cookies.delete('postern_portal');
  const page = await (await visitor.get('/support')).text();
  visitor.cookies.set('postern_portal', before);
  expect((await visitor.submitFrom(page, signIn, right)).status).toBe(303);
  expect(visitor.cookies.get('postern_portal')).not.toBe(before);
  const old = world.visitor();
  old.cookies.set('postern_portal', before);
  expect(await (await old.get('/support')).text()).toContain('Sign in to see your tickets');
});

test('somebody signed in who opens the sign-in page is led on', async () => {
  await using world = await createPortalWorld();
  const visitor = await world.visitorAs(await maria(world));
  const response = await visitor.get('/support/sign-in?next=/support/tickets/new');
  expect([response.status, response.headers.get('location')]).toEqual([303, '/support/tickets/new']);
});

test("an agent's token opens no customer's page", async () => {
  await using world = await createPortalWorld();
  const ada = await world.agent();
  const visitor = world.visitor();
  visitor.cookies.set('postern_portal', await world.tokenOf(ada));
  expect(await (await visitor.get('/support')).text()).toContain('Sign in to see your tickets');
});
