/** Starts that cannot succeed: one clear message, exit code 1, and the data as it was. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { freePortPair, processesGiven } from '../src/testing/processes.ts';
import { startDesk } from './desk.ts';
import { copySampleData } from './sample-template.ts';
import { type ServerEnd, startServer } from './server-process.ts';

const scratch = mkdtempSync(join(tmpdir(), 'postern e2e-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let data: string;
let port: number;
let count = 0;
beforeEach(async () => {
  count += 1;
  data = join(scratch, `data ${count}`);
  port = await freePortPair();
});

/** Every file below a directory with its rights and a hash of what is in it. */
function tree(directory: string): Record<string, string> {
  if (!existsSync(directory)) return {};
  if (!statSync(directory).isDirectory()) return { '.': readFileSync(directory, 'utf8') };
  return Object.fromEntries(
    readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((name) => {
      const path = join(directory, name);
      const { mode, size } = lstatSync(path);
      const content = statSync(path).isFile()
        ? createHash('sha1').update(readFileSync(path)).digest('hex')
        : '';
      return [name, `${mode.toString(8)} ${size} ${content}`];
    }),
  );
}

/** Starts a desk that must refuse: nothing on stdout, one message on stderr, nothing changed, nobody left. */
async function refused(
  env: Record<string, string> = {},
  options: { isOrdinaryUser?: boolean } = {},
): Promise<string> {
  const before = tree(data);
  const given = { POSTERN_DATA: data, PORT: String(port), ...env };
  const end: ServerEnd = await startServer(['serve', '--sample'], given, options).ended;
  expect(end).toMatchObject({ code: 1, signal: null, stdout: '' });
  expect(end.stderr).toMatch(/^postern: /);
  expect(end.stderr).not.toMatch(/\n\s+at |node:internal|Error:/);
  expect(tree(data)).toEqual(before);
  expect(processesGiven(data)).toEqual([]);
  return end.stderr.trimEnd().replace(/^postern: /, '');
}

/** A desk that has run before. */
async function withDesk(): Promise<string> {
  await copySampleData(data);
  return join(data, 'postern.db');
}

async function listenOn(taken: number) {
  const server = createServer((connection) => connection.destroy()).listen(taken, '127.0.0.1');
  await once(server, 'listening');
  return { [Symbol.dispose]: () => void server.close() };
}

test('the port is in use', async () => {
  await withDesk();
  using _other = await listenOn(port);
  expect(await refused()).toBe(
    `Port ${port} on 127.0.0.1 is in use, perhaps by another desk. Stop that program, or choose another port: PORT=${port + 2} npm start`,
  );
});

test('the port of the Slack emulator is in use', async () => {
  await withDesk();
  using _other = await listenOn(port + 1);
  expect(await refused()).toBe(
    `The Slack emulator cannot listen on port ${port + 1}, which the sample desk needs beside ${port}. Stop what uses it, or choose another port: PORT=${port + 10} npm start`,
  );
});

test.each([
  ['its port', 0],
  ['the port of its Slack emulator', 1],
])('a first start makes nothing while %s is in use', async (_what, offset) => {
  using _other = await listenOn(port + offset);
  expect(await refused()).toMatch(offset === 0 ? /^Port \d+ on 127/ : /^The Slack emulator cannot listen on/);
  expect(existsSync(data)).toBe(false);
});

test.each(['0', '65535'])('PORT=%s leaves no next port for the Slack emulator', async (given) => {
  const words = `The sample desk needs the port after PORT for its Slack emulator, so PORT cannot be ${given}. Choose another one, for example: PORT=4000 npm start`;
  expect(await refused({ PORT: given })).toBe(words);
  expect(existsSync(data)).toBe(false);
  await withDesk();
  expect(await refused({ PORT: given })).toBe(words);
});

test('an address that this machine does not have', async () => {
  await withDesk();
  expect(await refused({ HOST: '192.0.2.1' })).toMatch(
    /^The desk cannot listen on 192\.0\.2\.1:\d+: .*EADDRNOTAVAIL/,
  );
});

test('two starts on one data directory: the second is refused, the first works on', async () => {
  await using desk = await startDesk();
  const emulator = desk.emulatorPid();
  const second = await startServer(['serve', '--sample'], { ...desk.env, PORT: String(port) }).ended;
  expect(second).toMatchObject({ code: 1, stdout: '' });
  expect(second.stderr).toBe(
    `postern: Another desk is running on ${desk.data}. Stop it first and run this again, or give this one a directory of its own with POSTERN_DATA\n`,
  );
  expect((await fetch(`${desk.url}/readyz`)).status).toBe(200);
  expect(desk.emulatorPid()).toBe(emulator);
  await desk.slack.connected();
});

