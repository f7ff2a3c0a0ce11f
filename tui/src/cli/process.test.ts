/** The command as a process of its own: what it loads, pipes that close, Ctrl+C, and a password at a terminal. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawn as spawnPty } from '@lydell/node-pty';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, password, type TestDesk } from './testing/desk.ts';

const program = fileURLToPath(new URL('../main.ts', import.meta.url));
const listener = fileURLToPath(new URL('./testing/loaded-modules.mjs', import.meta.url));

let desk: TestDesk;
beforeAll(async () => {
  desk = await openDesk();
  for (let count = 0; count < 3; count += 1) await desk.world.ticket({ from: desk.maria });
});
afterAll(() => desk[Symbol.asyncDispose]());

const envOf = (extra: Record<string, string> = {}) => ({
  PATH: process.env.PATH ?? '',
  HOME: desk.home,
  ...desk.asAda,
  ...extra,
});

async function collect(stream: AsyncIterable<unknown> | null | undefined): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}

function start(argv: string[], nodeArgs: string[] = []) {
  const child = spawn(process.execPath, [...nodeArgs, program, ...argv], {
    env: envOf(),
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.end();
  return child;
}

async function runChild(argv: string[], nodeArgs: string[] = []) {
  const child = start(argv, nodeArgs);
  const [stdout, stderr, loaded, [exit]] = await Promise.all([
    collect(child.stdout),
    collect(child.stderr),
    collect(child.stdio[3] as unknown as AsyncIterable<unknown>),
    once(child, 'exit'),
  ]);
  return { exit: exit as number, stdout, stderr, loaded };
}

describe('what a verb loads', () => {
  const loadedBy = async (argv: string[]) => {
    const { exit, loaded, stderr } = await runChild(argv, ['--import', listener]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    return loaded
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { url: string; from: string });
  };

  test('"ticket list" loads no screen, no server and no database', async () => {
    const modules = await loadedBy(['ticket', 'list', '--json']);
    expect(modules.some(({ url }) => url.endsWith('/cli/verbs/ticket-list.ts'))).toBe(true);
    const heavy =
      /\/(?:ink|react|react-reconciler|yoga-layout|hono|better-sqlite3|lucia|zod|pino|nodemailer)\/|prisma|argon2/;
    expect(modules.filter(({ url }) => heavy.test(url))).toEqual([]);
    expect(modules.filter(({ url }) => /\/tui\/src\/(?:inbox|views|store)\//.test(url))).toEqual([]);
    expect(
      modules.filter(({ url }) => /\.router\.ts$|\/core\/src\/(?:router|trpc|core|host)\.ts$/.test(url)),
    ).toEqual([]);
    // tRPC's client takes its own helpers from the server's package; nothing of ours may ask for it.
    const askers = modules.filter(
      ({ url, from }) => url.includes('@trpc/server') && !from.includes('/node_modules/@trpc/'),
    );
    expect(askers).toEqual([]);
  });

  test('"help" and "completion" load no client either', async () => {
    for (const argv of [
      ['help', 'query'],
      ['completion', 'bash'],
      ['ticket', 'list', '--help'],
    ]) {
      const modules = await loadedBy(argv);
      expect(modules.filter(({ url }) => /@trpc|eventsource|core\/src/.test(url))).toEqual([]);
    }
  });
});

test('a pipe that closes early ends it quietly', async () => {
  const child = start(['ticket', 'list', '--json']);
  child.stdout?.destroy();
  const [stderr, [exit, signal]] = await Promise.all([collect(child.stderr), once(child, 'exit')]);
  expect({ exit, signal, stderr }).toEqual({ exit: 0, signal: null, stderr: '' });
});

test('Ctrl+C while the desk keeps it waiting: exit 130', async () => {
  const silent = createServer();
  const asked = once(silent, 'request');
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const child = start(['ticket', 'list', '--url', url]);
  const ended = once(child, 'exit');
  await asked;
  child.kill('SIGINT');
  expect(await ended).toEqual([130, null]);
  silent.closeAllConnections();
  silent.close();
});

describe('at a terminal', () => {
  /** A person who answers prompts as they appear, and what the terminal showed in the end. */
  const atTerminal = async (argv: string[], dialogue: [prompt: string, typed: string][], env = {}) => {
    const terminal = spawnPty(process.execPath, [program, ...argv], { cols: 100, env: envOf(env) });
    let screen = '';
    let seen = 0;
    const waiting = [...dialogue];
    terminal.onData((data) => {
      screen += data;
      const at = waiting[0] ? screen.indexOf(waiting[0][0], seen) : -1;
      if (waiting[0] && at >= 0) {
        seen = at + waiting[0][0].length;
        terminal.write((waiting.shift() as [string, string])[1]);
      }
    });
    const exit = await new Promise<number>((resolve) => terminal.onExit(({ exitCode }) => resolve(exitCode)));
    return { exit, screen };
  };

  test('the password is asked for and not shown, and corrections count', async () => {
    const { exit, screen } = await atTerminal(
      ['auth', 'login', '--url', desk.url],
      [
        ['E-mail: ', 'ada@postern.example\r'],
        ['Password: ', `wrong\u0015${password}x\u007f\r`],
      ],
    );
    expect(exit).toBe(0);
    expect(screen).toContain('Signed in to');
    expect(screen).not.toContain('correct');
    expect(await readFile(join(desk.home, '.config/postern/credentials'), 'utf8')).toContain(desk.url);
  });

  test('Ctrl+C at either question ends with 130 and signs nobody in', async () => {
    const argv = ['auth', 'login', '--url', desk.url];
    const atEmail = await atTerminal(argv, [['E-mail: ', '\u0003']]);
    const atPassword = await atTerminal(
      [...argv, '--email', 'ada@postern.example'],
      [['Password: ', '\u0003']],
    );
    expect([atEmail.exit, atPassword.exit]).toEqual([130, 130]);
  });

  test('a reply is written in the editor, its readers are shown, and a yes sends it', async () => {
    const { number } = await desk.world.ticket({ from: desk.maria });
    const { exit, screen } = await atTerminal(
      ['ticket', 'reply', String(number)],
      [['Send it to the customer? [y/N] ', 'y\r']],
      { EDITOR: `sh -c 'echo "From the editor." >> "$1"' editor` },
    );
    expect(exit).toBe(0);
    expect(screen).toContain('To Maria López <maria@acme.example>');
    const maria = await desk.world.as(desk.maria);
    const { messages } = await maria.portal.ticket.query({ ticket: number });
    expect(messages.map(({ text }) => text)).toContain('From the editor.');
  });
});
