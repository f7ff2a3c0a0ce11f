/** `postern portal kb`: articles written, shown and taken back from the command line. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openDesk();
});
afterEach(() => desk[Symbol.asyncDispose]());

const kb = (...argv: string[]) => desk.postern(['portal', 'kb', ...argv]);
const create = (title: string, ...more: string[]) =>
  kb('create', '--title', title, '--body', 'Text.', ...more);

test('an article is written from a file, published, read by everybody, and taken back', async () => {
  const file = join(desk.home, 'article.md');
  await writeFile(file, 'Ask for a **new** one.\n');
  const created = await kb('create', '--title', 'Reset a password', '--body-file', file);
  expect(created).toMatchObject({ exit: 0, stdout: expect.stringContaining('reset-a-password\tfalse') });
  expect(created.stderr).toContain('To publish it: postern portal kb publish reset-a-password');
  expect(await kb('publish', 'reset-a-password')).toMatchObject({ exit: 0 });
  const visitor = desk.world.asNobody();
  const read = () => visitor.portal.articles.query({ slug: 'support' });
  expect((await read()).items).toHaveLength(1);
  expect(await kb('view', 'reset-a-password')).toEqual({
    exit: 0,
    stdout: 'Ask for a **new** one.\n',
    stderr: '',
  });
  await kb('link', 'on');
  const taken = await kb('unpublish', 'reset-a-password');
  expect(taken.stderr).toContain("The portal's link to the knowledge base is hidden now.");
  expect((await read()).items).toEqual([]);
});

test('list is one document as JSON, columns in a pipe, and a table for people', async () => {
  expect(await kb('list')).toEqual({
    exit: 0,
    stdout: '',
    stderr: 'There are no articles. To write one: postern portal kb create --title TITLE\n',
  });
  await create('Exports', '--publish');
  await create('Invoices', '--slug', 'reading-invoices');
  const { items, nextCursor } = JSON.parse((await kb('list', '--json')).stdout) as {
    items: object[];
    nextCursor: null;
  };
  expect(nextCursor).toBeNull();
  expect(items).toEqual([
    expect.objectContaining({ slug: 'exports', position: 1, isPublished: true }),
    expect.objectContaining({ slug: 'reading-invoices', position: 2, isPublished: false, publishedAt: null }),
  ]);
  expect((await kb('list', '--fields', 'slug,isPublished')).stdout).toBe(
    'exports\ttrue\nreading-invoices\tfalse\n',
  );
  const table = await desk.postern(['portal', 'kb', 'list'], { isTerminal: true });
  expect(stripVTControlCharacters(table.stdout)).toMatch(/ARTICLE +STATE +EDITED +TITLE/);
  const moved = await kb('move', 'reading-invoices', '--position', '1', '--fields', 'slug');
  expect(moved).toMatchObject({ exit: 0, stdout: 'reading-invoices\nexports\n' });
});

test('the editor opens with the text, and what somebody else wrote meanwhile is not overwritten', async () => {
  await create('Exports');
  const edit = (act: (file: string) => Promise<number>) =>
    desk.postern(['portal', 'kb', 'edit', 'exports'], {
      isTerminal: true,
      env: { EDITOR: 'vi' },
      edit: act,
    });
  const { readFile } = await import('node:fs/promises');
  const first = await edit(async (file) => {
    const text = await readFile(file, 'utf8');
    expect(text).toMatch(/-->\nText\.\n$/);
    await writeFile(file, text.replace('Text.', 'One a day.'));
    return 0;
  });
  expect(first).toMatchObject({ exit: 0, stderr: expect.stringContaining('Changed "Exports" (exports).') });
  const second = await edit(async (file) => {
    await kb('edit', 'exports', '--body', 'Two a day.');
    await writeFile(file, 'Three a day.');
    return 0;
  });
  expect(second.exit).toBe(7);
  expect(second.stderr).toContain('was edited since you looked at it');
  expect(second.stderr).toContain('postern portal kb view exports');
  // What was written is not lost.
  expect(second.stderr).toMatch(/postern-ARTICLE-exports\.md/);
  expect((await kb('view', 'exports')).stdout).toBe('Two a day.\n');
  const stale = await kb('edit', 'exports', '--title', 'X', '--if-updated-at', '2026-01-01T00:00:00.000Z');
  expect(stale.exit).toBe(7);
  const renamed = await kb('edit', 'exports', '--title', 'Exporting', '--slug', 'exporting', '--json');
  expect(JSON.parse(renamed.stdout)).toMatchObject({ title: 'Exporting', slug: 'exporting' });
});

test('delete asks first, and needs --yes where nobody can be asked', async () => {
  await create('Exports');
  expect(await kb('delete', 'exports')).toMatchObject({ exit: 2, stderr: expect.stringContaining('--yes') });
  const asked = await desk.postern(['portal', 'kb', 'delete', 'exports'], {
    isTerminal: true,
    answers: ['n'],
  });
  expect(asked.exit).toBe(3);
  expect(await kb('delete', 'exports', '--yes')).toMatchObject({ exit: 0, stderr: 'Deleted "Exports".\n' });
  const gone = await kb('view', 'exports');
  expect(gone).toMatchObject({ exit: 5, stderr: expect.stringContaining('postern portal kb list') });
});

test('S47: link on is refused on the command line with the reason and the next command, then works', async () => {
  const refused = await kb('link', 'on');
  expect(refused).toMatchObject({ exit: 1, stdout: '' });
  expect(refused.stderr).toContain('The knowledge base has no published article');
  expect(refused.stderr).toContain('postern portal kb publish');
  await create('Exports', '--publish');
  const done = await kb('link', 'on', '--json');
  expect(JSON.parse(done.stdout)).toMatchObject({
    link: true,
    isLinkShown: true,
    publishedCount: 1,
    problem: null,
  });
  expect((await kb('link')).stderr).toContain('The portal leads to the knowledge base.');
  expect(await kb('link', 'maybe')).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('neither on nor off'),
  });
});

test('S48, S49: the snippet stands alone on stdout, and says while it would stay hidden', async () => {
  const hidden = await kb('snippet');
  expect(hidden.stdout).toMatch(
    /^<a class="postern-portal-link" [^\n]*>Go to Acme Support<\/a>\n<script async [^\n]*\n$/,
  );
  expect(hidden.stderr).toContain('postern portal kb show-portal on');
  await kb('show-portal', 'on');
  const shown = await kb('snippet', '--json');
  expect(JSON.parse(shown.stdout)).toMatchObject({ isShown: true });
  expect((await kb('show-portal')).stderr).toBe('The knowledge base leads to the portal.\n');
});

test('an agent without portal.settings reads articles and changes nothing', async () => {
  await create('Exports');
  const bo = await desk.world.agent({ permissions: ['tickets.read'] });
  const env = { POSTERN_TOKEN: await desk.world.tokenOf(bo) };
  const asBo = (...argv: string[]) => desk.postern(['portal', 'kb', ...argv], { env });
  expect(await asBo('view', 'exports')).toMatchObject({ exit: 0, stdout: 'Text.\n' });
  for (const argv of [
    ['publish', 'exports'],
    ['edit', 'exports', '--body', 'x'],
    ['link', 'off'],
    ['delete', 'exports', '--yes'],
  ])
    expect(await asBo(...argv), argv.join(' ')).toMatchObject({ exit: 6 });
});
