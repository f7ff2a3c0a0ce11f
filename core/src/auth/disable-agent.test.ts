/** Disabling an agent: out at once everywhere, nothing of theirs is sent, and their history stays. */
import { expect, test } from 'vitest';
import { createWorld, refusalOf, releaseDue } from '../testing/index.ts';

test('sessions and tokens end at once, a waiting reply is stopped, and what they wrote stays under their name', async () => {
  await using world = await createWorld();
  const bo = await world.agent({ name: 'Bo', email: 'bo@postern.example' });
  const ada = await world.as(await world.agent({ name: 'Ada' }));
  const asBo = await world.as(bo);
  const { number } = await world.ticket({
    from: await world.contact(),
    turns: [
      { from: bo, says: 'I am on it.' },
      { from: bo, assignsTo: bo },
    ],
  });
  const token = await asBo.auth.createToken.mutate({ name: 'Script' });
  const { audience } = await asBo.tickets.view.query({ ticket: number });
  const reply = { ticket: number, body: 'Soon.', audienceHash: audience.hash, requestId: 'bo-waits' };
  await asBo.tickets.reply.mutate({ ...reply, holdSeconds: 10 });

  const disabled = await ada.agents.disable.mutate({ agent: 'Bo@postern.example' });
  expect(disabled).toMatchObject({ isDisabled: true, openTickets: 1 });
  expect(await refusalOf(asBo.auth.me.query())).toMatchObject({ code: 'NOT_SIGNED_IN' });
  expect(await world.core.db.read.agentSession.count({ where: { agentId: bo.id } })).toBe(0);
  expect(token.id).toMatch(/^ses_/);
  world.pass(11_000);
  await releaseDue(world.core);
  const view = await ada.tickets.view.query({ ticket: number });
  expect(view.held).toMatchObject([{ state: 'stopped', agent: { name: 'Bo' } }]);
  expect(view.timeline.find(({ text }) => text === 'I am on it.')?.author.name).toBe('Bo');
  expect(await refusalOf(ada.tickets.assign.mutate({ ticket: number, to: 'bo' }))).toMatchObject({
    code: 'AGENT_NOT_FOUND',
  });

  expect(await ada.agents.enable.mutate({ agent: bo.email })).toMatchObject({ isDisabled: false });
  expect(await refusalOf(asBo.auth.me.query())).toMatchObject({ code: 'NOT_SIGNED_IN' });
  expect((await (await world.as(bo)).auth.me.query()).name).toBe('Bo');
  const events = await world.core.db.read.auditEvent.findMany({ where: { target: `agent:${bo.id}` } });
  expect(events.map(({ action }) => action).slice(-2)).toEqual(['agent.disabled', 'agent.enabled']);
});

test('nobody disables themselves, and who does not manage agents disables nobody', async () => {
  await using world = await createWorld();
  const boss = await world.agent({ name: 'Ada' });
  const writer = await world.agent({ permissions: ['tickets.read', 'tickets.write'] });
  const disable = async (by: typeof boss, agent: string) =>
    refusalOf((await world.as(by)).agents.disable.mutate({ agent }));
  expect(await disable(boss, boss.email)).toMatchObject({ code: 'BAD_INPUT' });
  expect(await disable(writer, boss.email)).toMatchObject({ code: 'NOT_ALLOWED' });
  expect(await disable(boss, 'nobody@postern.example')).toMatchObject({ code: 'AGENT_NOT_FOUND' });
});
