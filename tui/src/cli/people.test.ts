/** `postern contact`, `postern org` and `postern agent`, as people and scripts use them. */
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const jsonOf = (text: string) => JSON.parse(text) as Record<string, unknown>;
const atTerminal = async (argv: string[]) => {
  const { stdout, ...rest } = await desk.postern(argv, { isTerminal: true, columns: 100 });
  return { ...rest, stdout: stripVTControlCharacters(stdout).replaceAll(/ +$/gm, '') };
};

describe('org', () => {
  test('is made, listed, looked at and changed', async () => {
    const created = await desk.postern(['org', 'create', 'Acme', '--sight', 'members']);
    expect(created).toEqual({
      exit: 0,
      stdout: 'Acme\tmembers\t0\t2026-11-03T09:30:00.000Z\n',
      stderr: 'Made the organization "Acme".\n',
    });
    const edited = await desk.postern([
      'org',
      'edit',
      'acme',
      '--rename',
      'Acme Corp',
      '--sight=everyone',
      '--json',
    ]);
    expect(jsonOf(edited.stdout)).toEqual({
      name: 'Acme Corp',
      sight: 'everyone',
      contacts: 0,
      createdAt: '2026-11-03T09:30:00.000Z',
    });
    expect(jsonOf((await desk.postern(['org', 'list', '--json', '--fields', 'name'])).stdout)).toEqual({
      items: [{ name: 'Acme Corp' }],
      nextCursor: null,
    });
    expect((await atTerminal(['org', 'view', 'Acme Corp'])).stdout).toMatch(
      /^Acme Corp\nContacts {2}0\nSight {5}everyone \(everyone all of them\)\nSince/,
    );
    await desk.postern(['org', 'edit', 'Acme Corp', '--rename', 'Acme', '--sight', 'own']);
    expect((await atTerminal(['org', 'list'])).stdout).toMatch(/^NAME +CONTACTS +WHO SEES ITS TICKETS\nAcme/);
  });

  test('refusals say what happened and what to type', async () => {
    for (const [argv, exit, words] of [
      [['org', 'create', 'ACME'], 1, /There is an organization "Acme" already\.\n.*postern org view Acme/],
      [['org', 'view', 'Nobody'], 5, /There is no organization "Nobody"\.\n.*postern org list/],
      [['org', 'edit', 'Acme'], 2, /This says nothing to change\./],
      [['org', 'edit', 'Acme', '--sight', 'all'], 2, /--sight takes own, members or everyone, not "all"\./],
    ] as const) {
      const outcome = await desk.postern(argv);
      expect({ argv, exit: outcome.exit, stdout: outcome.stdout }).toEqual({ argv, exit, stdout: '' });
      expect(outcome.stderr).toMatch(words);
    }
  });
});

describe('contact', () => {
  test('is made, found, looked at and changed field by field', async () => {
    const create = [
      'contact',
      'create',
      'Ivan@Acme.example',
      '--name',
      'Ivan Petrov',
      '--organization',
      'Acme',
    ];
    const created = await desk.postern([...create, '--sees-org-tickets', 'yes', '--locale', 'ru', '--json']);
    expect(created).toMatchObject({ exit: 0, stderr: '' });
    expect(jsonOf(created.stdout)).toEqual({
      email: 'ivan@acme.example',
      name: 'Ivan Petrov',
      organization: 'Acme',
      isRegistered: false,
      isBlocked: false,
      createdAt: '2026-11-03T09:30:00.000Z',
      locale: 'ru',
      sight: 'own',
      seesOrgTickets: true,
      lists: [],
      portals: [{ slug: 'support', title: 'Acme Support', invitedAt: null }],
      tickets: { open: 0, closed: 0 },
    });
    const found = await desk.postern(['contact', 'list', 'org:acme', '-is:registered']);
    expect(found.stdout).toBe(
      'ivan@acme.example\tIvan Petrov\tAcme\tfalse\tfalse\t2026-11-03T09:30:00.000Z\n',
    );
    const edit = ['contact', 'edit', 'ivan@acme.example'];
    const changes = ['--new-email', 'ivan@new.example', '--organization', 'none', '--locale', 'none'];
    expect(jsonOf((await desk.postern([...edit, ...changes, '--json'])).stdout)).toMatchObject({
      email: 'ivan@new.example',
      name: 'Ivan Petrov',
      organization: null,
      locale: null,
    });
    const blocked = await desk.postern(['contact', 'edit', 'ivan@new.example', '--blocked', 'yes']);
    expect(blocked.stderr).toBe('Changed the contact ivan@new.example.\n');
    expect(blocked.stdout).toContain('\ttrue\t');
    const shown = await atTerminal(['contact', 'view', 'ivan@new.example']);
    expect(shown.stdout).toMatch(/^Ivan Petrov <ivan@new\.example>\nState {4}blocked\nSees {5}own tickets\n/);
    expect(shown.stdout).toMatch(/^Invited {2}not to \/support\nTickets {2}0 open, 0 closed$/m);
    await desk.postern(['contact', 'edit', 'ivan@new.example', '--blocked', 'no']);
    expect((await desk.postern(['contact', 'list', 'is:blocked'])).stderr).toBe(
      'No contact fits "is:blocked".\n',
    );
  });

  test('pages go on where they ended, and --sort created begins with the newest', async () => {
    for (let index = 0; index < 5; index += 1) {
      desk.world.pass(1_000);
      await desk.world.contact({ email: `page${5 - index}@x.example`, name: `Page ${index}` });
    }
    const page = async (more: string[]) => {
      const { stdout } = await desk.postern([
        'contact',
        'list',
        'email:@x.example',
        '--json',
        '--limit',
        '3',
        ...more,
      ]);
      return JSON.parse(stdout) as { items: { email: string }[]; nextCursor: string | null };
    };
    const first = await page([]);
    const second = await page(['--cursor', first.nextCursor as string]);
    expect([...first.items, ...second.items].map(({ email }) => email)).toEqual(
      [1, 2, 3, 4, 5].map((number) => `page${number}@x.example`),
    );
    expect(second.nextCursor).toBe(null);
    expect((await page(['--sort', 'created'])).items.map(({ email }) => email)).toEqual(
      [1, 2, 3].map((number) => `page${number}@x.example`),
    );
  });

  test('refusals say what happened and what to type', async () => {
    for (const [argv, exit, words] of [
      [
        ['contact', 'create', 'maria@acme.example'],
        1,
        /There is a contact with the address maria@acme\.example already\.\n.*postern contact view maria@acme\.example/,
      ],
      [['contact', 'create', 'maria'], 2, /"email" must be an e-mail address such as/],
      [
        ['contact', 'create', 'x@y.example', '--organization', 'Nobody'],
        5,
        /There is no organization "Nobody"\.\n {2}Make it: postern org create Nobody\n {2}See them all: postern org list\n/,
      ],
      [
        ['contact', 'view', 'who@x.example'],
        5,
        /There is no contact with the address "who@x\.example"\.\n.*postern contact list/,
      ],
      [['contact', 'edit', 'maria@acme.example'], 2, /This says nothing to change\./],
      [
        ['contact', 'edit', 'maria@acme.example', '--blocked', 'maybe'],
        2,
        /--blocked takes yes or no, not "maybe"/,
      ],
      [
        ['contact', 'list', 'colour:red'],
        2,
        /Unknown field "colour:"\. Fields are email, name.*\n.*postern help query/,
      ],
      [['contact', 'list', '--sort', 'name'], 2, /--sort takes email or created/],
    ] as const) {
      const outcome = await desk.postern(argv);
      expect({ argv, exit: outcome.exit, stdout: outcome.stdout }).toEqual({ argv, exit, stdout: '' });
      expect(outcome.stderr).toMatch(words);
    }
  });
});

