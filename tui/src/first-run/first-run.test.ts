/** The first time: what is asked, what is made of the answers, and that nothing stays of a look around. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Args } from '../cli/flags.ts';
import type { Io } from '../cli/io.ts';
import { openSession } from '../cli/session.ts';
import { openDesk, password, type TestDesk } from '../cli/testing/desk.ts';
import { firstRun } from './first-run.ts';
import { serverCommand } from './server-command.ts';

let desk: TestDesk;
let folder: string;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-first-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

/** Answers in turn; what is shown is kept. */
function person(...answers: (string | null)[]) {
  let shown = '';
  const ask = async (question: string) => {
    shown += question;
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`Nobody was expected to be asked: ${question}`);
    return answer;
  };
  const io = {
    stdout: { write: () => {} },
    stderr: { write: (text: string) => (shown += text) },
    env: { HOME: folder, PATH: process.env.PATH },
    isTerminal: { stdin: true, stdout: true, stderr: true },
    columns: 80,
    ask,
    askSecret: ask,
  } as unknown as Io;
  const args = {} as Args;
  return { session: openSession(io, args, 'postern'), args, shown: () => shown };
}

/** A server that writes down how it was started, and answers as it is told. */
function fakeServer(script: string): string {
  const bin = join(folder, 'node_modules', '.bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'postern-server'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'postern-server'), 0o700);
  return join(folder, 'here');
}

describe('a desk that is there', () => {
  test('is signed in to by its address, and remembered', async () => {
    const { session, args } = person('3', desk.url, 'ada@postern.example', password);
    const found = await firstRun(session, args, folder);
    expect(found).toMatchObject({ url: desk.url, profile: 'default' });
    expect(found?.token).toBeTruthy();
    expect(readFileSync(join(folder, '.config', 'postern', 'config.json'), 'utf8')).toContain(desk.url);
  });

  test('an answer that is none is asked again; no answer ends it', async () => {
    const { session, args, shown } = person('5', null);
    await expect(firstRun(session, args, folder)).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(shown()).toContain('That is none of them.');
  });
});

describe('a desk of the own', () => {
  test('is made from five answers, with the password on stdin alone; then it says what to type', async () => {
    const from = fakeServer(
      `printf '%s\\n' "$@" > "${folder}/args"; echo "$POSTERN_DATA" > "${folder}/data"; cat > "${folder}/in"; echo "Customers will find the portal at http://127.0.0.1:4080/support" >&2`,
    );
    const { session, args, shown } = person(
      ...['2', 'Ada Okafor', 'ada@example.com', '', join(folder, 'my data')],
      ...['short', 'long enough 1', 'long enough 2', 'long enough 1', 'long enough 1'],
      'n',
    );
    expect(await firstRun(session, args, from)).toBeNull();
    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(read('args').split('\n')).toEqual([
      ...[
        'init',
        '--name',
        'Ada Okafor',
        '--email',
        'ada@example.com',
        '--title',
        'Support',
        '--password-stdin',
        '',
      ],
    ]);
    expect(read('in')).toBe('long enough 1\n');
    expect(read('data')).toBe(`${join(folder, 'my data')}\n`);
    expect(shown()).toContain('That is too short.');
    expect(shown()).toContain('The two are not the same.');
    expect(shown()).toContain(`POSTERN_DATA='${join(folder, 'my data')}'`);
    expect(shown()).toContain('postern auth login --url http://127.0.0.1:4080 --email ada@example.com');
    expect(shown()).toContain('The portal:    http://127.0.0.1:4080/support\n');
    expect(shown()).not.toContain('long enough');
  });

  test('is started and signed in to for as long as its inbox is open, and remembered', async () => {
    const from = fakeServer(
      `if [ "$1" = init ]; then cat > /dev/null; else echo "$1 $POSTERN_DATA" > "${folder}/served"; echo "ready ${desk.url}"; exec sleep 60; fi`,
    );
    const answers = ['2', 'Ada Okafor', 'ada@postern.example', '', folder, password, password, ''];
    const { session, args, shown } = person(...answers);
    const found = await firstRun(session, args, from);
    expect(found).toMatchObject({ url: desk.url, profile: 'default', token: expect.stringMatching(/./) });
    expect(readFileSync(join(folder, 'served'), 'utf8')).toBe(`serve ${folder}\n`);
    const kept = JSON.parse(readFileSync(join(folder, '.config', 'postern', 'credentials'), 'utf8'));
    expect(kept.credentials.default).toEqual({ url: desk.url, token: found?.token });
    await found?.stop?.();
    expect(shown()).toContain(`The desk stopped with the inbox.`);
    expect(shown()).toContain(`POSTERN_DATA=${folder} `);
  });

  test('one that cannot be started is made all the same, and the reason is told', async () => {
    const from = fakeServer(
      'cat > /dev/null; if [ "$1" = serve ]; then echo "postern: Port 4000 is in use." >&2; exit 1; fi',
    );
    const answers = ['2', 'Ada Okafor', 'ada@postern.example', '', folder, password, password, 'y'];
    const { session, args, shown } = person(...answers);
    expect(await firstRun(session, args, from)).toBeNull();
    expect(shown()).toContain('The desk is made, and could not be started now: Port 4000 is in use.');
    expect(existsSync(join(folder, '.config'))).toBe(false);
  });

  test.each([
    ['postern: This desk exists already.', 'This desk exists already.'],
    [
      'error: The password has 5 characters.\\n  See: postern-server --help',
      'The password has 5 characters.',
    ],
  ])('what the server refuses is told: %s', async (said, message) => {
    const from = fakeServer(`cat > /dev/null; printf '${said}\\n' >&2; exit 1`);
    const { session, args } = person('2', 'Ada', 'ada@example.com', '', '', 'long enough 1', 'long enough 1');
    await expect(firstRun(session, args, from)).rejects.toMatchObject({ message });
  });
});

test('without a server there is a sentence, and the way to a desk that is there', async () => {
  const { session, args } = person('1');
  const nowhere = { ...session, io: { ...session.io, env: { PATH: folder } } };
  await expect(firstRun(nowhere, args, folder)).rejects.toMatchObject({
    message: 'The program postern-server is not installed here.',
  });
  expect(serverCommand(folder, undefined)).toBeNull();
});
