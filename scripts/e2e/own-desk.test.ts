/** A desk of one's own, as the README makes it: no sample people, no sandbox, no stand-in for Slack. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePortPair, processesGiven } from '../src/testing/processes.ts';
import { type E2eDesk, startDesk } from './desk.ts';
import { openCommandLine } from './postern-command.ts';
import { posternServer } from './postern-server-command.ts';
import { type ServerEnd, startServer } from './server-process.ts';

const password = 'four words are enough';
const administrator = ['--name', 'Grace Ito', '--email', 'Grace@Support.example'];

let desk: E2eDesk;
let made: ServerEnd;
beforeAll(async () => {
  desk = await startDesk({
    isBare: true,
    async prepare(_data, env) {
      const args = [
        'init',
        ...administrator,
        '--title',
        'Crate & Co. Help',
        '--slug',
        'help',
        '--password-stdin',
      ];
      made = await posternServer(args, env, `${password}\n`);
    },
  });
});
afterAll(() => desk?.[Symbol.asyncDispose]());

test('init says what to do next, and never the password', () => {
  expect(made).toMatchObject({ code: 0, stdout: '' });
  expect(made.stderr).toContain('The desk is made. Start it with: npx postern-server serve');
  expect(made.stderr).toContain(`Customers will find the portal at ${desk.url}/help`);
  expect(made.stderr).not.toContain(password);
});

test('without a mail server its log says so once, at the start', () => {
  const lines = desk.server
    .stderr()
    .split('\n')
    .filter((line) => line.includes('No mail server is set'));
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] as string)).toMatchObject({ level: 40 });
});

test('it serves its portal, and nothing of the sandbox', async () => {
  const signIn = await fetch(`${desk.url}/help/sign-in`);
  expect([signIn.status, (await signIn.text()).includes('Crate &amp; Co. Help')]).toEqual([200, true]);
  expect((await fetch(desk.url, { redirect: 'manual' })).headers.get('location')).toBe('/help');
  for (const path of [
    '/sandbox',
    '/sandbox/mail',
    '/sandbox/slack',
    '/sandbox/slack/',
    '/sandbox/slack/_/state',
  ])
    expect([path, (await fetch(`${desk.url}${path}`)).status]).toEqual([path, 404]);
  expect((await fetch(`${desk.url}/support`)).status).toBe(404);
  expect((await fetch(`${desk.url}/readyz`)).status).toBe(200);
});

test('it starts no Slack, and listens where it says and nowhere else', async () => {
  expect(readdirSync(desk.data).filter((name) => name.startsWith('slack'))).toEqual([]);
  await expect(fetch(desk.emulatorUrl)).rejects.toThrow();
  expect(processesGiven(desk.data)).toHaveLength(1);
});

test('its administrator signs in, with the address in any case, to an empty list', async () => {
  using shell = openCommandLine();
  const login = ['auth', 'login', '--url', desk.url, '--email', 'grace@support.example', '--password-stdin'];
  expect((await shell.postern(login, 'postern-demo\n')).exit).toBe(4);
  expect((await shell.postern(login, `${password}\n`)).exit).toBe(0);
  expect(await shell.json(['ticket', 'list'])).toEqual({ items: [], nextCursor: null });
});

test('what cannot be is refused in words: 2 for what was typed, 1 for what is', async () => {
  expect(await desk.stop()).toMatchObject({ code: 0 });
  const agent = ['agent', 'create', '--name', 'Io Berg', '--email'];
  const look = '\n  See: postern-server --help';
  const refused: [args: string[], password: string, code: number, words: string][] = [
    [
      ['init', ...administrator],
      password,
      1,
      'postern: This desk exists already. Add agents with: npx postern-server agent create',
    ],
    [[...agent, 'grace@support.example'], password, 1, 'postern: grace@support.example is an agent already.'],
    [
      [...agent, 'io@support.example'],
      'short',
      2,
      `error: The password has 5 characters. Choose one of at least 10.${look}`,
    ],
    [
      [...agent, 'io@support.example'],
      'password123',
      2,
      `error: Many people have this password, so it is guessed first. Choose another one.${look}`,
    ],
    [
      [...agent, 'grace@support.example', '--email', 'io'],
      password,
      2,
      `error: "email" must be an e-mail address such as maria@acme.example.${look}`,
    ],
    [['init', ...administrator, '--name', ''], '', 2, `error: "name" must have 1 to 200 characters.${look}`],
  ];
  for (const [args, given, code, words] of refused) {
    const { ended } = startServer([...args, '--password-stdin'], desk.env, { stdin: `${given}\n` });
    expect(await ended).toMatchObject({ code, stdout: '', stderr: `${words}\n` });
  }
  await desk.restart();
});

test('a question that nobody is there to answer is exit code 2', async () => {
  const noPassword = startServer(['init', ...administrator], desk.env, { stdin: '' });
  expect(await noPassword.ended).toMatchObject({
    code: 2,
    stderr:
      'error: A password is needed, and there is no terminal to ask on.\n  Pipe it in: add --password-stdin\n',
  });
  const noFile = startServer(['check-backup', join(desk.data, 'nowhere')], desk.env);
  expect(await noFile.ended).toMatchObject({
    code: 2,
    stderr: `error: There is no file ${join(desk.data, 'nowhere')}.\n`,
  });
});

test('an agent can be added, and signs in', async () => {
  await desk.stop();
  const io = ['agent', 'create', '--name', 'Io Berg', '--email', 'io@support.example', '--password-stdin'];
  expect((await startServer(io, desk.env, { stdin: `${password}\n` }).ended).code).toBe(0);
  await desk.restart();
  using shell = openCommandLine();
  const login = ['auth', 'login', '--url', desk.url, '--email', 'io@support.example', '--password-stdin'];
  expect((await shell.postern(login, `${password}\n`)).exit).toBe(0);
});

test('secrets are rotated once that is meant: sign-ins end, and passwords do not', async () => {
  using shell = openCommandLine();
  const login = ['auth', 'login', '--url', desk.url, '--email', 'grace@support.example', '--password-stdin'];
  expect((await shell.postern(login, `${password}\n`)).exit).toBe(0);
  const running = startServer(['rotate-secrets', '--yes'], desk.env);
  expect(await running.ended).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Another desk is running'),
  });
  await desk.stop();
  const unasked = await startServer(['rotate-secrets'], desk.env).ended;
  expect(unasked).toMatchObject({ code: 2, stderr: expect.stringContaining('To answer yes: add --yes') });
  const { code, stdout, stderr } = await startServer(['rotate-secrets', '--yes'], desk.env).ended;
  expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
  expect(stderr).toMatch(/^Ended: [1-9]\d* sign-ins and 0 tokens of agents, 0 sign-ins of customers,/);
  await desk.restart();
  expect((await shell.postern(['ticket', 'list'])).exit).toBe(4);
  expect((await shell.postern(login, `${password}\n`)).exit).toBe(0);
});

test('it says which release it is', async () => {
  expect(await startServer(['--version'], {}).ended).toMatchObject({
    code: 0,
    stdout: '0.1.0\n',
    stderr: '',
  });
});

test('an empty directory is refused without --sample, and with a hint', async () => {
  const data = join(desk.data, 'empty');
  const { code, stderr } = await startServer(['serve'], { ...desk.env, POSTERN_DATA: data, PORT: '0' }).ended;
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'postern: This desk has no agent yet. Create the first one: npx postern-server init\n',
  });
  expect(existsSync(join(data, 'slack-emulator.json'))).toBe(false);
});

test('unknown and missing words are usage errors: exit code 2', async () => {
  for (const args of [[], ['serve', '--port', '80'], ['agent', 'create', '--name', 'X']]) {
    const { code, stderr } = await startServer(args, desk.env).ended;
    expect([args, code]).toEqual([args, 2]);
    expect(stderr).toContain('See: postern-server --help');
  }
});

test('a command that does not exist is named, with the nearest that does', async () => {
  for (const [args, words] of [
    [['frob'], 'error: There is no command "frob".\n  See: postern-server --help\n'],
    [['srve'], 'error: There is no command "srve".\n  Did you mean: postern-server serve\n'],
    [
      ['agent', 'crate'],
      'error: There is no command "agent crate".\n  Did you mean: postern-server agent create\n',
    ],
  ] as const) {
    const { code, stdout, stderr } = await startServer(args, { ...desk.env, LANG: 'de_DE.UTF-8' }).ended;
    expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: words });
  }
});

test('demo serves the sample desk, made in the directory it is given', async () => {
  const data = join(desk.data, 'a sample');
  const env = {
    POSTERN_DATA: join(desk.data, 'not here'),
    PORT: String(await freePortPair()),
    POSTERN_LOG: 'error',
  };
  const { ready, child, ended } = startServer(['demo', data], env);
  expect((await fetch(`${await ready}/sandbox/mail`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0 });
  expect([existsSync(join(data, 'postern.db')), existsSync(env.POSTERN_DATA)]).toEqual([true, false]);
});
