/** A ticket's card and thread in Slack: what appears there, and what the team writes there. */
import { expect, test } from 'vitest';
import { createSlackDesk, hurry, type SlackDesk, shownText, until } from './slack-desk.ts';

const canary = 'CANARY-the-proxy-certificate';

test('a filed ticket gets one card in the channel', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  expect(card.channel).toBe('C0SUPPORT');
  expect(card.text).toBe(`New ticket #${number} from Maria López, Acme: Cannot sign in`);
  const shown = shownText(card);
  for (const words of [
    `#${number}  Cannot sign in`,
    'The page stays empty.',
    'Status\nNew',
    'Owner\nUnclaimed',
  ]) {
    expect(shown).toContain(words);
  }
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));
  expect(desk.cards()).toHaveLength(1);
  expect(desk.thread(card)).toEqual([]);
});

test('the thread mirrors messages, replies, notes and changes, each under its label', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const agent = await desk.agent();
  const customer = await desk.world.as(desk.maria);
  const { audience } = await desk.view(number);
  await agent.tickets.reply.mutate({
    ticket: number,
    body: 'Please try again.',
    audienceHash: audience.hash,
    requestId: 'request-reply',
  });
  await agent.tickets.note.mutate({ ticket: number, body: canary, requestId: 'request-note' });
  await customer.portal.reply.mutate({ ticket: number, body: 'Still empty.', requestId: 'request-again' });
  await agent.tickets.assign.mutate({ ticket: number, to: 'bo@postern.example' });
  const thread = await until(() => desk.thread(card).length === 4 && desk.thread(card));
  const [reply, note, again, change] = thread.map(shownText);
  expect(reply).toBe(
    'SENT TO CUSTOMER by Ada Okafor, from the terminal\nPlease try again.\nPortal: delivered 09:30 UTC.',
  );
  expect(note).toBe(`INTERNAL NOTE by Ada Okafor, from the terminal. Customers never see this.\n${canary}`);
  expect(again).toBe('From customer: Maria López\nStill empty.\nReply to customer');
  expect(change).toBe('Ada Okafor: assigned to Bo Lindqvist');
  const updated = await until(() => {
    const [shown] = desk.cards().map(shownText);
    return shown?.includes('Owner\nBo Lindqvist') && shown.includes('Still empty.') && shown;
  });
  expect(updated).not.toContain('Claim');
  expect(await desk.portalText(number)).not.toContain(canary);
});

test('what a customer writes rings nobody and is shown letter by letter', async () => {
  await using desk = await createSlackDesk();
  const hostile = '<!channel> <@U0ADAOKAFOR> *x* [a](b) &lt; @here :tada: <https://evil.example|bank>';
  const { number, card } = await desk.fileWithCard(hostile, hostile);
  const customer = await desk.world.as(desk.maria);
  await customer.portal.reply.mutate({ ticket: number, body: hostile, requestId: 'request-hostile' });
  const [entry] = await until(() => desk.thread(card).length === 1 && desk.thread(card));
  expect(shownText(entry ?? card)).toContain(hostile);
  expect(shownText(card)).toContain(hostile);
  for (const message of desk.messages()) {
    expect(message.notifies).toEqual([]);
    expect(message.text).not.toMatch(/[<>]/);
  }
});

test('text typed in the thread becomes a note, and not one byte of it reaches the portal', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const before = await desk.portalText(number);
  await desk.say('ada', card, `${canary} says @bo in #support, see https://status.example/1 <b>`);
  const note = await until(async () =>
    (await desk.view(number)).timeline.find(({ kind }) => kind === 'note'),
  );
  expect(note).toMatchObject({
    author: { name: 'Ada Okafor' },
    source: 'slack',
    text: `${canary} says @Bo Lindqvist in #support, see https://status.example/1 <b>`,
  });
  expect(await desk.portalText(number)).toBe(before);
  const mails = (await desk.world.outbox()).filter(({ kind }) => kind === 'EMAIL');
  expect(mails).toEqual([]);
  // It stands in the thread already.
  expect(desk.thread(card)).toHaveLength(1);
});

