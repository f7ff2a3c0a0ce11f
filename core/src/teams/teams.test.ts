/** Teams: a ticket may be a team's, and new ones go round fairly among whoever is there. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorld, refusalOf, type World } from '../testing/index.ts';

async function desk(world: World) {
  const boss = await world.agent({ name: 'Ada' });
  const bo = await world.agent({ name: 'Bo' });
  const ada = await world.as(boss);
  await ada.teams.create.mutate({ name: 'Billing' });
  await ada.teams.add.mutate({ team: 'billing', emails: [bo.email] });
  const maria = await world.contact({ name: 'Maria' });
  return { boss, bo, ada, maria };
}

test('a ticket is given to a team and found there; a member who has it keeps it, others do not', async () => {
  await using world = await createWorld();
  const { bo, ada, maria } = await desk(world);
  const { number } = await world.ticket({ from: maria });
  const assign = (to: string) => ada.tickets.assign.mutate({ ticket: number, to });
  await assign('me');
  expect(await assign('@billing')).toMatchObject({ team: 'Billing', assignee: null });
  await assign('bo');
  expect(await assign('@Billing')).toMatchObject({ team: 'Billing', assignee: { name: 'Bo' } });
  const found = async (client: typeof ada, query: string) =>
    (await client.tickets.list.query({ query })).items.map((each) => each.number);
  expect(await found(ada, 'team:billing')).toEqual([number]);
  expect(await found(ada, 'team:me')).toEqual([]);
  expect(await found(await world.as(bo), 'team:me -team:none')).toEqual([number]);
  expect(await assign('@none')).toMatchObject({ team: null, assignee: { name: 'Bo' } });
  expect(await refusalOf(assign('@biling'))).toMatchObject({
    code: 'TEAM_NOT_FOUND',
    hint: 'Did you mean "Billing"?',
  });
  const { items } = await ada.tickets.history.query({ ticket: number });
  expect(items.slice(2).map(({ text }) => text)).toEqual([
    'assigned to Ada',
    'assigned to the team Billing',
    'assigned to Bo',
    'taken from its team',
  ]);
});

test('a team that is needed is not deleted, and names are taken in whatever case', async () => {
  await using world = await createWorld();
  const { ada, maria } = await desk(world);
  expect(await refusalOf(ada.teams.create.mutate({ name: 'BILLING' }))).toMatchObject({ code: 'NAME_TAKEN' });
  await ada.inboxes.edit.mutate({ inbox: 'Support', assign: 'billing' });
  const remove = () => ada.teams.delete.mutate({ team: 'billing' });
  expect(await refusalOf(remove())).toMatchObject({ code: 'STILL_IN_USE' });
  const { number } = await world.ticket({ from: maria });
  await ada.inboxes.edit.mutate({ inbox: 'Support', assign: null });
  expect(await refusalOf(remove())).toMatchObject({ message: "1 open ticket is the team's." });
  await ada.tickets.close.mutate({ ticket: number });
  expect(await remove()).toEqual({ name: 'Billing' });
  expect(await ada.tickets.view.query({ ticket: number })).toMatchObject({ team: null });
});

test("nobody there: the ticket is the team's, and in nobody's hands", async () => {
  await using world = await createWorld();
  const { bo, ada, maria } = await desk(world);
  await ada.inboxes.edit.mutate({ inbox: 'Support', assign: 'billing' });
  const filed = async () => {
    const { number } = await world.ticket({ from: maria });
    const { team, assignee } = await ada.tickets.view.query({ ticket: number });
    return [team, assignee?.name];
  };
  expect(await filed()).toEqual(['Billing', 'Bo']);
  await ada.agents.edit.mutate({ agent: bo.email, isAway: true });
  expect(await filed()).toEqual(['Billing', undefined]);
  await (await world.as(bo)).agents.edit.mutate({ agent: 'me', isAway: false });
  // Invited, and not here yet.
  const password = (passwordHash: string | null) =>
    world.inTransaction(({ tx }) => tx.agent.update({ where: { id: bo.id }, data: { passwordHash } }));
  await password(null);
  expect(await filed()).toEqual(['Billing', undefined]);
  await password('accepted');
  await world.inTransaction(({ tx }) =>
    tx.agentGrant.updateMany({ where: { agentId: bo.id }, data: { scope: world.internalInboxId } }),
  );
  expect(await filed()).toEqual(['Billing', undefined]);
});

test('whoever is there all the time gets as many new tickets as the others, or one more, also at once', async () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: fc.record({ files: fc.integer({ min: 1, max: 4 }) }) },
    { weight: 1, arbitrary: fc.record({ toggles: fc.nat(1) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      await using world = await createWorld();
      const { ada, maria, bo, boss } = await desk(world);
      const [cy, di] = [await world.agent({ name: 'Cy' }), await world.agent({ name: 'Di' })];
      await ada.teams.add.mutate({ team: 'Billing', emails: [boss.email, cy.email, di.email] });
      await ada.inboxes.edit.mutate({ inbox: 'Support', assign: 'Billing' });
      const away = new Set<string>();
      const customer = await world.as(maria);
      let sent = 0;
      let filed = 0;
      for (const each of steps) {
        if ('toggles' in each) {
          const { email } = [cy, di][each.toggles] as typeof cy;
          if (!away.delete(email)) away.add(email);
          await ada.agents.edit.mutate({ agent: email, isAway: away.has(email) });
          continue;
        }
        filed += each.files;
        await Promise.all(
          Array.from({ length: each.files }, () => {
            sent += 1;
            const requestId = `new-ticket-${sent}`;
            return customer.portal.fileTicket.mutate({ subject: 'New', body: 'Text', requestId });
          }),
        );
      }
      const counts = await Promise.all(
        [boss, bo, cy, di].map(({ id }) => world.core.db.read.ticket.count({ where: { assigneeId: id } })),
      );
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(filed);
      expect(Math.abs((counts[0] as number) - (counts[1] as number))).toBeLessThanOrEqual(1);
      if (steps.every((each) => 'files' in each))
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }),
    { numRuns: 12 },
  );
});
