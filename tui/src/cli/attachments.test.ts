/** Files of messages on the command line: named with their size, whatever they are called. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDesk } from './testing/desk.ts';

test('ticket view names the files of a message, and no name acts on the terminal', async () => {
  await using desk = await openDesk();
  const { world, maria } = desk;
  const upload = await world.upload(maria, { name: 'con\u001b[31msole.png', content: 'x'.repeat(86_016) });
  const ticket = await world.ticket({ from: maria, uploads: [upload] });
  const id = upload.replace('upl_', 'att_');
  const shown = await desk.postern(['ticket', 'view', String(ticket.number)], {
    isTerminal: true,
    env: { NO_COLOR: '1', LANG: 'C.UTF-8' },
  });
  expect(shown.stdout).toContain(`  Attached: con[31msole.png (84 KB) ${id}`);
  const json = await desk.postern(['ticket', 'view', String(ticket.number), '--json']);
  const { timeline } = JSON.parse(json.stdout) as { timeline: { attachments: unknown[] }[] };
  expect(timeline[0]?.attachments).toEqual([
    { id, fileName: 'con[31msole.png', bytes: 86_016, mediaType: 'text/plain' },
  ]);
  const piped = await desk.postern(['ticket', 'view', String(ticket.number)]);
  const [, said, file] = piped.stdout.split('\n');
  expect(said).toMatch(/^message\t/);
  expect(file).toBe(`attachment\t${id}\tcon[31msole.png\t86016\ttext/plain`);

  const asMaria = ['ticket', 'view', String(ticket.number), '--as', maria.email];
  expect((await desk.postern(asMaria)).stdout.split('\n')[2]).toBe(file);
  const page = await desk.postern(asMaria, { isTerminal: true, env: { NO_COLOR: '1' } });
  expect(page.stdout).toContain(`  Attached: con[31msole.png (84 KB) ${id}`);

  const found = await desk.postern(['ticket', 'list', 'has:attachment', '--json', '--fields', 'number']);
  expect(JSON.parse(found.stdout)).toMatchObject({ items: [{ number: ticket.number }] });
});

test('ticket attachment saves a file whole, overwrites only when told to, and writes nothing to a terminal', async () => {
  await using desk = await openDesk();
  const { world, maria } = desk;
  // Larger than one answer of the desk.
  const content = Uint8Array.from({ length: 1_300_000 }, (_, index) => (index * 7) % 256);
  const upload = await world.upload(maria, { name: 'photo.bin', content });
  await world.ticket({ from: maria, uploads: [upload] });
  const id = upload.replace('upl_', 'att_');
  const folder = mkdtempSync(join(tmpdir(), 'postern-files-'));
  const file = join(folder, 'saved.bin');
  const saved = await desk.postern(['ticket', 'attachment', id, file, '--json']);
  expect(JSON.parse(saved.stdout)).toEqual({
    file,
    fileName: 'photo.bin',
    bytes: 1_300_000,
    mediaType: 'application/octet-stream',
  });
  expect(readFileSync(file).equals(content)).toBe(true);
  expect(statSync(file).mode & 0o077).toBe(0);

  writeFileSync(file, 'mine');
  expect(await desk.postern(['ticket', 'attachment', id, file])).toMatchObject({ exit: 2 });
  const asked = { isTerminal: true, answers: ['n'] };
  expect(await desk.postern(['ticket', 'attachment', id, file], asked)).toMatchObject({ exit: 3 });
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect(await desk.postern(['ticket', 'attachment', id, file, '--yes'])).toMatchObject({ exit: 0 });
  expect(readFileSync(file).equals(content)).toBe(true);

  const shown = await desk.postern(['ticket', 'attachment', id, '-'], { isTerminal: true });
  expect(shown).toMatchObject({ exit: 2, stdout: '' });
  expect(shown.stderr).toContain('is not written to a terminal');
  const nowhere = await desk.postern(['ticket', 'attachment', id, join(folder, 'no', 'folder')]);
  expect(nowhere.stderr).toContain('there is no such folder');
  expect(await desk.postern(['ticket', 'attachment', 'att_none'])).toMatchObject({ exit: 5 });
  rmSync(folder, { recursive: true });
});