test('two starts at one moment on a fresh directory: one of them serves', async () => {
  const other = await freePortPair();
  const starts = [port, other].map((each) =>
    startServer(['serve', '--sample'], { POSTERN_DATA: data, PORT: String(each), POSTERN_LOG: 'error' }),
  );
  const outcomes = await Promise.allSettled(starts.map(({ ready }) => ready));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const [winner, loser] = outcomes[0]?.status === 'fulfilled' ? starts : starts.toReversed();
  expect(await loser?.ended).toMatchObject({ code: 1 });
  expect(loser?.stderr()).toContain('Another desk is running on');
  winner?.child.kill('SIGTERM');
  expect(await winner?.ended).toMatchObject({ code: 0 });
});

test('a data directory that this user may not write', async () => {
  await withDesk();
  chmodSync(data, 0o555);
  const words = await refused({}, { isOrdinaryUser: true });
  chmodSync(data, 0o755);
  expect(words).toBe(
    `The data directory ${data} cannot be used: this user may not write there. Choose another one with POSTERN_DATA, or mend its rights.`,
  );
});

test('a data directory that this user may not make', async () => {
  const closed = join(scratch, 'closed');
  mkdirSync(closed, { mode: 0o555 });
  data = join(closed, 'data');
  expect(await refused({}, { isOrdinaryUser: true })).toContain(
    'cannot be used: this user may not write there.',
  );
  expect(existsSync(data)).toBe(false);
});

test('a database file that this user may not write', async () => {
  const file = await withDesk();
  chmodSync(file, 0o444);
  expect(await refused({}, { isOrdinaryUser: true })).toBe(
    `The database ${file} cannot be written. Check who owns it and its rights.`,
  );
});

test('the data directory is a file, or a file is in its way', async () => {
  writeFileSync(data, 'Not a directory.');
  expect(await refused()).toContain(`The data directory ${data} cannot be used: a file is in its way.`);
  expect(await refused({ POSTERN_DATA: join(data, 'deeper') })).toContain(
    'cannot be used: a file is in its way.',
  );
});

test.each<[string, (file: string) => void]>([
  ['is no database at all', (file) => writeFileSync(file, 'Dear diary,\n'.repeat(1_000))],
  ['was cut off', (file) => truncateSync(file, Math.floor(statSync(file).size / 4096 / 2) * 4096)],
  ['has a page of noise in it', (file) => overwrite(file, 40 * 4096, Buffer.alloc(4096, 0xa5))],
  ['lost its first page', (file) => overwrite(file, 0, Buffer.alloc(4096))],
])('a database file that %s', async (_how, damage) => {
  const file = await withDesk();
  damage(file);
  const words = await refused();
  expect(words).toMatch(
    /^The database .* is damaged \(.+\)\. Nothing was changed\. Put a backup in its place, or move the file away to begin anew\.$/,
  );
  expect(words).toContain(file);
});

test('a database of another program', async () => {
  mkdirSync(data);
  const file = join(data, 'postern.db');
  const other = new Database(file);
  other.exec('CREATE TABLE "albums" ("id" INTEGER PRIMARY KEY)');
  other.close();
  writeFileSync(join(data, 'desk.lock'), '');
  expect(await refused()).toBe(
    'This database belongs to another program: it holds the table "albums", and no desk. Name an empty one with DATABASE_URL.',
  );
});

test.runIf(existsSync('/proc/self'))('a data directory where no folder can be made', async () => {
  expect(await refused({ POSTERN_DATA: '/proc/nope' })).toBe(
    'The data directory /proc/nope cannot be used: no folder can be made there. Choose another one with POSTERN_DATA, or mend its rights.',
  );
});

test("the Slack emulator's file is damaged", async () => {
  await withDesk();
  const file = join(data, 'slack-emulator.json');
  writeFileSync(file, '{"format":1,"changes":[[');
  expect(await refused()).toMatch(
    new RegExp(
      `^The Slack emulator's snapshot ${file} cannot be read: .* Move the file away to start with the sample workspace\\.$`,
    ),
  );
});

test('every bad variable is named at once', async () => {
  const words = await refused({
    PORT: 'eighty',
    POSTERN_PUBLIC_URL: 'https://support.example.com/desk',
    DATABASE_URL: 'mysql://localhost/postern',
    SLACK_BOT_TOKEN: 'xapp-the-wrong-one',
    SMTP_URL: 'mail.example.com:587',
    POSTERN_LOG: 'loud',
  });
  const [first, ...lines] = words.split('\n');
  expect(first).toBe('The settings cannot be used:');
  for (const name of ['PORT', 'POSTERN_PUBLIC_URL', 'DATABASE_URL', 'SLACK_BOT_TOKEN', 'POSTERN_LOG'])
    expect(lines.filter((line) => line.startsWith(`  ${name} must `))).toHaveLength(1);
  expect(lines).toContain('  SMTP_URL must begin with "smtp://" or "smtps://"');
  expect(lines).toContain(
    '  SLACK_APP_TOKEN must be set too, for Slack over Socket Mode, or SLACK_SIGNING_SECRET, for Slack over HTTP',
  );
  expect(lines).toContain('  MAIL_FROM must be set too, for mail to be sent');
  expect(existsSync(data)).toBe(false);
});

function overwrite(file: string, at: number, bytes: Buffer): void {
  writeSync(openSync(file, 'r+'), bytes, 0, bytes.length, at);
}
