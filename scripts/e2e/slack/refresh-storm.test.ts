/** Slack exchanges its connections twenty times within a minute, while everybody goes on: nothing is lost and nothing doubled. */
import { expect, test } from 'vitest';
import { allDone, createSlackDesk, hurry, shownText, until } from './slack-desk.ts';

const rounds = Array.from({ length: 20 }, (_, index) => index + 1);

test('twenty exchanges of all connections in a minute, with words, edits, presses and posts in between, cost nothing', async () => {
  await using desk = await createSlackDesk();
  const { emulator } = desk;
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const agent = await desk.agent();
  const customer = await desk.world.as(desk.maria);
  const opened = () =>
    emulator.journal({ kind: 'socket' }).filter(({ summary }) => summary.endsWith('opened')).length;
  const begun = Date.now();
  for (const round of rounds) {
    const before = opened();
    await emulator.act({ kind: 'refreshSockets' });
    const ts = await desk.say(round % 2 ? 'ada' : 'kim', card, `said ${round}`);
    if (round % 2 === 0)
      await agent.tickets.note.mutate({
        ticket: number,
        body: `post ${round}`,
        requestId: `request-${round}`,
      });
    else
      await customer.portal.reply.mutate({
        ...{ ticket: number, body: `post ${round}`, requestId: `request-${round}` },
      });
    await until(() => opened() > before);
    if (round % 4 !== 0) continue;
    await emulator.act({
      ...{ kind: 'edit', as: 'kim', channel: 'support', ts, text: `said ${round}, mended` },
    });
    await emulator.act({ kind: 'refreshSockets' });
    // Slack tells whoever presses while no connection is open; they press again.
    const what = round % 8 ? 'ticket.claim' : 'ticket.release';
    await until(async () => {
      const [shown] = desk.cards();
      const isThere = JSON.stringify(shown?.blocks).includes(what);
      return isThere && shown && (await desk.click('ada', shown, what)) === 'acknowledged';
    });
  }
  expect(Date.now() - begun).toBeLessThan(60_000);

  await until(() => desk.unanswered() === 0);
  const { slackEvent } = desk.world.core.db.read;
  await until(async () => (await slackEvent.count({ where: { state: 'PENDING' } })) === 0, hurry(desk));
  await allDone(desk);
  const { timeline, assignee } = await desk.view(number);
  const notes = timeline.filter(({ kind, source }) => kind === 'note' && source === 'slack');
  expect(notes.map(({ text }) => text)).toEqual(
    rounds.map((round) => (round % 4 ? `said ${round}` : `said ${round}, mended`)),
  );
  const posts = desk.thread(card).flatMap((each) => /post \d+/.exec(shownText(each))?.[0] ?? []);
  expect(posts).toEqual(rounds.map((round) => `post ${round}`));
  expect(assignee?.email).toBe(desk.ada.email);
  const given = timeline.filter(({ kind, text }) => kind === 'event' && /assign/.test(text));
  expect(given).toHaveLength(5);
  expect(emulator.journal({ kind: 'lost' })).toEqual([]);
  await until(() => desk.connections() === 2);
}, 90_000);
