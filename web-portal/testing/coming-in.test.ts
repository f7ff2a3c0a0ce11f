/** Registration, links from mails, forgotten passwords and the notice, as pages that work without any script. */
import { hashPassword } from '@postern/core';
import { sendMails } from '@postern/core/testing';
import { expect, test } from 'vitest';
import { linkedProse } from '../src/parts/linked-prose.ts';
import { createPortalWorld, hiddenFields, type PortalWorld, textBox } from './portal-world.ts';

const register = '/support/register';
const forgot = '/support/forgot';
const password = 'four quiet garden chairs';
const noor = { name: 'Noor', email: 'noor@acme.example' };
const notice = {
  consentText:
    'We keep your messages.\n\nSee [our terms](https://acme.example/terms) <script>alert(1)</script>',
  consentLabel: 'I agree to this.',
};

const setDomain = (world: PortalWorld, data: object) =>
  world.inTransaction((work) => work.tx.domain.updateMany({ data }));
const setPortal = (world: PortalWorld, data: object) =>
  world.inTransaction((work) => work.tx.portal.updateMany({ data }));

/** Without what is of this one form, such as its token. */
const plain = (html: string) => html.replaceAll(/name="(formToken|requestId)" value="[^"]*"/g, '');

const customer = async (world: PortalWorld) =>
  world.contact({ name: 'Maria', email: 'maria@acme.example', passwordHash: await hashPassword(password) });

test('S18, S21, S61: "Register here" stands under the sign-in only where anybody may register', async () => {
  await using world = await createPortalWorld();
  const signIn = async () => (await world.visitor().get('/support')).text();
  expect(await signIn()).not.toContain('Register here');
  expect(await signIn()).toContain('<a href="/support/forgot">Forgot password?</a>');
  await setDomain(world, { selfRegistration: true });
  expect(await signIn()).toContain('<a href="/support/register">Register here</a>');
  await setPortal(world, { audience: 'LISTS' });
  expect(await signIn()).not.toContain('Register here');
  await setPortal(world, { audience: 'ALL', authMode: 'SSO' });
  const html = await signIn();
  expect(html).not.toMatch(/Register here|Forgot password|type="password"/);
  expect(html).toContain('You sign in here through your company.');
  for (const path of [register, forgot]) expect((await world.visitor().get(path)).status).toBe(404);
});

test('S19, S20: a stranger registers, opens the link, chooses a password and stands before the list', async () => {
  await using world = await createPortalWorld();
  expect((await world.visitor().get(register)).status).toBe(404);
  await setDomain(world, { selfRegistration: true });
  const visitor = world.visitor();
  const page = await (await visitor.get(register)).text();
  expect(page).toContain('autocomplete="name"');
  expect(page).toContain('autocomplete="username"');
  const sent = await visitor.submitFrom(page, register, noor);
  expect(sent.status).toBe(200);
  expect(await sent.text()).toContain('If noor@acme.example can register, a mail is on its way.');
  const [mail] = await sendMails(world);
  const link = mail?.link ?? '';

  // Another browser, as on a phone; and a scanner that opened it before.
  await world.visitor().get(link);
  const phone = world.visitor();
  const form = await (await phone.get(link)).text();
  expect(form).toContain('autocomplete="new-password"');
  expect(form).toContain('value="noor@acme.example"');
  const done = await phone.submitFrom(form, link, { username: noor.email, password });
  expect([done.status, done.headers.get('location')]).toEqual([303, '/support']);
  expect(await (await phone.get('/support')).text()).toContain('<h1>Your tickets</h1>');
  const again = await world.visitor().get(link);
  expect(again.status).toBe(404);
  const expired = await again.text();
  expect(expired).toContain('This link does not work any more');
  expect(expired).toContain('href="/support/register"');
});

test('S20: members, strangers and people with a login read the very same page', async () => {
  await using world = await createPortalWorld();
  const maria = await customer(world);
  const member = await world.contact({ email: 'member@acme.example' });
  await setPortal(world, { audience: 'LISTS' });
  await world.inTransaction(async ({ tx, now, core }) => {
    const id = core.ids.next('contactList');
    await tx.contactList.create({ data: { id, name: 'Customers', createdAt: now } });
    await tx.portalList.create({ data: { portalId: world.portalId, listId: id } });
    await tx.contactListMember.create({ data: { listId: id, contactId: member.id, addedAt: now } });
  });
  for (const path of [register, forgot]) {
    const pages: string[] = [];
    for (const email of [maria.email, member.email, 'nobody@acme.example']) {
      const fields = path === register ? { name: 'Noor', email } : { email };
      const response = await world.visitor().submit(path, path, fields);
      expect(response.status).toBe(200);
      pages.push(plain(await response.text()).replaceAll(email, 'EMAIL'));
    }
    expect(new Set(pages).size).toBe(1);
  }
});

