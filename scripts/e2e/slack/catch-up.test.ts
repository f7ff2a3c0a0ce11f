/** What was said, changed and deleted in Slack while the desk heard nothing of it. */
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PosternClient } from '@postern/core';
import { expect, test } from 'vitest';
import { defaultManifestFile } from '../../src/slack-emulator/index.ts';
import { intercept } from './intercept.ts';
import { allDone, createSlackDesk, hurry, type SlackDesk, until } from './slack-desk.ts';

/** An app that subscribes to these alone stands for events that Slack gave up: only the threads themselves tell. */
async function manifestWith(events: readonly string[]): Promise<string> {
  const manifest = JSON.parse(await readFile(defaultManifestFile, 'utf8'));
  manifest.settings.event_subscriptions.bot_events = events;
  const file = join(await mkdtemp(join(tmpdir(), 'postern-manifest-')), 'manifest.json');
  await writeFile(file, JSON.stringify(manifest));
  return file;
}

const notesOf = async (desk: SlackDesk, number: number) =>
  (await desk.view(number)).timeline.filter(({ kind }) => kind === 'note').map(({ text }) => text);

function reconnect(desk: SlackDesk): void {
  desk.emulator.setDown(true);
  desk.emulator.setDown(false);
}

test('edits and deletions that were missed are followed at the next connection, long after', async () => {
  await using desk = await createSlackDesk({ manifestFile: await manifestWith([]) });
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const kept = await desk.say('ada', card, 'Stays as it is.');
  const changed = await desk.say('ada', card, 'Their proxy.');
  const gone = await desk.say('bo', card, 'Nonsense.');
  reconnect(desk);
  await until(async () => (await notesOf(desk, number)).length === 3);
  await allDone(desk);
  // Far beyond what overlaps, with a newer message in the thread.
  desk.world.pass(60 * 60_000);
  await desk.say('ada', card, 'An hour later.');
  await desk.emulator.act({
    kind: 'edit',
    as: 'ada',
    channel: 'support',
    ts: changed,
    text: 'Their firewall.',
  });
  await desk.emulator.act({ kind: 'delete', as: 'bo', channel: 'support', ts: gone });
  reconnect(desk);
  const now = ['Stays as it is.', 'Their firewall.', 'Taken back in Slack.', 'An hour later.'];
  await until(async () => JSON.stringify(await notesOf(desk, number)) === JSON.stringify(now));
  const revisions = await desk.world.core.db.read.noteRevision.findMany({ orderBy: { until: 'asc' } });
  expect(revisions.map(({ body }) => body).toSorted()).toEqual(['Nonsense.', 'Their proxy.']);
  // Looked at once more, nothing is new.
  const { version } = await desk.view(number);
  reconnect(desk);
  await until(() => desk.connections() === 2);
  await desk.say('ada', card, 'The end.');
  reconnect(desk);
  await until(async () => (await notesOf(desk, number)).includes('The end.'));
  expect((await desk.view(number)).version).toBe(version + 1);
  expect(kept).toBeTruthy();
});

test('a message whose thread went on below a new card is not taken for deleted', async () => {
  await using desk = await createSlackDesk({ manifestFile: await manifestWith([]) });
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.say('ada', card, 'Below the first card.');
  reconnect(desk);
  await until(async () => (await notesOf(desk, number)).length === 1);
  await allDone(desk);
  const { bot } = desk.emulator.state() as { bot: { userId: string } };
  await desk.emulator.act({ kind: 'delete', as: bot.userId, channel: 'support', ts: card.ts });
  const agent = await desk.agent();
  await agent.tickets.note.mutate({ ticket: number, body: 'Here it goes on.', requestId: 'request-note' });
  const fresh = await until(() =>
    desk.cards().find((each) => each.ts > card.ts && desk.thread(each).length > 0),
  );
  await allDone(desk);
  await desk.say('bo', fresh, 'Below the second.');
  reconnect(desk);
  await until(async () => (await notesOf(desk, number)).length === 3);
  expect(await notesOf(desk, number)).toEqual(
    expect.arrayContaining(['Below the first card.', 'Here it goes on.', 'Below the second.']),
  );
});

test('every open thread is looked at, however many there are, so many a minute', async () => {
  await using desk = await createSlackDesk({ manifestFile: await manifestWith([]) });
  const { number, id, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await allDone(desk);
  // Threads that are gone in Slack, all of them more lately active.
  await desk.world.inTransaction(async ({ tx }) => {
    const { seq: _, ...row } = await tx.ticket.findUniqueOrThrow({ where: { id } });
    for (let index = 0; index < 205; index += 1) {
      const ticketId = `tkt_of${index}`;
      const lastActivityAt = new Date(row.lastActivityAt.getTime() + 1_000);
      await tx.ticket.create({ data: { ...row, id: ticketId, number: 5_000 + index, lastActivityAt } });
      const place = {
        teamId: 'T0POSTERN',
        channelId: card.channel,
        threadTs: `1500000000.${100_000 + index}`,
      };
      await tx.slackLink.create({
        data: { id: `slk_of${index}`, ticketId, ...place, lastTs: place.threadTs },
      });
    }
  });
  await desk.say('ada', card, 'The last of all.');
  const calls = () =>
    desk.emulator.journal({ kind: 'call' }).filter(({ summary }) => summary.includes('conversations.replies'))
      .length;
  reconnect(desk);
  await until(() => calls() === 40);
  expect(await notesOf(desk, number)).toEqual([]);
  await until(async () => (await notesOf(desk, number)).length === 1, hurry(desk));
  expect(calls()).toBeGreaterThan(205);
}, 60_000);

test('over HTTP the threads are read again after a long silence, and after an event that comes again', async () => {
  let failures = 0;
  const failing = (client: PosternClient) =>
    intercept(client, ['slack', 'takeEvent', 'mutate'], () => {
      failures -= 1;
      if (failures >= 0) throw new Error('The disk is gone for a moment.');
    });
  await using desk = await createSlackDesk({
    overHttp: true,
    hurry: 10,
    client: failing,
    manifestFile: await manifestWith(['app_home_opened']),
  });
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await allDone(desk);
  const open = () => desk.emulator.act({ kind: 'openHome', as: 'ada' });
  await desk.say('ada', card, 'Nobody heard this.');
  await open();
  await until(() => desk.unanswered() === 0);
  expect(await notesOf(desk, number)).toEqual([]);
  desk.world.pass(16 * 60_000);
  await open();
  await until(async () => (await notesOf(desk, number)).length === 1);
  await desk.say('ada', card, 'Nor this.');
  desk.world.pass(6 * 60_000);
  await open();
  await until(() => desk.unanswered() === 0);
  expect(await notesOf(desk, number)).toHaveLength(1);
  failures = 1;
  await open();
  await until(async () => (await notesOf(desk, number)).length === 2);
});
