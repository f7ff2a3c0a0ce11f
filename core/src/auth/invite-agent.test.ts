/** Inviting agents: a code that works once and not for ever, and never a way to more than was granted. */
import { expect, test } from 'vitest';
import { createWorld, refusalOf, sendMails, type World } from '../testing/index.ts';

const password = 'quiet rivers carry stones';
const kim = { email: 'kim@postern.example', name: 'Kim Lee', permissions: ['tickets.read'], again: false };
const again = { ...kim, again: true };
const dayMs = 86_400_000;

const accept = (world: World, code: string | null | undefined, typed = password) =>
  world.asNobody().auth.acceptInvitation.mutate({ code: code ?? '', password: typed });
const signIn = (world: World, typed = password) =>
  world.asNobody().auth.signIn.mutate({ email: kim.email, password: typed });

test('without a mail server the code is told once; it sets a password, signs in, and then works no more', async () => {
  await using world = await createWorld();
  const ada = await world.as(await world.agent({ name: 'Ada' }));
  const invited = await ada.agents.invite.mutate({ ...kim, email: ' Kim@Postern.Example ' });
  expect(invited).toMatchObject({
    email: kim.email,
    isInvited: true,
    isDisabled: false,
    permissions: [{ permission: 'tickets.read', scopes: ['*'] }],
    expiresAt: new Date(world.core.clock.now().getTime() + 7 * dayMs).toISOString(),
  });
  expect(await world.outbox()).toEqual([]);
  expect(await refusalOf(signIn(world))).toMatchObject({ code: 'WRONG_CREDENTIALS' });
  expect(await refusalOf(signIn(world, ''))).toMatchObject({ code: 'WRONG_CREDENTIALS' });

  // A password that is refused uses nothing up.
  expect(await refusalOf(accept(world, invited.code, 'short'))).toMatchObject({ code: 'PASSWORD_TOO_SHORT' });
  expect(await refusalOf(accept(world, invited.code, kim.email))).toMatchObject({ code: 'FIELD_INVALID' });
  const both = await Promise.allSettled([accept(world, invited.code), accept(world, invited.code)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const used = await refusalOf(accept(world, invited.code));
  expect(used).toMatchObject({ code: 'LINK_EXPIRED' });
  expect(await refusalOf(accept(world, 'pai_made-up'))).toMatchObject({
    code: 'LINK_EXPIRED',
    message: used.message,
  });

  expect((await signIn(world)).agent).toEqual({ name: kim.name, email: kim.email });
  const listed = (await ada.agents.list.query()).items.find(({ email }) => email === kim.email);
  expect(listed?.isInvited).toBe(false);
  const events = await world.core.db.read.auditEvent.findMany();
  const actions = events.filter(({ target }) => target?.startsWith('agent:')).map(({ action }) => action);
  expect(actions.slice(0, 4)).toEqual([
    'agent.invited',
    'agent.granted',
    'agent.invitation-accepted',
    'session.started',
  ]);
  const stored = JSON.stringify([events, await world.core.db.read.oneTimeToken.findMany()]);
  expect(stored).not.toContain(invited.code);
});

test('the invitation is a mail whose code is in no table; a newer one replaces what was sent and what still waits', async () => {
  const mail = { smtpUrl: 'smtp://127.0.0.1:1', from: 'support@postern.example' };
  await using world = await createWorld({ config: { mail } });
  const ada = await world.as(await world.agent({ name: 'Ada' }));
  const codeIn = (text: string | undefined) => /pai_\S+/.exec(text ?? '')?.[0];

  expect(await ada.agents.invite.mutate(kim)).toMatchObject({ code: null, expiresAt: null });
  const [first] = await sendMails(world);
  expect(first).toMatchObject({ to: kim.email });
  expect(first?.text).toContain(`postern auth accept --url ${world.core.config.publicUrl} pai_`);
  expect(first?.text).toContain('Ada has invited you');
  expect(await refusalOf(ada.agents.invite.mutate(kim))).toMatchObject({ code: 'NAME_TAKEN' });

  world.pass(1_000);
  await ada.agents.invite.mutate(again);
  expect(await refusalOf(accept(world, codeIn(first?.text)))).toMatchObject({ code: 'LINK_EXPIRED' });
  world.pass(1_000);
  await ada.agents.invite.mutate({ ...again, name: 'Kim B. Lee' });
  const mails = await sendMails(world);
  expect(mails).toHaveLength(1);
  const code = codeIn(mails[0]?.text);
  expect(JSON.stringify(await world.outbox())).not.toContain('pai_');
  expect((await accept(world, code)).agent.name).toBe('Kim B. Lee');

  // Whoever has a password is invited no more, not even to another permission.
  const taken = ada.agents.invite.mutate({ ...again, permissions: ['desk.admin'] });
  expect(await refusalOf(taken)).toMatchObject({ code: 'NAME_TAKEN' });
  const { items } = await ada.agents.list.query();
  expect(items.find(({ email }) => email === kim.email)?.permissions).toHaveLength(1);
});

test('it ends after seven days, and at once when the agent is disabled, also for good', async () => {
  await using world = await createWorld();
  const ada = await world.as(await world.agent());
  const old = await ada.agents.invite.mutate(kim);
  world.pass(7 * dayMs);
  expect(await refusalOf(accept(world, old.code))).toMatchObject({ code: 'LINK_EXPIRED' });

  const adaLater = await world.as(await world.agent());
  const next = await adaLater.agents.invite.mutate(again);
  await adaLater.agents.disable.mutate({ agent: kim.email });
  expect(await refusalOf(accept(world, next.code))).toMatchObject({ code: 'LINK_EXPIRED' });
  expect(await refusalOf(adaLater.agents.invite.mutate(again))).toMatchObject({ code: 'NAME_TAKEN' });
  await adaLater.agents.enable.mutate({ agent: kim.email });
  expect(await refusalOf(accept(world, next.code))).toMatchObject({ code: 'LINK_EXPIRED' });
  const last = await adaLater.agents.invite.mutate(again);
  expect((await accept(world, last.code)).agent.email).toBe(kim.email);
});

test('nobody grants by an invitation what they may not grant, and nobody is the last manager before accepting', async () => {
  await using world = await createWorld();
  const ada = await world.agent({ name: 'Ada' });
  const asAda = await world.as(ada);
  const bo = await world.agent({ name: 'Bo', permissions: ['tickets.write'] });
  const { inboxId } = world;
  await world.inTransaction(({ tx }) =>
    tx.agentGrant.create({ data: { agentId: bo.id, permission: 'agents.manage', scope: inboxId } }),
  );
  const asBo = await world.as(bo);
  expect(await refusalOf(asBo.agents.invite.mutate(kim))).toMatchObject({ code: 'NOT_ALLOWED' });
  const unknown = asAda.agents.invite.mutate({ ...kim, permissions: ['tickets.raed'] });
  expect(await refusalOf(unknown)).toMatchObject({ code: 'BAD_INPUT' });
  expect((await asAda.agents.list.query()).items).toHaveLength(2);

  await asAda.agents.invite.mutate({ ...kim, permissions: ['agents.manage'] });
  const lastManager = asAda.agents.revoke.mutate({ agent: ada.email, permission: 'agents.manage' });
  expect(await refusalOf(lastManager)).toMatchObject({ code: 'STILL_IN_USE' });
});

test('guessing codes is refused after a while, whatever is guessed', async () => {
  await using world = await createWorld();
  const ada = await world.as(await world.agent());
  const { code } = await ada.agents.invite.mutate(kim);
  for (let guess = 0; guess < 10; guess += 1) {
    expect(await refusalOf(accept(world, `pai_${guess}`))).toMatchObject({ code: 'LINK_EXPIRED' });
  }
  expect(await refusalOf(accept(world, code))).toMatchObject({ code: 'TOO_MANY_TRIES' });
  world.pass(15 * 60_000);
  expect((await accept(world, code)).agent.email).toBe(kim.email);
});
