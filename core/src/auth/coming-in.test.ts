/** How customers come in: registration, links in mails, forgotten passwords; and that nobody can tell who has a login. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { createWorld, sendMails, type World } from '../testing/index.ts';
import { hashPassword } from './passwords.ts';

const hourMs = 3_600_000;
const password = 'four quiet garden chairs';
const slug = 'support';
const someone = { slug, name: 'Noor', email: 'noor@acme.example' };

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => failureOf(error).code,
  );

const open = (world: World) =>
  world.inTransaction((work) => work.tx.domain.updateMany({ data: { selfRegistration: true } }));

/** Lets in the contacts of one list alone; answers its id. */
async function openToList(world: World, contacts: { id: string }[]): Promise<string> {
  const id = world.core.ids.next('contactList');
  await world.inTransaction(async ({ tx, now }) => {
    await tx.contactList.create({ data: { id, name: 'Customers', createdAt: now } });
    await tx.portal.updateMany({ data: { audience: 'LISTS' } });
    await tx.portalList.create({ data: { portalId: world.portalId, listId: id } });
    for (const contact of contacts)
      await tx.contactListMember.create({ data: { listId: id, contactId: contact.id, addedAt: now } });
  });
  return id;
}

const purposes = { register: 'REGISTER', invite: 'INVITE', reset: 'RESET' } as const;

/** What a browser would ask for the link of a mail. */
function linkOf(path: string) {
  const [, inSlug = '', folder = '', link = ''] = path.split('/');
  return { slug: inSlug, purpose: purposes[folder as keyof typeof purposes], link };
}

const follow = (world: World, path: string, chosen = password) =>
  world.asNobody().portal.setPassword.mutate({ ...linkOf(path), password: chosen });

const signIn = (world: World, email: string, chosen = password) =>
  world.asNobody().portal.signIn.mutate({ slug, email, password: chosen });

test('S19, S20, S21: where registration is open, a stranger gets a link, chooses a password and is signed in', async () => {
  await using world = await createWorld();
  const nobody = world.asNobody();
  expect(await codeOf(nobody.portal.register.mutate(someone))).toBe('REGISTRATION_CLOSED');
  await open(world);
  await nobody.portal.register.mutate({ ...someone, email: ' Noor@ACME.example' });
  expect(await world.core.db.read.contact.count()).toBe(0);
  const [mail, ...others] = await sendMails(world);
  expect(others).toEqual([]);
  expect(mail).toMatchObject({
    to: 'noor@acme.example',
    subject: 'Finish your registration at Acme Support',
    link: expect.stringMatching(/^\/support\/register\/[\w-]{43}$/),
  });
  const { token } = await follow(world, mail?.link ?? '');
  expect(token).toMatch(/^pco_/);
  expect(await world.core.db.read.contact.findMany({ select: { email: true, name: true } })).toEqual([
    { email: 'noor@acme.example', name: 'Noor' },
  ]);
  expect(await codeOf(signIn(world, 'noor@acme.example'))).toBe('ok');
});

test('S21: the switch belongs to the domain, and is off until somebody turns it on', async () => {
  await using world = await createWorld();
  const info = () => world.asNobody().portal.info.query({ slug });
  expect(await info()).toMatchObject({ hasSelfRegistration: false });
  await open(world);
  expect(await info()).toMatchObject({ hasSelfRegistration: true });
  await world.inTransaction((work) => work.tx.portal.updateMany({ data: { domainId: null } }));
  expect(await info()).toMatchObject({ hasSelfRegistration: false });
});

test('S20: in list mode a member gets a link, and whoever is none gets the same answer and no mail', async () => {
  await using world = await createWorld();
  const member = await world.contact({ email: 'member@acme.example' });
  const outsider = await world.contact({ email: 'outsider@acme.example' });
  await openToList(world, [member]);
  const nobody = world.asNobody();
  const emails = [member.email, outsider.email, 'stranger@acme.example'];
  const answers: string[] = [];
  for (const email of emails)
    answers.push(JSON.stringify(await nobody.portal.register.mutate({ ...someone, email })));
  expect(new Set(answers).size).toBe(1);
  // The same rows were written for each, so the work is the same as well.
  expect((await world.outbox()).map(({ kind, state }) => ({ kind, state }))).toEqual(
    emails.map(() => ({ kind: 'EMAIL', state: 'PARKED' })),
  );
  expect((await sendMails(world)).map(({ to }) => to)).toEqual([member.email]);
  expect(await nobody.portal.info.query({ slug })).toMatchObject({ hasSelfRegistration: false });
});

