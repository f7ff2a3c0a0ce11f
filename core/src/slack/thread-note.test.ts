/** Whose name a note bears that was said in Slack. */
import { expect, test } from 'vitest';
import { createWorld } from '../testing/world.ts';

test('what an agent who was disabled goes on to say bears their name, as that of no agent', async () => {
  await using world = await createWorld();
  const bo = await world.agent({ name: 'Bo Lindqvist' });
  const { id } = await world.ticket({ from: await world.contact() });
  const thread = { teamId: 'T0POSTERN', channelId: 'C0SUPPORT', threadTs: '1.000100' };
  await world.inTransaction(async ({ tx }) => {
    await tx.slackLink.create({ data: { ...thread, id: 'slk_1', ticketId: id, lastTs: thread.threadTs } });
    await tx.slackPerson.create({ data: { teamId: thread.teamId, userId: 'U0BO', agentId: bo.id } });
  });
  const { slack } = world.asSlack();
  const say = (ts: string, userId: string, authorName: string) =>
    slack.threadNote.mutate({ ...thread, ts, userId, authorName, text: `Said at ${ts}.`, uploads: [] });
  // Slack is not asked for the names of those who are linked.
  await say('2.000100', 'U0BO', '');
  await world.inTransaction(({ tx, now }) =>
    tx.agent.update({ where: { id: bo.id }, data: { disabledAt: now } }),
  );
  await say('3.000100', 'U0BO', '');
  await say('4.000100', 'U0KIM', 'Kim');
  await say('5.000100', 'U0GONE', ' ');
  const notes = await world.core.db.read.note.findMany({ orderBy: { seq: 'asc' } });
  expect(notes.map(({ agentId, authorName }) => agentId ?? authorName)).toEqual([
    bo.id,
    'Bo Lindqvist (Slack, not an agent)',
    'Kim (Slack, not an agent)',
    'Somebody (Slack, not an agent)',
  ]);
});
