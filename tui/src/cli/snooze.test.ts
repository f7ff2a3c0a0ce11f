/** Snoozing and waking from scripts and from a terminal. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { momentIn } from '../text/later.ts';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let first: number;

beforeAll(async () => {
  desk = await openDesk();
  const { world, maria: from } = desk;
  first = (await world.ticket({ from, subject: 'Cannot sign in to the portal' })).number;
  await world.ticket({ from, subject: 'A refund' });
});
afterAll(() => desk[Symbol.asyncDispose]());

/** What the command takes for the present. */
const now = Date.parse('2026-11-03T12:00:00.000Z');
const snooze = (until: string, ...more: string[]) =>
  desk.postern(['ticket', 'snooze', String(first), '--until', until, ...more]);
const snoozedOf = async () => {
  const { stdout } = await desk.postern(['ticket', 'view', String(first), '--json', '--fields', 'snoozed']);
  return (JSON.parse(stdout) as { snoozed: { until: string | null } | null }).snoozed;
};

test('until a span, a day or a time of a day, in the zone of whoever types', async () => {
  for (const text of ['2h', 'tomorrow', 'monday 8:30', '2026-12-01']) {
    expect(await snooze(text)).toMatchObject({ exit: 0 });
    expect(await snoozedOf()).toMatchObject({ until: new Date(momentIn(text, now) ?? 0).toISOString() });
  }
  const { stderr } = await snooze('tomorrow');
  expect(stderr).toBe(`#${first} sleeps until tomorrow 09:00: Cannot sign in to the portal\n`);
});

test('until a reply, of many at once; wake ends it, and queries tell them apart', async () => {
  const list = await desk.postern(['ticket', 'list', '--json']);
  const all = await desk.postern(['ticket', 'snooze', '-', '--until', 'reply'], { stdin: list.stdout });
  expect(all).toMatchObject({ exit: 0 });
  expect(all.stderr).toContain('sleeps until the customer writes: A refund');
  const view = await desk.postern(['ticket', 'view', String(first)], { isTerminal: true });
  expect(view.stdout).toContain('until the customer writes');
  const woken = await desk.postern(['ticket', 'wake', String(first)]);
  expect(woken.stderr).toBe(`#${first} is awake: Cannot sign in to the portal\n`);
  const left = await desk.postern([
    'ticket',
    'list',
    'is:open',
    '-is:snoozed',
    '--json',
    '--fields',
    'number',
  ]);
  expect(JSON.parse(left.stdout).items).toEqual([{ number: first }]);
});

test('what is no time, and what is past, is refused with what can be written', async () => {
  const wrong = await snooze('soon');
  expect(wrong).toMatchObject({ exit: 2, stdout: '' });
  expect(wrong.stderr).toContain('Write --until like: 30m, 2h, 3d, 14:00, tomorrow');
  const past = await snooze('2020-01-01');
  expect(past).toMatchObject({ exit: 2 });
  expect(past.stderr).toContain('is past. Name a time that is still to come.');
  expect(await snoozedOf()).toBeNull();
});
