/** `postern-server` on a terminal: it asks what no flag says, shows no password, and ends as it was left. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openTerminal } from '../../tui/testing/terminal.ts';
import { cleanEnv, root, startServer } from './server-process.ts';

const scratch = mkdtempSync(join(tmpdir(), 'postern init-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const password = 'four words are enough';

function postern(data: string, ...args: string[]) {
  const program = join(root, 'scripts', 'dist', 'server.js');
  const env = cleanEnv({ POSTERN_DATA: join(scratch, data), POSTERN_LOG: 'error' });
  return openTerminal({ command: process.execPath, args: [program, ...args], env, columns: 100, rows: 24 });
}

async function answer(
  screen: ReturnType<typeof postern>,
  question: string | RegExp,
  text: string,
): Promise<void> {
  await screen.waitFor(question);
  screen.type(text);
  screen.press('enter');
}

test('init asks for the administrator, the title and the password twice, and shows no password', async () => {
  await using screen = postern('asked', 'init');
  await answer(screen, 'Your name:', 'Grace Ito');
  await answer(screen, 'Your e-mail address:', 'grace@support.example');
  await answer(screen, 'as its title [Support]:', '');
  await answer(screen, 'Password for grace@support.example:', password);
  await answer(screen, 'Once more:', 'four words are enou');
  await answer(screen, /not the same\.\s+Password for/, password);
  await answer(screen, /not the same\.[\s\S]+Once more:/, password);
  await screen.waitFor('The desk is made.');
  expect(await screen.exited).toMatchObject({ code: 0 });
  expect(screen.written).not.toContain('words');
  const again = startServer(
    ['init', '--name', 'X', '--email', 'x@support.example', '--password-stdin'],
    {
      POSTERN_DATA: join(scratch, 'asked'),
    },
    { stdin: `${password}\n` },
  );
  expect((await again.ended).stderr).toContain('This desk exists already.');
});

test('Ctrl+C ends it with 130, and Ctrl+D with 3; nothing is made', async () => {
  for (const [key, code] of [
    ['ctrl+c', 130],
    ['ctrl+d', 3],
  ] as const) {
    await using screen = postern('left', 'init', '--name', 'Grace Ito', '--email', 'grace@support.example');
    await screen.waitFor('Password for');
    screen.press(key);
    expect(await screen.exited).toMatchObject({ code });
    expect(screen.text()).toContain('Nothing was done.');
  }
  expect(existsSync(join(scratch, 'left'))).toBe(false);
});

test('a no to rotate-secrets ends nothing', async () => {
  await using screen = postern('asked', 'rotate-secrets');
  await answer(screen, 'End all of it? [y/N]', '');
  expect(await screen.exited).toMatchObject({ code: 3 });
});

test('without a terminal init says which flags are missing', async () => {
  const { ended } = startServer(['init', '--name', 'Grace Ito'], { POSTERN_DATA: join(scratch, 'none') });
  const { code, stderr } = await ended;
  expect(code).toBe(2);
  expect(stderr).toContain('Without a terminal to ask on, --email must be given.');
  expect(existsSync(join(scratch, 'none'))).toBe(false);
});
