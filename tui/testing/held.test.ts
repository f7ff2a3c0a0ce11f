/** Replies that wait before they leave: counted down, taken back, sent at once, stopped, and told when they are out. */
import { releaseDue } from '@postern/core/testing';
import { expect, test } from 'vitest';
import { openAgentInbox } from './agent-inbox.ts';
import { type Scene, saysMaria, scene, timelineOf } from './scene.ts';

const size = { columns: 100, rows: 24 };

/** Ada's inbox with the usual hold, on a clock of its own; a reply to Maria has just been sent with Ctrl+S. */
async function replied(at: Scene, text = 'Please try again.') {
  let now = Date.now();
  const wait = (ms: number) => {
    now += ms;
  };
  const ada = await openAgentInbox(at.desk, at.ada, { size, holdSeconds: 10, now: () => now });
  await ada.quiet();
  ada.press('enter', 'r');
  await ada.quiet();
  ada.type(text);
  ada.press('ctrl+s');
  await ada.until((state) => state.held.length === 1 && state.composer === null);
  return { ada, wait };
}

const messages = async (at: Scene) => (await timelineOf(at)).filter(([kind]) => kind === 'message');

test('after Ctrl+S one line counts down and nothing else moves; then the reply is out, once, and its draft gone', async () => {
  await using at = await scene();
  const { ada, wait } = await replied(at);
  await using _ada = ada;
  await ada.quiet();
  const before = ada.screen().split('\n');
  expect(before.at(-1)).toMatch(/↗ PUBLIC REPLY to Maria López leaves in 10 s · u take back · ! now +NORMAL/);
  expect(ada.screen()).toMatch(/↗ WAITING REPLY · You · not sent yet\n {3}Please try again\./);
  expect(ada.inbox.composing.drafts()).toMatchObject([{ text: 'Please try again.' }]);
  expect(await messages(at)).toHaveLength(1);
  wait(3_000);
  await ada.until(() => ada.screen().includes('leaves in 7 s'));
  const changed = ada
    .screen()
    .split('\n')
    .filter((line, index) => line !== before[index]);
  expect(changed).toHaveLength(1);
  wait(6_000);
  at.desk.world.pass(10_000);
  await releaseDue(at.desk.world.core);
  await ada.until(({ status }) => status?.text === `Reply sent to Maria López (#${at.ticket.number}).`);
  await ada.quiet();
  expect(ada.state().held).toEqual([]);
  expect(ada.inbox.composing.drafts()).toEqual([]);
  expect((await messages(at)).map(([, text]) => text)).toEqual([
    'The page stays empty.',
    'Please try again.',
  ]);
});

test('c asks before it closes a ticket that a reply still has to leave; y sends it first, n leaves both', async () => {
  await using at = await scene();
  const { ada } = await replied(at, 'It is fixed.');
  await using _ada = ada;
  const status = async () =>
    (await (await at.desk.world.as(at.bo)).tickets.view.query({ ticket: at.ticket.id })).status;
  const question =
    'The reply to Maria López still waits, and none leaves a closed ticket. Send now, then close?';
  const asked = () => ada.screen().replace(/\s+/g, ' ').includes(question);
  ada.press('c');
  expect(asked()).toBe(true);
  ada.press('n');
  await ada.quiet();
  expect([await status(), ada.state().held.length]).toEqual(['open', 1]);
  ada.press('s');
  await ada.until(({ picker }) => (picker?.choices.length ?? 0) > 0);
  ada.type('closed');
  ada.press('enter');
  expect(asked()).toBe(true);
  ada.press('n', 'c', 'y');
  await ada.until((state) => state.held.length === 0 && (state.status?.text.includes('is closed') ?? false));
  expect((await messages(at)).at(-1)).toEqual(['message', 'It is fixed.']);
  expect(await status()).toBe('closed');
});

test('u brings the text back into the composer, and it is sent once when it is sent again', async () => {
  await using at = await scene();
  const { ada } = await replied(at, 'Too early');
  await using _ada = ada;
  ada.press('u');
  await ada.until((state) => state.composer !== null);
  await ada.quiet();
  expect(ada.screen()).toContain('Taken back: nobody has read it.');
  expect(ada.screen()).toContain('Too early');
  at.desk.world.pass(60_000);
  await releaseDue(at.desk.world.core);
  expect(await messages(at)).toHaveLength(1);
  ada.type(', and now right.');
  ada.press('ctrl+s');
  await ada.until((state) => state.held.length === 1);
  ada.press('!');
  await ada.until(({ status }) => status?.text.startsWith('Reply sent') ?? false);
  expect((await messages(at)).at(-1)?.[1]).toBe('Too early, and now right.');
  expect(await messages(at)).toHaveLength(2);
  ada.press('!');
  expect(ada.screen()).toContain('No reply waits to be sent.');
});

