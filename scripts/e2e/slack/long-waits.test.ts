/** What waits long for Slack, or is much: told as one, in order, and each entry once. */
import { slackDelivery } from '@postern/slackbot';
import { expect, test } from 'vitest';
import { allDone, createSlackDesk, hurry, shownText, startDyingWorker, until } from './slack-desk.ts';

test('what waited for an hour is one post in its thread, in order and with its words, also when the desk dies over it', async () => {
  await using desk = await createSlackDesk({ withoutWorker: true, hurry: 10 });
  const worker = await desk.startWorker();
  const { number, id, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await allDone(desk);
  await worker.stop?.();
  const agent = await desk.agent();
  const customer = await desk.world.as(desk.maria);
  const note = (body: string) =>
    agent.tickets.note.mutate({ ticket: number, body, requestId: `request-note-${body.replace(' ', '-')}` });
  await note('early one');
  await agent.tickets.claim.mutate({ ticket: number });
  await customer.portal.reply.mutate({ ticket: number, body: 'early two', requestId: 'request-reply-2' });
  await note('early three');
  desk.world.pass(61 * 60_000);
  await note('late four');
  await note('late five');

  const dying = await startDyingWorker(desk);
  await until(() => dying.hasPosted);
  await desk.startWorker();
  await allDone(desk);

  const thread = desk.thread(card).map(shownText);
  expect(thread).toHaveLength(3);
  const [summary = '', four, five] = thread;
  expect(summary).toContain('4 entries that had to wait, from ');
  expect(summary).toMatch(
    /INTERNAL NOTE by Ada.*early one.*Ada.*From customer: Maria.*early two.*early three/s,
  );
  expect(summary).not.toContain('late');
  expect([four?.split('\n').at(-1), five?.split('\n').at(-1)]).toEqual(['late four', 'late five']);
  expect(JSON.stringify(desk.thread(card)[0]?.blocks)).toContain('ticket.reply');
  const posts = await desk.world.core.db.read.slackPost.count({ where: { ticketId: id } });
  expect(posts).toBe(4);
});

test('a channel that much waits for gets one card that says so ahead of it, follows along, and ends', async () => {
  await using desk = await createSlackDesk({ withoutWorker: true });
  const numbers: number[] = [];
  for (let count = 1; count <= 31; count += 1) numbers.push(await desk.file(`Subject ${count}`, 'Words.'));
  desk.emulator.planFault({ method: 'chat.postMessage', kind: 'rateLimited' });
  await desk.startWorker();
  const backlog = () => desk.cards().filter(({ text }) => /wait/.test(text));
  // Slowly enough that a second of the desk's has room for what a worker does in it.
  const unhurried = () => {
    desk.world.pass(50);
    desk.world.core.outbox.ring();
  };
  const first = await until(() => backlog()[0], unhurried);
  expect(shownText(first)).toMatch(/^\d+ new tickets wait for this channel\./);
  expect(desk.cards().findIndex(({ ts }) => ts === first.ts)).toBeLessThan(numbers.length / 2);
  // An answer that was lost is found, and a copy that Slack took in late is known for one.
  const item = await until(() =>
    desk.world.core.db.read.outboxItem.findFirst({
      where: { key: { startsWith: 'slack:backlog:' }, state: 'DONE' },
      orderBy: { seq: 'asc' },
    }),
  );
  const again = { ...item, kind: 'SLACK' as const, attempt: 2, firstTriedAt: item.createdAt };
  const found = await slackDelivery(desk.parts).reconcile(again);
  expect(found).toMatchObject({ state: 'done', result: { post: { ts: first.ts } } });
  const { slack } = desk.parts.client;
  const copy = { teamId: 'T0POSTERN', channelId: first.channel, deliveryId: item.id };
  expect(await slack.confirmPost.query({ ...copy, ts: first.ts })).toEqual({ is: 'known' });
  expect(await slack.confirmPost.query({ ...copy, ts: '1762162200.000100' })).toEqual({ is: 'stray' });

  await until(() => backlog().some(({ text }) => text.startsWith('Nothing waits')), hurry(desk));
  await allDone(desk);
  expect(backlog().map(({ ts }) => ts)).toEqual([first.ts]);
  const cards = desk.cards().filter(({ ts }) => ts !== first.ts);
  for (const number of numbers)
    expect(cards.filter(({ text }) => text.includes(`#${number} `))).toHaveLength(1);
  expect(cards).toHaveLength(numbers.length);
});
