/** Slack away, Slack half there, the desk killed in the middle: nothing is lost, and nothing stays twice. */
import { mkdtempDisposableSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mailDelivery, type PosternClient } from '@postern/core';
import { expect, test } from 'vitest';
import { defaultManifestFile } from '../../src/slack-emulator/index.ts';
import { intercept } from './intercept.ts';
import { allDone, createSlackDesk, hurry, shownText, startDyingWorker, until } from './slack-desk.ts';

test('while Slack is away the desk works on; when it is back there is one card for each ticket', async () => {
  await using desk = await createSlackDesk({ withoutBot: true });
  desk.emulator.setDown(true);
  await desk.bot.start?.();
  const numbers = [
    await desk.file('First', 'One.'),
    await desk.file('Second', 'Two.'),
    await desk.file('Third', 'Three.'),
  ];
  const agent = await desk.agent();
  await agent.tickets.note.mutate({ ticket: numbers[0] ?? 0, body: 'While away', requestId: 'request-note' });
  await until(
    async () => (await desk.world.core.db.read.outboxItem.count({ where: { attempts: { gt: 1 } } })) > 0,
    hurry(desk),
  );
  expect(desk.messages()).toEqual([]);
  desk.emulator.setDown(false);
  await allDone(desk);
  for (const number of numbers) {
    expect(desk.cards().filter((card) => card.text.includes(`#${number} `))).toHaveLength(1);
  }
  const first = desk.cards().find((card) => card.text.includes(`#${numbers[0]} `));
  expect(first && desk.thread(first).map(shownText).join()).toContain('While away');
  await until(() => desk.connections() === 2);
});

test('once Slack is back, what waited goes at once, however long its pauses had become', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await allDone(desk);
  desk.emulator.setDown(true);
  await (await desk.agent()).tickets.note.mutate({
    ...{ ticket: number, body: 'While away', requestId: 'request-note' },
  });
  const late = await desk.file('Second', 'Two.');
  const { outboxItem } = desk.world.core.db.read;
  const tried = { state: { not: 'DONE' }, attempts: { gt: 0 } };
  await until(async () => {
    const soon = desk.world.core.clock.now().getTime() + 60_000;
    const rows = await outboxItem.findMany({ where: tried });
    return (
      rows.length > 1 && rows.every(({ dueAt, state }) => state !== 'IN_FLIGHT' && dueAt.getTime() > soon)
    );
  }, hurry(desk));
  const { slackSettings } = await desk.agent();
  await until(async () => (await slackSettings.status.query()).connection?.isConnected === false);
  desk.emulator.setDown(false);
  await until(async () => (await slackSettings.status.query()).connection?.isConnected);
  // What may have been posted is looked for twice, with ten seconds between; the pauses were of minutes.
  const latest = desk.world.core.clock.now().getTime() + 30_000;
  const meanwhile = () => desk.world.core.clock.now().getTime() < latest && hurry(desk)();
  await until(() => desk.thread(card).some((each) => shownText(each).includes('While away')), meanwhile);
  await until(() => desk.cards().some(({ text }) => text.includes(`#${late} `)), meanwhile);
});

test('a post whose answer is lost is found and not repeated', async () => {
  await using desk = await createSlackDesk();
  desk.emulator.planFault({ method: 'chat.postMessage', kind: 'resetAfterAccept' });
  const number = await desk.file('Cannot sign in', 'The page stays empty.');
  await allDone(desk);
  expect(desk.cards()).toHaveLength(1);
  const [card] = desk.cards();
  desk.emulator.planFault({ method: 'chat.postMessage', kind: 'resetAfterAccept' });
  await (await desk.agent()).tickets.note.mutate({
    ticket: number,
    body: 'A note',
    requestId: 'request-note',
  });
  await until(async () => (await desk.outboxStates()).length > 2);
  await allDone(desk);
  expect(card && desk.thread(card)).toHaveLength(1);
  expect(
    desk.emulator.journal({ kind: 'call' }).filter(({ summary }) => summary === 'chat.postMessage: ok'),
  ).toHaveLength(2);
});

test('a post of which nobody knows is looked for after two and ten seconds, however often its turn was put off before', async () => {
  await using desk = await createSlackDesk({ withoutWorker: true });
  const worker = await desk.startWorker();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await allDone(desk);
  await worker.stop?.();
  await (await desk.agent()).tickets.note.mutate({ ticket: number, body: 'Once', requestId: 'request-note' });
  const waits = { kind: 'SLACK', state: 'PENDING' };
  await desk.world.inTransaction(({ tx }) =>
    tx.outboxItem.updateMany({ where: waits, data: { attempts: 9 } }),
  );
  desk.emulator.planFault({ method: 'chat.postMessage', kind: 'resetBeforeAccept' });
  await desk.startWorker();
  for (const [reason, seconds] of [
    ['did not answer', 2],
    ['looking once more', 10],
  ] as const) {
    const row = await until(() =>
      desk.world.core.db.read.outboxItem.findFirst({
        where: { state: 'AMBIGUOUS', lastError: { contains: reason } },
      }),
    );
    expect(row.dueAt.getTime() - desk.world.core.clock.now().getTime()).toBe(seconds * 1_000);
    desk.world.pass(seconds * 1_000);
    desk.world.core.outbox.ring();
  }
  await until(() => desk.thread(card).length === 1, hurry(desk));
});

