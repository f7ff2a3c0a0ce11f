/** Teams from scripts and from a terminal. */
import { expect, test } from 'vitest';
import { openDesk } from './testing/desk.ts';

test('a team is made and filled, deals out new tickets, passes by who is away, and is deleted when it is free', async () => {
  await using desk = await openDesk();
  const { world, maria: from, ada } = desk;
  const run = (...words: string[]) => desk.postern(words);
  expect((await run('team', 'list')).stderr).toContain('postern team create NAME');
  expect(await run('team', 'create', 'billing')).toMatchObject({ exit: 0 });
  const added = await run('team', 'add', 'billing', ada.email, '--json');
  expect(JSON.parse(added.stdout)).toEqual({
    name: 'billing',
    members: [{ name: ada.name, email: ada.email, isAway: false }],
    inboxes: [],
    version: 1,
  });
  expect(await run('inbox', 'edit', 'Support', '--assign', 'billing')).toMatchObject({ exit: 0 });
  const { number } = await world.ticket({ from, subject: 'Cannot sign in' });
  const view = await run('ticket', 'view', `${number}`, '--json', '--fields', 'team,assignee');
  expect(JSON.parse(view.stdout)).toMatchObject({ team: 'billing', assignee: { email: ada.email } });
  const away = await run('agent', 'edit', 'me', '--away', 'yes');
  expect(away.stderr).toBe('Ada Okafor is away: new tickets that go round pass by.\n');
  const table = await desk.postern(['team', 'list'], { isTerminal: true });
  expect(table.stdout).toContain('Ada Okafor (away)');
  const given = await run('ticket', 'assign', `${number}`, '--to', '@none');
  expect(given.stderr).toBe(`#${number} is of no team now, with Ada Okafor: Cannot sign in\n`);
  expect((await run('team', 'delete', 'billing', '--yes')).exit).toBe(1);
  await run('inbox', 'edit', 'Support', '--assign', 'nobody');
  expect(await run('team', 'delete', 'billing', '--yes')).toMatchObject({ exit: 0 });
  const missing = await run('ticket', 'list', 'team:billing');
  expect(missing).toMatchObject({ exit: 0, stdout: '' });
  expect((await run('team', 'add', 'nobody', ada.email)).exit).toBe(5);
});
