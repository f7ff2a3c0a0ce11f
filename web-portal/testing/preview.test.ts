/** What an agent sees of the portal in a preview: the customer's pages under a bar, with nothing in them to send. */

import type { BuiltAgent, BuiltContact, BuiltTicket } from '@postern/core/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPortalWorld, type PortalWorld, type Visitor } from './portal-world.ts';

let world: PortalWorld;
let ada: BuiltAgent;
let maria: BuiltContact;
let ticket: BuiltTicket;

beforeAll(async () => {
  world = await createPortalWorld();
  ada = await world.agent({ name: 'Ada' });
  maria = await world.contact({ name: 'Maria <b>López</b>', email: 'maria@acme.example' });
  ticket = await world.ticket({ from: maria, subject: 'Login', turns: [{ from: ada, notes: 'a canary' }] });
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(() =>
  world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { enabled: true, audience: 'ALL' } })),
);

async function pathOf(contact?: string): Promise<string> {
  const agent = await world.as(ada);
  const { address } = await agent.preview.start.mutate(contact === undefined ? {} : { contact });
  return new URL(address).pathname;
}

async function previewing(visitor: Visitor = world.visitor()): Promise<Visitor> {
  const entered = await visitor.get(await pathOf(maria.email));
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/support']);
  return visitor;
}

test('S42: the list and the ticket show as the customer gets them, marked on every page as a preview', async () => {
  const visitor = await previewing();
  for (const path of [
    '/support',
    `/support/tickets/${ticket.number}`,
    '/support/tickets/new',
    '/support/none',
  ]) {
    const html = await (await visitor.get(path)).text();
    expect(html).toMatch(/<aside class="preview" aria-label="Preview">/);
    expect(html).toContain('Preview as Maria &lt;b&gt;López&lt;/b&gt;');
    expect(html).toContain('read-only');
    expect(html).toMatch(/<title>Preview: /);
    expect(html).not.toContain('canary');
  }
  expect(await (await visitor.get('/support')).text()).toContain('Login');
  const json = await visitor.get('/support', { accept: 'application/json' });
  expect(await json.json()).toMatchObject({ items: [{ number: ticket.number }] });
});

test('S42: every form of a preview shows, is off, and says why; the search still works', async () => {
  const visitor = await previewing();
  for (const path of ['/support', `/support/tickets/${ticket.number}`, '/support/tickets/new']) {
    const html = await (await visitor.get(path)).text();
    const forms = html.match(/<form\b[^>]*method="post"[^>]*>.*?<\/form>/gs) ?? [];
    const others = forms.filter((form) => !form.includes('/support/preview/leave'));
    expect(others.length).toBeGreaterThan(0);
    for (const form of others)
      expect(form).toMatch(/<fieldset class="off" disabled>.*<\/fieldset><\/form>$/s);
  }
  const page = await (await visitor.get(`/support/tickets/${ticket.number}`)).text();
  expect(page).toContain('In a preview nothing can be sent.');
  expect(await (await visitor.get('/support?search=login')).text()).toContain('Login');
});

test('a preview follows no ticket and remembers no visit: its page is what it was when it was opened', async () => {
  const visitor = await previewing();
  const html = await (await visitor.get(`/support/tickets/${ticket.number}`)).text();
  expect(html).not.toMatch(/id="thread"|data-seen|data-from/);
  const live = await visitor.get(`/support/tickets/${ticket.number}/live`);
  // The answer after which a browser does not ask again.
  expect([live.status, await live.text()]).toEqual([204, '']);
});

test('S42: what a preview sends all the same is refused, signing in included, and nothing is stored', async () => {
  const visitor = await previewing();
  const before = await world.core.db.read.auditEvent.count();
  for (const path of [
    `/support/tickets/${ticket.number}`,
    '/support/tickets/new',
    '/support/sign-in',
    '/support/sign-out',
  ]) {
    const answer = await visitor.post(path, { message: 'Hello', subject: 'Hello', email: maria.email });
    expect([path, answer.status]).toEqual([path, 403]);
    expect(await answer.text()).toContain('This is a preview.');
  }
  expect(await world.core.db.read.auditEvent.count()).toBe(before);
  expect([...visitor.cookies.keys()]).not.toContain('postern_portal');
});

