/** `--queue` and the outbox on this machine: kept with exit 9, listed, taken back, sent once with the same request id. */
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, password, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let number: string;

beforeAll(async () => {
  desk = await openDesk();
  number = String((await desk.world.ticket({ from: desk.maria, subject: 'Cannot sign in' })).number);
  const signedIn = await desk.posternAsNobody(
    ['auth', 'login', '--url', desk.url, '--email', desk.ada.email, '--password-stdin'],
    { stdin: `${password}\n` },
  );
  expect(signedIn).toMatchObject({ exit: 0 });
});
afterAll(() => desk[Symbol.asyncDispose]());

const postern = (...argv: string[]) => desk.posternAsNobody(argv);
const listed = async () =>
  (JSON.parse((await postern('outbox', 'list', '--json')).stdout) as { items: { id: string }[] }).items;

test('a connection that is cut says how to repeat it safely, for the words may have arrived', async () => {
  const cutting = createServer((connection) => connection.once('data', () => connection.destroy()));
  await once(cutting.listen(0, '127.0.0.1'), 'listening');
  const url = `http://127.0.0.1:${(cutting.address() as AddressInfo).port}`;
  const env = { POSTERN_URL: url, POSTERN_TOKEN: 'pag_whatever' };
  const { exit, stderr } = await desk.posternAsNobody(['ticket', 'note', number, '--body', 'Cut.'], { env });
  cutting.close();
  expect(exit).toBe(8);
  expect(stderr).toContain('the connection was cut.');
  expect(stderr).toContain('It may have arrived all the same. Repeat it safely: add --request-id ');
});

test('without a connection a verb keeps its act only where that was asked for, and then says how it goes on', async () => {
  await desk.stop();
  const plain = await postern('ticket', 'close', number);
  expect(plain).toMatchObject({ exit: 8, stdout: '' });
  expect(plain.stderr).toContain('To keep it on this machine until the desk is back: add --queue');
  expect(await postern('outbox', 'list')).toMatchObject({ exit: 8 });
  const note = await postern('ticket', 'note', number, '--body', 'Their proxy is old.');
  expect(note.stderr).toContain('nothing answers there');
  expect(note.stderr).not.toContain('It may have arrived');

  expect(await postern('ticket', 'note', number, '--body', 'Their proxy is old.', '--queue')).toMatchObject({
    exit: 9,
    stderr: expect.stringMatching(
      /^kept: .* Kept on this machine: #\d+: internal note\.\n {2}When it is back: postern outbox retry off_/,
    ),
  });
  expect(await postern('ticket', 'reply', number, '--body', 'Try again.', '--yes', '--queue')).toMatchObject({
    exit: 9,
  });
  const closed = await postern('ticket', 'close', number, '--queue', '--json');
  expect(closed.exit).toBe(9);
  expect(JSON.parse(closed.stderr).error).toMatchObject({ code: 'KEPT_OFFLINE' });
  // A token alone does not say whose outbox it is.
  expect(await desk.postern(['ticket', 'close', number, '--queue'])).toMatchObject({ exit: 1 });

  const items = await postern('outbox', 'list', '--json');
  expect(items.exit).toBe(8);
  const { items: kept } = JSON.parse(items.stdout);
  expect(kept).toMatchObject([
    { kind: 'note', state: 'offline', ticket: Number(number) },
    { kind: 'reply', state: 'offline' },
    { kind: 'close', state: 'offline' },
  ]);
  expect(await postern('outbox', 'cancel', kept[2].id)).toMatchObject({
    exit: 0,
    stderr: expect.stringContaining('Given up'),
  });
  expect(await postern('outbox', 'cancel', kept[2].id)).toMatchObject({ exit: 5 });
  const folder = join(desk.home, '.local', 'state', 'postern', 'outbox');
  const [own = ''] = readdirSync(folder);
  const files = readdirSync(join(folder, own));
  expect(files).toHaveLength(2);
  for (const file of files) expect(statSync(join(folder, own, file)).mode & 0o777).toBe(0o600);
});

test('back again, a reply whose readers nobody has seen is shown before it leaves; the rest goes out in order, once', async () => {
  await desk.start();
  const first = await postern('outbox', 'retry', 'offline');
  expect(first).toMatchObject({
    exit: 7,
    stderr: expect.stringMatching(
      /Sent: #\d+: internal note\.[\s\S]*Maria López would read it; nobody has seen that yet\./,
    ),
  });
  const [reply] = await listed();
  expect(await postern('outbox', 'retry', reply?.id as string)).toMatchObject({ exit: 2 });
  const shown = await desk.posternAsNobody(['outbox', 'retry', reply?.id as string], {
    isTerminal: true,
    answers: ['y'],
  });
  expect(shown).toMatchObject({ exit: 0 });
  expect(shown.stderr).toMatch(
    /PUBLIC REPLY on #\d+: Cannot sign in\nTo Maria López[\s\S]*Try again\.[\s\S]*Send it to the customer\?/,
  );
  expect((await listed()).filter(({ id }) => id.startsWith('off_'))).toEqual([]);
  expect(await postern('outbox', 'retry', 'offline')).toMatchObject({
    exit: 0,
    stderr: expect.stringContaining('Nothing waits'),
  });
  const { timeline } = await (await desk.world.as(desk.ada)).tickets.view.query({ ticket: Number(number) });
  // Messages and notes of one moment stand side by side.
  const written = timeline.filter(({ author }) => author.kind === 'agent').map(({ text }) => text);
  expect(written.sort()).toEqual(['Their proxy is old.', 'Try again.']);
});

test('signing out says what still waits on this machine, and keeps it', async () => {
  await desk.stop();
  await postern('ticket', 'note', number, '--body', 'For later.', '--queue');
  const out = await postern('auth', 'logout');
  expect(out.exit).toBe(0);
  expect(out.stderr).toMatch(
    /One act waits on this machine and reached no desk\. What waits is kept, and goes out once you sign in to http/,
  );
  expect(
    readdirSync(join(desk.home, '.local', 'state', 'postern', 'outbox'), { recursive: true }),
  ).toHaveLength(2);
});