test.each(['http500', 'resetBeforeAccept', 'rateLimited'] as const)(
  'a post that fails with %s is made later, once, and in order',
  async (kind) => {
    await using desk = await createSlackDesk();
    desk.emulator.planFault({ method: 'chat.postMessage', kind, times: 2 });
    const number = await desk.file('Cannot sign in', 'The page stays empty.');
    const agent = await desk.agent();
    for (const body of ['one', 'two', 'three']) {
      await agent.tickets.note.mutate({
        ticket: number,
        body,
        requestId: `request-note-${body.replace(' ', '-')}`,
      });
    }
    await allDone(desk);
    expect(desk.cards()).toHaveLength(1);
    const [card] = desk.cards();
    const thread = card ? desk.thread(card).map((entry) => shownText(entry).split('\n').at(-1)) : [];
    expect(thread).toEqual(['one', 'two', 'three']);
  },
);

test('a desk that dies between posting and remembering finds its card, and what was said under it', async () => {
  await using desk = await createSlackDesk({ withoutWorker: true, hurry: 10 });
  const dying = await startDyingWorker(desk);
  const number = await desk.file('Cannot sign in', 'The page stays empty.');
  await until(() => dying.hasPosted);
  expect(await desk.outboxStates()).toContain('IN_FLIGHT');
  const [orphan] = desk.cards();
  // The desk does not know this thread yet: the event is kept and looked at again.
  if (orphan) await desk.say('ada', orphan, 'Is this new?');
  const kept = () =>
    desk.world.core.db.read.slackEvent.findMany({ where: { state: 'PENDING', attempts: { gt: 0 } } });
  await until(async () => (await kept()).some(({ lastError }) => lastError?.includes('not known yet')));
  await desk.startWorker();
  await allDone(desk);
  expect(desk.cards().map((card) => card.ts)).toEqual([orphan?.ts]);
  await until(
    async () => (await desk.view(number)).timeline.some(({ text }) => text === 'Is this new?'),
    hurry(desk),
  );
  await until(() => desk.unanswered() === 0);
});

test('an event that could not be stored is not acknowledged, comes again, and is stored once', async () => {
  let failures = 1;
  const failing = (client: PosternClient) =>
    intercept(client, ['slack', 'takeEvent', 'mutate'], () => {
      failures -= 1;
      if (failures >= 0) throw new Error('The disk is gone for a moment.');
    });
  await using desk = await createSlackDesk({ hurry: 10, client: failing });
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await desk.say('ada', card, 'Please remember this');
  await until(async () =>
    (await desk.view(number)).timeline.some(({ text }) => text === 'Please remember this'),
  );
  await until(() => desk.unanswered() === 0);
  const sendings = desk.emulator
    .journal({ kind: 'delivery' })
    .filter(({ summary }) => summary.startsWith('message,'));
  expect(sendings.length).toBeGreaterThan(1);
  const notes = (await desk.view(number)).timeline.filter(({ kind }) => kind === 'note');
  expect(notes).toHaveLength(1);
});

test('what was typed while no event came through is read at every connection', async () => {
  // An app that subscribes to nothing stands for events that Slack gave up: only the threads themselves tell.
  const manifest = JSON.parse(readFileSync(defaultManifestFile, 'utf8'));
  manifest.settings.event_subscriptions.bot_events = [];
  using folder = mkdtempDisposableSync(join(tmpdir(), 'postern-manifest-'));
  const manifestFile = join(folder.path, 'manifest.json');
  writeFileSync(manifestFile, JSON.stringify(manifest));
  await using desk = await createSlackDesk({ withoutBot: true, manifestFile });
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  const notes = async () =>
    (await desk.view(number)).timeline.filter(({ kind }) => kind === 'note').map(({ text }) => text);
  await desk.say('ada', card, 'one');
  await desk.say('kim', card, 'two');
  await desk.startBot();
  await until(async () => (await notes()).length === 2);
  await desk.say('bo', card, 'three');
  desk.emulator.setDown(true);
  desk.emulator.setDown(false);
  await until(async () => (await notes()).length === 3);
  expect(await notes()).toEqual(['one', 'two', 'three']);
});

test('a token that stops working is named in the log, and everything waits until it works again', async () => {
  await using desk = await createSlackDesk();
  await desk.emulator.act({ kind: 'token', error: 'token_revoked' });
  const number = await desk.file('Cannot sign in', 'The page stays empty.');
  const lastError = async () =>
    (await desk.world.core.db.read.outboxItem.findFirst({ where: { kind: 'SLACK' } }))?.lastError;
  expect(await until(lastError)).toBe(
    'Slack says token_revoked: the token was revoked. Install the app again and set SLACK_BOT_TOKEN.',
  );
  await desk.emulator.act({ kind: 'refreshSockets' });
  await until(() =>
    desk.log.some((line) => line.startsWith('Slack is not connected: Slack says token_revoked')),
  );
  await desk.emulator.act({ kind: 'token', error: null });
  await allDone(desk);
  expect(desk.cards().map(({ text }) => text)).toEqual([expect.stringContaining(`#${number} `)]);
  await until(() => desk.connections() === 2);
});

