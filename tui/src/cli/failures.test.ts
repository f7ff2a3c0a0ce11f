/** How `postern` fails: exit codes, words, and that text from outside never steers a terminal. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ErrorCode, outcomes } from '@postern/core/client';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jsonText } from './json-text.ts';
import { openDesk, type TestDesk } from './testing/desk.ts';
import { words } from './words.ts';

let desk: TestDesk;
let ticket: string;

beforeAll(async () => {
  desk = await openDesk();
  ticket = String((await desk.world.ticket({ from: desk.maria })).number);
});
afterAll(() => desk[Symbol.asyncDispose]());

describe('exit codes', () => {
  test('1 when the desk itself failed, with the reference for its operator', async () => {
    await using broken = await openDesk();
    await broken.world.inTransaction(async (work) => {
      await work.tx.$executeRawUnsafe('ALTER TABLE "Ticket" RENAME TO "Lost"');
    });
    const { exit, stderr } = await broken.postern(['ticket', 'list']);
    expect(exit).toBe(1);
    expect(stderr).toMatch(/Reference for the operator: [0-9a-f-]{36}\n/);
  });

  test.each([
    [['ticket', 'lits'], 'Did you mean: postern ticket list'],
    [['tickets', 'view', '3'], 'Did you mean: postern ticket view'],
    [['reply', '3'], 'Did you mean: postern ticket reply 3'],
    [['ticket'], 'needs a verb: list'],
    [['zzzzzzzz'], 'See: postern --help'],
    [['ticket', 'list', '--jsn'], 'Did you mean: --json'],
    [['snippet', 'create', 'solved', '--close'], 'Did you mean: --action close'],
    [['snippet', 'create', 'solved', '--tag', 'x'], 'Did you mean: --action +TAG'],
    [['ticket', 'note', '3', '--message', 'x'], 'Did you mean: --body'],
    [['contact', 'erase', 'a@b.example', '--force'], 'Did you mean: --yes'],
    [['ticket', 'list', '-x'], 'no flag -x'],
    [['ticket', 'list', '--body', 'x'], 'no flag --body'],
    [['ticket', 'list', '--limit'], '--limit needs a value'],
    [['ticket', 'list', '--limit', '0'], 'a whole number from 1'],
    [['ticket', 'list', '--fields', 'subjcet'], 'Did you mean "subject"?'],
    [['ticket', 'list', 'is:opne'], 'See: postern help query'],
    [['ticket', 'list', 'tga:x'], 'Unknown field "tga:"'],
    [['ticket', 'list', '--cursor', 'nonsense'], 'ursor'],
    [['ticket', 'view'], 'needs the number of a ticket'],
    [['ticket', 'view', 'abc'], '"abc" is not the number of a ticket'],
    [['ticket', 'view', '0'], 'not the number'],
    [['ticket', 'view', '1', '2'], 'one word too many'],
    [['ticket', 'reply', '-', '--body', 'x', '--yes'], 'not the number'],
    [['ticket', 'assign', '1'], 'needs --to TO'],
    [['ticket', 'close', '1', '--if-version', '-1'], 'a whole number from 0'],
    [['help', 'nothing'], 'Topics are query'],
    [['completion', 'tcsh'], 'bash, zsh and fish'],
    [[], 'needs a terminal'],
    [['is:open'], 'needs a terminal'],
  ])('2 for wrong usage: %j', async (argv, word) => {
    const { exit, stdout, stderr } = await desk.postern(argv);
    expect({ exit, stdout }).toEqual({ exit: 2, stdout: '' });
    expect(stderr).toContain(word);
    expect(stderr.match(/error: /g)).toHaveLength(1);
  });

  test('4 without a token, with one that is not good, and with one that is no token', async () => {
    for (const env of [
      { POSTERN_URL: desk.url },
      { POSTERN_URL: desk.url, POSTERN_TOKEN: 'pat_nothing' },
      { POSTERN_URL: desk.url, POSTERN_TOKEN: 'two\nlines' },
      { POSTERN_URL: desk.url, POSTERN_TOKEN: await desk.world.tokenOf(desk.maria) },
    ]) {
      const { exit, stderr } = await desk.posternAsNobody(['ticket', 'list'], { env });
      expect(exit).toBe(4);
      expect(stderr).toContain('postern auth login');
    }
  });

  test('5 for a ticket, a contact or a colleague that is not there', async () => {
    for (const argv of [
      ['ticket', 'view', '99999'],
      ['ticket', 'why', ticket, '--contact', 'nobody@acme.example'],
      ['ticket', 'assign', ticket, '--to', 'nobody'],
    ]) {
      expect({ argv, exit: (await desk.postern(argv)).exit }).toEqual({ argv, exit: 5 });
    }
  });

  test('6 for an agent without the permission', async () => {
    const reader = await desk.world.agent({ permissions: ['tickets.read'] });
    const env = { POSTERN_TOKEN: await desk.world.tokenOf(reader) };
    const { exit, stderr } = await desk.postern(['ticket', 'close', ticket], { env });
    expect(exit).toBe(6);
    expect(stderr).toContain('postern auth status');
  });

  test('7 when it changed since you looked', async () => {
    const { exit } = await desk.postern(['ticket', 'close', ticket, '--if-version', '99']);
    expect(exit).toBe(7);
  });

  test('8 when nothing answers, and nothing of a request that cannot have arrived', async () => {
    const gone = await openDesk();
    await gone.stop();
    await using _ = gone;
    const list = await gone.postern(['ticket', 'list']);
    expect(list.exit).toBe(8);
    expect(list.stderr).toContain(`The desk at ${gone.url} cannot be reached: nothing answers there.`);
    const note = await gone.postern(['ticket', 'note', '1', '--body', 'x']);
    expect(note).toMatchObject({ exit: 8, stderr: expect.not.stringContaining('may have arrived') });
  });

  test.each([
    [404, '<h1>Not found</h1>'],
    [200, '{}'],
    [200, ''],
  ])('8 when something else answers: %i %s', async (status, body) => {
    const stranger = createServer((_request, response) => response.writeHead(status).end(body));
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    const { exit, stderr } = await desk.postern(['ticket', 'list', '--url', url]);
    stranger.close();
    expect(exit).toBe(8);
    expect(stderr).toContain('what answers there is no desk');
  });

  test('says so when the address of a desk without encryption begins with https', async () => {
    const url = desk.url.replace('http:', 'https:');
    for (const flags of [[], ['--json']]) {
      const { exit, stderr } = await desk.postern(['ticket', 'list', ...flags], {
        env: { POSTERN_URL: url },
      });
      expect(exit).toBe(8);
      expect(stderr).toContain(
        `The desk at ${url} cannot be reached: what answers there speaks http and not https.`,
      );
      expect(stderr).not.toMatch(/ssl|routines|\.c:/i);
    }
  });

  test('names the usual address when no desk is set up', async () => {
    const outcome = await desk.posternAsNobody(['auth', 'status']);
    expect(outcome.stderr).toContain('http://127.0.0.1:4000 (the usual address, since none is set up)');
  });
});

test('with --json an error is one document on stderr', async () => {
  const desks = await desk.postern(['ticket', 'view', '99999', '--json']);
  expect(desks.stdout).toBe('');
  expect(JSON.parse(desks.stderr)).toEqual({
    error: {
      code: 'TICKET_NOT_FOUND',
      message: 'There is no ticket #99999, or you may not see it.',
      hint: 'See the open ones: postern ticket list',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    },
  });
  const own = await desk.postern(['ticket', 'viwe', '1', '--json']);
  expect(JSON.parse(own.stderr)).toEqual({
    error: {
      code: 'USAGE',
      message: 'There is no verb "ticket viwe".',
      hint: 'Did you mean: postern ticket view',
      requestId: '',
    },
  });
});

test('every code of the desk has words, and each says what to type or do next', () => {
  const at = {
    command: 'postern ticket reply 1042',
    file: null,
    url: 'http://desk',
    isTokenFromEnvironment: false,
    profile: 'default',
  };
  for (const code of [...(Object.keys(outcomes) as ErrorCode[]), 'UNREACHABLE' as const]) {
    const failure = {
      code,
      message: '',
      hint: 'The desk says.',
      requestId: '',
      facts: { version: 3 },
      exit: 1,
    };
    expect({ code, hint: words[code](failure, at) }).toEqual({ code, hint: expect.stringMatching(/\S/) });
  }
});

// C0, DEL, C1 (single byte CSI and OSC), a link, a title, the clipboard, colours, bidi override, zero width, line ends.
const hostile =
  'a\u001b[2Jb\u009b31mc\u001b]52;c;ZXZpbA==\u0007d\u001b]8;;http://evil\u001b\\e\u007f\u0085\u202Eoce\u200Bf\rg\u2028h\ti';
const steering = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describe('text from outside', () => {
  test('is shown and never acted on, at a terminal and in a pipe', async () => {
    const { number } = await desk.world.ticket({
      from: desk.maria,
      subject: hostile,
      says: `${hostile}\n${hostile}`,
    });
    for (const isTerminal of [true, false]) {
      for (const argv of [
        ['ticket', 'list', `number:${number}`],
        ['ticket', 'view', String(number)],
        ['ticket', 'close', String(number)],
        ['ticket', 'reopen', String(number)],
      ]) {
        const { exit, stdout, stderr } = await desk.postern(argv, {
          isTerminal,
          env: { TERM: 'xterm-256color' },
        });
        expect(exit).toBe(0);
        const ours = isTerminal ? withoutOwnStyles(stdout) : stdout;
        for (const line of (ours + stderr).split('\n')) {
          for (const cell of isTerminal ? [line] : line.split('\t')) expect(cell).not.toMatch(steering);
        }
        if (!isTerminal && stdout !== '') expect(stdout.split('\n')[0]?.split('\t')).toHaveLength(8);
      }
    }
  });

  test('stays itself in JSON, with everything that steers a terminal escaped', async () => {
    const { number } = await desk.world.ticket({ from: desk.maria, subject: 'x', says: hostile });
    const { stdout } = await desk.postern(['ticket', 'view', String(number), '--json']);
    expect(stdout.slice(0, -1)).not.toMatch(steering);
    const { timeline } = JSON.parse(stdout) as { timeline: { text: string }[] };
    expect(timeline[0]?.text).toContain('\u009b31m');
    expect(timeline[0]?.text).toContain('\u202Eoce\u200B');
  });

  test('is as harmless in an error', async () => {
    for (const argv of [
      ['ticket', 'assign', ticket, '--to', hostile],
      ['ticket', 'list', hostile.replace('a', 'is:')],
      ['ticket', hostile],
      [hostile],
      ['ticket', 'view', hostile],
      ['ticket', 'list', '--url', hostile],
      ['ticket', 'list', '--profile', hostile],
      ['ticket', 'list', `--${hostile}`],
      ['ticket', 'note', ticket, '--body-file', hostile],
    ]) {
      for (const format of [[], ['--json']]) {
        const { exit, stderr } = await desk.postern([...argv, ...format]);
        expect(exit).toBeGreaterThan(0);
        for (const line of stderr.split('\n')) expect(line).not.toMatch(steering);
      }
    }
  });

  test('for every string, JSON text is the same data and steers nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, isForPeople) => {
        const written = jsonText({ text }, isForPeople);
        expect(JSON.parse(written)).toEqual({ text });
        for (const line of written.split('\n')) expect(line).not.toMatch(steering);
      }),
    );
  });
});

function withoutOwnStyles(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes of our own styles are what this takes out
  return text.replace(/\u001b\[(?:0|[1-9]\d{0,2})(?:;\d{1,3})*m/g, '');
}
