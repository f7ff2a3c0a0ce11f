/** When something is gone, taken away or broken: each ends in what a person can see, and goes on by itself where it can. */
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mailDelivery } from '@postern/core';
import { expect, test } from 'vitest';
import { examine } from '../../src/doctor/doctor.ts';
import {
  allDone,
  createSlackDesk,
  hurry,
  type SlackDesk,
  type SlackMessage,
  shownText,
  until,
} from './slack-desk.ts';
import { cardIn, routed, threadTexts } from './two-channels.ts';

const note = async (desk: SlackDesk, ticket: number, body: string) =>
  (await desk.agent()).tickets.note.mutate({
    ticket,
    body,
    requestId: `request-${body.replaceAll(/\W/g, '-')}`,
  });

/** From the first act on the desk knows who this is in Slack. */
const becomeKnown = (desk: SlackDesk, as: string) =>
  desk.emulator.act({ kind: 'slash', as, channel: 'C0SUPPORT', text: '/postern mine' });

const directMessages = (desk: SlackDesk) => desk.messages().filter(({ channel }) => channel.startsWith('D'));

const supportRoom = async (desk: SlackDesk) =>
  (await (await desk.agent()).slackSettings.status.query()).rooms.find(({ name }) => name === 'support');

const botUser = (desk: SlackDesk) => (desk.emulator.state() as { bot: { userId: string } }).bot.userId;

test('when the bot is removed from a channel, each administrator is told what to type there, and once', async () => {
  await using desk = await createSlackDesk();
  const { number } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.world.agent({ email: 'kim@postern.example', permissions: ['tickets.read', 'tickets.write'] });
  for (const as of ['ada', 'bo', 'kim']) await becomeKnown(desk, as);
  await desk.emulator.act({ kind: 'remove', as: 'kim', channel: 'support', person: botUser(desk) });
  await note(desk, number, 'Still here?');
  await note(desk, number, 'And this?');

  const told = await until(() => directMessages(desk).length === 2 && directMessages(desk));
  for (const message of told) {
    expect(shownText(message)).toContain('No tickets are posted into #support for now.');
    expect(shownText(message)).toContain('/invite @Postern');
  }
  const opened = desk.emulator
    .journal({ kind: 'call' })
    .filter(({ summary }) => summary === 'conversations.open: ok')
    .map(({ detail }) => (detail as { args: { users: string } }).args.users);
  expect(opened.sort()).toEqual(['U0ADAOKAFOR', 'U0BOLINDQV']);
  expect((await supportRoom(desk))?.parked?.because).toContain('/invite @Postern');

  await desk.emulator.act({ kind: 'invite', as: 'kim', channel: 'support', person: botUser(desk) });
  await until(async () => (await supportRoom(desk))?.parked === null);
  await allDone(desk);
  const [card] = desk.cards();
  expect(card && threadTexts(desk, card)).toMatch(/Still here\?.*And this\?/s);
  // Once each: that it is parked, and that it is over.
  const all = await until(() => directMessages(desk).length === 4 && directMessages(desk).map(shownText));
  expect(all.filter((text) => text === 'Tickets are posted into #support again.')).toHaveLength(2);
});

test('when a channel is deleted, its tickets go on in the fallback with what was to be said, and administrators hear of it', async () => {
  const { desk, slackSettings } = await routed();
  await using _ = desk;
  await slackSettings.setRoom.mutate({ room: '#billing', isFallback: true });
  const old = await desk.file('Cannot sign in', 'The page stays empty.');
  await until(() => cardIn(desk, 'C0SUPPORT', old));
  await allDone(desk);
  await becomeKnown(desk, 'ada');
  await desk.emulator.act({ kind: 'deleteChannel', as: 'kim', channel: 'support' });
  await until(async () => (await supportRoom(desk))?.parked);
  const told = await until(() => directMessages(desk)[0]);
  expect(shownText(told)).toContain('No tickets are posted into #support for now.');

  const fresh = await desk.file('Another', 'Two.');
  await until(() => cardIn(desk, 'C0BILLING', fresh));
  await note(desk, old, 'Where are we?');
  const moved = await until(() => cardIn(desk, 'C0BILLING', old));
  await until(() => threadTexts(desk, moved).includes('Where are we?'));
  await desk.say('ada', moved, 'We go on here.');
  await until(async () => (await desk.view(old)).timeline.some(({ text }) => text === 'We go on here.'));
  await allDone(desk);
});

