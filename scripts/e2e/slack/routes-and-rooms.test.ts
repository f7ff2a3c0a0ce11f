/** Which channel a ticket goes to, and what happens when a channel cannot be posted into. */
import { expect, test } from 'vitest';
import { createSlackDesk, hurry, type SlackMessage, shownText, until } from './slack-desk.ts';
import { cardIn, routed, threadTexts, twoChannels } from './two-channels.ts';

test('every route that fits gives a card, each with a thread of its own', async () => {
  const { desk } = await routed();
  await using _ = desk;
  const plain = await desk.file('Cannot sign in', 'The page stays empty.');
  const both = await desk.file('Wrong invoice', 'It names somebody else.');
  const [support, billing] = await until(() => {
    const cards = [cardIn(desk, 'C0SUPPORT', both), cardIn(desk, 'C0BILLING', both)];
    return cards.every((card) => card !== undefined) && (cards as SlackMessage[]);
  });
  await until(() => cardIn(desk, 'C0SUPPORT', plain));
  expect(cardIn(desk, 'C0BILLING', plain)).toBeUndefined();
  if (!support || !billing) throw new Error('There are no cards.');
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));

  // What is said in one thread is a note, and stands in the other one too, once.
  await desk.say('ada', billing, 'I know this customer.');
  await until(() => threadTexts(desk, support).includes('I know this customer.'));
  expect(desk.thread(billing)).toHaveLength(1);
  const notes = (await desk.view(both)).timeline.filter(({ kind }) => kind === 'note');
  expect(notes).toHaveLength(1);

  const customer = await desk.world.as(desk.maria);
  await customer.portal.reply.mutate({ ticket: both, body: 'Any news?', requestId: 'request-of-maria' });
  for (const card of [support, billing]) await until(() => threadTexts(desk, card).includes('Any news?'));
  // The desk's own posts come back as events; none of them needs a second look.
  await until(
    async () => (await desk.world.core.db.read.slackEvent.count({ where: { state: 'PENDING' } })) === 0,
  );
  expect(await desk.world.core.db.read.slackEvent.count({ where: { attempts: { gt: 1 } } })).toBe(0);
});

test('a ticket that begins to fit a route gets its card then, and keeps it', async () => {
  await using desk = await createSlackDesk({ seed: twoChannels() });
  const agent = await desk.agent();
  await agent.slackSettings.addRoute.mutate({ room: '#billing', query: 'priority:urgent' });
  const number = await desk.file('Cannot sign in', 'The page stays empty.');
  await agent.tickets.setPriority.mutate({ ticket: number, to: 'urgent' });
  const card = await until(() => cardIn(desk, 'C0BILLING', number));
  await agent.tickets.setPriority.mutate({ ticket: number, to: 'low' });
  await agent.tickets.note.mutate({ ticket: number, body: 'Not so urgent.', requestId: 'request-note' });
  await until(() => threadTexts(desk, card).includes('Not so urgent.'));
  expect(desk.cards()).toHaveLength(1);
});

test('a query that means nothing is refused, and one that loses its meaning stops nothing', async () => {
  await using desk = await createSlackDesk();
  const { slackSettings } = await desk.agent();
  const add = (query: string) => slackSettings.addRoute.mutate({ room: '#support', query });
  await expect(add('asignee:ada')).rejects.toThrow('assignee');
  await expect(add('assignee:me')).rejects.toThrow();
  await expect(slackSettings.addRoute.mutate({ room: 'two words', query: '' })).rejects.toThrow(
    'not the name of a Slack channel',
  );
  await add('');
  await desk.world.inTransaction((work) =>
    work.tx.slackRoute.updateMany({ data: { query: 'stage:"Gone"' } }),
  );
  const number = await desk.file('Cannot sign in', 'The page stays empty.');
  expect((await desk.view(number)).status).toBe('open');
});

