/** `postern auth token`: made once, used as POSTERN_TOKEN, listed without secrets, revoked. */
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(() =>
  desk.world.inTransaction(({ tx }) => tx.agentSession.deleteMany({ where: { name: { not: null } } })),
);

const create = async (name: string) => (await desk.postern(['auth', 'token', 'create', name])).stdout.trim();
const withToken = (token: string, argv: string[]) =>
  desk.posternAsNobody(argv, { env: { POSTERN_URL: desk.url, POSTERN_TOKEN: token } });

test.each([
  ['in a pipe', false],
  ['at a terminal', true],
])(
  'create prints the token alone on stdout %s, and it works as POSTERN_TOKEN',
  async (_where, isTerminal) => {
    const { exit, stdout, stderr } = await desk.postern(['auth', 'token', 'create', 'Build server'], {
      isTerminal,
    });
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: expect.stringMatching(/^pag_[\w-]{43}\n$/) });
    expect(stderr).toContain('Made the token "Build server". Keep it now: it is not shown again.');
    expect(stderr).not.toContain('pag_');
    const status = await withToken(stdout.trim(), ['auth', 'status', '--json']);
    expect(JSON.parse(status.stdout)).toMatchObject({
      email: 'ada@postern.example',
      tokenIn: 'POSTERN_TOKEN',
    });
  },
);

test('create --json prints what there is to know of it, and nothing else anywhere', async () => {
  const { stdout, stderr } = await desk.postern(['auth', 'token', 'create', 'laptop', '--json']);
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    id: expect.stringMatching(/^ses_/),
    name: 'laptop',
    token: expect.stringMatching(/^pag_/),
    expiresAt: '2026-12-03T09:30:00.000Z',
  });
});

test('list shows names, ids and ends, marks the one in use, and never a secret', async () => {
  const empty = await desk.postern(['auth', 'token', 'list']);
  expect(empty).toEqual({
    exit: 0,
    stdout: '',
    stderr: 'You have made no token. To make one: postern auth token create NAME\n',
  });
  expect(JSON.parse((await desk.postern(['auth', 'token', 'list', '--json'])).stdout)).toEqual({
    items: [],
    nextCursor: null,
  });
  await create('laptop');
  const token = await create('build server');
  const { stdout } = await withToken(token, ['auth', 'token', 'list', '--json']);
  const { items } = JSON.parse(stdout) as { items: { id: string; name: string }[] };
  const times = { createdAt: '2026-11-03T09:30:00.000Z', expiresAt: '2026-12-03T09:30:00.000Z' };
  expect(items.sort((a, b) => b.name.localeCompare(a.name))).toEqual([
    { id: expect.stringMatching(/^ses_/), name: 'laptop', ...times, isThisOne: false },
    { id: expect.stringMatching(/^ses_/), name: 'build server', ...times, isThisOne: true },
  ]);
  expect(stdout).not.toContain('pag_');

  const piped = await desk.postern(['auth', 'token', 'list', '--fields', 'name']);
  expect(piped.stdout.split('\n').sort()).toEqual(['', 'build server', 'laptop']);
  const env = { POSTERN_TOKEN: token };
  const table = await desk.postern(['auth', 'token', 'list'], { env, isTerminal: true, columns: 120 });
  const shown = stripVTControlCharacters(table.stdout).replaceAll(/ +$/gm, '');
  expect(shown).toMatch(/^NAME +CREATED +ENDS UNLESS USED +ID$/m);
  expect(shown).toMatch(/^build server .* \(in use here\)$/m);
  expect(shown).toMatch(/^laptop .* ses_[0-9a-z]{29}$/m);
});

test('revoke ends a token by its name or its id, and says so', async () => {
  const lost = await create('lost');
  const { exit, stdout, stderr } = await desk.postern(['auth', 'token', 'revoke', 'lost', '--json']);
  const revoked = JSON.parse(stdout) as { id: string };
  expect({ exit, stderr, revoked }).toEqual({
    exit: 0,
    stderr: '',
    revoked: { id: expect.stringMatching(/^ses_/), name: 'lost' },
  });
  const refused = await withToken(lost, ['ticket', 'list']);
  expect(refused).toMatchObject({ exit: 4, stderr: expect.stringContaining('unset POSTERN_TOKEN') });

  await create('other');
  const { items } = JSON.parse((await desk.postern(['auth', 'token', 'list', '--json'])).stdout) as {
    items: { id: string }[];
  };
  const byId = await desk.postern(['auth', 'token', 'revoke', items[0]?.id ?? '']);
  expect(byId).toMatchObject({
    exit: 0,
    stderr: 'Revoked the token "other". Whoever holds it is signed out.\n',
  });
});

test('what cannot be done is told with what to type next', async () => {
  const gone = await desk.postern(['auth', 'token', 'revoke', 'nothing']);
  expect(gone.exit).toBe(5);
  expect(gone.stderr).toContain('You have no token "nothing".');
  expect(gone.stderr).toContain('postern auth token list');
  await create('laptop');
  const twice = await desk.postern(['auth', 'token', 'create', 'laptop']);
  expect(twice).toMatchObject({ exit: 1, stdout: '' });
  expect(twice.stderr).toContain('You have a token named "laptop" already.');
  const long = await desk.postern(['auth', 'token', 'create', 'x'.repeat(81)]);
  expect(long).toMatchObject({ exit: 2, stdout: '' });
  expect(long.stderr).toContain('See: postern auth token create --help');
});

test('a noun of two words is read like one of a single word', async () => {
  const told = async (argv: string[]) => {
    const { exit, stderr } = await desk.postern(argv);
    expect({ argv, exit }).toEqual({ argv, exit: 2 });
    return stderr;
  };
  expect(await told(['auth', 'token'])).toContain('"postern auth token" needs a verb: create, list, revoke.');
  expect(await told(['auth', 'tokens'])).toContain('Did you mean: postern auth token');
  expect(await told(['auth', 'token', 'revok'])).toContain('Did you mean: postern auth token revoke');
  expect(await told(['auth', 'token', 'create'])).toContain('"postern auth token create" needs a name.');
  expect(await told(['auth', 'token', 'create', 'a', 'b'])).toContain('"b" is one word too many');
  expect(await told(['auth', 'token', 'list', '--body', 'x'])).toContain('has no flag --body');
  expect(await told(['lists'])).toMatch(/Did you mean: postern list$/m);
  expect(await told(['list'])).toContain('"postern list" needs a verb: list, view, create,');
  expect(await told(['create'])).toContain('Did you mean: postern ticket create');
});

test('a name may begin with a dash behind two dashes', async () => {
  expect(await desk.postern(['auth', 'token', 'create', '--', '-odd-'])).toMatchObject({ exit: 0 });
  expect(await desk.postern(['auth', 'token', 'revoke', '--', '-odd-'])).toMatchObject({ exit: 0 });
});
