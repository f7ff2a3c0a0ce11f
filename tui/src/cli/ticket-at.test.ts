/** `postern ticket view --at`. */
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { openDesk } from './testing/desk.ts';

test('a ticket is shown as it was, for people and for scripts', async () => {
  await using desk = await openDesk();
  const number = String((await desk.world.ticket({ from: desk.maria, subject: 'Cannot sign in' })).number);
  desk.world.pass(60_000);
  await desk.postern(['ticket', 'note', number, '--body', 'Looks like the proxy.']);
  await desk.postern(['ticket', 'close', number]);
  const then = '2026-11-03T09:30:30Z';
  const page = await desk.postern(['ticket', 'view', number, '--at', then], { isTerminal: true });
  const text = stripVTControlCharacters(page.stdout);
  expect(text).toMatch(/^#\d+ {2}Cannot sign in\nAs it was 2026-11-03 \d\d:\d\d\nStage +New \(open\)/);
  expect(text).not.toContain('proxy');
  expect(text).not.toContain('Version');
  const { stdout } = await desk.postern(['ticket', 'view', number, '--at', 'now', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ status: 'closed', stage: 'Closed', unsure: [] });
  expect(stdout).toContain('Looks like the proxy.');
  for (const wrong of [
    ['--at', 'tomorrow'],
    ['--at', then, '--as', desk.maria.email],
    ['--at', '2020-01-01'],
  ])
    expect(await desk.postern(['ticket', 'view', number, ...wrong])).toMatchObject({ exit: 2, stdout: '' });
});
