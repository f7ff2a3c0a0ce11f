/** Who acts for which agent, as people change in Slack. */
import { expect, test } from 'vitest';
import { createSlackDesk, hurry, until } from './slack-desk.ts';

test('whoever is deactivated in Slack acts for nobody, also when an older word about them arrives late', async () => {
  await using desk = await createSlackDesk();
  const change = (what: Record<string, unknown>) =>
    desk.emulator.act({ kind: 'changePerson', person: 'bo', ...what });
  const heard = (count: number) =>
    until(
      async () =>
        (await desk.world.core.db.read.slackEvent.count({
          where: { type: 'user_change', state: { not: 'PENDING' } },
        })) === count,
      hurry(desk),
    );
  const suspended = async () =>
    (await desk.world.core.db.read.slackPerson.findFirstOrThrow({ where: { agentId: desk.bo.id } }))
      .suspendedAt !== null;
  await desk.emulator.act({ kind: 'slash', as: 'bo', channel: 'support', text: '/postern mine' });
  expect(await suspended()).toBe(false);

  desk.emulator.planFault({ method: 'user_change', kind: 'eventLate', ms: 700 });
  await change({ realName: 'Bo L.' });
  await change({ isDeleted: true });
  await heard(1);
  expect(await suspended()).toBe(true);
  await heard(2);
  expect(await suspended()).toBe(true);

  await change({ isDeleted: false });
  await heard(3);
  expect(await suspended()).toBe(false);
});