test('S20: who has left the list before following the link does not get in, and can once back on it', async () => {
  await using world = await createWorld();
  const member = await world.contact();
  const listId = await openToList(world, [member]);
  await world.asNobody().portal.register.mutate({ ...someone, email: member.email });
  const [mail] = await sendMails(world);
  await world.inTransaction((work) => work.tx.contactListMember.deleteMany({}));
  expect(await codeOf(follow(world, mail?.link ?? ''))).toBe('NOT_IN_AUDIENCE');
  expect((await world.core.db.read.contact.findFirstOrThrow()).passwordHash).toBeNull();
  await world.inTransaction((work) =>
    work.tx.contactListMember.create({ data: { listId, contactId: member.id, addedAt: work.now } }),
  );
  expect(await codeOf(follow(world, mail?.link ?? ''))).toBe('ok');
});

test('an address that has a login gets a mail that says so, and its password stays', async () => {
  await using world = await createWorld();
  await open(world);
  const maria = await world.contact({ passwordHash: await hashPassword(password) });
  const known = await world.asNobody().portal.register.mutate({ ...someone, email: maria.email });
  const unknown = await world.asNobody().portal.register.mutate(someone);
  expect(JSON.stringify(known)).toBe(JSON.stringify(unknown));
  const [mail] = await sendMails(world);
  expect(mail).toMatchObject({ to: maria.email, subject: 'You have a login at Acme Support' });
  expect(mail?.text).not.toContain('/register/');
  expect(mail?.text).toContain('http://127.0.0.1:4000/support/forgot');
  expect(await codeOf(signIn(world, maria.email))).toBe('ok');
});

test('S62: a link works once, for its purpose, in its portal, in its time, and looking at it uses nothing up', async () => {
  await using world = await createWorld();
  await open(world);
  const nobody = world.asNobody();
  await nobody.portal.register.mutate(someone);
  const [mail] = await sendMails(world);
  const link = linkOf(mail?.link ?? '');
  for (let look = 0; look < 3; look += 1)
    expect(await nobody.portal.link.query(link)).toEqual({ email: someone.email, hasLogin: false });

  for (const purpose of ['INVITE', 'RESET'] as const) {
    expect(await codeOf(nobody.portal.link.query({ ...link, purpose }))).toBe('LINK_EXPIRED');
    expect(await codeOf(nobody.portal.setPassword.mutate({ ...link, purpose, password }))).toBe(
      'LINK_EXPIRED',
    );
  }
  await world.inTransaction(async ({ tx, core }) => {
    const portal = await tx.portal.findFirstOrThrow();
    await tx.portal.create({
      data: {
        ...portal,
        id: core.ids.next('portal'),
        slug: 'other',
        domainId: null,
        filter: portal.filter as object,
      },
    });
  });
  expect(await codeOf(nobody.portal.setPassword.mutate({ ...link, slug: 'other', password }))).toBe(
    'LINK_EXPIRED',
  );
  // A refused password does not use it up either.
  expect(await codeOf(follow(world, mail?.link ?? '', 'short'))).toBe('PASSWORD_TOO_SHORT');
  const both = await Promise.all([1, 2].map(() => codeOf(follow(world, mail?.link ?? ''))));
  expect(both.sort()).toEqual(['LINK_EXPIRED', 'ok']);
  expect(await codeOf(nobody.portal.link.query(link))).toBe('LINK_EXPIRED');

  await nobody.portal.register.mutate({ ...someone, email: 'late@acme.example' });
  const [late] = await sendMails(world);
  world.pass(24 * hourMs - 1);
  expect(await codeOf(nobody.portal.link.query(linkOf(late?.link ?? '')))).toBe('ok');
  world.pass(1);
  expect(await codeOf(follow(world, late?.link ?? ''))).toBe('LINK_EXPIRED');
});

