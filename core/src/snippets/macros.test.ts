/** Snippets that act: what they do goes with the reply, all of it or none of it, and once. */
import { expect, test } from 'vitest';
import { createWorld, refusalOf, releaseDue, type World } from '../testing/index.ts';

async function desk(world: World) {
  const agent = await world.agent({ name: 'Ada' });
  const ada = await world.as(agent);
  await ada.teams.create.mutate({ name: 'Billing' });
  const { number } = await world.ticket({ from: await world.contact({ name: 'Maria' }), subject: 'Login' });
  const { audience } = await ada.tickets.view.query({ ticket: number });
  const reply = { ticket: number, body: 'Solved.', audienceHash: audience.hash, requestId: 'solved-reply' };
  const sent = async () => {
    const { timeline } = await ada.tickets.view.query({ ticket: number });
    return timeline.flatMap(({ direction, text }) => (direction === 'out' ? [text] : []));
  };
  return { ada, number, reply, sent };
}

const actions = {
  assign: '@billing',
  priority: 'low' as const,
  addTags: ['Solved'],
  removeTags: ['new'],
  close: true as const,
};

test('a snippet keeps what it does; what cannot be done is refused by name', async () => {
  await using world = await createWorld();
  const { ada } = await desk(world);
  const made = await ada.snippets.create.mutate({ name: 'solved', body: 'Solved.', actions });
  expect(made.actions).toEqual({ ...actions, addTags: ['solved'] });
  expect((await ada.snippets.edit.mutate({ snippet: 'solved', body: 'Done.' })).actions).toEqual(
    made.actions,
  );
  expect(await ada.snippets.edit.mutate({ snippet: 'solved', actions: null })).toMatchObject({
    body: 'Done.',
    actions: null,
  });
  const refusals = [
    [{ assign: '@nobody' }, 'TEAM_NOT_FOUND'],
    [{ assign: 'nobody' }, 'AGENT_NOT_FOUND'],
    [{ stage: 'Wating on us' }, 'BAD_INPUT'],
    [{ addTags: ['two words'] }, 'BAD_INPUT'],
    [{ stage: 'New', close: true as const }, 'BAD_INPUT'],
  ] as const;
  for (const [wrong, code] of refusals)
    expect(
      await refusalOf(
        ada.snippets.create.mutate({ name: 'wrong', body: 'x', actions: { ...wrong } as object }),
      ),
    ).toMatchObject({ code });
});

test('the actions are done with the reply, each told in the history, and not again when it is sent again', async () => {
  await using world = await createWorld();
  const { ada, number, reply, sent } = await desk(world);
  await ada.tickets.reply.mutate({ ...reply, actions });
  expect(await ada.tickets.view.query({ ticket: number })).toMatchObject({
    status: 'closed',
    team: 'Billing',
    priority: 'low',
    tags: ['solved'],
  });
  const { items } = await ada.tickets.history.query({ ticket: number });
  expect(items.slice(-5).map(({ text }) => text)).toEqual([
    'public reply (terminal)',
    'assigned to the team Billing',
    'priority low',
    'tagged solved',
    'closed',
  ]);
  await ada.tickets.reopen.mutate({ ticket: number });
  await ada.tickets.reply.mutate({ ...reply, actions });
  expect([await sent(), (await ada.tickets.view.query({ ticket: number })).status]).toEqual([
    ['Solved.'],
    'open',
  ]);
});

test('where one of them cannot be done, nothing is sent and nothing is changed', async () => {
  await using world = await createWorld();
  const { ada, number, reply, sent } = await desk(world);
  const before = await ada.tickets.view.query({ ticket: number });
  const refusal = await refusalOf(
    ada.tickets.reply.mutate({ ...reply, actions: { priority: 'urgent', stage: 'No such stage' } }),
  );
  expect(refusal).toMatchObject({ code: 'BAD_INPUT' });
  expect(await sent()).toEqual([]);
  expect(await ada.tickets.view.query({ ticket: number })).toEqual(before);
});

test('with a reply that waits they wait, and are done when it leaves', async () => {
  await using world = await createWorld();
  const { ada, number, reply, sent } = await desk(world);
  await ada.tickets.reply.mutate({ ...reply, actions, holdSeconds: 10 });
  const waiting = await ada.tickets.view.query({ ticket: number });
  expect([waiting.status, waiting.tags, waiting.held]).toMatchObject(['open', [], [{ actions }]]);
  world.pass(11_000);
  await releaseDue(world.core);
  expect(await sent()).toEqual(['Solved.']);
  expect(await ada.tickets.view.query({ ticket: number })).toMatchObject({
    status: 'closed',
    tags: ['solved'],
  });
});
