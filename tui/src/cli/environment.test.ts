/** What variables say for every run: where things are, how data leaves, who writes and shows it, and what is written down. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { editorCommand } from '../inbox/external-editor.ts';
import { debugLog } from './debug-log.ts';
import { openDesk, password, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let folder: string;
beforeAll(async () => {
  desk = await openDesk();
  for (let count = 0; count < 3; count += 1)
    await desk.world.ticket({ from: desk.maria, subject: `CANARY subject ${count}`, says: 'CANARY text' });
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-environment-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

test('POSTERN_CONFIG_DIR is the folder of profiles and tokens itself', async () => {
  const env = { POSTERN_CONFIG_DIR: folder, XDG_CONFIG_HOME: '/nowhere' };
  const login = ['auth', 'login', '--url', desk.url, '--email', desk.ada.email, '--password-stdin'];
  expect((await desk.posternAsNobody(login, { env, stdin: password })).exit).toBe(0);
  expect(readdirSync(folder).sort()).toEqual(['config.json', 'credentials']);
  expect((await desk.posternAsNobody(['auth', 'status'], { env })).stdout).toContain(desk.ada.email);
});

describe('POSTERN_OUTPUT', () => {
  const env = { POSTERN_OUTPUT: 'json' };

  test('json is --json for every verb, and a flag wins over it', async () => {
    const list = ['ticket', 'list', 'is:open'];
    const asked = await desk.postern([...list, '--json']);
    expect(await desk.postern(list, { env })).toEqual(asked);
    expect(JSON.parse(asked.stdout).items).toHaveLength(3);
    const lines = await desk.postern([...list, '--jsonl'], { env });
    expect(lines.stdout.trim().split('\n')).toHaveLength(3);
  });

  test('json tells errors as JSON too, also those of words that are no verb', async () => {
    for (const words of [
      ['ticket', 'view', '999'],
      ['ticket', 'lst'],
      ['ticket', 'list', '--nothing'],
    ]) {
      const { stderr, exit } = await desk.postern(words, { env });
      expect([words.join(' '), Object.keys(JSON.parse(stderr))]).toEqual([words.join(' '), ['error']]);
      expect(exit).toBeGreaterThan(0);
    }
  });

  test('anything else is refused by its name', async () => {
    const { stderr, exit } = await desk.postern(['ticket', 'list'], { env: { POSTERN_OUTPUT: 'xml' } });
    expect(exit).toBe(2);
    expect(stderr).toContain('POSTERN_OUTPUT is "xml", and takes json or jsonl.');
  });
});

test('POSTERN_NO_INPUT asks nothing, unless it says no', async () => {
  const close = ['ticket', 'list', '--limit', '1'];
  const erase = ['contact', 'erase', desk.maria.email];
  expect((await desk.postern(close, { isTerminal: true, env: { POSTERN_NO_INPUT: '1' } })).exit).toBe(0);
  const refused = await desk.postern(erase, { isTerminal: true, env: { POSTERN_NO_INPUT: '1' } });
  expect(refused.exit).toBe(2);
  const asked = await desk.postern(erase, {
    isTerminal: true,
    env: { POSTERN_NO_INPUT: '0' },
    answers: ['no', 'no', 'no'],
  });
  expect(asked.exit).toBe(3);
});

test('POSTERN_EDITOR writes, before VISUAL and EDITOR, on the command line as in the inbox', async () => {
  const env = { POSTERN_EDITOR: 'own', VISUAL: 'visual', EDITOR: 'editor' };
  const used: string[] = [];
  const edit = (file: string, command: string) => {
    used.push(command);
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nFor the team.`);
    return 0;
  };
  const { exit } = await desk.postern(['ticket', 'note', '1001'], { env, edit, isTerminal: true });
  expect([exit, used]).toEqual([0, ['own']]);
  expect(editorCommand(env)).toBe('own');
  expect(editorCommand({ VISUAL: 'visual', EDITOR: 'editor' })).toBe('visual');
});

describe('POSTERN_PAGER', () => {
  const env = { POSTERN_PAGER: 'less -R' };

  test('shows on a terminal what is longer than the screen, whole', async () => {
    const shown: string[] = [];
    const page = (command: string, text: string) => shown.push(command, text) > 0;
    const plain = await desk.postern(['help', 'query'], { isTerminal: true });
    const around = { env, page, isTerminal: true };
    expect(await desk.postern(['help', 'query'], { ...around, rows: 10 })).toMatchObject({
      stdout: '',
      exit: 0,
    });
    expect(shown).toEqual(['less -R', plain.stdout]);
    // Where it cannot be started, and where all of it is seen at once, it is printed.
    const failing = { ...around, rows: 10, page: () => false };
    expect((await desk.postern(['help', 'query'], failing)).stdout).toBe(plain.stdout);
    expect((await desk.postern(['help', 'query'], { env, rows: 500, isTerminal: true })).stdout).toBe(
      plain.stdout,
    );
  });

  test('is left alone in a pipe and for JSON, and an error is told all the same', async () => {
    expect((await desk.postern(['help', 'query'], { env, rows: 1 })).stdout).toContain('is:open');
    const asJson = { env, rows: 1, isTerminal: true };
    expect((await desk.postern(['ticket', 'list', '--json'], asJson)).stdout).toContain('CANARY');
    expect(await desk.postern(['ticket', 'view', '999'], { env, isTerminal: true })).toMatchObject({
      exit: 5,
    });
  });
});

describe('--debug and POSTERN_DEBUG', () => {
  const logOf = () => readFileSync(join(folder, 'postern', 'logs', 'debug.log'), 'utf8');

  test('write down how it went and nothing of what was said, and the screen is as without', async () => {
    const note = ['ticket', 'note', '1001', '--body', 'CANARY note', '--json'];
    const env = { XDG_STATE_HOME: folder };
    const quiet = await desk.postern(['ticket', 'list', 'CANARY', '--json']);
    expect(await desk.postern(['ticket', 'list', 'CANARY', '--json', '--debug'], { env })).toEqual(quiet);
    expect((await desk.postern(note, { env: { ...env, POSTERN_DEBUG: '1' } })).exit).toBe(0);
    const missing = ['ticket', 'view', '999', '--debug'];
    expect((await desk.postern(missing, { env })).exit).toBe(5);
    const log = logOf();
    expect(log).toMatch(/begins: postern ticket list, given json debug query;/);
    expect(log).toMatch(/ query tickets\.list \d+ ms ok\n/);
    expect(log).toMatch(/ mutation tickets\.note \d+ ms ok\n/);
    expect(log).toMatch(/ query tickets\.view \d+ ms TICKET_NOT_FOUND\n/);
    expect(log).toMatch(/ends: exit 5\n/);
    for (const secret of ['CANARY', desk.ada.email, desk.asAda.POSTERN_TOKEN ?? 'no token'])
      expect(log).not.toContain(secret);
    expect(statSync(join(folder, 'postern', 'logs', 'debug.log')).mode & 0o777).toBe(0o600);
  });

  test('nothing is written unless it is asked for', async () => {
    await desk.postern(['ticket', 'list'], { env: { XDG_STATE_HOME: folder, POSTERN_DEBUG: '0' } });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('what could be a secret is taken out of every line, and old logs are laid aside', () => {
    const log = debugLog(folder);
    log.line('Bearer abcdef maria@acme.example, tok_0mwzc01abc.ZmFrZS1zZWNyZXQtZm9yLXRlc3Rz and "a text"');
    log.line('https://me:word@desk.example/path?token=x#y');
    log.fault(new TypeError('CANARY in a message'));
    const file = join(folder, 'logs', 'debug.log');
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('Bearer [token] [address], [token] and "…"');
    expect(text).toContain('https://desk.example/path\n');
    expect(text).toMatch(/TypeError\n\s+at /);
    expect(text).not.toMatch(/CANARY|word|maria/);
    for (let count = 0; count < 1_000; count += 1) log.line('x'.repeat(100_000));
    expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['debug.1.log', 'debug.2.log', 'debug.log']);
    for (const name of readdirSync(join(folder, 'logs')))
      expect(statSync(join(folder, 'logs', name)).size).toBeLessThanOrEqual(1024 * 1024);
  });
});
