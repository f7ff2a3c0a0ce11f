/** One workspace counts: what comes from another one acts for nobody, and nothing is inherited from a former one. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Surface } from '@postern/core';
import { type SlackParts, slackDelivery, slackSurface } from '@postern/slackbot';
import { expect, test } from 'vitest';
import { createSlackEmulator, defaultManifestFile, sampleSeed } from '../../src/slack-emulator/index.ts';
import {
  allDone,
  createSlackDesk,
  hurry,
  type SlackDesk,
  type SlackMessage,
  shownText,
  until,
} from './slack-desk.ts';

/** Another workspace with people of the same addresses and channels of the same ids. */
async function otherWorkspace({ world }: SlackDesk) {
  const emulator = createSlackEmulator({
    clock: {
      now: () => world.core.clock.now().getTime(),
      after(delayMs, run) {
        const timer = setTimeout(run, delayMs);
        timer.unref();
        return () => clearTimeout(timer);
      },
    },
    seed: { ...sampleSeed(), team: { id: 'T0OTHER', name: 'Another', domain: 'another' } },
  });
  const running = await emulator.start();
  const messages = () => (emulator.state() as unknown as { messages: SlackMessage[] }).messages;
  return { emulator, apiUrl: running.apiUrl, messages, [Symbol.asyncDispose]: () => running.close() };
}

/** The desk with the token of a workspace, as after a start with other settings. */
async function connect(desk: SlackDesk, apiUrl: string): Promise<AsyncDisposable> {
  const parts: SlackParts = { ...desk.parts, config: { ...desk.parts.config, apiUrl } };
  const surfaces: Surface[] = [slackSurface(parts), await desk.startWorker(slackDelivery(parts))];
  await surfaces[0]?.start?.();
  return {
    async [Symbol.asyncDispose]() {
      for (const surface of surfaces) await surface.stop?.();
    },
  };
}

const note = async (desk: SlackDesk, ticket: number, body: string) =>
  (await desk.agent()).tickets.note.mutate({
    ticket,
    body,
    requestId: `request-${body.replaceAll(' ', '-')}`,
  });

test('in another workspace nothing is inherited; back in the former one the desk goes on in its threads', async () => {
  await using desk = await createSlackDesk({ withoutWorker: true });
  await using other = await otherWorkspace(desk);
  const worker = await desk.startWorker();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.say('ada', card, 'I look at it.');
  await until(async () => (await desk.view(number)).timeline.some(({ text }) => text === 'I look at it.'));
  await allDone(desk);
  await desk.bot.stop?.();
  await worker.stop?.();
  const { slackSettings } = await desk.agent();
  await slackSettings.setDigest.mutate({ hour: 8 });
  // What waits at the change goes to the new workspace.
  await note(desk, number, 'Their firewall');
  {
    await using _ = await connect(desk, other.apiUrl);
    const root = await until(
      () => other.messages().find((each) => each.text.includes(`#${number} `)),
      hurry(desk),
    );
    await until(
      () => other.messages().some((each) => shownText(each).includes('Their firewall')),
      hurry(desk),
    );
    expect(root.channel).toBe('C0SUPPORT');
    expect((await slackSettings.status.query()).linkedAgents).toBe(0);
    await expect(slackSettings.setDigest.mutate({ hour: 9 })).rejects.toThrow('who you are in Slack');
    const former = { teamId: 'T0POSTERN', userId: 'U0ADAOKAFOR' };
    const claiming = desk.parts.client.slack.claim.mutate({ ...former, ticket: number });
    await expect(claiming).rejects.toThrow('another workspace');
    // The same address makes them known anew.
    await other.emulator.act({
      kind: 'message',
      as: 'ada',
      channel: 'support',
      threadTs: root.ts,
      text: 'Here too.',
    });
    const isAdas = ({ text, author }: { text: string; author: { name: string } }) =>
      text === 'Here too.' && author.name === desk.ada.name;
    await until(async () => (await desk.view(number)).timeline.some(isAdas));
    await allDone(desk);
  }
  expect(desk.thread(card).filter((each) => each.bot_id)).toEqual([]);
  {
    await using _ = await connect(desk, desk.parts.config.apiUrl ?? '');
    await note(desk, number, 'Back again');
    await until(() => desk.thread(card).some((each) => shownText(each).includes('Back again')), hurry(desk));
    await allDone(desk);
  }
  expect(desk.cards()).toHaveLength(1);
  expect((await slackSettings.status.query()).linkedAgents).toBe(1);
  expect(JSON.stringify(other.messages())).not.toContain('Back again');
});

test('the same workspace met again changes nothing', async () => {
  await using desk = await createSlackDesk();
  await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const before = await desk.parts.client.slack.rooms.query();
  await desk.parts.client.slack.meetTeam.mutate({ teamId: 'T0POSTERN' });
  expect(await desk.parts.client.slack.rooms.query()).toEqual(before);
});

test('an event of another workspace than the connected one is left out', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.parts.client.slack.takeEvent.mutate({
    eventId: 'EvAlien',
    contentKey: null,
    teamId: 'T0ALIEN',
    type: 'message',
    body: {
      event: {
        type: 'message',
        channel: card.channel,
        thread_ts: card.ts,
        ts: '1793698999.000100',
        user: 'U0ADAOKAFOR',
        text: 'From elsewhere.',
      },
    },
  });
  await desk.say('ada', card, 'From here.');
  await until(async () => (await desk.view(number)).timeline.some(({ text }) => text === 'From here.'));
  await until(() => desk.log.includes('an event of another workspace is left out'));
  const notes = (await desk.view(number)).timeline.filter(({ kind }) => kind === 'note');
  expect(notes.map(({ text }) => text)).toEqual(['From here.']);
});

test('an event that says its channel is shared outside parks the room at once', async () => {
  const manifest = JSON.parse(await readFile(defaultManifestFile, 'utf8'));
  const { event_subscriptions: subscriptions } = manifest.settings;
  subscriptions.bot_events = subscriptions.bot_events.filter((each: string) => each !== 'channel_shared');
  const manifestFile = join(await mkdtemp(join(tmpdir(), 'postern-manifest-')), 'manifest.json');
  await writeFile(manifestFile, JSON.stringify(manifest));
  await using desk = await createSlackDesk({ manifestFile });
  const { card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.emulator.act({ kind: 'share', as: 'ada', channel: 'support' });
  const { slackSettings } = await desk.agent();
  expect((await slackSettings.status.query()).rooms[0]?.parked).toBeNull();
  await desk.say('ada', card, 'Hello, partner.');
  await until(async () => (await slackSettings.status.query()).rooms[0]?.parked?.as === 'SHARED');
});
