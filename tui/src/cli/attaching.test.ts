/** `--attach`: files that go along with a reply, a note or a ticket, and what is said of those that cannot. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { openDesk } from './testing/desk.ts';

/** A desk, a ticket of Maria's, and a folder with files to attach. */
async function attachingDesk() {
  const desk = await openDesk();
  const folder = mkdtempSync(join(tmpdir(), 'postern-attach-'));
  const { number } = await desk.world.ticket({ from: desk.maria });
  const customer = await desk.world.as(desk.maria);
  return {
    desk,
    number: String(number),
    file(name: string, content: string | Uint8Array) {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    folder,
    unsent: () => desk.world.core.db.read.upload.count(),
    async seen() {
      const { messages } = await customer.portal.ticket.query({ ticket: number });
      return messages.map(({ attachments }) => attachments.map(({ fileName, bytes }) => [fileName, bytes]));
    },
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
      await desk[Symbol.asyncDispose]();
    },
  };
}

test('a reply takes files along, shows them before it asks, and repeated with its id is one message', async () => {
  await using here = await attachingDesk();
  const { desk, number } = here;
  const attach = [
    '--attach',
    here.file('fix.txt', 'Turn it on.'),
    `--attach=${here.file('a b.log', 'x'.repeat(5_000_000))}`,
  ];
  const reply = [
    'ticket',
    'reply',
    number,
    '--body',
    'See the files.',
    '--request-id',
    'cli-attach-1',
    ...attach,
  ];
  const sent = await desk.postern(reply, { isTerminal: true, answers: ['y'], env: { NO_COLOR: '1' } });
  expect(sent).toMatchObject({ exit: 0 });
  expect(sent.stderr).toContain('With fix.txt (11 B), a b.log (4.8 MB)');
  expect(await desk.postern([...reply, '--yes'])).toMatchObject({ exit: 0 });
  expect(await here.seen()).toEqual([
    [],
    [
      ['fix.txt', 11],
      ['a b.log', 5_000_000],
    ],
  ]);
  expect(await here.unsent()).toBe(0);
});

test("a file of a note is printed for the team, saved by its id, and never the customer's", async () => {
  await using here = await attachingDesk();
  const { desk, number } = here;
  const file = here.file('contract.txt', 'Her contract');
  expect(await desk.postern(['ticket', 'note', number, '--body', 'Look.', '--attach', file])).toMatchObject({
    exit: 0,
  });
  const view = await desk.postern(['ticket', 'view', number, '--json']);
  const { timeline } = JSON.parse(view.stdout) as {
    timeline: { kind: string; attachments: { id: string }[] }[];
  };
  const id = timeline.find(({ kind }) => kind === 'note')?.attachments[0]?.id as string;
  const page = await desk.postern(['ticket', 'view', number], {
    isTerminal: true,
    env: { NO_COLOR: '1', LANG: 'C.UTF-8' },
  });
  expect(page.stdout).toContain(`Attached: contract.txt (12 B) ${id}`);
  const saved = await desk.postern(['ticket', 'attachment', id, join(here.folder, 'saved.txt'), '--json']);
  expect(JSON.parse(saved.stdout)).toMatchObject({ fileName: 'contract.txt', bytes: 12 });
  expect(await here.seen()).toEqual([[]]);
  const asMaria = await desk.postern(['ticket', 'view', number, '--as', desk.maria.email]);
  expect(asMaria.stdout).not.toContain('contract');
});

test('a reply taken back says which files to attach again', async () => {
  await using here = await attachingDesk();
  const { desk, number } = here;
  const reply = ['ticket', 'reply', number, '--body', 'Wait.', '--yes', '--hold', '30s', '--json'];
  const held = await desk.postern([...reply, '--attach', here.file('fix.txt', 'Turn it on.')]);
  const { id } = JSON.parse(held.stdout) as { id: string };
  const page = await desk.postern(['ticket', 'view', number], { isTerminal: true, env: { NO_COLOR: '1' } });
  expect(stripVTControlCharacters(page.stdout)).toMatch(
    /HELD REPLY, NOT SENT YET.*\n {2}Wait\.\n {2}With fix\.txt \(11 B\)/,
  );
  const cancelled = await desk.postern(['outbox', 'cancel', id]);
  expect(cancelled.stderr).toContain(
    'Its files are not kept. To send it after all, attach them again: fix.txt',
  );
  expect(await here.seen()).toEqual([[]]);
});

test('a ticket filed in a name takes files along', async () => {
  await using here = await attachingDesk();
  const { desk } = here;
  const form = ['--from', desk.maria.email, '--subject', 'A call', '--body', 'She sent it.'];
  const filed = await desk.postern([
    'ticket',
    'create',
    ...form,
    '--attach',
    here.file('scan.txt', 'scan'),
    '--json',
  ]);
  const { number } = JSON.parse(filed.stdout) as { number: number };
  const view = await desk.postern(['ticket', 'view', String(number), '--json']);
  expect(JSON.parse(view.stdout)).toMatchObject({ timeline: [{ attachments: [{ fileName: 'scan.txt' }] }] });
});

test('what cannot be sent is named before anything is, and nothing stays on the desk', async () => {
  await using here = await attachingDesk();
  const { desk, number } = here;
  const good = here.file('good.txt', 'good');
  mkdirSync(join(here.folder, 'folder'));
  const large = here.file('film.mp4', new Uint8Array(10 * 1024 * 1024 + 1));
  const many = Array.from({ length: 10 }, (_, index) => here.file(`${index}.txt`, 'x')).flatMap((path) => [
    '--attach',
    path,
  ]);
  const tries: [string[], string][] = [
    [
      ['--attach', join(here.folder, 'gone.txt')],
      'gone.txt cannot be attached: there is no such file. Nothing was sent.',
    ],
    [
      ['--attach', join(here.folder, 'folder')],
      'folder cannot be attached: it is a folder. Nothing was sent.',
    ],
    [['--attach', '/dev/zero'], '/dev/zero cannot be attached: it is no ordinary file. Nothing was sent.'],
    [['--attach', here.file('empty.txt', '')], 'The file "empty.txt" is empty. Nothing was sent.'],
    [
      ['--attach', large],
      'The file "film.mp4" has 10.1 MB, and a file may have at most 10 MB. Nothing was sent.',
    ],
    [many, 'There are 11 files, and a message takes at most 10. Nothing was sent.'],
  ];
  for (const verb of ['reply', 'note'])
    for (const [attach, words] of tries) {
      const refused = await desk.postern([
        'ticket',
        verb,
        number,
        '--body',
        'Hello',
        '--yes',
        '--attach',
        good,
        ...attach,
      ]);
      expect(refused, words).toMatchObject({ exit: 2, stdout: '' });
      expect(refused.stderr).toContain(words);
    }
  expect(await here.unsent()).toBe(0);
  // A reply that the desk refuses leaves no file behind either.
  expect(await desk.postern(['ticket', 'close', number])).toMatchObject({ exit: 0 });
  const late = await desk.postern(['ticket', 'reply', number, '--body', 'Hello', '--yes', '--attach', good]);
  expect(late).toMatchObject({ exit: 7 });
  expect([await here.unsent(), await here.seen()]).toEqual([0, [[]]]);
});