test('while the bot is out of a channel its tickets go to the fallback; invited again, it goes on there', async () => {
  const { desk, slackSettings } = await routed();
  await using _ = desk;
  await slackSettings.setRoom.mutate({ room: '#billing', isFallback: true });
  const before = await desk.file('First', 'One.');
  const card = await until(() => cardIn(desk, 'C0SUPPORT', before));
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));
  const { bot } = desk.emulator.state() as { bot: { userId: string } };
  await desk.emulator.act({ kind: 'remove', as: 'ada', channel: 'support', person: bot.userId });
  const parked = async () =>
    (await slackSettings.status.query()).rooms.find(({ name }) => name === 'support')?.parked;
  await until(async () => (await parked())?.as === 'LEFT');
  expect((await parked())?.because).toContain('/invite @Postern');
  const second = await desk.file('Second', 'Two.');
  await until(() => cardIn(desk, 'C0BILLING', second));
  // The old ticket's thread goes on in the fallback room.
  const agent = await desk.agent();
  await agent.tickets.note.mutate({ ticket: before, body: 'Where are we?', requestId: 'request-note' });
  const moved = await until(() => cardIn(desk, 'C0BILLING', before));
  await until(() => threadTexts(desk, moved).includes('Where are we?'));
  await desk.emulator.act({ kind: 'invite', as: 'ada', channel: 'support', person: bot.userId });
  await until(async () => (await parked()) === null);
  const third = await desk.file('Third', 'Three.');
  await until(() => cardIn(desk, 'C0SUPPORT', third));
  expect(card.channel).toBe('C0SUPPORT');
});

test('the files of a message go to the fallback with it', async () => {
  const { desk, slackSettings } = await routed();
  await using _ = desk;
  await slackSettings.setRoom.mutate({ room: '#billing', isFallback: true });
  const number = await desk.file('Cannot sign in', 'The page stays empty.');
  await until(() => cardIn(desk, 'C0SUPPORT', number));
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));
  await desk.emulator.act({ kind: 'archive', as: 'ada', channel: 'support' });
  const upload = await desk.world.upload(desk.maria, { name: 'console.txt', content: 'It says no.' });
  const customer = await desk.world.as(desk.maria);
  await customer.portal.reply.mutate({
    ticket: number,
    body: 'See here.',
    uploads: [upload],
    requestId: 'request-with-file',
  });
  const moved = await until(() => cardIn(desk, 'C0BILLING', number));
  await until(() => desk.thread(moved).some((each) => JSON.stringify(each).includes('console.txt')));
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));
});

test('what waited for an hour goes to the fallback entry by entry', async () => {
  await using desk = await createSlackDesk({ seed: twoChannels(), withoutWorker: true });
  const agent = await desk.agent();
  await agent.slackSettings.addRoute.mutate({ room: '#support', query: '' });
  await agent.slackSettings.addRoute.mutate({ room: '#billing', query: 'invoice' });
  await agent.slackSettings.setRoom.mutate({ room: '#billing', isFallback: true });
  const worker = await desk.startWorker();
  const { number } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));
  await worker.stop?.();
  for (const body of ['First.', 'Second.', 'Third.'])
    await agent.tickets.note.mutate({ ticket: number, body, requestId: `request-note-${body.slice(0, -1)}` });
  desk.world.pass(61 * 60_000);
  await desk.emulator.act({ kind: 'archive', as: 'ada', channel: 'support' });
  await desk.startWorker();
  const moved = await until(() => cardIn(desk, 'C0BILLING', number));
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));
  const said = desk.thread(moved).map((each) => shownText(each).split('\n').at(-1));
  expect(said).toEqual(['First.', 'Second.', 'Third.']);
});

