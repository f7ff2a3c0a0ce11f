/** The notice: written per domain, accepted in its exact wording, asked again when it changes. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { createWorld, sendMails } from '../testing/index.ts';
import { wordingHash } from '../visibility/consent.ts';

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => failureOf(error).code,
  );

const first = {
  text: 'We keep your messages.\n\nSee [our terms](https://acme.example/terms).',
  label: 'I agree.',
};

test('S30: a registration without the box ticked is refused; with it, the exact wording is kept with its time', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  await agent.consent.set.mutate(first);
  await world.inTransaction((work) => work.tx.domain.updateMany({ data: { selfRegistration: true } }));
  const nobody = world.asNobody();
  const { consent } = await nobody.portal.registration.query({ slug: 'support' });
  expect(consent).toMatchObject(first);
  const typed = { slug: 'support', name: 'Noor', email: 'noor@acme.example' };
  expect(await codeOf(nobody.portal.register.mutate(typed))).toBe('CONSENT_NEEDED');
  const other = { ...typed, acceptedWording: wordingHash({ ...first, label: 'I do.' }) };
  expect(await codeOf(nobody.portal.register.mutate(other))).toBe('CONSENT_NEEDED');
  expect(await world.outbox()).toEqual([]);

  await nobody.portal.register.mutate({ ...typed, acceptedWording: consent?.hash ?? '' });
  const tickedAt = world.core.clock.now();
  world.pass(60_000);
  const [mail] = await sendMails(world);
  const [, slug = '', , link = ''] = (mail?.link ?? '').split('/');
  expect(await world.core.db.read.consent.count()).toBe(0);
  await nobody.portal.setPassword.mutate({ slug, purpose: 'REGISTER', link, password: 'a walk in the park' });
  expect(await world.core.db.read.consent.findMany({ include: { contact: true } })).toMatchObject([
    { ...first, wordingHash: wordingHash(first), at: tickedAt, contact: { email: typed.email } },
  ]);
});

test('S30: another wording must be accepted before anything else is shown, and what was accepted stays on record', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const maria = await world.contact();
  const { number } = await world.ticket({ from: maria });
  const customer = await world.as(maria);
  expect(await customer.portal.notice.query()).toBeNull();
  await agent.consent.set.mutate(first);
  const everything = () => [
    customer.portal.tickets.query({}),
    customer.portal.ticket.query({ ticket: number }),
    customer.portal.reply.mutate({ ticket: number, body: 'Hi', requestId: 'request-0001' }),
    customer.portal.fileTicket.mutate({ subject: 'Hi', body: 'Hi', requestId: 'request-0002' }),
    customer.portal.me.query(),
  ];
  expect(await Promise.all(everything().map(codeOf))).toEqual(Array(5).fill('CONSENT_NEEDED'));

  const notice = await customer.portal.notice.query();
  expect(notice).toMatchObject({ ...first, hash: wordingHash(first), me: { email: maria.email } });
  expect(await codeOf(customer.portal.acceptNotice.mutate({ wording: 'another' }))).toBe('CONSENT_NEEDED');
  await customer.portal.acceptNotice.mutate({ wording: notice?.hash ?? '' });
  await customer.portal.acceptNotice.mutate({ wording: notice?.hash ?? '' });
  expect(await Promise.all(everything().map(codeOf))).toEqual(Array(5).fill('ok'));

  await agent.consent.set.mutate({ ...first, label: 'I agree, also to this.' });
  expect(await codeOf(customer.portal.tickets.query({}))).toBe('CONSENT_NEEDED');
  await agent.consent.set.mutate(first);
  expect(await codeOf(customer.portal.tickets.query({}))).toBe('ok');
  expect(await world.core.db.read.consent.findMany()).toMatchObject([{ ...first, contactId: maria.id }]);
});

test('S29, S32: the wording is written for one domain, with its review and its event; another domain keeps its own', async () => {
  await using world = await createWorld();
  await world.inTransaction(({ tx, core }) =>
    tx.domain.create({
      data: {
        id: core.ids.next('domain'),
        host: 'help.globex.example',
        consentText: 'Theirs.',
        consentLabel: 'Yes.',
      },
    }),
  );
  const client = await world.as(await world.agent());
  world.pass(60_000);
  const set = await client.consent.set.mutate(first);
  expect(set).toEqual({
    domain: '127.0.0.1:4000',
    ...first,
    reviewedAt: world.core.clock.now().toISOString(),
  });
  expect(await client.consent.show.query()).toEqual(set);
  expect(await client.consent.show.query({ domain: 'help.globex.example' })).toMatchObject({
    text: 'Theirs.',
    label: 'Yes.',
    reviewedAt: null,
  });
  expect(await client.consent.set.mutate({ text: null })).toMatchObject({ text: null, label: null });
  expect(await client.consent.show.query({ domain: 'help.globex.example' })).toMatchObject({
    text: 'Theirs.',
  });
  const events = await world.core.db.read.auditEvent.findMany({ where: { action: 'domain.consent-set' } });
  expect(events.map(({ change }) => change)).toMatchObject([
    { to: first },
    { from: first, to: { text: null } },
  ]);
});

test('an empty or endless notice is refused, and a portal without a domain has none', async () => {
  await using world = await createWorld();
  const client = await world.as(await world.agent());
  expect(await codeOf(client.consent.set.mutate({ text: ' \n ' }))).toBe('FIELD_INVALID');
  expect(await codeOf(client.consent.set.mutate({ text: 'x'.repeat(10_001) }))).toBe('FIELD_INVALID');
  expect(await codeOf(client.consent.set.mutate({ text: 'x', label: ' ' }))).toBe('FIELD_INVALID');
  expect(await codeOf(client.consent.show.query({ domain: 'nowhere.example' }))).toBe('PORTAL_NOT_FOUND');
});
