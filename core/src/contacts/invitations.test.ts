/** Invitations: everybody on the portal's lists once, nobody else ever, whatever happens in between. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { parseQuery } from '../query/parse-query.ts';
import { contactGrammar } from '../query/query-tree.ts';
import { type BuiltContact, createWorld, sendMails, type World } from '../testing/index.ts';
import { inviteAllNewcomers, inviteNewcomers, mostAtOnce } from './invite-newcomers.ts';

const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'ok',
    (error: unknown) => failureOf(error).code,
  );

async function makeList(world: World, filter?: string): Promise<string> {
  const id = world.core.ids.next('contactList');
  await world.inTransaction(({ tx, now }) =>
    tx.contactList.create({
      data: {
        id,
        name: `List ${id}`,
        createdAt: now,
        ...(filter !== undefined && { filter: parseQuery(filter, contactGrammar).tree }),
      },
    }),
  );
  return id;
}

const choose = (world: World, listId: string) =>
  world.inTransaction(async (work) => {
    await work.tx.portal.updateMany({ data: { audience: 'LISTS' } });
    await work.tx.portalList.create({ data: { portalId: world.portalId, listId } });
    return inviteNewcomers(work, world.portalId);
  });

const join = (world: World, listId: string, contact: BuiltContact) =>
  world.inTransaction(async (work) => {
    await work.tx.contactListMember.create({ data: { listId, contactId: contact.id, addedAt: work.now } });
    return inviteNewcomers(work, world.portalId);
  });

const invite = (world: World) => world.inTransaction((work) => inviteNewcomers(work, world.portalId));

test('S23, S62: choosing a list, or joining one, queues exactly one invitation each, and saving again none', async () => {
  await using world = await createWorld();
  const listId = await makeList(world);
  const maria = await world.contact({ name: 'Maria' });
  const chen = await world.contact({ name: 'Chen' });
  await world.contact({ name: 'Nobody' });
  await world.inTransaction(({ tx, now }) =>
    tx.contactListMember.create({ data: { listId, contactId: maria.id, addedAt: now } }),
  );
  expect(await choose(world, listId)).toBe(1);
  expect(await join(world, listId, chen)).toBe(1);
  expect(await invite(world)).toBe(0);
  await world.inTransaction(async ({ tx, now }) => {
    await tx.portalList.deleteMany({});
    await tx.portalList.create({ data: { portalId: world.portalId, listId } });
    await tx.contactListMember.deleteMany({ where: { contactId: chen.id } });
    await tx.contactListMember.create({ data: { listId, contactId: chen.id, addedAt: now } });
  });
  expect(await invite(world)).toBe(0);
  await inviteAllNewcomers(world.core);
  expect((await sendMails(world)).map(({ to }) => to)).toEqual([maria.email, chen.email]);
  await inviteAllNewcomers(world.core);
  expect(await sendMails(world)).toEqual([]);
});

test('S23: a filter list invites whom it finds later, too', async () => {
  await using world = await createWorld();
  await choose(world, await makeList(world, 'email:@acme.example'));
  expect(await sendMails(world)).toEqual([]);
  const maria = await world.contact({ email: 'maria@acme.example' });
  await world.contact({ email: 'chen@globex.example' });
  await inviteAllNewcomers(world.core);
  expect((await sendMails(world)).map(({ to }) => to)).toEqual([maria.email]);
});

test('S23: a long list is invited in bounded batches, everybody once', async () => {
  await using world = await createWorld();
  const count = mostAtOnce + 3;
  await world.inTransaction(({ tx, now, core }) =>
    tx.contact.createMany({
      data: Array.from({ length: count }, (_, index) => ({
        id: core.ids.next('contact'),
        email: `person${index}@acme.example`,
        createdAt: now,
      })),
    }),
  );
  expect(await choose(world, await makeList(world, 'email:@acme.example'))).toBe(mostAtOnce);
  await inviteAllNewcomers(world.core);
  const payloads = (await world.outbox()).map(({ payload }) => (payload as { contactId: string }).contactId);
  expect(payloads).toHaveLength(count);
  expect(new Set(payloads).size).toBe(count);
});

test('S23: a portal that is off invites nobody until it is on, and what waited while it went off is made up for', async () => {
  await using world = await createWorld();
  const turn = (enabled: boolean) =>
    world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { enabled } }));
  const listId = await makeList(world);
  const maria = await world.contact();
  await turn(false);
  expect(await choose(world, listId)).toBe(0);
  expect(await join(world, listId, maria)).toBe(0);
  await inviteAllNewcomers(world.core);
  expect(await world.outbox()).toEqual([]);
  await turn(true);
  expect(await invite(world)).toBe(1);
  await turn(false);
  expect(await sendMails(world)).toEqual([]);
  await turn(true);
  await inviteAllNewcomers(world.core);
  expect((await sendMails(world)).map(({ to }) => to)).toEqual([maria.email]);
});

test('S60, S62: the invitation leads to set a password, once; with a password it says to sign in', async () => {
  await using world = await createWorld();
  const listId = await makeList(world);
  const maria = await world.contact({ name: 'Maria' });
  await choose(world, listId);
  await join(world, listId, maria);
  const [mail] = await sendMails(world);
  expect(mail).toMatchObject({
    subject: 'Your access to Acme Support',
    text: expect.stringContaining('Hello Maria,'),
    link: expect.stringMatching(/^\/support\/invite\/[\w-]{43}$/),
  });
  const [, slug = '', , link = ''] = (mail?.link ?? '').split('/');
  const typed = { slug, purpose: 'INVITE' as const, link };
  const nobody = world.asNobody();
  world.pass(29 * 86_400_000);
  expect(await nobody.portal.link.query(typed)).toEqual({ email: maria.email, hasLogin: false });
  const password = 'a walk in the park';
  await nobody.portal.setPassword.mutate({ ...typed, password });
  expect(await codeOf(nobody.portal.signIn.mutate({ slug, email: maria.email, password }))).toBe('ok');
  expect(await codeOf(nobody.portal.setPassword.mutate({ ...typed, password }))).toBe('LINK_EXPIRED');

  const agent = await world.as(await world.agent());
  await agent.contacts.invite.mutate({ email: maria.email, again: true });
  const [again] = await sendMails(world);
  const second = { ...typed, link: (again?.link ?? '').split('/')[3] ?? '' };
  expect(await nobody.portal.link.query(second)).toEqual({ email: maria.email, hasLogin: true });
  // It opens no account that has its password already.
  expect(await codeOf(nobody.portal.setPassword.mutate({ ...second, password: 'another long one' }))).toBe(
    'LINK_EXPIRED',
  );
});

test('S24: the edited subject and text are what is sent, filled in once; a text without its link is refused', async () => {
  await using world = await createWorld();
  const listId = await makeList(world);
  const odd = await world.contact({ name: '{link} {portal}', email: 'odd@acme.example' });
  const { portalSettings } = await world.as(await world.agent());
  const set = (settings: Record<string, string>) => portalSettings.set.mutate({ settings });
  await set({
    'invitation.subject': 'Come in, {name}',
    'invitation.body': 'Dear {name},\n{portal} is here: {link}',
  });
  await choose(world, listId);
  await join(world, listId, odd);
  const [mail] = await sendMails(world);
  expect(mail?.subject).toBe('Come in, {link} {portal}');
  expect(mail?.text).toMatch(
    /^Dear \{link\} \{portal\},\nAcme Support is here: http:\/\/127\.0\.0\.1:4000\/support\/invite\/[\w-]{43}\n$/,
  );
  for (const body of ['Hello {name}', '{link} and {lnk}'])
    expect(await codeOf(set({ 'invitation.body': body }))).toBe('BAD_INPUT');
  expect(await codeOf(set({ 'invitation.subject': 'Come in: {link}' }))).toBe('BAD_INPUT');
  const hintOf = (body: string) =>
    set({ 'invitation.body': body }).then(
      () => 'It was taken.',
      (error: unknown) => failureOf(error).hint,
    );
  expect(await hintOf('Here: {link} {foo}')).toContain('Take it out, then:');
  expect(await hintOf('Here.')).toContain('Write {link} where the link goes, then:');
});

test('S23: choosing lists in the settings, and switching on, invite whom they let in', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const maria = await world.contact();
  await agent.lists.create.mutate({ name: 'Pilot' });
  await agent.lists.add.mutate({ list: 'Pilot', emails: [maria.email] });
  await agent.portalSettings.off.mutate({});
  await agent.portalSettings.set.mutate({ settings: { audience: 'lists', lists: 'Pilot' } });
  expect(await sendMails(world)).toEqual([]);
  await agent.portalSettings.on.mutate({});
  expect((await sendMails(world)).map(({ to }) => to)).toEqual([maria.email]);
  const chen = await world.contact();
  await agent.lists.add.mutate({ list: 'Pilot', emails: [chen.email] });
  expect((await sendMails(world)).map(({ to }) => to)).toEqual([chen.email]);
  await agent.portalSettings.set.mutate({ settings: { lists: 'Pilot', title: 'Acme Help' } });
  expect(await sendMails(world)).toEqual([]);
});

test('an agent invites one contact by hand, again only when asked, and nobody whom the portal would not let in', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const maria = await world.contact();
  const first = await agent.contacts.invite.mutate({ email: ` ${maria.email.toUpperCase()}` });
  expect(first).toMatchObject({ email: maria.email, isInvited: true });
  world.pass(60_000);
  expect(await agent.contacts.invite.mutate({ email: maria.email })).toEqual({
    email: maria.email,
    isInvited: false,
    invitedAt: first.invitedAt,
  });
  expect(await sendMails(world)).toHaveLength(1);
  expect(await agent.contacts.invite.mutate({ email: maria.email, again: true })).toMatchObject({
    isInvited: true,
  });
  expect(await sendMails(world)).toHaveLength(1);
  expect(await codeOf(agent.contacts.invite.mutate({ email: 'who@x.example' }))).toBe('CONTACT_NOT_FOUND');
  await world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { audience: 'LISTS' } }));
  expect(await codeOf(agent.contacts.invite.mutate({ email: maria.email, again: true }))).toBe(
    'NOT_IN_AUDIENCE',
  );
  await world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { enabled: false } }));
  expect(await codeOf(agent.contacts.invite.mutate({ email: maria.email }))).toBe('PORTAL_OFF');
});

type Step =
  | { kind: 'join' | 'leave' | 'block' | 'unblock'; contact: number; list: number }
  | { kind: 'choose' | 'drop'; list: number }
  | { kind: 'on' | 'off' | 'lists' | 'all' | 'housework' | 'send' | 'save' }
  | { kind: 'move'; contact: number; to: 'acme' | 'globex' };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('join', 'leave', 'block', 'unblock'),
    contact: fc.nat(4),
    list: fc.nat(1),
  }),
  fc.record({ kind: fc.constantFrom('choose', 'drop'), list: fc.nat(2) }),
  fc.record({ kind: fc.constantFrom('on', 'off', 'lists', 'all', 'housework', 'send', 'save') }),
  fc.record({ kind: fc.constant('move'), contact: fc.nat(4), to: fc.constantFrom('acme', 'globex') }),
) as fc.Arbitrary<Step>;

test('S23: whatever lists, filters, contacts and the portal do, nobody is invited twice, nor ever from outside the lists', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 40 }), async (steps) => {
      await using world = await createWorld();
      const contacts = await Promise.all(
        [0, 1, 2, 3, 4].map((index) => world.contact({ name: `Person ${index}` })),
      );
      const acme = await world.organization({ name: 'Acme' });
      const lists = [
        await makeList(world),
        await makeList(world),
        await makeList(world, 'organization:acme'),
      ];
      const members = [new Set<number>(), new Set<number>()];
      const chosen = new Set<number>();
      const atAcme = new Set<number>();
      const blocked = new Set<number>();
      let isOn = true;
      let isForLists = false;
      const everListed = new Set<number>();
      const mailed = new Map<string, number>();
      const onLists = (contact: number) =>
        [...chosen].some((list) => (list === 2 ? atAcme.has(contact) : members[list]?.has(contact)));
      const mayComeIn = (contact: number) =>
        isOn && !blocked.has(contact) && (!isForLists || onLists(contact));
      const isListed = (contact: number) => isForLists && mayComeIn(contact);
      const send = async () => {
        for (const { to } of await sendMails(world)) {
          const who = contacts.findIndex(({ email }) => email === to);
          expect([everListed.has(who), mayComeIn(who)]).toEqual([true, true]);
          mailed.set(to, (mailed.get(to) ?? 0) + 1);
        }
      };
      for (const each of steps) {
        await perform(world, each, { contacts, lists, members, chosen, atAcme, blocked, acme });
        if (each.kind === 'on' || each.kind === 'off') isOn = each.kind === 'on';
        if (each.kind === 'lists' || each.kind === 'all') isForLists = each.kind === 'lists';
        for (const index of contacts.keys()) if (isListed(index)) everListed.add(index);
        if (each.kind === 'send') await send();
      }
      await inviteAllNewcomers(world.core);
      await send();
      for (const [index, { email }] of contacts.entries()) {
        expect(mailed.get(email) ?? 0).toBeLessThanOrEqual(1);
        if (!everListed.has(index)) expect(mailed.has(email)).toBe(false);
        // Whoever is on the lists at the end was told.
        if (isListed(index)) expect(mailed.get(email)).toBe(1);
      }
    }),
    { numRuns: process.env.POSTERN_NIGHTLY ? 300 : 12, endOnFailure: true },
  );
}, 120_000);

interface Scene {
  contacts: BuiltContact[];
  lists: string[];
  members: Set<number>[];
  chosen: Set<number>;
  atAcme: Set<number>;
  blocked: Set<number>;
  acme: { id: string };
}

async function perform(world: World, each: Step, scene: Scene): Promise<void> {
  const { portalId } = world;
  await world.inTransaction(async (work) => {
    const { tx, now } = work;
    if ('contact' in each) {
      const { id: contactId } = scene.contacts[each.contact] as BuiltContact;
      if (each.kind === 'move') {
        if (each.to === 'acme') scene.atAcme.add(each.contact);
        else scene.atAcme.delete(each.contact);
        const organizationId = each.to === 'acme' ? scene.acme.id : null;
        await tx.contact.update({ where: { id: contactId }, data: { organizationId } });
        return;
      }
      if (each.kind === 'block' || each.kind === 'unblock') {
        scene.blocked[each.kind === 'block' ? 'add' : 'delete'](each.contact);
        const blockedAt = each.kind === 'block' ? now : null;
        await tx.contact.update({ where: { id: contactId }, data: { blockedAt } });
        return;
      }
      const listId = scene.lists[each.list] as string;
      scene.members[each.list]?.[each.kind === 'join' ? 'add' : 'delete'](each.contact);
      await tx.contactListMember.deleteMany({ where: { listId, contactId } });
      if (each.kind === 'join')
        await tx.contactListMember.create({ data: { listId, contactId, addedAt: now } });
    } else if ('list' in each) {
      const listId = scene.lists[each.list] as string;
      scene.chosen[each.kind === 'choose' ? 'add' : 'delete'](each.list);
      await tx.portalList.deleteMany({ where: { portalId, listId } });
      if (each.kind === 'choose') await tx.portalList.create({ data: { portalId, listId } });
    } else if (each.kind === 'on' || each.kind === 'off') {
      await tx.portal.updateMany({ data: { enabled: each.kind === 'on' } });
    } else if (each.kind === 'lists' || each.kind === 'all') {
      await tx.portal.updateMany({ data: { audience: each.kind === 'lists' ? 'LISTS' : 'ALL' } });
    }
    await inviteNewcomers(work, portalId);
  });
  if (each.kind === 'housework') await inviteAllNewcomers(world.core);
}
