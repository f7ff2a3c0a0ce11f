/** `postern outbox`, and replies that wait before they leave. */
import { stripVTControlCharacters } from 'node:util';
import { releaseDue } from '@postern/core/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let number: string;

beforeAll(async () => {
  desk = await openDesk();
  number = String((await desk.world.ticket({ from: desk.maria, subject: 'Cannot sign in' })).number);
});
afterAll(() => desk[Symbol.asyncDispose]());

const reply = (...more: string[]) =>
  desk.postern(['ticket', 'reply', number, '--body', 'Please try again.', '--yes', ...more]);
const jsonOf = (text: string) => JSON.parse(text) as { items: { id: string }[] } & Record<string, unknown>;
const said = async () =>
  (await (await desk.world.as(desk.maria)).portal.ticket.query({ ticket: Number(number) })).messages.length;

test('a held reply is told with its id, listed, seen in the ticket, taken back, or sent at once', async () => {
  expect(await desk.postern(['outbox', 'list'])).toEqual({
    exit: 0,
    stdout: '',
    stderr: 'Nothing waits, and nothing has failed.\n',
  });
  const held = await reply('--hold', '30s', '--json');
  expect(held.exit).toBe(0);
  const { id } = JSON.parse(held.stdout) as { id: string };
  expect(jsonOf((await desk.postern(['outbox', 'list', '--json'])).stdout).items).toMatchObject([
    { id, kind: 'reply', state: 'held', ticket: Number(number), reason: null },
  ]);
  const view = JSON.parse((await desk.postern(['ticket', 'view', number, '--json'])).stdout);
  expect(view.held).toEqual([expect.objectContaining({ id, text: 'Please try again.', state: 'held' })]);
  const page = await desk.postern(['ticket', 'view', number], { isTerminal: true });
  expect(stripVTControlCharacters(page.stdout)).toContain('HELD REPLY, NOT SENT YET  Ada Okafor');
  expect(await said()).toBe(1);
  expect(await desk.postern(['outbox', 'cancel', id])).toEqual({
    exit: 0,
    stdout: `${id}\tPlease try again.\n`,
    stderr: 'Taken back: nobody has read it.\n',
  });
  const told = await reply('--hold', '30s');
  expect(told.stderr).toMatch(/Held until .* To take it back: postern outbox cancel hld_\w+\n/);
  const second = JSON.parse((await reply('--hold', '30s', '--json')).stdout) as { id: string };
  expect(await desk.postern(['outbox', 'retry', second.id])).toMatchObject({ exit: 0, stderr: 'Sent.\n' });
  expect(await said()).toBe(2);
  expect(await desk.postern(['outbox', 'cancel', second.id])).toMatchObject({
    exit: 7,
    stderr: expect.stringContaining('This reply has gone out already'),
  });
});

test('a reply can leave at a time to come, and what is no time is refused before anything is asked', async () => {
  for (const { id } of (await (await desk.world.as(desk.ada)).tickets.held.query()).items)
    await desk.postern(['outbox', 'cancel', id]);
  const later = await reply('--send-at', '2026-11-05T08:00:00Z', '--quiet');
  expect(later.exit).toBe(0);
  const before = await said();
  desk.world.pass(2 * 86_400_000);
  await releaseDue(desk.world.core);
  expect(await said()).toBe(before + 1);
  for (const flags of [
    ['--hold', '90s'],
    ['--hold', 'soon'],
    ['--send-at', 'never'],
    ['--hold', '5s', '--send-at', '2h'],
  ])
    expect((await reply(...flags)).exit).toBe(2);
});
