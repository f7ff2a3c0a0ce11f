/** The header says when what belongs into Slack is delayed, or a channel is parked, and nothing while all is well. */
import { expect, test } from 'vitest';
import { momentText } from '../src/views/times.ts';
import { openAgentInbox } from './agent-inbox.ts';
import { scene } from './scene.ts';

const slack = {
  botToken: 'xoxb-1',
  appToken: 'xapp-1',
  signingSecret: null,
  apiUrl: null,
  channel: '#support',
};

test.each([
  [
    120,
    (since: string, count: number) => `Slack: delayed since ${since}, ${count} waiting`,
    'Slack: #support parked',
  ],
  [
    80,
    (since: string, count: number) => `Slack: delayed since ${since}, ${count} waiting`,
    'Slack: #support parked',
  ],
  [60, (since: string) => `Slack: since ${since}`, 'Slack: parked'],
])('in a window of %i columns', async (columns, delayed, parked) => {
  await using at = await scene({ config: { slack } });
  const { world } = at.desk;
  const posts = (state: string) =>
    world.inTransaction((work) =>
      work.tx.outboxItem.updateMany({ where: { kind: 'SLACK' }, data: { state } }),
    );
  await posts('DONE');
  await using ada = await openAgentInbox(at.desk, at.ada, { size: { columns, rows: 30 } });
  await ada.quiet();
  const head = () => ada.screen().split('\n')[0] ?? '';
  expect(head()).not.toContain('Slack');

  const { count } = await posts('PENDING');
  const oldest = await world.core.db.read.outboxItem.findFirstOrThrow({ where: { kind: 'SLACK' } });
  ada.inbox.refresh();
  await ada.until(() =>
    head().includes(delayed(momentText(oldest.createdAt.getTime(), ada.state().now), count)),
  );

  const { slack: bot } = world.asSlack();
  const [room] = await bot.rooms.query();
  await bot.parkRoom.mutate({ roomId: room?.id ?? '', as: 'LEFT', because: 'Postern is not there.' });
  await posts('DONE');
  ada.inbox.refresh();
  await ada.until(() => head().includes(parked));

  await bot.unparkRoom.mutate({ roomId: room?.id ?? '' });
  ada.inbox.refresh();
  await ada.until(() => !head().includes('Slack'));
});
