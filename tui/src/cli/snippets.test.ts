/** Snippets from the command line. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('made, listed, edited in the editor, renamed and deleted', async () => {
  expect(await desk.postern(['snippet', 'list'])).toMatchObject({ exit: 0, stdout: '' });
  await desk.postern(['snippet', 'create', 'hello', '--body', 'Hello {{requester.first-name}},']);
  const edited = await desk.postern(['snippet', 'edit', 'hello'], {
    isTerminal: true,
    env: { NO_COLOR: '1', EDITOR: 'vi' },
    edit: (file) => {
      writeFileSync(file, readFileSync(file, 'utf8').replace('Hello', 'Dear'));
      return 0;
    },
  });
  expect(edited).toMatchObject({ exit: 0 });
  await desk.postern(['snippet', 'edit', 'hello', '--rename', 'dear']);
  const { stdout } = await desk.postern(['snippet', 'list', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    items: [{ name: 'dear', body: 'Dear {{requester.first-name}},' }],
    nextCursor: null,
  });
  expect(await desk.postern(['snippet', 'delete', 'dear'])).toMatchObject({ exit: 2 });
  expect(await desk.postern(['snippet', 'delete', 'dear', '--yes'])).toMatchObject({ exit: 0 });
  expect(await desk.postern(['snippet', 'edit', 'dear', '--body', 'x'])).toMatchObject({ exit: 5 });
});

test('a variable that does not exist is named, with the nearest one', async () => {
  const { exit, stderr } = await desk.postern(['snippet', 'create', 'x', '--body', '{{agent.nam}}']);
  expect(exit).toBe(2);
  expect(stderr).toContain('Did you mean {{agent.name}}?');
});