test('S30, S31: the registration shows the notice with its links, and refuses an unticked box beside it', async () => {
  await using world = await createPortalWorld();
  await setDomain(world, { selfRegistration: true, ...notice });
  const visitor = world.visitor();
  const page = await (await visitor.get(register)).text();
  expect(page).toContain('href="https://acme.example/terms"');
  expect(page).toContain('>our terms</a>');
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(page).not.toContain('<script>alert');
  expect(page).toContain('I agree to this.');
  const refused = await visitor.submitFrom(page, register, noor);
  expect(refused.status).toBe(422);
  const html = await refused.text();
  expect(html).toContain('id="accepted-error">Tick the box to go on.');
  expect(html).toContain('<a href="#accepted">');
  expect(html).toContain('value="noor@acme.example"');
  expect(await world.outbox()).toEqual([]);
  await setDomain(world, { consentText: 'Another text.' });
  const changed = await visitor.submitFrom(html, register, { ...noor, accepted: 'yes' });
  expect(changed.status).toBe(422);
  const newer = await changed.text();
  expect(newer).toContain('Another text.');
  expect(newer).not.toContain('checked');
  expect((await visitor.submitFrom(newer, register, { ...noor, accepted: 'yes' })).status).toBe(200);
  expect(await sendMails(world)).toHaveLength(1);
});

test('S31: pages and mailboxes become links; script and odd schemes stay text', () => {
  const hrefs = (text: string) =>
    linkedProse(text).flatMap((pieces) => pieces.flatMap((piece) => ('href' in piece ? [piece.href] : [])));
  expect(
    hrefs(
      '[a](https://a.example/x?y=1) [b](http://b.example) [c](mailto:law@c.example) and https://d.example.',
    ),
  ).toEqual(['https://a.example/x?y=1', 'http://b.example', 'mailto:law@c.example', 'https://d.example']);
  for (const odd of [
    '[x](javascript:alert(1))',
    '[x](JavaScript:alert`1`)',
    '[x](data:text/html,hi)',
    '[x](vbscript:x)',
    '[x](//evil.example)',
    '[x](/support)',
    '[x](https:evil)',
    '[x](java\tscript:x)',
  ]) {
    expect([odd, hrefs(odd)]).toEqual([odd, []]);
    expect(
      linkedProse(odd)
        .flat()
        .map(({ text }) => text)
        .join(''),
    ).toBe(odd.trim());
  }
  expect(linkedProse('One\n\n\nTwo\nlines')).toEqual([[{ text: 'One' }], [{ text: 'Two\nlines' }]]);
});

test('S30: a changed notice stands before every page, keeps what was typed, and lets on once it is accepted', async () => {
  await using world = await createPortalWorld();
  const maria = await customer(world);
  const ticket = await world.ticket({ from: maria, subject: 'Secret subject' });
  const path = `/support/tickets/${ticket.number}`;
  const visitor = await world.visitorAs(maria);
  const open = await (await visitor.get(path)).text();
  await setDomain(world, notice);
  for (const page of ['/support', path, '/support/tickets/new']) {
    const response = await visitor.get(page);
    expect([page, response.status]).toEqual([page, 403]);
    const html = await response.text();
    expect(html).toContain('We keep your messages.');
    expect(html).not.toContain('Secret subject');
  }
  expect((await visitor.get('/support', { accept: 'application/json' })).status).toBe(403);
  const asked = await visitor.submitFrom(open, path, { message: 'Still broken' });
  expect(asked.status).toBe(403);
  const consent = await asked.text();
  const unticked = await visitor.submitFrom(consent, '/support/consent', {});
  expect(unticked.status).toBe(422);
  const html = await unticked.text();
  expect(html).toContain('id="accepted-error">Tick the box to go on.');
  const back = await visitor.submitFrom(html, '/support/consent', { accepted: 'yes' });
  expect(back.status).toBe(200);
  expect(textBox(await back.text(), 'message')).toBe('Still broken');
  expect((await visitor.get('/support')).status).toBe(200);
  expect((await visitor.get('/support/consent')).headers.get('location')).toBe('/support');
});

test('a sign-in with a new notice leads through it to where one wanted to go', async () => {
  await using world = await createPortalWorld();
  await customer(world);
  await setDomain(world, notice);
  const visitor = world.visitor();
  const next = '/support/tickets/new';
  const right = { email: 'maria@acme.example', password };
  const signedIn = await visitor.submit(next, '/support/sign-in', right);
  expect(signedIn.headers.get('location')).toBe(next);
  const page = await (await visitor.get(next)).text();
  const done = await visitor.submitFrom(page, '/support/consent', { accepted: 'yes' });
  expect([done.status, done.headers.get('location')]).toEqual([303, next]);
});

