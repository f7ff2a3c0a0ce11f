/** `postern draft`: what is not sent yet, of this machine and of the desk. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftFiles } from '../store/draft-files.ts';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

test('drafts of both places are listed and shown; one is thrown away in both, after a question', async () => {
  const { number, id } = await desk.world.ticket({ from: desk.maria, subject: 'Cannot sign in' });
  expect(await desk.postern(['draft', 'list'])).toEqual({
    exit: 0,
    stdout: '',
    stderr: 'There are no drafts.\n',
  });
  const ada = await desk.world.as(desk.ada);
  const saved = { ticket: number, kind: 'reply', seen: null } as const;
  await ada.drafts.save.mutate({ ...saved, text: 'Dear Maria', requestId: 'draft-0001' });
  const folder = join(desk.home, '.local', 'state', 'postern');
  const files = draftFiles(folder, { url: desk.url, email: desk.ada.email });
  files.writeNow({ ticketId: id, number, kind: 'note', text: 'For us', requestId: 'draft-0002', files: [] });
  const { items } = JSON.parse((await desk.postern(['draft', 'list', '--json'])).stdout);
  expect(items).toHaveLength(2);
  expect(items).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ ticket: number, kind: 'reply', where: 'desk', text: 'Dear Maria' }),
      expect.objectContaining({ ticket: number, kind: 'note', where: 'here', text: 'For us' }),
    ]),
  );
  expect(await desk.postern(['draft', 'show', String(number)])).toMatchObject({ exit: 2 });
  const show = ['draft', 'show', String(number), '--kind'];
  expect(await desk.postern([...show, 'reply'])).toMatchObject({ exit: 0, stdout: 'Dear Maria\n' });
  expect(await desk.postern([...show, 'note'])).toMatchObject({ exit: 0, stdout: 'For us\n' });
  const gone = ['draft', 'delete', String(number), '--kind', 'note'];
  expect(await desk.postern(gone)).toMatchObject({ exit: 2 });
  expect(await desk.postern([...gone, '--yes'])).toMatchObject({ exit: 0 });
  expect(await desk.postern([...show, 'note'])).toMatchObject({ exit: 5 });
  expect(await desk.postern(['draft', 'delete', String(number), '--yes'])).toMatchObject({ exit: 0 });
  expect((await ada.drafts.list.query()).items).toEqual([]);
  expect(files.list()).toEqual([]);
});