test('S63: staff choose a contact without signing in, see the list, and leave; a customer signed in there stays so', async () => {
  const chen = await world.contact({ name: 'Chen', email: 'chen@globex.example' });
  const visitor = await world.visitorAs(chen);
  const session = visitor.cookies.get('postern_portal');
  const path = await pathOf();
  const chooser = await (await visitor.get(path)).text();
  expect(chooser).toContain('Preview the portal');
  expect(chooser).toContain(`value="${maria.email}"`);
  const wrong = await visitor.post(path, { contact: 'who@x.example' });
  expect([wrong.status, await wrong.text()]).toEqual([
    422,
    expect.stringContaining('no contact with this address'),
  ]);
  const foreign = await visitor.post(path, { contact: maria.email }, { origin: 'https://evil.example' });
  expect(foreign.status).toBe(403);
  const chosen = await visitor.post(path, { contact: maria.email });
  expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/support']);
  const list = await (await visitor.get('/support')).text();
  expect(list).toContain('Preview as Maria');
  expect(list).toContain('Login');
  expect(visitor.cookies.get('postern_portal')).toBe(session);

  const left = await visitor.submitFrom(list, '/support/preview/leave', {});
  expect(await left.text()).toContain('You have left the preview');
  expect(visitor.cookies.has('postern_preview')).toBe(false);
  const own = await (await visitor.get('/support')).text();
  expect(own).toContain('Chen');
  expect(own).not.toContain('Preview as');
  expect((await visitor.get(path)).status).toBe(404);
});

test('S42: while the portal is off the preview shows it, and its bar says so; everybody else gets the neutral page', async () => {
  const visitor = await previewing();
  await world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { enabled: false } }));
  const list = await (await visitor.get('/support')).text();
  expect(list).toContain('Login');
  expect(list).toContain('The portal is off: customers get a neutral page.');
  expect((await (await world.visitorAs(maria)).get('/support')).status).toBe(503);
  expect((await (await world.visitor().get(await pathOf())).text()).includes('Preview the portal')).toBe(
    true,
  );
});

test('S42: a contact whom a gate shuts out: the page is the one that contact gets, and the bar has the reason', async () => {
  const visitor = await previewing();
  await world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { audience: 'LISTS' } }));
  const shut = await visitor.get('/support');
  expect(shut.status).toBeGreaterThanOrEqual(400);
  const html = await shut.text();
  expect(html).toContain('This contact is on none of the portal’s lists, and gets this page.');
  expect(html).not.toContain('Login');

  const blocked = await world.contact({ name: 'Blocked' });
  await world.inTransaction(async ({ tx, now }) => {
    await tx.contact.update({ where: { id: blocked.id }, data: { blockedAt: now } });
    await tx.portal.updateMany({ data: { audience: 'ALL' } });
  });
  const other = world.visitor();
  await other.get(await pathOf(blocked.email));
  const signIn = await (await other.get('/support')).text();
  expect(signIn).toContain('This contact is blocked, and gets this page.');
  expect(signIn).toMatch(/<fieldset class="off" disabled>.*name="password"/s);
  expect([...other.cookies.keys()]).toContain('postern_preview');
});

test('an address of a preview that has ended, or never was, leads to a page that says how to start another', async () => {
  const visitor = await previewing();
  world.pass(3_600_000);
  expect(await (await visitor.get('/support')).text()).not.toContain('Preview as');
  expect(visitor.cookies.has('postern_preview')).toBe(false);
  const gone = await world.visitor().get(`/support/preview/pvw_${'x'.repeat(43)}`);
  expect([gone.status, gone.headers.get('referrer-policy')]).toEqual([404, 'no-referrer']);
  expect(await gone.text()).toContain('postern portal preview --as EMAIL');
});
