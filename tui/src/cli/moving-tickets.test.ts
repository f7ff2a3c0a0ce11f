/** Moving tickets from scripts and from a terminal: one, or as many as a pipe names. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let first: number;

beforeAll(async () => {
  desk = await openDesk();
  const { world, maria: from } = desk;
  await world.agent({ name: 'Bo Lindqvist', email: 'bo@postern.example' });
  first = (await world.ticket({ from, subject: 'Cannot sign in to the portal' })).number;
  await world.ticket({ from, subject: 'A refund' });
});
afterAll(() => desk[Symbol.asyncDispose]());

const jsonOf = (text: string) => JSON.parse(text) as Record<string, unknown>;

test('assigns to a name, to oneself and to nobody, and prints the ticket', async () => {
  const bo = await desk.postern([
    'ticket',
    'assign',
    String(first),
    '--to',
    'bo',
    '--json',
    '--fields',
    'assignee',
  ]);
  expect(jsonOf(bo.stdout)).toEqual({ assignee: { name: 'Bo Lindqvist', email: 'bo@postern.example' } });
  const me = await desk.postern(['ticket', 'assign', String(first), '--to', 'me']);
  expect(me.stderr).toBe(`#${first} is with Ada Okafor now: Cannot sign in to the portal\n`);
  const nobody = await desk.postern(['ticket', 'assign', String(first), '--to', 'none', '--json']);
  expect(jsonOf(nobody.stdout)).toMatchObject({ assignee: null });
});

test('sets the priority of one and of many, and names the words there are', async () => {
  const one = await desk.postern(['ticket', 'priority', String(first), '--to', 'Urgent', '--json']);
  expect(jsonOf(one.stdout)).toMatchObject({ number: first, priority: 'urgent' });
  const list = await desk.postern(['ticket', 'list', 'priority:urgent', '--json']);
  const many = await desk.postern(['ticket', 'priority', '-', '--to', 'normal'], { stdin: list.stdout });
  expect(many).toMatchObject({ exit: 0 });
  expect(many.stderr).toContain(`#${first} has the priority normal now: Cannot sign in to the portal`);
  const wrong = await desk.postern(['ticket', 'priority', String(first), '--to', 'huge']);
  expect(wrong).toMatchObject({ exit: 2, stdout: '' });
  expect(wrong.stderr).toContain('--to takes low, normal, high or urgent, not "huge".');
});

test('moves to a stage by its name, and names the stages there are', async () => {
  const moved = await desk.postern(['ticket', 'stage', String(first), '--to', 'waiting on us']);
  expect(moved).toMatchObject({ exit: 0 });
  expect(moved.stderr).toContain(`#${first} stands in Waiting on us now: Cannot sign in to the portal`);
  const wrong = await desk.postern(['ticket', 'stage', String(first), '--to', 'Nowhere']);
  expect(wrong).toMatchObject({ exit: 2, stdout: '' });
  expect(wrong.stderr).toContain('Its stages are New, Waiting on us, Waiting on customer, Closed.');
});

test('closes and reopens, and says so on a terminal without printing data', async () => {
  const around = { isTerminal: true, env: { NO_COLOR: '1' } };
  expect(await desk.postern(['ticket', 'close', String(first)], around)).toEqual({
    exit: 0,
    stdout: '',
    stderr: `Closed #${first}: Cannot sign in to the portal\n`,
  });
  const reopened = await desk.postern(['ticket', 'reopen', String(first), '--json']);
  expect(jsonOf(reopened.stdout)).toMatchObject({ number: first, status: 'open', stage: 'Waiting on us' });
});

test('moves every ticket that a pipe names, tells what is refused, and ends with 1', async () => {
  const stdin = `${first}\tWhat ticket list prints\n99999\n${first + 1}\n`;
  const { exit, stdout, stderr } = await desk.postern(
    ['ticket', 'close', '-', '--json', '--fields', 'number'],
    { stdin },
  );
  expect(exit).toBe(1);
  expect(jsonOf(stdout).items).toEqual([{ number: first }, { number: first + 1 }]);
  expect(jsonOf(stderr)).toMatchObject({ error: { code: 'TICKET_NOT_FOUND' } });
  const reopened = await desk.postern(['ticket', 'reopen', '-', '--quiet'], { stdin: stdout });
  expect(reopened).toMatchObject({ exit: 0, stderr: '' });
});

test('changes nothing when no number came in', async () => {
  expect(await desk.postern(['ticket', 'close', '-'], { stdin: '\n' })).toEqual({
    exit: 0,
    stdout: '',
    stderr: 'No ticket number came in, so there is nothing to do.\n',
  });
});

test('an unknown field is refused before anything is changed', async () => {
  const { exit, stderr } = await desk.postern(['ticket', 'close', String(first), '--fields', 'sbuject']);
  expect(exit).toBe(2);
  expect(stderr).toContain('Did you mean "subject"?');
  const { stdout } = await desk.postern(['ticket', 'view', String(first), '--json', '--fields', 'status']);
  expect(jsonOf(stdout)).toEqual({ status: 'open' });
});
