/** Rooms that are parked and that no event frees: they are looked at again, and posting goes on by itself. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { channel, defaultManifestFile, sampleSeed } from '../../src/slack-emulator/index.ts';
import { createSlackDesk, hurry, type SlackDesk, shownText, until } from './slack-desk.ts';

const cardIn = (desk: SlackDesk, channelId: string, number: number) =>
  desk.cards().find((card) => card.channel === channelId && card.text.includes(`#${number} `));

const directly = (desk: SlackDesk) =>
  desk
    .messages()
    .filter((message) => message.channel.startsWith('D'))
    .map(shownText);

/** A channel for what does not fit elsewhere, and a private one that the bot is not in. */
async function withFallback(options: Parameters<typeof createSlackDesk>[0] = {}) {
  const seed = sampleSeed();
  const [support] = seed.channels;
  const members = [...(support?.members ?? [])];
  const elsewhere = channel({ id: 'C0ELSE', name: 'elsewhere', members });
  const secret = channel({ id: 'C0SECRET', name: 'secret', members: members.slice(0, -1), isPrivate: true });
  const channels = [...seed.channels, elsewhere, secret];
  const desk = await createSlackDesk({ seed: { ...seed, channels }, ...options });
  const { slackSettings } = await desk.agent();
  await slackSettings.setRoom.mutate({ room: '#elsewhere', isFallback: true });
  // From the first act on the desk knows who Ada is in Slack.
  const meetAda = () =>
    desk.emulator.act({ kind: 'slash', as: 'ada', channel: 'C0SUPPORT', text: '/postern mine' });
  const parked = async (name: string) =>
    (await slackSettings.status.query()).rooms.find((room) => room.name === name)?.parked;
  return { desk, slackSettings, meetAda, parked };
}

test('a room whose guest has left is used again, and the administrators are told', async () => {
  const { desk, meetAda, parked } = await withFallback();
  await using _ = desk;
  await meetAda();
  await desk.emulator.act({ kind: 'invite', as: 'ada', channel: 'support', person: 'guest' });
  const first = await desk.file('First', 'One.');
  await until(() => cardIn(desk, 'C0ELSE', first));
  expect((await parked('support'))?.as).toBe('GUESTS');
  await until(() => directly(desk).some((text) => text.startsWith('No tickets are posted into #support')));
  await desk.emulator.act({ kind: 'remove', as: 'ada', channel: 'support', person: 'guest' });
  await until(async () => (await parked('support')) === null, hurry(desk));
  await until(() => directly(desk).includes('Tickets are posted into #support again.'), hurry(desk));
  const second = await desk.file('Second', 'Two.');
  await until(() => cardIn(desk, 'C0SUPPORT', second));
});

test('a room that refused posts is tried again with a word there, which passes once it takes posts', async () => {
  const { desk, meetAda, parked } = await withFallback();
  await using _ = desk;
  const rooms = await desk.parts.client.slack.rooms.query();
  const roomId = rooms.find(({ name }) => name === 'support')?.id ?? '';
  await desk.parts.client.slack.parkRoom.mutate({ roomId, as: 'REFUSED', because: 'It takes no posts.' });
  const first = await desk.file('First', 'One.');
  await until(() => cardIn(desk, 'C0ELSE', first));
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));
  await meetAda();
  desk.emulator.planFault({ method: 'chat.postMessage', kind: 'refused', error: 'restricted_action' });
  await until(async () => (await parked('support')) === null, hurry(desk));
  const again = 'Tickets are posted here again.';
  const said = desk.cards().filter((card) => shownText(card) === again);
  expect(said.map((card) => card.channel)).toEqual(['C0SUPPORT']);
  // That it was refused once more was told to nobody again.
  await until(() => directly(desk).length > 0, hurry(desk));
  expect(directly(desk)).toEqual(['Tickets are posted into #support again.']);
  const second = await desk.file('Second', 'Two.');
  await until(() => cardIn(desk, 'C0SUPPORT', second));
});

test('a private channel known by its name alone is found once the bot is invited', async () => {
  const { desk, slackSettings, parked } = await withFallback();
  await using _ = desk;
  await slackSettings.addRoute.mutate({ room: '#secret', query: '' });
  const first = await desk.file('First', 'One.');
  await until(() => cardIn(desk, 'C0ELSE', first));
  expect((await parked('secret'))?.as).toBe('DELETED');
  const { bot } = desk.emulator.state() as { bot: { userId: string } };
  await desk.emulator.act({ kind: 'invite', as: 'ada', channel: 'C0SECRET', person: bot.userId });
  await until(async () => (await parked('secret')) === null);
  const second = await desk.file('Second', 'Two.');
  await until(() => cardIn(desk, 'C0SECRET', second));
});

test('the same where the word of the invitation never came', async () => {
  const manifest = JSON.parse(await readFile(defaultManifestFile, 'utf8'));
  const events: string[] = manifest.settings.event_subscriptions.bot_events;
  manifest.settings.event_subscriptions.bot_events = events.filter(
    (each) => each !== 'member_joined_channel',
  );
  const manifestFile = join(await mkdtemp(join(tmpdir(), 'postern-manifest-')), 'manifest.json');
  await writeFile(manifestFile, JSON.stringify(manifest));
  const { desk, slackSettings, parked } = await withFallback({ manifestFile });
  await using _ = desk;
  await slackSettings.addRoute.mutate({ room: '#secret', query: '' });
  const first = await desk.file('First', 'One.');
  await until(() => cardIn(desk, 'C0ELSE', first));
  const { bot } = desk.emulator.state() as { bot: { userId: string } };
  await desk.emulator.act({ kind: 'invite', as: 'ada', channel: 'C0SECRET', person: bot.userId });
  await until(async () => (await parked('secret')) === null, hurry(desk));
});
