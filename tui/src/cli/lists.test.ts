/** `postern list`: contact lists by hand and by filter. */
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDesk();
  const organization = await desk.world.organization({ name: 'Globex' });
  await desk.world.contact({ name: 'Chen Wei', email: 'chen@globex.example', organization });
});
afterAll(() => desk[Symbol.asyncDispose]());
beforeEach(() =>
  desk.world.inTransaction(async ({ tx }) => {
    await tx.portalList.deleteMany({});
    await tx.contactListMember.deleteMany({});
    await tx.contactList.deleteMany({});
  }),
);

const jsonOf = (text: string) => JSON.parse(text) as Record<string, unknown>;

test('a list by hand is made, filled, looked at and emptied', async () => {
  expect(await desk.postern(['list', 'list'])).toEqual({
    exit: 0,
    stdout: '',
    stderr: 'There is no contact list yet. To make one: postern list create NAME\n',
  });
  const created = await desk.postern(['list', 'create', 'Pilot customers']);
  expect(created).toMatchObject({
    exit: 0,
    stdout: 'Pilot customers\t0\t\t\n',
    stderr: 'Made the list "Pilot customers". To fill it: postern list add \'Pilot customers\' EMAIL\n',
  });
  const added = await desk.postern([
    'list',
    'add',
    'pilot customers',
    'Maria@acme.example',
    'chen@globex.example',
    '--json',
  ]);
  expect(added).toMatchObject({ exit: 0, stderr: '' });
  expect(jsonOf(added.stdout)).toEqual({
    list: 'Pilot customers',
    added: ['maria@acme.example', 'chen@globex.example'],
    already: [],
    unknown: [],
  });
  const members = await desk.postern(['list', 'view', 'Pilot customers', '--fields', 'email,name']);
  expect(members.stdout).toBe('chen@globex.example\tChen Wei\nmaria@acme.example\tMaria López\n');
  const document = await desk.postern(['list', 'view', 'Pilot customers', '--json', '--limit', '1']);
  expect(jsonOf(document.stdout)).toEqual({
    name: 'Pilot customers',
    filter: null,
    members: 2,
    portals: [],
    createdAt: '2026-11-03T09:30:00.000Z',
    items: [
      {
        email: 'chen@globex.example',
        name: 'Chen Wei',
        organization: 'Globex',
        isRegistered: false,
        isBlocked: false,
        createdAt: '2026-11-03T09:30:00.000Z',
      },
    ],
    nextCursor: expect.any(String),
  });
  const removed = await desk.postern(['list', 'remove', 'Pilot customers', 'chen@globex.example']);
  expect(removed).toEqual({
    exit: 0,
    stdout: 'Pilot customers\tchen@globex.example\t\t\n',
    stderr: '1 removed from the list "Pilot customers".\n',
  });
  const shown = await desk.postern(['list', 'view', 'Pilot customers'], { isTerminal: true });
  expect(stripVTControlCharacters(shown.stdout).replaceAll(/ +$/gm, '')).toMatch(
    /^Pilot customers\nMembers {2}1\nFilter {3}none: by hand\nSince .*\n\nEMAIL +NAME +ORGANIZATION +STATE\nmaria@acme\.example +Maria López +no password yet\n$/,
  );
});

test('unknown addresses are named and exit 1; the known ones are on the list', async () => {
  await desk.postern(['list', 'create', 'Pilot']);
  const add = ['list', 'add', 'Pilot', 'who@x.example', 'maria@acme.example', 'nobody'];
  const plain = await desk.postern(add);
  expect(plain).toEqual({
    exit: 1,
    stdout: 'Pilot\tmaria@acme.example\t\twho@x.example,nobody\n',
    stderr: [
      '1 added to the list "Pilot".',
      'error: No contact has these addresses: who@x.example, nobody.',
      '  To make one: postern contact create who@x.example',
      '',
    ].join('\n'),
  });
  const json = await desk.postern([...add, '--json']);
  expect(json.exit).toBe(1);
  expect(jsonOf(json.stdout)).toMatchObject({
    already: ['maria@acme.example'],
    unknown: ['who@x.example', 'nobody'],
  });
  expect(jsonOf(json.stderr)).toMatchObject({
    error: { code: 'FAILED', message: expect.stringContaining('nobody') },
  });
});