test('no usable link is stored anywhere: neither in the outbox nor with the tokens', async () => {
  await using world = await createWorld();
  await open(world);
  await world.asNobody().portal.register.mutate(someone);
  const waiting = JSON.stringify(await world.outbox());
  expect(waiting).toContain(someone.email);
  expect(waiting).not.toContain('/register/');
  const [mail] = await sendMails(world);
  const { link } = linkOf(mail?.link ?? '');
  const stored = JSON.stringify(await world.core.db.read.oneTimeToken.findMany());
  expect(stored).toContain('REGISTER');
  expect(stored).not.toContain(link);
});

test('a new password: the link lasts an hour, ends every other session, and the change is told by mail', async () => {
  await using world = await createWorld();
  const maria = await world.contact({ passwordHash: await hashPassword('the old password') });
  const elsewhere = await world.as(maria);
  const ask = () => world.asNobody().portal.forgot.mutate({ slug, email: maria.email });
  await ask();
  await ask();
  const [first, second] = await sendMails(world);
  expect(first).toMatchObject({ to: maria.email, link: expect.stringMatching(/^\/support\/reset\//) });
  expect(await codeOf(elsewhere.portal.me.query())).toBe('ok');
  await follow(world, second?.link ?? '');
  expect(await codeOf(elsewhere.portal.me.query())).toBe('NOT_SIGNED_IN');
  expect(await codeOf(signIn(world, maria.email, 'the old password'))).toBe('WRONG_CREDENTIALS');
  expect(await codeOf(signIn(world, maria.email))).toBe('ok');
  // The mail before it is worth nothing any more.
  expect(await codeOf(follow(world, first?.link ?? ''))).toBe('LINK_EXPIRED');
  expect(await sendMails(world)).toMatchObject([
    { to: maria.email, subject: 'Your password for Acme Support was changed' },
  ]);
  await ask();
  const [third] = await sendMails(world);
  world.pass(hourMs);
  expect(await codeOf(follow(world, third?.link ?? ''))).toBe('LINK_EXPIRED');
});

test('a new password is mailed to nobody who may not come in, and the answer does not tell', async () => {
  await using world = await createWorld();
  const passwordHash = await hashPassword(password);
  const member = await world.contact({ email: 'member@acme.example', passwordHash });
  const blocked = await world.contact({ email: 'blocked@acme.example', passwordHash });
  const outsider = await world.contact({ email: 'outsider@acme.example', passwordHash });
  await openToList(world, [member, blocked]);
  await world.inTransaction(({ tx, now }) =>
    tx.contact.update({ where: { id: blocked.id }, data: { blockedAt: now } }),
  );
  const answers: string[] = [];
  for (const email of [member.email, blocked.email, outsider.email, 'nobody@acme.example'])
    answers.push(JSON.stringify(await world.asNobody().portal.forgot.mutate({ slug, email })));
  expect(new Set(answers).size).toBe(1);
  expect((await sendMails(world)).map(({ to }) => to)).toEqual([member.email]);
});

test('who is blocked after the mail cannot use its link; an address that changed is another person', async () => {
  await using world = await createWorld();
  const maria = await world.contact({ passwordHash: await hashPassword(password) });
  await world.asNobody().portal.forgot.mutate({ slug, email: maria.email });
  const [mail] = await sendMails(world);
  const change = (data: { blockedAt?: Date | null; email?: string }) =>
    world.inTransaction(({ tx }) => tx.contact.update({ where: { id: maria.id }, data }));
  await change({ blockedAt: world.core.clock.now() });
  expect(await codeOf(world.asNobody().portal.link.query(linkOf(mail?.link ?? '')))).toBe('LINK_EXPIRED');
  expect(await codeOf(follow(world, mail?.link ?? ''))).toBe('LINK_EXPIRED');
  await change({ blockedAt: null, email: 'moved@acme.example' });
  expect(await codeOf(follow(world, mail?.link ?? ''))).toBe('LINK_EXPIRED');
});

test('one mailbox gets at most three such mails an hour, whoever asks and whether or not it is known', async () => {
  await using world = await createWorld();
  await open(world);
  const maria = await world.contact({ passwordHash: await hashPassword(password) });
  for (const email of [maria.email, 'nobody@acme.example']) {
    const ask = (address: string) => world.asNobody().portal.forgot.mutate({ slug, email, address });
    expect(await codeOf(ask('192.0.2.1'))).toBe('ok');
    expect(await codeOf(world.asNobody().portal.register.mutate({ ...someone, email }))).toBe('ok');
    expect(await codeOf(ask('192.0.2.3'))).toBe('ok');
    const refused = await ask('192.0.2.4').catch((error: unknown) => failureOf(error));
    expect(refused).toMatchObject({
      code: 'TOO_MANY_TRIES',
      message: 'Too many requests for a mail. Try again in 60 minutes.',
    });
  }
  world.pass(hourMs);
  expect(await codeOf(world.asNobody().portal.forgot.mutate({ slug, email: maria.email }))).toBe('ok');
});

test('one network address can ask for twenty mails an hour, whoever they are for', async () => {
  await using world = await createWorld();
  const ask = (email: string, address: string) =>
    codeOf(world.asNobody().portal.forgot.mutate({ slug, email, address }));
  for (let count = 0; count < 20; count += 1)
    expect(await ask(`person${count}@acme.example`, '192.0.2.1')).toBe('ok');
  expect(await ask('another@acme.example', '192.0.2.1')).toBe('TOO_MANY_TRIES');
  expect(await ask('another@acme.example', '192.0.2.2')).toBe('ok');
});

test.each([
  ['too short', 'PASSWORD_TOO_SHORT', 'kitchen', undefined],
  ['nine letters, however many bytes', 'PASSWORD_TOO_SHORT', '👩🏽👩🏽éé', undefined],
  ['too long', 'FIELD_INVALID', 'x'.repeat(513), 'long'],
  ['the address', 'FIELD_INVALID', 'NOOR@acme.example', 'email'],
  ['the name of the portal', 'FIELD_INVALID', 'acme SUPPORT', 'portal'],
  ['one that everybody has', 'FIELD_INVALID', 'Password123', 'common'],
])('a password that is %s is refused with its reason', async (_what, code, chosen, reason) => {
  await using world = await createWorld();
  await open(world);
  await world.asNobody().portal.register.mutate(someone);
  const [mail] = await sendMails(world);
  const failure = await follow(world, mail?.link ?? '', chosen).catch((error: unknown) => failureOf(error));
  expect(failure).toMatchObject({ code, facts: reason ? { field: 'password', reason } : { shortest: 10 } });
  expect(await codeOf(follow(world, mail?.link ?? '', 'x'.repeat(512)))).toBe('ok');
});

test('what is no address and no name is refused beside its field', async () => {
  await using world = await createWorld();
  await open(world);
  const register = (wish: object) =>
    world
      .asNobody()
      .portal.register.mutate({ ...someone, ...wish })
      .catch((error: unknown) => failureOf(error));
  for (const email of [
    '',
    'noor',
    'noor@acme',
    'a@b@c.example',
    'noor@acme.example, x@y.example',
    'a\nb@c.example',
  ])
    expect(await register({ email })).toMatchObject({ code: 'FIELD_INVALID', facts: { field: 'email' } });
  for (const name of ['', ' \n ', 'x'.repeat(201)])
    expect(await register({ name })).toMatchObject({ code: 'FIELD_INVALID', facts: { field: 'name' } });
  expect(await world.outbox()).toEqual([]);
});

test('S19: with single sign-on nobody comes in with a password, and nobody registers', async () => {
  await using world = await createWorld();
  await open(world);
  const maria = await world.contact({ passwordHash: await hashPassword(password) });
  await world.inTransaction((work) => work.tx.portal.updateMany({ data: { authMode: 'SSO' } }));
  expect(await codeOf(signIn(world, maria.email))).toBe('NOT_ALLOWED');
  expect(await codeOf(world.asNobody().portal.register.mutate(someone))).toBe('REGISTRATION_CLOSED');
  expect(await codeOf(world.asNobody().portal.forgot.mutate({ slug, email: maria.email }))).toBe(
    'NOT_ALLOWED',
  );
  expect(await world.asNobody().portal.info.query({ slug })).toMatchObject({ signInBy: 'sso' });
});
