/** Slack takes a dialog for three seconds: after that whoever asked for it gets a button that opens it. */
import { expect, test } from 'vitest';
import { createSlackDesk, type SlackDesk, type SlackWhisper, shownText, until } from './slack-desk.ts';

const late = (desk: SlackDesk) =>
  desk.emulator.planFault({ method: 'views.open', kind: 'refused', error: 'expired_trigger_id' });

/** The button below the newest word to this person, pressed. */
async function pressAgain(desk: SlackDesk, as: string, actionId: string): Promise<void> {
  const said = await until(() => {
    const whisper = desk.whispers().at(-1) as
      | (SlackWhisper & { ts: string; channel: string; blocks?: { type: string }[] })
      | undefined;
    return whisper?.from === 'app' && JSON.stringify(whisper).includes(actionId) && whisper;
  });
  expect(said.text).toBe('That took too long for Slack. Press the button again.');
  expect(desk.dialogs()).toEqual([]);
  await desk.emulator.act({ kind: 'click', as, channel: said.channel, ts: said.ts, actionId });
}

const dialog = (desk: SlackDesk) => until(() => desk.dialogs()[0]);

test('"Create ticket" on a message brings its words also the second time, where the bot may read them', async () => {
  await using desk = await createSlackDesk();
  const said = { kind: 'message', as: 'kim', channel: 'support', text: 'maria@acme.example cannot print' };
  const { ts } = await desk.emulator.act(said);
  late(desk);
  await desk.emulator.act({
    kind: 'shortcut',
    as: 'ada',
    name: 'ticket_from_message',
    channel: 'support',
    ts,
  });
  await pressAgain(desk, 'ada', 'ticket.file');
  const opened = JSON.stringify((await dialog(desk)).view);
  expect(opened).toContain('"initial_value":"maria@acme.example"');
  expect(opened).toContain('"initial_value":"maria@acme.example cannot print"');
});

test('where the bot is no member the button comes all the same, and opens the dialog without the words', async () => {
  await using desk = await createSlackDesk();
  const said = {
    kind: 'message',
    as: 'partner',
    channel: 'with-partner',
    text: 'maria@acme.example cannot print',
  };
  const { ts } = await desk.emulator.act(said);
  late(desk);
  await desk.emulator.act({
    kind: 'shortcut',
    as: 'ada',
    name: 'ticket_from_message',
    channel: 'with-partner',
    ts,
  });
  await pressAgain(desk, 'ada', 'ticket.file');
  expect(JSON.stringify((await dialog(desk)).view)).toContain('What was said in the thread is kept as notes');
});

test('/postern new', async () => {
  await using desk = await createSlackDesk();
  late(desk);
  await desk.emulator.act({ kind: 'slash', as: 'ada', channel: 'support', text: '/postern new' });
  await pressAgain(desk, 'ada', 'ticket.file');
  expect((await dialog(desk)).view.title.text).toBe('New ticket');
});

test('"New ticket" from anywhere is answered in the conversation with the app', async () => {
  await using desk = await createSlackDesk();
  late(desk);
  await desk.emulator.act({ kind: 'shortcut', as: 'ada', name: 'ticket_new' });
  const told = await until(() => desk.messages().find(({ channel }) => channel.startsWith('D')));
  expect(shownText(told)).toContain('That took too long for Slack.');
  await desk.click('ada', told, 'ticket.file');
  expect((await dialog(desk)).view.title.text).toBe('New ticket');
});

test.each([
  ['assign', 'Assign'],
  ['priority', 'Priority'],
  ['merge', 'Merge'],
  ['bin', 'Not a ticket'],
])('the menu of a card: %s', async (choice, title) => {
  await using desk = await createSlackDesk();
  const { id, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  late(desk);
  const { channel, ts } = card;
  await desk.emulator.act({
    kind: 'click',
    as: 'ada',
    channel,
    ts,
    actionId: 'ticket.more',
    option: `${choice} ${id}`,
  });
  await pressAgain(desk, 'ada', 'ticket.again');
  expect((await dialog(desk)).view.title.text).toBe(title);
});

test('who claims too late in the Home is told in the conversation with the app', async () => {
  await using desk = await createSlackDesk();
  await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const homeOf = (userId: string) => {
    const { homes } = desk.emulator.state() as unknown as { homes: { id: string }[] };
    return homes.find((each) => JSON.stringify(each).includes(userId));
  };
  const people = { ada: 'U0ADAOKAFOR', bo: 'U0BOLINDQV' };
  const press = (as: keyof typeof people, actionId: string) =>
    desk.emulator.act({ kind: 'click', as, viewId: homeOf(people[as])?.id, actionId });
  for (const as of ['ada', 'bo'] as const) {
    await desk.emulator.act({ kind: 'openHome', as });
    await until(() => homeOf(people[as]));
    await press(as, 'home.unclaimed');
    await until(() => JSON.stringify(homeOf(people[as])).includes('home.claim'));
  }
  late(desk);
  await Promise.all([press('ada', 'home.claim'), press('bo', 'home.claim')]);
  const told = () => desk.messages().filter(({ text }) => text.includes('already'));
  const [word] = await until(() => told().length > 0 && told());
  expect(word?.channel).toMatch(/^D/);
  expect(word && shownText(word)).toMatch(/(Ada Okafor|Bo Lindqvist) has ticket #\d+ already\./);
});

test('"Reply to customer", and "Send to customer" with the words of its message', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  late(desk);
  await desk.click('ada', card, 'ticket.reply');
  await pressAgain(desk, 'ada', 'ticket.reply');
  await desk.submit('ada', await dialog(desk), 'Please try again.');
  await until(async () => (await desk.portalText(number)).includes('Please try again.'));
  const ts = await desk.say('ada', card, 'Clear your cache, please.');
  late(desk);
  await desk.emulator.act({
    kind: 'shortcut',
    as: 'ada',
    name: 'send_to_customer',
    channel: card.channel,
    ts,
  });
  await pressAgain(desk, 'ada', 'message.send');
  expect(JSON.stringify((await dialog(desk)).view)).toContain('Clear your cache, please.');
});
