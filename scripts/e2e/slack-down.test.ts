/** Slack is away while people work: portal and terminal go on as ever, and afterwards Slack has it all once, in order. */
import { expect, test } from 'vitest';
import { type E2eDesk, startDesk } from './desk.ts';
import { openInbox } from './inbox-terminal.ts';
import { PortalVisitor } from './portal-visitor.ts';
import { shownText } from './slack-control.ts';
import { until } from './until.ts';

/** What a thread in Slack says, without the label above and the button below. */
async function threadTexts(desk: E2eDesk, number: number): Promise<string[]> {
  const thread = await desk.slack.thread(await desk.slack.card(number));
  return thread.map((message) => shownText(message).split('\n')[1] ?? '');
}

test('while Slack is down tickets are filed and answered; when it is back every card is there once', async () => {
  await using desk = await startDesk();
  await desk.slack.connected();
  const maria = await PortalVisitor.signedIn(desk.url, 'maria@acme.example');
  await using ada = await openInbox(desk);
  await desk.slack.setDown(true);

  const numbers: number[] = [];
  for (const subject of ['Dock 1 is dark', 'Dock 2 is dark', 'Dock 3 is dark'])
    numbers.push(await maria.fileTicket(subject, 'No light at all.'));
  const [first = 0] = numbers;
  await ada.open(first);
  await ada.reply('We are sending somebody.');
  await maria.reply(first, 'Nobody came yet.');
  await ada.screen.waitFor('Nobody came yet.');
  await ada.note('The van is stuck.');
  const { messages } = await maria.json<{ messages: { text: string }[] }>(`/support/tickets/${first}`);
  expect(messages.map(({ text }) => text)).toEqual([
    'No light at all.',
    'We are sending somebody.',
    'Nobody came yet.',
  ]);
  expect((await fetch(`${desk.url}/readyz`)).status).toBe(200);
  const { messages: inSlack, isDown } = await desk.slack.state();
  expect({ inSlack, isDown }).toEqual({ inSlack: [], isDown: true });

  await desk.slack.setDown(false);
  await desk.delivered(60_000);
  for (const number of numbers) expect(await desk.slack.cards(number)).toHaveLength(1);
  expect(await threadTexts(desk, first)).toEqual([
    'We are sending somebody.',
    'Nobody came yet.',
    'The van is stuck.',
  ]);
  // The bot listens again, too.
  await desk.slack.connected();
  await desk.slack.say('bo', await desk.slack.card(first), 'Jo has a second van.');
  await ada.screen.waitFor('Jo has a second van.');
}, 90_000);

test('when Slack itself dies, the desk works on; started again, both know everything', async () => {
  await using desk = await startDesk();
  await desk.slack.connected();
  const maria = await PortalVisitor.signedIn(desk.url, 'maria@acme.example');
  const before = await maria.fileTicket('Gate 5 hums', 'All night.');
  const card = await desk.slack.card(before);
  await desk.delivered();
  process.kill(desk.emulatorPid(), 'SIGKILL');
  await until(() =>
    fetch(desk.emulatorUrl).then(
      () => false,
      () => true,
    ),
  );

  const after = await maria.fileTicket('Gate 6 hums', 'Louder.');
  await maria.reply(before, 'It is quiet now.');
  const agent = await desk.agent();
  const { timeline } = await agent.tickets.view.query({ ticket: before });
  expect(timeline.at(-1)).toMatchObject({ text: 'It is quiet now.' });
  const page = await fetch(`${desk.url}/sandbox/slack/`);
  expect([page.status, await page.text()]).toEqual([
    502,
    'The stand-in for Slack does not answer. Stop the desk and start it again.',
  ]);

  expect(await desk.stop()).toMatchObject({ code: 0 });
  await desk.restart();
  await desk.delivered(60_000);
  expect((await desk.slack.cards(before)).map(({ ts }) => ts)).toEqual([card.ts]);
  expect(await desk.slack.cards(after)).toHaveLength(1);
  expect(await threadTexts(desk, before)).toEqual(['It is quiet now.']);
}, 90_000);