describe('agent', () => {
  const bo = { email: 'bo@postern.example', name: 'Bo Lindqvist', permissions: ['tickets.read'] as const };

  test('S6: a colleague without a permission is refused, and can do it after `agent grant`, at the next command', async () => {
    const asBo = { POSTERN_TOKEN: await desk.world.tokenOf(await desk.world.agent(bo)) };
    const create = () => desk.postern(['list', 'create', 'By Bo'], { env: asBo });
    const refused = await create();
    expect(refused).toMatchObject({ exit: 6, stdout: '' });
    expect(refused.stderr).toContain('You need the permission "contacts.write" for this.');
    const mayNot = await desk.postern(['agent', 'grant', bo.email, 'contacts.write'], { env: asBo });
    expect(mayNot).toMatchObject({ exit: 6, stdout: '' });

    const granted = await desk.postern(['agent', 'grant', bo.email, 'contacts.write']);
    expect(granted).toEqual({
      exit: 0,
      stdout: 'bo@postern.example\tBo Lindqvist\tfalse\tcontacts.write,tickets.read\n',
      stderr: 'Bo Lindqvist has "contacts.write" now.\n',
    });
    expect(await create()).toMatchObject({ exit: 0 });
    const revoked = await desk.postern(['agent', 'revoke', bo.email, 'contacts.write', '--json']);
    expect(jsonOf(revoked.stdout)).toEqual({
      email: 'bo@postern.example',
      name: 'Bo Lindqvist',
      isDisabled: false,
      isAway: false,
      isInvited: false,
      permissions: [{ permission: 'tickets.read', scopes: ['*'] }],
      version: 2,
    });
    expect(await desk.postern(['list', 'delete', 'By Bo', '--yes'], { env: asBo })).toMatchObject({
      exit: 6,
    });
  });

  test('a permission in one inbox is shown with it', async () => {
    await desk.postern(['agent', 'grant', bo.email, 'tickets.write', '--inbox', 'internal']);
    const shown = await atTerminal(['agent', 'list']);
    expect(shown.stdout).toMatch(
      /^bo@postern\.example +Bo Lindqvist +tickets\.read, tickets\.write in Internal$/m,
    );
    await desk.postern(['agent', 'revoke', bo.email, 'tickets.write', '--inbox', 'Internal']);
  });

  test('refusals say what happened and what to type', async () => {
    for (const [argv, exit, words] of [
      [
        ['agent', 'grant', bo.email, 'portal.seting'],
        2,
        /There is no permission "portal\.seting"\.\n.*Did you mean "portal\.settings"\? Choose one of tickets\.read/,
      ],
      [
        ['agent', 'grant', 'who@x.example', 'tickets.read'],
        5,
        /There is no agent "who@x\.example"\.\n.*\n.*postern agent list/,
      ],
      [
        ['agent', 'grant', bo.email, 'tickets.read', '--inbox', 'Nowhere'],
        5,
        /There is no inbox "Nowhere"\.\n.*Internal, Support/,
      ],
      [['agent', 'grant', bo.email], 2, /needs a permission/],
      [
        ['agent', 'revoke', 'ada@postern.example', 'agents.manage'],
        1,
        /is the last agent with "agents\.manage".*\n.*postern agent grant EMAIL agents\.manage/,
      ],
    ] as const) {
      const outcome = await desk.postern(argv);
      expect({ argv, exit: outcome.exit, stdout: outcome.stdout }).toEqual({ argv, exit, stdout: '' });
      expect(outcome.stderr).toMatch(words);
    }
  });
});
