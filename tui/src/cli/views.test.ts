/** `postern view`: queries with a name, and the lists made with them. */
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDesk();
  await desk.world.ticket({ from: desk.maria, subject: 'Cannot sign in' });
  const chen = await desk.world.contact({ name: 'Chen Wei', email: 'chen@globex.example' });
  await desk.world.ticket({ from: chen, subject: 'Invoice' });
});
afterAll(() => desk[Symbol.asyncDispose]());

test('a query is saved under a name, listed, used, moved, renamed and deleted', async () => {
  const saved = await desk.postern(['view', 'save', "Maria's", 'is:open', 'from:maria@acme.example']);
  expect(saved).toEqual({
    exit: 0,
    stdout: "Maria's\tfalse\tis:open from:maria@acme.example\n",
    stderr: 'Saved the view "Maria\'s" for yourself.\n',
  });
  const { stdout } = await desk.postern(['view', 'list', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    items: [
      { key: 1, name: 'Mine', query: 'is:open assignee:me -is:snoozed', isShared: true, problem: null },
      ...[2, 3, 4, 5, 6].map((key) => ({ key, isShared: true })),
      { key: 7, name: "Maria's", isShared: false },
    ],
    nextCursor: null,
  });
  const list = (...more: string[]) =>
    desk.postern(['ticket', 'list', '--view', "maria's", '--fields', 'subject', ...more]);
  expect((await list()).stdout).toBe('Cannot sign in\n');
  expect((await list('invoice')).stdout).toBe('');
  expect(await desk.postern(['view', 'move', "Maria's", '--position', '1'])).toMatchObject({
    stderr: 'The view "Maria\'s" is number 1 now.\n',
  });
  expect(await desk.postern(['view', 'rename', "Maria's", '--rename', 'Acme'])).toMatchObject({ exit: 0 });
  expect((await desk.postern(['view', 'list'])).stdout.split('\n')[0]).toBe(
    '1\tAcme\tfalse\tis:open from:maria@acme.example',
  );
  const again = await desk.postern(['view', 'save', 'acme', 'from:@acme.example']);
  expect(again.stderr).toBe(
    'Saved the view "acme" for yourself. Its query was: is:open from:maria@acme.example\n',
  );
  const asked = await desk.postern(['view', 'delete', 'Acme'], { isTerminal: true, answers: ['n'] });
  expect(asked).toMatchObject({ exit: 3 });
  expect(await desk.postern(['view', 'delete', 'Acme', '--yes'])).toMatchObject({
    exit: 0,
    stderr: 'Deleted the view "acme".\n',
  });
  expect(await desk.postern(['ticket', 'list', '--view', 'Acme'])).toMatchObject({
    exit: 5,
    stderr: expect.stringContaining('There is no view "Acme".\n'),
  });
});

test('a shared one is for everybody; a query that cannot be understood is refused with the nearest name', async () => {
  expect(await desk.postern(['view', 'save', 'Urgent', 'is:open priority:urgent', '--shared'])).toMatchObject(
    {
      exit: 0,
      stderr: 'Saved the view "Urgent" for everybody on the desk.\n',
    },
  );
  const table = await desk.postern(['view', 'list'], { isTerminal: true });
  expect(stripVTControlCharacters(table.stdout)).toMatch(/7 +Urgent +shared +is:open priority:urgent/);
  const refused = await desk.postern(['view', 'save', 'Wrong', 'asignee:me']);
  expect(refused).toMatchObject({ exit: 2, stderr: expect.stringContaining('Did you mean "assignee:"?') });
});