test('when a channel becomes shared outside, administrators hear of it, and status says how many notes stand there', async () => {
  await using desk = await createSlackDesk();
  const first = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.fileWithCard('Another', 'Two.');
  await note(desk, first.number, 'Their proxy, I think.');
  await until(() => threadTexts(desk, first.card).includes('Their proxy'));
  await allDone(desk);
  await becomeKnown(desk, 'ada');
  await desk.emulator.act({ kind: 'share', as: 'ada', channel: 'support' });
  const told = await until(() => directMessages(desk)[0]);
  expect(shownText(told)).toContain('#support is shared with another organization. Tickets stay out of it');
  await note(desk, first.number, 'Not for them.');
  expect((await supportRoom(desk))?.parked).toMatchObject({ as: 'SHARED', ticketsWithNotes: 1 });

  await desk.emulator.act({ kind: 'share', as: 'ada', channel: 'support', isExtShared: false });
  await until(async () => (await supportRoom(desk))?.parked === null);
  await until(() => threadTexts(desk, first.card).includes('Not for them.'));
});

test('after the app is taken out of the workspace it is told by mail, and installed again it goes on in the same threads', async () => {
  await using desk = await createSlackDesk();
  const { world } = desk;
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await allDone(desk);
  await desk.emulator.act({ kind: 'uninstall' });
  const mails = () => world.core.db.read.outboxItem.findMany({ where: { kind: 'EMAIL' } });
  await until(async () => (await mails()).length === 2);
  const delivery = mailDelivery({ ...world.core, isSampleDesk: true });
  for (const item of await mails())
    expect(
      await delivery.send({ ...item, kind: 'EMAIL', attempt: 1, firstTriedAt: item.createdAt }),
    ).toMatchObject({
      result: { text: expect.stringMatching(/the app was removed from the workspace.*Nothing is lost/s) },
    });
  await note(desk, number, 'While it was out');
  const late = await desk.file('Meanwhile', 'Two.');
  await until(
    async () =>
      (await world.core.db.read.outboxItem.count({
        where: { kind: 'SLACK', lastError: { contains: 'account_inactive' } },
      })) > 0,
  );
  const { slackSettings } = await desk.agent();
  expect(await slackSettings.status.query()).toMatchObject({
    connection: { isConnected: false, trouble: expect.stringContaining('account_inactive') },
    waiting: { count: expect.any(Number), since: expect.any(String) },
  });
  // A weekend and more: nothing of what waits is dropped.
  world.pass(4 * 86_400_000);

  await desk.emulator.act({ kind: 'reinstall' });
  await desk.emulator.act({ kind: 'refreshSockets' });
  await until(() => threadTexts(desk, card).includes('While it was out'), hurry(desk));
  await until(() => desk.cards().some(({ text }) => text.includes(`#${late} `)), hurry(desk));
  await allDone(desk);
  expect(desk.cards().filter(({ text }) => text.includes(`#${number} `))).toHaveLength(1);
  await until(async () => (await slackSettings.status.query()).connection?.isConnected, hurry(desk));
});

