/** What a change of settings warns of: nobody let in, mails that cannot leave, tickets that their writers do not see. */
import { describe, expect, test } from 'vitest';
import { createWorld, type WorldWish } from '../testing/index.ts';

async function deskWithAda(wish: WorldWish = {}) {
  const world = await createWorld(wish);
  const ada = await world.as(await world.agent({ name: 'Ada Okafor' }));
  const set = async (settings: Record<string, string | null>) =>
    (await ada.portalSettings.set.mutate({ settings })).warnings ?? [];
  const itemOf = async (key: string) =>
    (await ada.portalSettings.status.query()).items.find((item) => item.key === key);
  return { world, ada, set, itemOf, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

const withServer = { config: { mail: { smtpUrl: 'smtp://127.0.0.1:2525', from: 'desk@postern.example' } } };

describe('a portal that lets nobody in', () => {
  test('is told when its audience becomes lists and none is chosen, and when the last list goes', async () => {
    await using desk = await deskWithAda(withServer);
    const { world, set } = desk;
    const locked = [
      'Nobody is let in now: contacts on lists alone are let in, and no list is chosen. Choose one: postern portal set lists=NAME',
    ];
    await world.contactList({ name: 'Pilot', members: [await world.contact()] });
    expect(await set({ audience: 'lists' })).toEqual(locked);
    expect(await set({ lists: 'Pilot' })).toEqual([]);
    expect(await set({ lists: 'none' })).toEqual(locked);
    expect(await set({ audience: 'everyone' })).toEqual([]);
  });

  test('is told when the lists are empty, not when one goes by a filter', async () => {
    await using desk = await deskWithAda(withServer);
    const { ada, set } = desk;
    await ada.lists.create.mutate({ name: 'Empty' });
    await ada.lists.create.mutate({ name: 'By filter', filter: 'organization:none' });
    expect(await set({ audience: 'lists', lists: 'Empty' })).toEqual([
      'Nobody is let in now: contacts on Empty, which nobody is on. Put somebody on it: postern list add "Empty" EMAIL',
    ]);
    expect(await set({ lists: 'By filter' })).toEqual([]);
  });

  test('is told when nobody can sign in any more, and no more once they can', async () => {
    await using desk = await deskWithAda(withServer);
    const { set } = desk;
    expect(await set({ 'sign-in': 'sso' })).toEqual([
      'Nobody can sign in now: single sign-on is chosen, and no identity provider is connected. With passwords again: postern portal set sign-in=registration',
    ]);
    expect(await set({ 'sign-in': 'none' })).toEqual([
      'Nobody can sign in now: how customers sign in is not chosen. With passwords again: postern portal set sign-in=registration',
    ]);
    expect(await set({ 'sign-in': 'registration' })).toEqual([]);
  });

  test('says nothing while it is off', async () => {
    await using desk = await deskWithAda(withServer);
    await desk.ada.portalSettings.off.mutate({});
    expect(await desk.set({ audience: 'lists', 'sign-in': 'sso' })).toEqual([]);
  });
});

describe('a desk without a mail server', () => {
  const said = [expect.stringContaining('No mail server is set')];

  test('says so in the checklist, with the two variables, and lets the portal be on', async () => {
    await using desk = await deskWithAda();
    expect(await desk.itemOf('mail')).toMatchObject({
      label: 'Mail',
      state: 'advice',
      detail: expect.stringContaining('wait in the outbox'),
      next: expect.stringMatching(/^SMTP_URL=\S+ MAIL_FROM=\S+$/),
    });
    await desk.ada.portalSettings.off.mutate({});
    await desk.ada.portalSettings.on.mutate({});
  });

  test('says so to whoever invites: by hand, with a list, and by switching on', async () => {
    await using desk = await deskWithAda();
    const { world, ada, set } = desk;
    const maria = await world.contact({ name: 'Maria' });
    const invite = () => ada.contacts.invite.mutate({ email: maria.email });
    expect((await invite()).warnings).toEqual(said);
    // Invited before: nothing was written down.
    expect(await invite()).not.toHaveProperty('warnings');
    await world.contactList({ name: 'Pilot', members: [await world.contact({ name: 'Chen' })] });
    expect(await set({ audience: 'lists', lists: 'Pilot' })).toEqual(said);
    expect(await set({ title: 'Help' })).toEqual([]);
    await ada.portalSettings.off.mutate({});
    await world.contactList({ name: 'Second', members: [await world.contact({ name: 'Noor' })] });
    await set({ lists: 'Pilot,Second' });
    expect(await ada.portalSettings.on.mutate({})).toMatchObject({ invited: 1, warnings: said });
  });

  test.each([
    ['a server is set', withServer],
    ["the sample desk's page stands in", { isSampleDesk: true }],
  ])('is none where %s', async (_, wish) => {
    await using desk = await deskWithAda(wish);
    expect(await desk.itemOf('mail')).toBeUndefined();
    const { email } = await desk.world.contact();
    expect(await desk.ada.contacts.invite.mutate({ email })).not.toHaveProperty('warnings');
  });
});

describe('a filter that hides what the form files', () => {
  const hidden = [expect.stringMatching(/^Customers will not see what they file with "Support"/)];

  test('shows in the checklist with the command that shows the filter', async () => {
    await using desk = await deskWithAda();
    expect(await desk.itemOf('form')).toMatchObject({ state: 'done' });
    await desk.set({ filter: 'priority:>=high' });
    expect(await desk.itemOf('form')).toMatchObject({
      state: 'advice',
      detail: hidden[0],
      next: 'postern portal filter',
    });
  });

  test('is told of another inbox for the form that is attached, and of no other form', async () => {
    await using desk = await deskWithAda();
    const { ada } = desk;
    const edit = async (form: string, inbox: string) =>
      (await ada.forms.edit.mutate({ form, inbox })).warnings ?? [];
    await ada.forms.create.mutate({ name: 'Spare', template: 'support', inbox: 'Support' });
    expect(await edit('Spare', 'Internal')).toEqual([]);
    expect(await edit('Support', 'Internal')).toEqual(hidden);
    expect(await edit('Support', 'Support')).toEqual([]);
  });

  test('does not keep a form from being changed when the stored filter cannot be read', async () => {
    await using desk = await deskWithAda();
    await desk.world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { filter: { nonsense: 1 } } }));
    const { warnings } = await desk.ada.forms.edit.mutate({ form: 'Support', title: 'Ask us' });
    expect(warnings).toEqual([expect.stringContaining('cannot be used')]);
  });

  test('is told by the plan of a file, which leaves nothing, and by applying it', async () => {
    await using desk = await deskWithAda();
    const { world, ada } = desk;
    await ada.forms.create.mutate({ name: 'Inside', template: 'support', inbox: 'Internal' });
    const { read } = world.core.db;
    const rows = () => Promise.all([read.ticket.count(), read.contact.count(), read.auditEvent.count()]);
    const before = await rows();
    for (const [text, warning] of [
      ['filter: priority:>=high\n', hidden],
      ['form: Inside\n', [expect.stringContaining('"Inside"')]],
      ['form: none\n', []],
      ['title: Help\n', []],
    ] as const)
      expect([text, (await ada.portalFile.plan.query({ text })).warnings]).toEqual([text, warning]);
    expect(await rows()).toEqual(before);
    const text = 'filter: priority:>=high\naudience: lists\n';
    const plan = await ada.portalFile.plan.query({ text });
    const both = [expect.stringContaining('Nobody is let in now'), ...hidden];
    expect(plan.warnings).toEqual(both);
    expect((await ada.portalFile.applyPlan.mutate({ text, plan: plan.id })).warnings).toEqual(both);
  });
});