test('two names for one channel become one room, and nothing goes elsewhere for it', async () => {
  await using desk = await createSlackDesk({ seed: twoChannels() });
  const { slackSettings } = await desk.agent();
  await slackSettings.addRoute.mutate({ room: 'C0BILLING', query: 'invoice' });
  await slackSettings.addRoute.mutate({ room: '#billing', query: '' });
  await slackSettings.setRoom.mutate({ room: '#support', isFallback: true });
  const number = await desk.file('Wrong invoice', 'It names somebody else.');
  const card = await until(() => cardIn(desk, 'C0BILLING', number));
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));
  const named = (await slackSettings.status.query()).rooms.filter(
    ({ channelId }) => channelId === 'C0BILLING',
  );
  expect(named.map(({ routes }) => routes.sort())).toEqual([['', 'invoice']]);
  await (await desk.agent()).tickets.note.mutate({
    ticket: number,
    body: 'Mine.',
    requestId: 'request-note',
  });
  await until(() => threadTexts(desk, card).includes('Mine.'));
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));
  expect(desk.thread(card).filter((each) => shownText(each).includes('Mine.'))).toHaveLength(1);
  expect(desk.cards().map(({ channel: at }) => at)).toEqual(['C0BILLING']);
});

test('a channel with guests gets nothing until somebody allows it', async () => {
  await using desk = await createSlackDesk();
  await desk.emulator.act({ kind: 'invite', as: 'ada', channel: 'support', person: 'guest' });
  const number = await desk.file('Cannot sign in', 'The page stays empty.');
  const { slackSettings } = await desk.agent();
  const room = async () => (await slackSettings.status.query()).rooms[0];
  await until(async () => (await room())?.parked?.as === 'GUESTS');
  expect(desk.cards()).toEqual([]);
  await slackSettings.setRoom.mutate({ room: '#support', allowsGuests: true });
  await until(() => cardIn(desk, 'C0SUPPORT', number), hurry(desk));
  // Taken back, it holds from the next post on.
  await slackSettings.setRoom.mutate({ room: '#support', allowsGuests: false });
  await desk.file('Another', 'Two.');
  await until(async () => (await room())?.parked?.as === 'GUESTS');
  expect(desk.cards()).toHaveLength(1);
});

test('a channel whose bot came back while the desk was away is used again from the next connection on', async () => {
  const { desk, slackSettings } = await routed();
  await using _ = desk;
  await slackSettings.setRoom.mutate({ room: '#billing', isFallback: true });
  const first = await desk.file('First', 'One.');
  await until(() => cardIn(desk, 'C0SUPPORT', first));
  const { bot } = desk.emulator.state() as { bot: { userId: string } };
  await desk.emulator.act({ kind: 'remove', as: 'ada', channel: 'support', person: bot.userId });
  const parked = async () =>
    (await slackSettings.status.query()).rooms.find(({ name }) => name === 'support')?.parked;
  await until(async () => (await parked())?.as === 'LEFT');
  desk.emulator.setDown(true);
  await desk.emulator.act({ kind: 'invite', as: 'ada', channel: 'support', person: bot.userId });
  // Slack gave the event up.
  await desk.world.inTransaction((work) => work.tx.slackEvent.deleteMany({}));
  desk.emulator.setDown(false);
  await until(async () => (await parked()) === null);
});

test('where strangers are ignored their words are no notes, and no event is looked at twice for it', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await (await desk.agent()).slackSettings.setRoom.mutate({ room: '#support', keepsStrangers: false });
  await desk.say('kim', card, 'I saw this too.');
  await desk.say('ada', card, 'Thanks, Kim.');
  await until(async () => (await desk.view(number)).timeline.some(({ text }) => text === 'Thanks, Kim.'));
  await until(
    async () => (await desk.world.core.db.read.slackEvent.count({ where: { state: 'PENDING' } })) === 0,
  );
  const notes = (await desk.view(number)).timeline.filter(({ kind }) => kind === 'note');
  expect(notes.map(({ text }) => text)).toEqual(['Thanks, Kim.']);
  expect(await desk.world.core.db.read.slackEvent.count({ where: { attempts: { gt: 1 } } })).toBe(0);
});