test('an agent who is disabled on the desk is refused in Slack from then on, and may act again once enabled', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await becomeKnown(desk, 'bo');
  const { agents, slackSettings } = await desk.agent();
  const { linkedAgents } = await slackSettings.status.query();
  const before = desk.whispers().length;
  await agents.disable.mutate({ agent: desk.bo.email });
  for (const action of ['ticket.claim', 'ticket.reply', 'ticket.close']) await desk.click('bo', card, action);
  await desk.emulator.act({ kind: 'slash', as: 'bo', channel: 'C0SUPPORT', text: '/postern queue' });
  const refusals = await until(() => desk.whispers().length === before + 4 && desk.whispers().slice(before));
  for (const whisper of refusals)
    expect(shownText(whisper as unknown as SlackMessage)).toContain('Only agents of this desk can do that.');
  expect(desk.dialogs()).toEqual([]);
  expect(await desk.view(number)).toMatchObject({ assignee: null, status: 'open' });

  await agents.enable.mutate({ agent: desk.bo.email });
  await desk.click('bo', card, 'ticket.claim');
  await until(async () => (await desk.view(number)).assignee?.email === desk.bo.email);
  expect((await slackSettings.status.query()).linkedAgents).toBe(linkedAgents);
});

test('of a ticket that is gone the card says so, and who presses what they still see is told', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Buy cheap watches', 'Click here.');
  await becomeKnown(desk, 'bo');
  const before = desk.whispers().length;
  // The card stays as it is, because Slack is slow to take the change: Bo looks at the old one.
  desk.emulator.planFault({ method: 'chat.update', kind: 'slow', ms: 1_500 });
  await (await desk.agent()).tickets.delete.mutate({ ticket: number });
  await desk.click('bo', card, 'ticket.claim');
  const told = await until(() => desk.whispers()[before]);
  expect(told).toMatchObject({
    recipient: 'U0BOLINDQV',
    text: `Ticket #${number} is in the bin. Restore it first.`,
  });
  const gone = await until(() =>
    desk.cards().find((each) => shownText(each).includes('no longer available')),
  );
  expect(JSON.stringify(gone)).not.toContain('watches');
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));
});

test('an agent who may not change tickets is told so by the button, and nothing happens', async () => {
  await using desk = await createSlackDesk();
  await desk.world.agent({ name: 'Kim Park', email: 'kim@postern.example', permissions: ['tickets.read'] });
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  for (const action of ['ticket.claim', 'ticket.reply', 'ticket.close'])
    await desk.click('kim', card, action);
  const whispers = await until(() => desk.whispers().length === 3 && desk.whispers());
  for (const { text, recipient } of whispers) {
    expect(recipient).toBe('U0KIMPARK');
    expect(text).toContain('tickets.write');
  }
  expect(desk.dialogs()).toEqual([]);
  expect(await desk.view(number)).toMatchObject({ assignee: null, status: 'open' });
});

test('an event that fails five times is shown by status and by the doctor, and everything else goes on', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  // Whoever wrote cannot be looked up, now and later.
  desk.emulator.planFault({
    ...{ method: 'users.info', kind: 'refused', error: 'user_not_visible', times: 5 },
  });
  await desk.say('kim', card, 'Poison');
  const { slackSettings } = await desk.agent();
  const dead = () => until(async () => (await slackSettings.status.query()).events.dead === 1, hurry(desk));
  await dead();
  await desk.say('ada', card, 'And this?');
  await until(async () => (await desk.view(number)).timeline.some(({ text }) => text === 'And this?'));

  const { dataDirectory } = desk.world.core.config;
  chmodSync(join(dataDirectory, 'postern.db'), 0o600);
  const { checks } = await examine({ POSTERN_DATA: dataDirectory, PORT: '9' }, desk.world.core.clock.now());
  expect(checks.find(({ name }) => name === 'outbox')).toMatchObject({
    state: 'warn',
    finding: expect.stringContaining('1 event of Slack could not be handled in five tries.'),
    todo: expect.stringContaining('still in Slack'),
  });
});

test('the page about failures names tests that are there', () => {
  const root = join(import.meta.dirname, '..', '..', '..');
  const page = readFileSync(join(root, 'docs', 'slack-failures.md'), 'utf8');
  const named = [...page.matchAll(/`([\w/-]+\.test\.ts)`/g)].map(([, path = '']) => path);
  expect(named.length).toBeGreaterThan(20);
  const isThere = (path: string) =>
    [path, `scripts/e2e/${path}`].some((each) => existsSync(join(root, each)));
  expect(named.filter((path) => !isThere(path))).toEqual([]);
});