test.each([
  ['lines', 'maria@acme.example\n\n chen@globex.example\tChen\n'],
  [
    'a document of postern itself',
    '{"items":[{"email":"maria@acme.example"},{"email":"chen@globex.example"}]}',
  ],
  ['an array', '["maria@acme.example","chen@globex.example"]'],
  ['JSON lines', '{"email":"maria@acme.example"}\n{"email":"chen@globex.example"}\n'],
])('addresses come from stdin as %s', async (_how, stdin) => {
  await desk.postern(['list', 'create', 'Pilot']);
  const added = await desk.postern(['list', 'add', 'Pilot', '-', '--json'], { stdin });
  expect(jsonOf(added.stdout)).toMatchObject({ added: ['maria@acme.example', 'chen@globex.example'] });
});

test('nothing on stdin does nothing, and JSON without addresses is refused', async () => {
  await desk.postern(['list', 'create', 'Pilot']);
  const nothing = await desk.postern(['list', 'add', 'Pilot', '-']);
  expect(nothing).toMatchObject({ exit: 0, stderr: expect.stringContaining('nothing to do') });
  const odd = await desk.postern(['list', 'add', 'Pilot', '-'], { stdin: '{"number":1042}' });
  expect(odd).toMatchObject({ exit: 2, stderr: expect.stringContaining('names no e-mail addresses') });
});

test('a list by filter shows whom it finds and takes nobody by hand', async () => {
  const created = await desk.postern([
    'list',
    'create',
    'Globex people',
    '--filter',
    'org:globex -is:blocked',
  ]);
  expect(created).toMatchObject({
    exit: 0,
    stdout: 'Globex people\t1\torganization:globex -is:blocked\t\n',
    stderr: 'Made the list "Globex people". Its filter finds 1 now.\n',
  });
  const add = await desk.postern(['list', 'add', 'Globex people', 'maria@acme.example']);
  expect(add).toMatchObject({ exit: 2, stdout: '' });
  expect(add.stderr).toMatch(/finds its members by a filter.*\n.*postern list view "Globex people"/);
  const edited = await desk.postern([
    'list',
    'edit',
    'Globex people',
    '--filter',
    'email:@acme.example',
    '--json',
  ]);
  expect(jsonOf(edited.stdout)).toMatchObject({ filter: 'email:@acme.example', members: 1 });
  const table = await desk.postern(['list', 'list'], { isTerminal: true });
  expect(stripVTControlCharacters(table.stdout)).toMatch(/^Globex people +1 +email:@acme\.example$/m);
});

test('refusals say what happened and what to type', async () => {
  await desk.postern(['list', 'create', 'Pilot']);
  for (const [argv, exit, words] of [
    [['list', 'create', 'PILOT'], 1, /There is a list "Pilot" already\.\n.*postern list view Pilot/],
    [
      ['list', 'create', 'X', '--filter', 'is:asleep'],
      2,
      /"is:asleep" is not known\. Valid are blocked, registered\.\n.*postern help query/,
    ],
    [['list', 'create', 'X', '--filter', 'org:'], 2, /"organization:" needs a value behind it\./],
    [['list', 'view', 'Nobody'], 5, /There is no contact list "Nobody"\.\n.*postern list list/],
    [['list', 'edit', 'Pilot'], 2, /This says nothing to change\./],
    [['list', 'add', 'Pilot'], 2, /needs an e-mail address/],
    [['list', 'delete', 'Pilot'], 2, /This asks a question first.*\n.*--yes/],
  ] as const) {
    const outcome = await desk.postern(argv);
    expect({ argv, exit: outcome.exit, stdout: outcome.stdout }).toEqual({ argv, exit, stdout: '' });
    expect(outcome.stderr).toMatch(words);
  }
});

test('delete asks first, and is refused while a portal needs the list', async () => {
  await desk.postern(['list', 'create', 'Pilot']);
  await desk.world.inTransaction(async ({ tx }) => {
    const { id: listId } = await tx.contactList.findFirstOrThrow();
    await tx.portalList.create({ data: { portalId: desk.world.portalId, listId } });
  });
  const refused = await desk.postern(['list', 'delete', 'Pilot', '--yes']);
  expect(refused).toMatchObject({ exit: 1, stdout: '' });
  expect(refused.stderr).toContain('The list "Pilot" lets people into the portal "Acme Support" (/support).');
  await desk.world.inTransaction(({ tx }) => tx.portalList.deleteMany({}));
  const no = await desk.postern(['list', 'delete', 'Pilot'], { isTerminal: true, answers: ['n'] });
  expect(no).toMatchObject({ exit: 3 });
  const yes = await desk.postern(['list', 'delete', 'Pilot'], { isTerminal: true, answers: ['y'] });
  expect(yes).toMatchObject({ exit: 0, stdout: '' });
  expect(yes.stderr).toContain(
    'Delete the list "Pilot", which has 0 members? [y/N] Deleted the list "Pilot".',
  );
});