test('a customer who writes first stops it; g o sends it all the same, or throws it away', async () => {
  await using at = await scene();
  const { ada } = await replied(at);
  await using _ada = ada;
  await saysMaria(at, 'It works again.');
  at.desk.world.pass(10_000);
  await releaseDue(at.desk.world.core);
  await ada.until((state) => state.held[0]?.state === 'stopped');
  await ada.quiet();
  expect(ada.screen()).toContain('Maria López wrote before it left.');
  expect(await messages(at)).toHaveLength(2);
  ada.press('g', 'o');
  expect(ada.screen()).toMatch(
    new RegExp(`#${at.ticket.number} public reply to Maria López +stopped: Maria López wrote`),
  );
  ada.press('ctrl+x', 'y');
  await ada.until((state) => state.held.length === 0);
  expect(ada.screen()).toContain('is thrown away. Nobody has read it.');
  expect(ada.inbox.composing.drafts()).toEqual([]);
  expect(await messages(at)).toHaveLength(2);
});

test('what waits is found again by the next inbox, and another agent sees that it waits but cannot take it', async () => {
  await using at = await scene();
  const { ada } = await replied(at);
  const { folder } = ada;
  await using _ada = ada;
  await using again = await openAgentInbox(at.desk, at.ada, { size, folder, holdSeconds: 10 });
  await again.until((state) => state.held.length === 1);
  await again.quiet();
  expect(again.screen()).toMatch(/PUBLIC REPLY to Maria López leaves in \d+ s/);
  // A second reply on the same ticket begins empty: the first one's text is not to be sent twice.
  again.press('r');
  expect(again.state().composer?.editor.lines).toEqual(['']);
  await using bo = await openAgentInbox(at.desk, at.bo, { size });
  await bo.quiet();
  bo.press('enter');
  await bo.quiet();
  expect(bo.screen()).toContain('WAITING REPLY · Ada Okafor · not sent yet');
  bo.press('u');
  expect(bo.screen()).toContain('There is nothing to undo.');
  expect(bo.state().held).toEqual([]);
});

test('the bin, a merge and a typed close say that a reply still waits there, before anything is done', async () => {
  await using at = await scene();
  // The newest, so it is the one that is answered.
  const answered = await at.desk.world.ticket({ from: at.maria, subject: 'Sign-in again' });
  const { ada } = await replied(at, 'It is fixed.');
  await using _ada = ada;
  const words = 'The reply to Maria López still waits and does not leave then.';
  ada.press(',', 'd');
  await ada.until(({ question }) => question !== null);
  expect(ada.screen().replace(/\s+/g, ' ')).toContain(`Customers lose sight of it at once. ${words}`);
  ada.press('n', 'm');
  await ada.until(({ picker }) => picker !== null);
  ada.type(String(at.ticket.number));
  ada.press('enter');
  await ada.until(({ picker }) => picker?.purpose.kind === 'merging');
  expect(ada.screen()).toContain(words);
  ada.press('escape', ':');
  ada.type(`close ${answered.number}`);
  ada.press('enter');
  await ada.until(({ question }) => question !== null);
  expect(ada.screen()).toContain(`${words} y does it all the same, n leaves it.`);
  ada.press('n');
  await ada.until(({ status }) => status?.text === 'Nothing was done.');
  expect(ada.state().held).toMatchObject([{ state: 'held' }]);
  expect(await (await at.desk.world.as(at.bo)).tickets.view.query({ ticket: answered.id })).toMatchObject({
    status: 'open',
    deletedAt: null,
    mergedInto: null,
  });
});

test('u a moment too late says that the reply has left, and undoes what was done before it only when pressed again', async () => {
  await using at = await scene();
  let now = Date.now();
  await using ada = await openAgentInbox(at.desk, at.ada, { size, holdSeconds: 10, now: () => now });
  await ada.quiet();
  const assignee = async () =>
    (await (await at.desk.world.as(at.bo)).tickets.view.query({ ticket: at.ticket.id })).assignee?.name;
  const reply = async (text: string) => {
    ada.press('r');
    await ada.quiet();
    ada.type(text);
    ada.press('ctrl+s');
    await ada.until((state) => state.held.length === 1 && state.composer === null);
    await ada.quiet();
  };
  const leaves = async () => {
    now += 10_000;
    at.desk.world.pass(10_000);
    await releaseDue(at.desk.world.core);
    await ada.until((state) => state.held.length === 0);
    await ada.until(({ status }) => status?.text.startsWith('Reply sent') ?? false);
    await ada.quiet();
  };
  ada.press('a', 'm');
  await ada.quiet();
  await reply('Please try again.');
  await leaves();
  ada.press('u');
  await ada.quiet();
  expect(ada.state().status?.text).toBe(
    `The reply on #${at.ticket.number} has left, and nothing takes it back. u once more undoes what was done before it.`,
  );
  expect(await assignee()).toBe('Ada Okafor');
  ada.press('u');
  await ada.quiet();
  expect(await assignee()).toBeUndefined();
  // What was done while the reply waited is what u means then.
  await reply('Does it work now?');
  ada.press('a', 'm');
  await ada.quiet();
  await leaves();
  ada.press('u');
  await ada.quiet();
  expect(await assignee()).toBeUndefined();
});
