/**
 * kill -9 at each point of a word's way between Slack and the desk, in both directions: afterwards it is there once,
 * and in its place.
 */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FaultKind } from '../src/slack-emulator/index.ts';
import { type E2eDesk, startDesk } from './desk.ts';
import { PortalVisitor } from './portal-visitor.ts';
import { type SlackMessage, shownText } from './slack-control.ts';
import { until } from './until.ts';

let desk: E2eDesk;
let number: number;
let card: SlackMessage;

beforeAll(async () => {
  desk = await startDesk();
  await desk.slack.connected();
  const maria = await PortalVisitor.signedIn(desk.url, 'maria@acme.example');
  number = await maria.fileTicket('Scale shows nothing', 'Since this morning.');
  card = await desk.slack.card(number);
  await desk.delivered();
});
afterAll(() => desk?.[Symbol.asyncDispose]());

/** What a thread in Slack says, without the labels above. */
const said = async () =>
  (await desk.slack.thread(card)).flatMap((each) => shownText(each).split('\n').at(-1) ?? []);

const notes = async () =>
  (await (await desk.agent()).tickets.view.query({ ticket: number })).timeline
    .filter(({ kind }) => kind === 'note')
    .map(({ text }) => text);

/** Whether Slack's journal says this after what it says now. */
async function signOf(sign: string): Promise<() => Promise<boolean>> {
  const since = (await desk.slack.journal()).at(-1)?.seq ?? 0;
  return async () =>
    (await desk.slack.journal()).some(({ seq, summary }) => seq > since && summary.includes(sign));
}

/** Reads the desk's file, which no front shows so. */
function row<T>(sql: string, ...values: unknown[]): T {
  using db = fileOf(desk, { readonly: true });
  return db.prepare(sql).get(...values) as T;
}

function fileOf({ data }: E2eDesk, options: Database.Options) {
  const db = new Database(join(data, 'postern.db'), options);
  return Object.assign(db, { [Symbol.dispose]: () => void db.close() });
}

const keptOf = (text: string) =>
  row<{ count: number }>(
    `SELECT count(*) AS "count" FROM "SlackEvent" WHERE "state" = 'PENDING' AND "body" LIKE ?`,
    `%${text}%`,
  ).count;

async function restartAndSettle(): Promise<void> {
  await desk.restart();
  await desk.slack.connected();
  await desk.delivered();
}

test('before Slack hears that the desk has it: Slack sends it again', async () => {
  const text = 'Killed before the acknowledgement';
  // The desk stands still with the event at its door.
  process.kill(desk.server.pid, 'SIGSTOP');
  const isSent = await signOf('message, attempt 1');
  await desk.slack.say('ada', card, text);
  await until(isSent, { what: 'the event is on its way' });
  await desk.killHard();
  expect(keptOf(text)).toBe(0);
  expect((await desk.slack.state()).pendingDeliveries).toHaveLength(1);

  await restartAndSettle();
  await until(async () => (await notes()).includes(text));
  await until(async () => (await desk.slack.state()).pendingDeliveries.length === 0);
  expect((await notes()).filter((each) => each === text)).toHaveLength(1);
});

test('after it was written down and before it was handled: it is handled at the next start', async () => {
  const text = 'Killed with the event in hand';
  await desk.slack.planFault({ method: 'users.info', kind: 'slow', ms: 60_000 });
  const isInHand = await signOf('slow hits users.info');
  await desk.slack.say('bo', card, text);
  await until(isInHand, { what: 'the desk asks who wrote it' });
  expect(keptOf(text)).toBe(1);
  // Slack has its answer and will not send it again.
  expect((await desk.slack.state()).pendingDeliveries).toEqual([]);
  await desk.killHard();
  // Nor does reading the threads bring it back.
  await desk.slack.planFault({ method: 'conversations.replies', kind: 'http500', times: 1_000 });

  await desk.restart();
  await until(async () => (await notes()).includes(text));
  await desk.slack.clearFaults();
  await restartOnce();
  expect((await notes()).filter((each) => each === text)).toHaveLength(1);
  expect(keptOf(text)).toBe(0);
});

/** Reads the threads once more, as every start does. */
async function restartOnce(): Promise<void> {
  await desk.stop();
  await restartAndSettle();
}

test('while the desk is gone: who presses is told by Slack, and afterwards the press works and what was written is a note', async () => {
  await desk.killHard();
  await desk.slack.click('ada', card, 'ticket.claim');
  const { ephemerals } = await desk.slack.state();
  expect(ephemerals.at(-1)).toMatchObject({
    recipient: 'U0ADAOKAFOR',
    text: expect.stringContaining('operation timed out'),
  });
  const text = 'Written while the desk was gone';
  await desk.slack.say('ada', card, text);

  await restartAndSettle();
  await until(async () => (await notes()).includes(text));
  const owner = async () =>
    (await (await desk.agent()).tickets.view.query({ ticket: number })).assignee?.email;
  expect(await owner()).toBeUndefined();
  // Whoever was told to try again may press more than once.
  await Promise.all([1, 2, 3].map(() => desk.slack.click('ada', card, 'ticket.claim')));
  await until(async () => (await owner()) === 'ada@postern.example');
  expect((await notes()).filter((each) => each === text)).toHaveLength(1);
  await desk.delivered();
  expect((await said()).filter((line) => line.includes('assigned to Ada'))).toHaveLength(1);
});

const cuts: {
  when: string;
  kind: FaultKind;
  sign: string;
  ms?: number;
  isStoringHeldUp?: true;
  inSlackAtDeath: number;
}[] = [
  {
    when: 'before the post',
    kind: 'resetBeforeAccept',
    sign: 'resetBeforeAccept hits chat.postMessage',
    inSlackAtDeath: 0,
  },
  {
    when: 'after the post and before its answer',
    kind: 'slowAfterAccept',
    sign: 'chat.postMessage: ok',
    ms: 60_000,
    inSlackAtDeath: 1,
  },
  {
    when: 'after the answer and before its ts is stored',
    kind: 'slowAfterAccept',
    sign: 'chat.postMessage: ok',
    ms: 700,
    isStoringHeldUp: true,
    inSlackAtDeath: 1,
  },
];

test.each(cuts)('$when: what was said stands in the thread once, and in order', async (cut) => {
  const words = ['one', 'two', 'three'].map((word) => `${word}, killed ${cut.when}`);
  const before = (await said()).length;
  const agent = await desk.agent();
  await desk.slack.planFault({ method: 'chat.postMessage', kind: cut.kind, ms: cut.ms ?? 1_000 });
  const isReached = await signOf(cut.sign);
  for (const [index, body] of words.entries())
    await agent.tickets.note.mutate({ ticket: number, body, requestId: `request-${before}-${index}` });
  await until(isReached, { what: `the desk is at the point: ${cut.when}` });
  if (cut.isStoringHeldUp) {
    using db = fileOf(desk, {});
    db.exec('BEGIN IMMEDIATE');
    await pause((cut.ms ?? 0) + 500);
    await desk.killHard();
    db.exec('ROLLBACK');
  } else await desk.killHard();
  const inFlight = row<{ count: number }>(
    `SELECT count(*) AS "count" FROM "OutboxItem" WHERE "state" IN ('IN_FLIGHT', 'AMBIGUOUS') AND "result" IS NULL`,
  );
  expect(inFlight.count).toBe(1);
  expect((await said()).length - before).toBe(cut.inSlackAtDeath);

  await restartAndSettle();
  expect((await said()).slice(before)).toEqual(words);
  expect((await desk.slack.cards(number)).map(({ ts }) => ts)).toEqual([card.ts]);
});
