/** Links to tickets in Slack: shown as cards where an agent posts them into a room of cards, and nowhere else. */
import { expect, test } from 'vitest';
import { createSlackDesk, hurry, until } from './slack-desk.ts';

const link = (number: number) => `https://support.example.com/support/tickets/${number}`;

test('a link is shown below the message of an agent in a safe room of cards, and to nobody else and nowhere else', async () => {
  await using desk = await createSlackDesk();
  const { number } = await desk.fileWithCard('Cannot <!channel> sign in', 'The page stays empty.');
  const unfurls = () =>
    desk.emulator.journal({ kind: 'call' }).filter(({ summary }) => summary.startsWith('chat.unfurl'));
  const post = async (as: string, channel: string, text: string) => {
    await desk.emulator.act({ kind: 'message', as, channel, text });
    // Everything that was heard is handled.
    await until(() => desk.unanswered() === 0);
    await until(
      async () => (await desk.world.core.db.read.slackEvent.count({ where: { state: 'PENDING' } })) === 0,
      hurry(desk),
    );
  };
  await post('kim', 'C0SUPPORT', `See ${link(number)}`);
  await post('ada', 'C0RANDOM', `See ${link(number)}`);
  await post('ada', 'C0SUPPORT', `See ${link(99999)} and https://support.example.com/support`);
  expect(unfurls()).toEqual([]);

  await post('ada', 'C0SUPPORT', `See ${link(number)}`);
  expect(unfurls().map(({ summary }) => summary)).toEqual(['chat.unfurl: ok']);
  const shown = JSON.stringify(
    desk.messages().find(({ text }) => text.includes(link(number)) && text.startsWith('See')),
  );
  expect(JSON.stringify(desk.emulator.state())).toContain(`#${number}  Cannot <!channel> sign in`);
  expect(shown).not.toContain('"mrkdwn"');

  const binned = await desk.file('Buy now', 'Cheap.');
  await (await desk.agent()).tickets.delete.mutate({ ticket: binned });
  await post('ada', 'C0SUPPORT', `Not ${link(binned)} but ${link(number)}`);
  expect(unfurls()).toHaveLength(2);
  expect(JSON.stringify(desk.emulator.state())).not.toContain(`#${binned}  Buy now`);

  await desk.emulator.act({ kind: 'share', channel: 'C0SUPPORT' });
  await until(async () => (await desk.parts.client.slack.rooms.query())[0]?.parkedBecause);
  await post('ada', 'C0SUPPORT', `Again ${link(number)}`);
  expect(unfurls()).toHaveLength(2);
});
