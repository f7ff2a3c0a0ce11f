/** Snippets that act, from scripts and from a terminal. */
import { expect, test } from 'vitest';
import { openDesk } from './testing/desk.ts';

test('a reply from a snippet says what it will do, asks, and does it with the reply', async () => {
  await using desk = await openDesk();
  const { number } = await desk.world.ticket({ from: desk.maria, subject: 'Cannot sign in' });
  const run = (...words: string[]) => desk.postern(words);
  const made = await run(
    ...['snippet', 'create', 'solved', '--body', 'Hello {{requester.first-name}}, solved.'],
    ...['--action', 'close,priority=low,+done,assign=me', '--json', '--fields', 'actions'],
  );
  expect(JSON.parse(made.stdout)).toEqual({
    actions: { close: true, priority: 'low', addTags: ['done'], assign: 'me' },
  });
  const table = await desk.postern(['snippet', 'list'], { isTerminal: true, columns: 160 });
  expect(table.stdout).toContain('assign to me, priority low, tag done, close');
  const asked = await desk.postern(
    ['ticket', 'reply', `${number}`, '--snippet', 'solved', '--body', 'Solved.'],
    {
      isTerminal: true,
      answers: ['n'],
    },
  );
  expect(asked.exit).toBe(3);
  expect(asked.stderr).toContain('With it: assign to me, priority low, tag done, close');
  const sent = await run('ticket', 'reply', `${number}`, '--snippet', 'solved', '--yes', '--json');
  expect(JSON.parse(sent.stdout).text).toBe('Hello Maria, solved.');
  const view = await run('ticket', 'view', `${number}`, '--json', '--fields', 'status,tags,priority');
  expect(JSON.parse(view.stdout)).toEqual({ status: 'closed', tags: ['done'], priority: 'low' });
  const wrong = await run('snippet', 'edit', 'solved', '--action', 'explode');
  expect(wrong.exit).toBe(2);
  expect(wrong.stderr).toContain('It can do: assign=WHO');
  await run('snippet', 'edit', 'solved', '--action', 'none');
  const after = await run('snippet', 'list', '--json', '--fields', 'actions');
  expect(JSON.parse(after.stdout).items).toEqual([{ actions: null }]);
  expect((await run('ticket', 'reply', `${number}`, '--snippet', 'nothing', '--yes')).exit).toBe(5);
});
