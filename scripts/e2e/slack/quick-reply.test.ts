/** `@Postern reply:` in a thread: only where it is allowed, only written exactly so, and never without a way back. */
import { expect, test } from 'vitest';
import { createSlackDesk, hurry, type SlackDesk, until } from './slack-desk.ts';

/** A desk whose room takes replies, and a ticket with its card. */
async function open(desk: SlackDesk) {
  const { slackSettings } = await desk.agent();
  const filed = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await slackSettings.setRoom.mutate({ room: '#support', takesReplies: true });
  return filed;
}

const held = (desk: SlackDesk) =>
  desk.world.core.db.read.heldReply.findMany({ select: { id: true, state: true, body: true } });

test('a reply in the thread is held for a while, and then sent once', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await open(desk);
  await desk.say('ada', card, '@postern reply: Please clear the cache & try again.');
  const [whisper] = await until(() => desk.whispers().length === 1 && desk.whispers());
  expect(whisper?.text).toContain('Sending to Maria López in 15 seconds.');
  expect(await desk.portalText(number)).not.toContain('cache');
  await until(async () => (await desk.portalText(number)).includes('cache & try again.'), hurry(desk));
  const { timeline } = await desk.view(number);
  expect(timeline.filter(({ kind, text }) => kind === 'message' && text.includes('cache'))).toHaveLength(1);
  expect(timeline.filter(({ kind }) => kind === 'note')).toEqual([]);
  await until(() =>
    desk.thread(card).some(({ text }) => text.includes('SENT TO CUSTOMER by Ada Okafor, from Slack')),
  );
});

test.each([
  ['the room takes none', '@postern reply: hello', { takesReplies: false }],
  ['the word is mistyped', '@postern repyl: hello', {}],
  ['the colon is missing', '@postern reply hello', {}],
  ['the mention is not at the beginning', 'Well @postern reply: hello', {}],
  ['there is no mention', 'reply: hello', {}],
  ['it names a colleague of Slack', '@postern reply: ask @bo', {}],
  ['it calls everybody', '@postern reply: hello @here', {}],
  ['it links to Slack', '@postern reply: see https://files.slack.com/files-pri/T1-F1/plan.pdf', {}],
  ['it names a channel', '@postern reply: ask in #random', {}],
])('it stays a note when %s', async (_, text, room) => {
  await using desk = await createSlackDesk();
  const { number, card } = await open(desk);
  if ('takesReplies' in room)
    await (await desk.agent()).slackSettings.setRoom.mutate({ room: '#support', ...room });
  const before = await desk.portalText(number);
  await desk.say('ada', card, text);
  await until(async () => (await desk.view(number)).timeline.some(({ kind }) => kind === 'note'));
  expect(await held(desk)).toEqual([]);
  expect(await desk.portalText(number)).toBe(before);
});

test('who is no agent holds nothing, and what stands in a note is not sent', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await open(desk);
  await desk.say('kim', card, '@postern reply: hello');
  await until(() => desk.whispers().some(({ text }) => text.includes('Only agents of this desk')));
  const secret = 'Their proxy eats the cookie of every second request.';
  await desk.say('bo', card, secret);
  await until(async () => (await desk.view(number)).timeline.some(({ text }) => text === secret));
  await desk.say('ada', card, `@postern reply: Hi. ${secret}`);
  await until(() => desk.whispers().some(({ text }) => text.includes('stands in an internal note')));
  expect(await held(desk)).toEqual([]);
});

test.each(['edit', 'delete'] as const)(
  'a message that its writer %ss within the hold is not sent',
  async (act) => {
    await using desk = await createSlackDesk();
    const { number, card } = await open(desk);
    const before = await desk.portalText(number);
    const ts = await desk.say('ada', card, '@postern reply: hello');
    await until(async () => (await held(desk)).length === 1);
    await desk.emulator.act({ kind: act, as: 'ada', channel: 'support', ts, text: 'never mind' });
    await until(async () => (await held(desk))[0]?.state === 'TAKEN_BACK');
    desk.world.pass(60_000);
    await until(() => desk.unanswered() === 0);
    expect(await desk.portalText(number)).toBe(before);
  },
);

test.each([
  ['held.undo', 'TAKEN_BACK'],
  ['held.now', 'SENT'],
])('its buttons: %s', async (actionId, state) => {
  await using desk = await createSlackDesk();
  const { number, card } = await open(desk);
  await desk.say('ada', card, '@postern reply: hello there');
  const [whisper] = await until(() => desk.whispers().length === 1 && desk.whispers());
  await desk.emulator.act({
    kind: 'click',
    as: 'ada',
    channel: 'support',
    ts: (whisper as unknown as { ts: string }).ts,
    actionId,
  });
  await until(async () => (await held(desk))[0]?.state === state);
  expect((await desk.portalText(number)).includes('hello there')).toBe(state === 'SENT');
});