test('a forgotten password: the link sets a new one in this browser and signs the others out', async () => {
  await using world = await createPortalWorld();
  const maria = await customer(world);
  const other = await world.visitorAs(maria);
  const visitor = world.visitor();
  const sent = await visitor.submit(forgot, forgot, { email: maria.email });
  expect(await sent.text()).toContain('If maria@acme.example has access here, a mail is on its way.');
  const [mail] = await sendMails(world);
  const link = mail?.link ?? '';
  const page = await (await visitor.get(link)).text();
  expect(page).toContain('Choose a new password');
  const short = await visitor.submitFrom(page, link, { password: 'short' });
  expect(short.status).toBe(422);
  const html = await short.text();
  expect(html).toContain('id="password-error">Choose a password of at least 10 characters.');
  expect(html).not.toContain('value="short"');
  const common = await visitor.submitFrom(html, link, { password: 'password123' });
  expect(await common.text()).toContain('Many people have this password');
  const done = await visitor.submitFrom(html, link, { password: 'another good long one' });
  expect(done.status).toBe(303);
  expect((await visitor.get('/support/tickets/new')).status).toBe(200);
  expect((await other.get('/support/tickets/new')).status).toBe(401);
});

test('S60: an invitation leads to set a password, and later says that there is one', async () => {
  await using world = await createPortalWorld();
  const maria = await world.contact({ name: 'Maria', email: 'maria@acme.example' });
  const agent = await world.as(await world.agent());
  for (const again of [false, true]) await agent.contacts.invite.mutate({ email: maria.email, again });
  const [first] = await sendMails(world);
  const visitor = world.visitor();
  const link = first?.link ?? '';
  expect((await visitor.submit(link, link, { password })).status).toBe(303);
  await agent.contacts.invite.mutate({ email: maria.email, again: true });
  const mails = await sendMails(world);
  const later = await world.visitor().get(mails.at(-1)?.link ?? '');
  expect(later.status).toBe(200);
  const html = await later.text();
  expect(html).toContain('You have a login');
  expect(html).not.toContain('type="password"');
});

test('whoever was signed in before is not any more once a link has set a password', async () => {
  await using world = await createPortalWorld();
  const maria = await customer(world);
  const chen = await world.contact({ name: 'Chen' });
  const visitor = await world.visitorAs(chen);
  const before = visitor.cookies.get('postern_portal') ?? '';
  await world.visitor().submit(forgot, forgot, { email: maria.email });
  const [mail] = await sendMails(world);
  await visitor.submit(mail?.link ?? '', mail?.link ?? '', { password });
  expect(await (await visitor.get('/support')).text()).toContain('Maria');
  const old = world.visitor();
  old.cookies.set('postern_portal', before);
  expect(await (await old.get('/support')).text()).toContain('Sign in to see your tickets');
});

test('a form without its token, from elsewhere, or with too many requests does nothing, in words', async () => {
  await using world = await createPortalWorld();
  await setDomain(world, { selfRegistration: true });
  for (const path of [register, forgot, '/support/invite/made-up']) {
    const foreign = await world
      .visitor()
      .post(path, { ...noor, password }, { origin: 'https://evil.example' });
    expect(foreign.status).toBe(403);
  }
  const visitor = world.visitor();
  const page = await (await visitor.get(forgot)).text();
  const stale = world.visitor();
  expect((await stale.post(forgot, { ...hiddenFields(page, forgot), email: noor.email })).status).toBe(403);
  expect(await world.outbox()).toEqual([]);
  const ask = (email: string) => visitor.submitFrom(page, forgot, { email });
  expect(await (await ask('nobody')).text()).toContain('id="email-error">This is not an e-mail address.');
  expect((await ask(' ')).status).toBe(422);
  for (let count = 0; count < 3; count += 1) expect((await ask(noor.email)).status).toBe(200);
  const refused = await ask(noor.email);
  expect(refused.status).toBe(429);
  expect(await refused.text()).toContain('Mails were asked for too often. Try again in 60 minutes.');
});

test('a portal that is off tells nothing on any of these pages', async () => {
  await using world = await createPortalWorld();
  await setDomain(world, { selfRegistration: true });
  await setPortal(world, { enabled: false });
  for (const path of [register, forgot, '/support/invite/made-up', '/support/consent'])
    expect((await world.visitor().get(path)).status).toBe(503);
});
