/** Disabling agents and exporting contacts from scripts and from a terminal. */
import { expect, test } from 'vitest';
import { openDesk } from './testing/desk.ts';

test('an agent is disabled after a question, told what is still theirs, and enabled again', async () => {
  await using desk = await openDesk();
  const bo = await desk.world.agent({ name: 'Bo', email: 'bo@postern.example' });
  const turns = [{ from: bo, assignsTo: bo }];
  await desk.world.ticket({ from: desk.maria, turns });
  const asked = await desk.postern(['agent', 'disable', bo.email], { isTerminal: true, answers: ['n'] });
  expect(asked.exit).toBe(3);
  const done = await desk.postern([
    'agent',
    'disable',
    bo.email,
    '--yes',
    '--json',
    '--fields',
    'isDisabled',
  ]);
  expect(JSON.parse(done.stdout)).toEqual({ isDisabled: true });
  const again = await desk.postern(['agent', 'disable', bo.email, '--yes']);
  expect(again.stderr).toContain('1 open ticket is still theirs: postern ticket list is:open assignee:bo@');
  expect(await desk.postern(['agent', 'enable', bo.email])).toMatchObject({ exit: 0 });
  expect((await desk.postern(['agent', 'disable', desk.ada.email, '--yes'])).exit).toBe(2);
});

test('an export is one JSON document on stdout', async () => {
  await using desk = await openDesk();
  await desk.world.ticket({ from: desk.maria, subject: 'Cannot sign in' });
  const { exit, stdout, stderr } = await desk.postern(['contact', 'export', desk.maria.email]);
  expect(exit).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    contact: { email: desk.maria.email },
    tickets: [{ subject: 'Cannot sign in' }],
  });
  expect(stderr).toBe('1 ticket, without notes and without what others wrote.\n');
  expect((await desk.postern(['contact', 'export', 'nobody@acme.example'])).exit).toBe(5);
});