test('a channel that gets another id keeps its threads', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const { channel: changed } = await desk.emulator.act({
    kind: 'changeChannelId',
    as: 'ada',
    channel: 'support',
  });
  await until(async () => (await desk.world.core.db.read.slackLink.findFirst())?.channelId === changed);
  await (await desk.agent()).tickets.note.mutate({
    ticket: number,
    body: 'Still here',
    requestId: 'request-note',
  });
  const moved = { ...card, channel: String(changed) };
  await until(() => threadTexts(desk, moved).includes('Still here'));
  expect(desk.cards()).toHaveLength(1);
});

test('a message that Slack took in late, after it was posted again, is taken away', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  desk.emulator.planFault({ method: 'chat.postMessage', kind: 'lateAccept', ms: 6_000 });
  await (await desk.agent()).tickets.note.mutate({ ticket: number, body: 'Once', requestId: 'request-note' });
  await until(() => desk.thread(card).length > 0, hurry(desk));
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'), hurry(desk));
  await until(() => desk.log.some((line) => line.includes('taken away')), hurry(desk));
  await until(() => desk.thread(card).filter((each) => shownText(each).includes('Once')).length === 1);
});

test('an event that cannot be handled is given up after five tries, and holds up no other', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.parts.client.slack.takeEvent.mutate({
    eventId: 'EvPoison',
    contentKey: null,
    teamId: 'T0POSTERN',
    type: 'user_change',
    body: { event: { user: { id: 'x'.repeat(80), deleted: true } } },
  });
  await desk.say('ada', card, 'Meanwhile');
  await until(async () => (await desk.view(number)).timeline.some(({ text }) => text === 'Meanwhile'));
  const { slackSettings } = await desk.agent();
  await until(async () => (await slackSettings.status.query()).events.dead === 1, hurry(desk));
});

test('a channel whose name was mistyped is waited for no more once its route is removed', async () => {
  await using desk = await createSlackDesk();
  const { slackSettings } = await desk.agent();
  const mistyped = await slackSettings.addRoute.mutate({ room: '#suport', query: '' });
  const number = await desk.file('Cannot sign in', 'The page stays empty.');
  const rooms = async () => (await slackSettings.status.query()).rooms.map(({ name }) => name);
  await until(async () =>
    (await slackSettings.status.query()).rooms.some(({ name, parked }) => name === 'suport' && parked),
  );
  await slackSettings.removeRoute.mutate({ route: mistyped.id });
  await until(async () => !(await rooms()).includes('suport'));
  const left = await desk.world.core.db.read.outboxItem.findMany({ where: { state: { not: 'DONE' } } });
  expect(left.filter(({ queueKey }) => queueKey.startsWith('slack:tkt_'))).toEqual([]);

  // What happens to the ticket next gives it its card where it belongs.
  const customer = await desk.world.as(desk.maria);
  await customer.portal.reply.mutate({ ticket: number, body: 'Any news?', requestId: 'request-of-maria' });
  await until(() => cardIn(desk, 'C0SUPPORT', number));
});

test('a channel that has cards keeps them, and its room, when its route goes', async () => {
  const { desk, slackSettings } = await routed();
  await using _ = desk;
  const number = await desk.file('Wrong invoice', 'It names somebody else.');
  const card = await until(() => cardIn(desk, 'C0BILLING', number));
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));
  const [route] = (await slackSettings.routes.query()).items.filter(({ room }) => room === 'billing');
  await slackSettings.removeRoute.mutate({ route: route?.id ?? '' });
  const { bot } = desk.emulator.state() as { bot: { userId: string } };
  const ofBot = { as: 'ada', channel: 'billing', person: bot.userId };
  await desk.emulator.act({ kind: 'remove', ...ofBot });
  const customer = await desk.world.as(desk.maria);
  await customer.portal.reply.mutate({ ticket: number, body: 'Any news?', requestId: 'request-of-maria' });
  const parked = async () =>
    (await slackSettings.status.query()).rooms.find(({ name }) => name === 'billing')?.parked;
  await until(async () => (await parked())?.as === 'LEFT');
  await desk.emulator.act({ kind: 'invite', ...ofBot });
  await until(() => threadTexts(desk, card).includes('Any news?'));
});
