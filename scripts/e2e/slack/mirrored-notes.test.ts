/** A note that stands in the threads of several channels: what becomes of it in one is so in all of them. */
import { expect, test } from 'vitest';
import { channel, sampleSeed } from '../../src/slack-emulator/index.ts';
import {
  allDone,
  createSlackDesk,
  type SlackDesk,
  type SlackMessage,
  shownText,
  until,
} from './slack-desk.ts';

/** One ticket with a card in #support and one in #billing. */
async function inTwoChannels(options: Parameters<typeof createSlackDesk>[0] = {}) {
  const seed = sampleSeed();
  const members = [...(seed.channels[0]?.members ?? [])];
  const billing = channel({ id: 'C0BILLING', name: 'billing', members });
  const desk = await createSlackDesk({
    seed: { ...seed, channels: [...seed.channels, billing] },
    withoutWorker: true,
    ...options,
  });
  const { slackSettings } = await desk.agent();
  for (const room of ['#support', '#billing']) await slackSettings.addRoute.mutate({ room, query: '' });
  const worker = await desk.startWorker();
  const number = await desk.file('Wrong invoice', 'It names somebody else.');
  const cardIn = (id: string) => desk.cards().find((card) => card.channel === id);
  const [support, billed] = await until(() => {
    const both = [cardIn('C0SUPPORT'), cardIn('C0BILLING')];
    return both.every((card) => card !== undefined) && (both as [SlackMessage, SlackMessage]);
  });
  await allDone(desk);
  return { desk, number, support, billed, worker };
}

const said = (desk: SlackDesk, card: SlackMessage) => desk.thread(card).map(shownText);

test('a note that is edited where it was written is changed where it is mirrored, and taken back with it', async () => {
  const { desk, support, billed } = await inTwoChannels();
  await using _ = desk;
  const ts = await desk.say('ada', support, 'It is their tax number.');
  await until(() => said(desk, billed).some((text) => text.includes('It is their tax number.')));
  await desk.emulator.act({
    kind: 'edit',
    as: 'ada',
    channel: 'support',
    ts,
    text: 'It is <!channel> ours.',
  });
  await until(() => said(desk, billed).some((text) => text.includes('It is <!channel> ours.')));
  expect(said(desk, billed)).toEqual([
    'INTERNAL NOTE by Ada Okafor, from Slack (edited). Customers never see this.\nIt is <!channel> ours.',
  ]);
  await desk.emulator.act({ kind: 'delete', as: 'ada', channel: 'support', ts });
  await until(() => said(desk, billed).some((text) => text.includes('Taken back in Slack.')));
  expect(said(desk, billed)).toEqual([
    'INTERNAL NOTE by Ada Okafor, from Slack (withdrawn). Customers never see this.\nTaken back in Slack.',
  ]);
  expect(JSON.stringify(desk.messages())).not.toContain('tax number');
  await allDone(desk);
});

test('a note that had to wait among others is changed in their common post, and nothing else of it', async () => {
  const { desk, support, billed, worker } = await inTwoChannels();
  await using _ = desk;
  await worker.stop?.();
  const ts = await desk.say('ada', support, 'First.');
  await until(() => desk.unanswered() === 0);
  await desk.say('bo', support, 'Second.');
  const notes = () => desk.world.core.db.read.note.count();
  await until(async () => (await notes()) === 2);
  desk.world.pass(61 * 60_000);
  await desk.startWorker();
  await until(() => said(desk, billed).some((text) => text.includes('2 entries that had to wait')));
  await allDone(desk);
  await desk.emulator.act({ kind: 'edit', as: 'ada', channel: 'support', ts, text: 'First, and more.' });
  await until(() => said(desk, billed).some((text) => text.includes('First, and more.')));
  expect(said(desk, billed)).toHaveLength(1);
  expect(said(desk, billed)[0]).toContain('Second.');
});

test('what changes while the other channel must not be posted into is changed once it may be', async () => {
  const { desk, support, billed } = await inTwoChannels();
  await using _ = desk;
  const ts = await desk.say('ada', support, 'It is their tax number.');
  await until(() => said(desk, billed).some((text) => text.includes('It is their tax number.')));
  await allDone(desk);
  await desk.emulator.act({ kind: 'archive', as: 'ada', channel: 'billing' });
  await desk.emulator.act({ kind: 'edit', as: 'ada', channel: 'support', ts, text: 'It is ours.' });
  const edited = { where: { editedAt: { not: null } } };
  await until(async () => (await desk.world.core.db.read.note.count(edited)) === 1);
  desk.world.pass(1_000);
  await desk.emulator.act({ kind: 'edit', as: 'ada', channel: 'support', ts, text: 'It is nobody’s.' });
  await desk.emulator.act({ kind: 'archive', as: 'ada', channel: 'billing', isArchived: false });
  await until(() => said(desk, billed).some((text) => text.includes('It is nobody’s.')));
  await allDone(desk);
});