test('people who are no agents are named in the note, and cannot act', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.say('kim', card, 'I saw this too');
  const note = await until(async () =>
    (await desk.view(number)).timeline.find(({ kind }) => kind === 'note'),
  );
  expect(note.author.name).toBe('Kim Park (Slack, not an agent)');
  for (const action of ['ticket.reply', 'ticket.claim', 'ticket.close'])
    await desk.click('kim', card, action);
  const whispers = await until(() => desk.whispers().length === 3 && desk.whispers());
  for (const whisper of whispers) {
    expect(whisper).toMatchObject({ recipient: 'U0KIMPARK', from: 'app' });
    expect(whisper.text).toContain('Only agents of this desk can do that.');
    expect(whisper.text).toContain('Ask an administrator of the desk');
  }
  expect(desk.dialogs()).toEqual([]);
  expect(await desk.view(number)).toMatchObject({ status: 'open', assignee: null });
});

test('messages outside the threads and by bots leave tickets alone', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const { emulator } = desk;
  const lone = await emulator.act({ kind: 'message', as: 'ada', channel: 'support', text: 'Lunch?' });
  await emulator.act({ kind: 'message', as: 'bo', channel: 'support', threadTs: lone.ts, text: 'At noon' });
  await desk.say('ada', card, 'The end');
  await until(async () => (await notesOf(desk, number)).includes('The end'));
  expect(await notesOf(desk, number)).toEqual(['The end']);
  await until(() => desk.unanswered() === 0);
});

test('a note follows its message when that is edited or deleted, and how it read before is kept', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const { emulator } = desk;
  const before = await desk.portalText(number);
  const ts = await desk.say('ada', card, `First words ${canary}`);
  await until(async () => (await notesOf(desk, number)).length === 1);
  await emulator.act({ kind: 'edit', as: 'ada', channel: 'support', ts, text: `Other words ${canary}` });
  await until(async () => (await notesOf(desk, number))[0] === `Other words ${canary}`);
  await emulator.act({ kind: 'delete', as: 'ada', channel: 'support', ts });
  await until(async () => (await notesOf(desk, number))[0] === 'Taken back in Slack.');
  const revisions = await desk.world.core.db.read.noteRevision.findMany({ orderBy: { id: 'asc' } });
  expect(revisions.map(({ body }) => body)).toEqual([`First words ${canary}`, `Other words ${canary}`]);
  const agent = await desk.agent();
  expect((await agent.tickets.list.query({ query: '"Other words"', limit: 10 })).items).toEqual([]);
  const events = (await desk.view(number)).timeline.filter(({ kind }) => kind === 'event');
  expect(events.map(({ text }) => text)).toEqual(
    expect.arrayContaining(['changed a note in Slack', 'took a note back in Slack']),
  );
  expect(await desk.portalText(number)).toBe(before);
});

test('a card that somebody deleted comes back, and the thread goes on there', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));
  const { bot } = desk.emulator.state() as { bot: { userId: string } };
  await desk.emulator.act({ kind: 'delete', as: bot.userId, channel: 'support', ts: card.ts });
  const agent = await desk.agent();
  await agent.tickets.note.mutate({ ticket: number, body: canary, requestId: 'request-note' });
  const fresh = await until(
    () => desk.cards().find((each) => each.ts !== card.ts && shownText(each).includes('Status')),
    hurry(desk),
  );
  const [entry] = await until(() => desk.thread(fresh).length === 1 && desk.thread(fresh), hurry(desk));
  expect(shownText(entry ?? fresh)).toContain(canary);
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'), hurry(desk));
  expect(desk.cards()).toHaveLength(1);
  await desk.say('ada', fresh, 'Found it');
  await until(async () => (await desk.view(number)).timeline.some(({ text }) => text === 'Found it'));
});

test('a ticket in the bin posts nothing and leaves no failure behind; restored, its thread goes on', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const agent = await desk.agent();
  const settled = () =>
    until(async () => (await desk.outboxStates()).every((state) => state === 'DONE' || state === 'DEAD'));
  const before = desk.thread(card).length;
  await agent.tickets.delete.mutate({ ticket: number });
  await settled();
  expect(await desk.outboxStates()).not.toContain('DEAD');
  expect(desk.thread(card)).toHaveLength(before);
  await agent.tickets.restore.mutate({ ticket: number });
  await agent.tickets.note.mutate({ ticket: number, body: 'Back again', requestId: 'request-back' });
  await until(() => desk.thread(card).some((entry) => shownText(entry).includes('Back again')));
  expect((await agent.outbox.list.query()).items).toEqual([]);
});

async function notesOf(desk: SlackDesk, number: number): Promise<string[]> {
  return (await desk.view(number)).timeline.filter(({ kind }) => kind === 'note').map(({ text }) => text);
}
