/** Signing in and out, and the two files that remember it. */
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { cacheFiles, cacheFolder } from '../store/cache-files.ts';
import { openDesk, password, type Surroundings, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let folder: string;

beforeAll(async () => {
  desk = await openDesk();
  folder = join(desk.home, '.config/postern');
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(() => rm(join(desk.home, '.config'), { recursive: true, force: true }));

const login = (argv: string[] = [], around: Surroundings = {}) =>
  desk.posternAsNobody(
    ['auth', 'login', '--url', desk.url, '--email', 'ada@postern.example', '--password-stdin', ...argv],
    { stdin: `${password}\n`, ...around },
  );
const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

test('signing in keeps the token in a file for its owner alone, and the next verb uses it', async () => {
  const { exit, stdout } = await login(['--json']);
  expect(exit).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    profile: 'default',
    url: desk.url,
    name: 'Ada Okafor',
    email: 'ada@postern.example',
    tokenIn: join(folder, 'credentials'),
  });
  expect(await modeOf(folder)).toBe(0o700);
  expect(await modeOf(join(folder, 'credentials'))).toBe(0o600);
  expect(await readFile(join(folder, 'config.json'), 'utf8')).not.toContain('token');
  expect((await readdir(folder)).sort()).toEqual(['config.json', 'credentials']);
  expect(await desk.posternAsNobody(['ticket', 'list'])).toMatchObject({ exit: 0 });
});

test('at a terminal it asks for what is missing, and never prints the password', async () => {
  const { exit, stderr } = await desk.posternAsNobody(['auth', 'login', '--url', `${desk.url}/`], {
    isTerminal: true,
    answers: ['ada@postern.example', password],
  });
  expect({ exit, stderr }).toEqual({
    exit: 0,
    stderr: `E-mail: Password: Signed in to ${desk.url} as Ada Okafor <ada@postern.example>. The token is in ${join(folder, 'credentials')}.\n`,
  });
});

test('an answer that is none cancels: exit 3', async () => {
  const outcome = await desk.posternAsNobody(['auth', 'login', '--url', desk.url], {
    isTerminal: true,
    answers: ['ada@postern.example', null],
  });
  expect(outcome.exit).toBe(3);
});

test('without a terminal it says how to sign in all the same: exit 2', async () => {
  const { exit, stderr } = await desk.posternAsNobody(['auth', 'login', '--url', desk.url]);
  expect(exit).toBe(2);
  expect(stderr).toContain('--password-stdin');
});

test('there is no flag for the password itself', async () => {
  const { exit, stderr } = await desk.posternAsNobody(['auth', 'login', '--password', 'secret']);
  expect(exit).toBe(2);
  expect(stderr).toContain('--password-stdin');
});

test('a wrong password and an unknown person get the same answer: exit 4', async () => {
  const wrong = await login([], { stdin: 'wrong\n' });
  const unknown = await login(['--email', 'nobody@postern.example']);
  expect(wrong.exit).toBe(4);
  expect(unknown).toEqual(wrong);
  expect(wrong.stderr).toContain(`postern auth login --url ${desk.url}`);
});

test('status says who, where, and where the token lives', async () => {
  await login();
  const { stdout } = await desk.posternAsNobody(['auth', 'status', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({
    profile: 'default',
    url: desk.url,
    urlFrom: 'profile',
    name: 'Ada Okafor',
    email: 'ada@postern.example',
    permissions: expect.arrayContaining([{ permission: 'tickets.read', scopes: ['*'] }]),
    tokenIn: join(folder, 'credentials'),
  });
  const shown = await desk.posternAsNobody(['auth', 'status'], { isTerminal: true });
  expect(shown.stdout).toContain('Ada Okafor <ada@postern.example>\n');
  expect(shown.stdout).toContain(`Token        ${join(folder, 'credentials')}\n`);
  expect((await desk.postern(['auth', 'status'])).stdout).toBe(
    `default\t${desk.url}\tada@postern.example\tPOSTERN_TOKEN\n`,
  );
});

test('variables win over the profile, and are never written', async () => {
  await login();
  const before = await readFile(join(folder, 'credentials'), 'utf8');
  const bo = await desk.world.agent({ name: 'Bo Lindqvist', email: 'bo@postern.example' });
  const env = { POSTERN_TOKEN: await desk.world.tokenOf(bo) };
  const { stdout } = await desk.posternAsNobody(['auth', 'status', '--json'], { env });
  expect(JSON.parse(stdout)).toMatchObject({ email: 'bo@postern.example', tokenIn: 'POSTERN_TOKEN' });
  expect(await readFile(join(folder, 'credentials'), 'utf8')).toBe(before);
});

test('a file of tokens that others can read is refused, with the chmod to type: exit 4', async () => {
  await login();
  const file = join(folder, 'credentials');
  for (const mode of [0o640, 0o604, 0o660]) {
    await chmod(file, mode);
    const { exit, stdout, stderr } = await desk.posternAsNobody(['ticket', 'list']);
    expect({ mode, exit, stdout }).toEqual({ mode, exit: 4, stdout: '' });
    expect(stderr).toContain(`chmod 600 ${file}`);
  }
  await chmod(file, 0o644);
  expect((await login()).exit).toBe(4);
  expect((await desk.postern(['ticket', 'list'])).exit).toBe(0);
  await chmod(file, 0o600);
  expect((await desk.posternAsNobody(['ticket', 'list'])).exit).toBe(0);
});

test('a stored token goes to no other desk than the one that gave it', async () => {
  await login();
  await using other = await openDesk();
  const { exit, stderr } = await desk.posternAsNobody(['auth', 'status', '--url', other.url]);
  expect(exit).toBe(4);
  expect(stderr).toContain(`postern auth login --url ${other.url}`);
});

test('profiles keep several desks apart', async () => {
  await using acme = await openDesk();
  await login();
  const second = ['auth', 'login', '--profile', 'acme', '--url', acme.url, '--email', 'ada@postern.example'];
  await desk.posternAsNobody([...second, '--password-stdin'], { stdin: password });
  const at = async (argv: string[], env = {}) =>
    (
      JSON.parse((await desk.posternAsNobody(['auth', 'status', '--json', ...argv], { env })).stdout) as {
        url: string;
      }
    ).url;
  expect(await at([])).toBe(desk.url);
  expect(await at(['--profile', 'acme'])).toBe(acme.url);
  expect(await at([], { POSTERN_PROFILE: 'acme' })).toBe(acme.url);
  const unknown = await desk.posternAsNobody(['ticket', 'list', '--profile', 'amce']);
  expect(unknown).toMatchObject({ exit: 2, stderr: expect.stringContaining('Profiles are default, acme') });
});

test('signing out ends the session on the desk and forgets the token', async () => {
  await login();
  const { token } = (
    JSON.parse(await readFile(join(folder, 'credentials'), 'utf8')) as {
      credentials: { default: { token: string } };
    }
  ).credentials.default;
  const cache = cacheFiles(cacheFolder({ HOME: desk.home }), { url: desk.url, token });
  cache.writeView({
    ...{ at: 1, me: { name: 'Ada', email: 'ada@postern.example' }, view: 0, query: 'is:open', views: [] },
    ...{ counts: [], found: null, rows: [], nextCursor: null },
  });
  expect(cache.readView()).not.toBeNull();
  expect(await desk.posternAsNobody(['auth', 'logout'])).toMatchObject({
    exit: 0,
    stderr: `Signed out of ${desk.url}.\n`,
  });
  expect(cache.readView()).toBeNull();
  expect(await readFile(join(folder, 'credentials'), 'utf8')).not.toContain(token);
  const again = await desk.posternAsNobody(['ticket', 'list'], { env: { POSTERN_TOKEN: token } });
  expect(again.exit).toBe(4);
  expect(again.stderr).toContain('unset POSTERN_TOKEN');
});

test('signing out of a desk that is gone forgets the token and says what stays', async () => {
  const gone = await openDesk();
  const argv = ['auth', 'login', '--url', gone.url, '--email', 'ada@postern.example', '--password-stdin'];
  await desk.posternAsNobody(argv, { stdin: password });
  await gone[Symbol.asyncDispose]();
  const { exit, stderr } = await desk.posternAsNobody(['auth', 'logout']);
  expect(exit).toBe(0);
  expect(stderr).toContain('its session goes on until it expires');
  expect((await desk.posternAsNobody(['auth', 'status'])).exit).toBe(4);
});

test('a damaged file is named, with what to type: exit 1', async () => {
  await mkdir(folder, { recursive: true });
  for (const content of ['', '{', '[]', '{"credentials":{"default":{"url":1}}}']) {
    await writeFile(join(folder, 'credentials'), content, { mode: 0o600 });
    const { exit, stderr } = await desk.posternAsNobody(['ticket', 'list', '--url', desk.url]);
    expect({ content, exit }).toEqual({ content, exit: 1 });
    expect(stderr).toContain(`rm ${join(folder, 'credentials')}`);
  }
});

test('an address or a name of a profile that cannot be one is named: exit 2', async () => {
  for (const argv of [
    ['--url', 'desk'],
    ['--url', 'ftp://desk'],
    ['--url', 'http://me:secret@desk'],
    ['--profile', '../x'],
  ]) {
    expect({ argv, exit: (await desk.posternAsNobody(['auth', 'status', ...argv])).exit }).toEqual({
      argv,
      exit: 2,
    });
  }
});
