/** Many tickets at once: over a query with a dry run, and from a pipe in which one number is wrong. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let numbers: number[];

beforeAll(async () => {
  desk = await openDesk();
  numbers = [];
  for (let index = 0; index < 9; index += 1)
    numbers.push((await desk.world.ticket({ from: desk.maria, subject: `Spam ${index}` })).number);
  await desk.postern(['ticket', 'tag', '-', '+spam'], { stdin: numbers.slice(1).join('\n') });
});
afterAll(() => desk[Symbol.asyncDispose]());

const spam = ['--query', 'tag:spam is:open'];
const open = async (query = 'tag:spam is:open') => {
  const { stdout } = await desk.postern(['ticket', 'list', query, '--json']);
  return (JSON.parse(stdout).items as { number: number }[]).map(({ number }) => number);
};

test('a dry run says how many and which, and changes nothing', async () => {
  const look = await desk.postern(['ticket', 'close', ...spam, '--dry-run'], { isTerminal: true });
  expect(look).toMatchObject({ exit: 0, stdout: '' });
  expect(look.stderr).toMatch(
    /^8 tickets fit "tag:spam is:open":\n( {2}#\d+ {2}Spam \d \(New, nobody\)\n){5} {2}and 3 more\nThis was a dry run: nothing was changed\.\n$/,
  );
  const listed = await desk.postern(['ticket', 'close', ...spam, '--dry-run', '--json']);
  expect(JSON.parse(listed.stdout).items).toHaveLength(8);
  expect(await open()).toHaveLength(8);
});

test('several are asked about first: no without a terminal, no where the person says no', async () => {
  expect(await desk.postern(['ticket', 'close', ...spam])).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('add --yes'),
  });
  const said = await desk.postern(['ticket', 'close', ...spam], { isTerminal: true, answers: ['n'] });
  expect(said).toMatchObject({
    exit: 3,
    stderr: expect.stringContaining('Go on with these 8 tickets? [y/N]'),
  });
  expect(await desk.postern(['ticket', 'close', '--query', ' '])).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('This query matches every ticket: 9 of them.'),
  });
  for (const wrong of [
    ['close', String(numbers[0]), ...spam],
    ['close', ...spam, '--if-version', '1'],
    ['tag', ...spam, '+x', '1042'],
    ['close', String(numbers[0]), '--dry-run'],
    ['close'],
  ])
    expect(await desk.postern(['ticket', ...wrong])).toMatchObject({ exit: 2, stdout: '' });
  expect(await open()).toHaveLength(8);
});

test('each verb takes a query; nothing found is no failure, and one alone is not asked about', async () => {
  const one = ['--query', `number:${numbers[1]}`];
  for (const words of [
    ['assign', ...one, '--to', 'me'],
    ['stage', ...one, '--to', 'Waiting on customer'],
    ['priority', ...one, '--to', 'high'],
    ['tag', ...one, '-spam', '+ham'],
    ['snooze', ...one, '--until', 'reply'],
    ['wake', ...one],
    ['reopen', ...one],
  ])
    expect(await desk.postern(['ticket', ...words])).toMatchObject({ exit: 0 });
  const { stdout } = await desk.postern(['ticket', 'view', String(numbers[1]), '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    assignee: { email: desk.ada.email },
    priority: 'high',
    tags: ['ham'],
  });
  expect(await desk.postern(['ticket', 'close', '--query', 'tag:nothing'])).toEqual({
    exit: 0,
    stdout: '',
    stderr: 'No ticket fits "tag:nothing".\n',
  });
});

test('what changed since the look and fits no more is passed over and named; what still fits is done', async () => {
  const [gone, kept] = (await open()) as [number, number];
  const change = (number: number, ...words: string[]) =>
    desk.postern(['ticket', words[0] as string, String(number), ...words.slice(1)]);
  const { exit, stderr } = await desk.postern(['ticket', 'priority', ...spam, '--to', 'low'], {
    isTerminal: true,
    answers: [
      async () => {
        await change(gone, 'tag', '-spam');
        await change(kept, 'tag', '+seen');
        return 'y';
      },
    ],
  });
  expect(exit).toBe(0);
  expect(stderr).toContain(`Passed over #${gone}: it no longer fits the query.\n`);
  expect(stderr).toContain(`#${kept} has the priority low now`);
  expect(await open('tag:spam priority:low')).toEqual(await open());
});

test('of a hundred numbers in a pipe the one that is not there is named, and all others are done', async () => {
  const stdin = [...numbers.slice(0, 4), 99_999, ...numbers.slice(4)].join('\n');
  const { exit, stdout, stderr } = await desk.postern(['ticket', 'close', '-', '--json'], { stdin });
  expect(exit).toBe(1);
  expect(JSON.parse(stdout).items.map(({ number }: { number: number }) => number)).toEqual(numbers);
  expect(JSON.parse(stderr)).toMatchObject({
    error: { code: 'TICKET_NOT_FOUND', message: expect.stringContaining('#99999') },
  });
  expect(await open('is:open')).toEqual([]);
});
