/** Merging from scripts and from a terminal: who gains and loses sight is said before the question. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let first: number;

beforeAll(async () => {
  desk = await openDesk();
  const { world, maria: from } = desk;
  first = (await world.ticket({ from, subject: 'Cannot sign in' })).number;
  await world.ticket({ from, subject: 'Sign-in again', says: 'Still empty.' });
  await world.ticket({
    from: await world.contact({ name: 'Chen', email: 'chen@globex.example' }),
    subject: 'Me too',
  });
});
afterAll(() => desk[Symbol.asyncDispose]());

const atTerminal = (answer: string) => ({ isTerminal: true, answers: [answer] });
const view = async (number: number) => {
  const { stdout } = await desk.postern(['ticket', 'view', String(number), '--json']);
  return JSON.parse(stdout) as {
    mergedInto: number | null;
    merged: number[];
    timeline: { ticket?: number }[];
  };
};

test('says what it would do and asks; no leaves both as they are', async () => {
  const { exit, stdout, stderr } = await desk.postern(
    ['ticket', 'merge', String(first + 2), '--into', String(first)],
    atTerminal('n'),
  );
  expect(exit).toBe(3);
  const told = stdout + stderr;
  expect(told).toContain(
    `#${first + 2} (Me too) goes into #${first} (Cannot sign in); both numbers lead to #${first}.`,
  );
  expect(told).toContain('Nobody will read anything that they do not read now.');
  expect(told).toContain(
    `Chen <chen@globex.example> will lose sight of it: the portal does not show them #${first}.`,
  );
  expect((await view(first + 2)).mergedInto).toBeNull();
  const unasked = await desk.postern(['ticket', 'merge', String(first + 2), '--into', String(first)]);
  expect(unasked).toMatchObject({ exit: 2, stdout: '' });
});

test('merges with --yes, prints the ticket that is left, and unmerge takes it apart', async () => {
  const words = ['ticket', 'merge', String(first + 1), '--into', String(first), '--yes'];
  const merged = await desk.postern(words, { isTerminal: true });
  expect(merged).toMatchObject({ exit: 0, stdout: '' });
  expect(merged.stderr).toBe(
    `Merged #${first + 1} into #${first}. Taken back with: postern ticket unmerge ${first + 1}\n`,
  );
  expect((await view(first)).merged).toEqual([first + 1]);
  expect((await view(first)).timeline.map(({ ticket }) => ticket)).toContain(first + 1);
  const old = await desk.postern(['ticket', 'view', String(first + 1)], { isTerminal: true });
  expect(old.stdout).toContain(`#${first}: postern ticket view ${first}`);
  const refused = await desk.postern(['ticket', 'close', String(first + 1)]);
  expect(refused.exit).toBe(7);
  expect(refused.stderr).toContain(`Ticket #${first + 1} is merged into #${first}. Go on there.`);
  expect(refused.stderr).toContain(`postern ticket unmerge ${first + 1}`);
  const apart = await desk.postern(['ticket', 'unmerge', String(first + 1)]);
  expect(apart).toMatchObject({ exit: 0, stderr: `#${first + 1} stands by itself again: Sign-in again\n` });
  expect((await view(first)).merged).toEqual([]);
  const piped = await desk.postern([...words, '--json', '--fields', 'number']);
  expect(piped).toMatchObject({ exit: 0, stdout: `{"number":${first}}\n` });
});

test('into itself is refused with what to do', async () => {
  const self = await desk.postern(['ticket', 'merge', String(first), '--into', String(first), '--yes']);
  expect(self).toMatchObject({ exit: 2 });
  expect(self.stderr).toContain('cannot be merged into itself. Name another ticket.');
});
