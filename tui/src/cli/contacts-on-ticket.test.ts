/** Contacts on a ticket from scripts and from a terminal: who gains and loses sight is said before the question. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let number: number;

beforeAll(async () => {
  desk = await openDesk();
  number = (await desk.world.ticket({ from: desk.maria, subject: 'Cannot sign in' })).number;
  await desk.world.contact({ name: 'Chen', email: 'chen@globex.example' });
});
afterAll(() => desk[Symbol.asyncDispose]());

const run = (words: string[], around?: Parameters<TestDesk['postern']>[1]) =>
  desk.postern(['ticket', 'contact', String(number), ...words], around);

test('says who would read it and asks; no leaves it as it is, and nobody to ask is exit 2', async () => {
  const asked = await run(['+chen@globex.example'], { isTerminal: true, answers: ['n'] });
  expect(asked.exit).toBe(3);
  expect(asked.stderr).toContain(
    `Chen <chen@globex.example> will read all of #${number} (Cannot sign in) that the portal shows, and be mailed its replies.`,
  );
  expect(await run(['+chen@globex.example'])).toMatchObject({ exit: 2, stdout: '' });
});

test('puts on and takes off with --yes; scripts read the audience of the next reply', async () => {
  const on = await run(['+chen@globex.example', '+noor@acme.example', '--create', '--yes', '--json']);
  expect(on.exit).toBe(0);
  const { to } = JSON.parse(on.stdout).audience as { to: { email: string }[] };
  expect(to.map(({ email }) => email).sort()).toEqual([
    'chen@globex.example',
    'maria@acme.example',
    'noor@acme.example',
  ]);
  const off = await run(['-chen@globex.example', '--remove', 'noor@acme.example', '--yes']);
  expect(off).toMatchObject({ exit: 0, stderr: `On #${number} now: Maria López\n` });
  const stale = await run(['+chen@globex.example', '--yes', '--if-version', '0']);
  expect(stale.exit).toBe(7);
  const unknown = await run(['+nobody@acme.example', '--yes']);
  expect(unknown.exit).toBe(5);
  expect(unknown.stderr).toContain('To make this contact: add --create');
});