test('whoever manages channels is told by mail, once, that Slack refuses the app, and what waited goes once it is let in', async () => {
  await using desk = await createSlackDesk();
  const { world } = desk;
  await world.agent({ email: 'cleo@postern.example', permissions: ['tickets.write'] });
  await desk.emulator.act({ kind: 'revokeToken' });
  const mails = () => world.core.db.read.outboxItem.findMany({ where: { kind: 'EMAIL' } });
  await until(async () => (await mails()).length > 0);
  const number = await desk.file('Cannot sign in', 'The page stays empty.');
  const waiting = () =>
    world.core.db.read.outboxItem.count({
      where: { kind: 'SLACK', lastError: { contains: 'token_revoked' } },
    });
  await until(async () => (await waiting()) > 0);
  await desk.emulator.act({ kind: 'refreshSockets' });
  const { slackSettings } = await desk.agent();
  const connection = async () => (await slackSettings.status.query()).connection;
  expect(await connection()).toMatchObject({
    isConnected: false,
    trouble: expect.stringContaining('token_revoked'),
  });
  const mail = mailDelivery({ ...world.core, isSampleDesk: true });
  const told = [];
  for (const item of await mails())
    told.push(await mail.send({ ...item, kind: 'EMAIL', attempt: 1, firstTriedAt: item.createdAt }));
  expect(told.map((outcome) => outcome)).toMatchObject([
    {
      result: {
        to: { address: desk.ada.email },
        subject: expect.stringContaining('Slack'),
        text: expect.stringMatching(/Slack says token_revoked.*Nothing is lost/s),
      },
    },
    { result: { to: { address: desk.bo.email } } },
  ]);

  await desk.emulator.act({ kind: 'reinstall' });
  await desk.emulator.act({ kind: 'refreshSockets' });
  // No clock is hurried: what waited does not sit out its pause.
  await until(() => desk.cards().some(({ text }) => text.includes(`#${number} `)));
  await until(async () => (await connection())?.isConnected);
  expect(await mails()).toHaveLength(2);
  const [item] = await mails();
  expect(
    item && (await mail.send({ ...item, kind: 'EMAIL', attempt: 1, firstTriedAt: item.createdAt })),
  ).toMatchObject({
    result: { skipped: expect.any(String) },
  });
});

test('a channel that does not exist is named in the log once', async () => {
  await using desk = await createSlackDesk({ channel: '#suport' });
  await desk.file('First', 'One.');
  await desk.file('Second', 'Two.');
  await until(
    async () =>
      (await desk.world.core.db.read.outboxItem.count({ where: { lastError: { not: null } } })) === 2,
  );
  expect(desk.log.filter((line) => line.startsWith('Slack has no channel #suport'))).toHaveLength(1);
});

test.each([
  ['is archived', { kind: 'archive', isArchived: true }, { kind: 'archive', isArchived: false }, 'archived'],
  [
    'is shared outside',
    { kind: 'share', isExtShared: true },
    { kind: 'share', isExtShared: false },
    'shared',
  ],
])(
  'nothing is posted into a channel that %s, and it goes on by itself afterwards',
  async (_, spoil, mend, word) => {
    await using desk = await createSlackDesk();
    await desk.emulator.act({ ...spoil, as: 'ada', channel: 'support' });
    await desk.file('Cannot sign in', 'The page stays empty.');
    const waiting = await until(
      async () =>
        (
          await desk.world.core.db.read.outboxItem.findFirst({
            where: { kind: 'SLACK', lastError: { not: null } },
          })
        )?.lastError,
    );
    expect(waiting).toContain(word);
    expect(desk.cards()).toEqual([]);
    await desk.emulator.act({ ...mend, as: 'ada', channel: 'support' });
    await desk.startWorker();
    await allDone(desk);
    expect(desk.cards()).toHaveLength(1);
  },
);

test('a channel that becomes shared with another organization gets nothing more from that moment on', async () => {
  await using desk = await createSlackDesk();
  const { number, card } = await desk.fileWithCard('Cannot sign in', 'The page stays empty.');
  await until(async () => (await desk.outboxStates()).every((state) => state === 'DONE'));
  await desk.emulator.act({ kind: 'share', as: 'ada', channel: 'support' });
  await until(() => desk.unanswered() === 0);
  await (await desk.agent()).tickets.note.mutate({
    ticket: number,
    body: 'Secret',
    requestId: 'request-note',
  });
  await until(
    async () =>
      (await desk.world.core.db.read.outboxItem.count({ where: { lastError: { contains: 'shared' } } })) ===
      1,
  );
  expect(desk.thread(card)).toEqual([]);
});
