/** Two verbs that explain and reach behind the others: `ticket why` and `api`. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let first: number;

beforeAll(async () => {
  desk = await openDesk();
  first = (await desk.world.ticket({ from: desk.maria })).number;
});
afterAll(() => desk[Symbol.asyncDispose]());

const withoutStyle = (text: string) => text.replaceAll(/\P{L}\[\d+m/gu, '');
const jsonOf = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe('ticket why', () => {
  test('prints the gates as JSON, as columns and for people', async () => {
    const why = ['ticket', 'why', String(first), '--contact', 'maria@acme.example'];
    expect(jsonOf((await desk.postern([...why, '--json'])).stdout)).toMatchInlineSnapshot(`
      {
        "gates": [
          {
            "detail": "The portal "Acme Support" is on.",
            "name": "portal",
            "pass": true,
          },
          {
            "detail": "This contact is not blocked from signing in.",
            "name": "sign-in",
            "pass": true,
          },
          {
            "detail": "The portal is for everybody who has a login.",
            "name": "audience",
            "pass": true,
          },
          {
            "detail": "The contact is on the ticket, as its requester.",
            "name": "contact",
            "pass": true,
          },
          {
            "detail": "The ticket matches the filter pipeline:Support.",
            "name": "filter",
            "pass": true,
          },
          {
            "detail": "The ticket is not spam, deleted or merged.",
            "name": "hidden",
            "pass": true,
          },
        ],
        "visible": true,
      }
    `);
    expect((await desk.postern(why)).stdout.split('\n')[0]).toBe(
      'portal\topen\tThe portal "Acme Support" is on.',
    );
    const shown = await desk.postern(why, { isTerminal: true, env: { NO_COLOR: '1' } });
    expect(withoutStyle(shown.stdout)).toMatch(
      new RegExp(`^maria@acme\\.example sees ticket #${first} in the portal\\.\\n {2}open {2}portal`),
    );
  });

  test('that a contact does not see it is an answer, exit 0', async () => {
    await desk.world.contact({ name: 'Chen Wei', email: 'chen@globex.example' });
    const { exit, stdout } = await desk.postern([
      'ticket',
      'why',
      String(first),
      '--contact=chen@globex.example',
      '--json',
    ]);
    expect(exit).toBe(0);
    expect(jsonOf(stdout)).toMatchObject({
      visible: false,
      gates: expect.arrayContaining([expect.objectContaining({ name: 'contact', pass: false })]),
    });
  });
});

describe('ticket who', () => {
  test('prints who sees a ticket and who of its own does not, as JSON, as columns and for people', async () => {
    const blocked = await desk.world.contact({ name: 'Gone', email: 'gone@acme.example' });
    const { number, id } = await desk.world.ticket({ from: desk.maria });
    await desk.world.inTransaction(async ({ tx, now }) => {
      await tx.contact.update({ where: { id: blocked.id }, data: { blockedAt: now } });
      await tx.ticketContact.create({ data: { ticketId: id, contactId: blocked.id, role: 'PARTICIPANT' } });
    });
    const who = ['ticket', 'who', String(number)];
    expect(jsonOf((await desk.postern([...who, '--json'])).stdout)).toEqual({
      items: [
        {
          contact: { name: 'Maria López', email: 'maria@acme.example' },
          visible: true,
          through: 'requester',
          detail: 'The contact is on the ticket, as its requester.',
        },
        {
          contact: { name: 'Gone', email: 'gone@acme.example' },
          visible: false,
          shutBy: 'sign-in',
          detail: 'This contact is blocked and may not sign in.',
        },
      ],
      nextCursor: null,
    });
    expect((await desk.postern(who)).stdout.split('\n')[0]).toBe(
      'maria@acme.example\ttrue\trequester\t\tThe contact is on the ticket, as its requester.',
    );
    const shown = await desk.postern(who, { isTerminal: true, columns: 70, env: { NO_COLOR: '1' } });
    expect(withoutStyle(shown.stdout)).toMatch(/^SEES IT +NAME +EMAIL +WHY\nyes +Maria López/);
    // On a narrow terminal the reason goes on below, whole.
    const lines = withoutStyle(shown.stdout).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(70);
    expect(withoutStyle(shown.stdout).replace(/\s+/g, ' ')).toContain(
      'The contact is on the ticket, as its requester.',
    );
    expect(await desk.postern(['ticket', 'who', '999999'])).toMatchObject({ exit: 5, stdout: '' });
  });
});

describe('ticket history', () => {
  test('prints every event as JSON and as columns, page by page', async () => {
    await desk.postern(['ticket', 'assign', String(first), '--to', 'me']);
    const history = ['ticket', 'history', String(first)];
    const all = JSON.parse((await desk.postern([...history, '--json'])).stdout);
    expect(all.items.map((event: { action: string }) => event.action)).toEqual([
      'ticket.filed',
      'message.added',
      'ticket.assigned',
    ]);
    const page = JSON.parse((await desk.postern([...history, '--json', '--limit', '2'])).stdout);
    const rest = await desk.postern([...history, '--json', '--cursor', page.nextCursor]);
    expect([...page.items, ...JSON.parse(rest.stdout).items]).toEqual(all.items);
    expect((await desk.postern(history)).stdout.split('\n')[2]).toMatch(
      /^[\dT:.Z-]+\tAda Okafor\tassigned to Ada Okafor$/,
    );
    expect(await desk.postern(['ticket', 'history', '999999'])).toMatchObject({ exit: 5 });
  });
});

describe('ticket view --as', () => {
  test('S38: prints what that customer reads, and how much is kept back, without a word of it', async () => {
    const { number } = await desk.world.ticket({
      from: desk.maria,
      subject: 'Login',
      says: 'It is empty.',
      turns: [{ from: desk.ada, notes: 'a canary' }],
    });
    const view = ['ticket', 'view', String(number), '--as', 'maria@acme.example'];
    const shown = await desk.postern(view, { isTerminal: true, env: { NO_COLOR: '1' } });
    expect(withoutStyle(shown.stdout)).toContain(`#${number}  Login\nMaria López sees this in the portal.\n`);
    expect(shown.stdout).toContain('shown as "Received"');
    expect(shown.stdout).toContain('It is empty.');
    expect(shown.stdout).toContain('Kept back: 1 note.');
    const json = await desk.postern([...view, '--json']);
    expect(jsonOf(json.stdout)).toMatchObject({ visible: true, keptBack: { notes: 1, messages: [] } });
    const piped = await desk.postern(view);
    expect(piped.stdout.split('\n')[1]).toMatch(/^message\t.*\tMaria López\tIt is empty\.$/);
    expect(piped.stdout).toMatch(/\nkept-back\tnote\t1\n$/);
    expect(shown.stdout + json.stdout + piped.stdout).not.toContain('canary');
    const nobody = await desk.postern(['ticket', 'view', String(number), '--as', 'who@x.example']);
    expect(nobody).toMatchObject({ exit: 5, stdout: '' });
  });

  test('S38: shows the properties that are for customers; to somebody who sees nothing, the shut gate alone', async () => {
    const { number } = await desk.world.ticket({ from: desk.maria, says: 'It is empty.' });
    const view = ['ticket', 'view', String(number)];
    for (const [key, audience] of [
      ['on-site', 'portal'],
      ['rating', 'internal'],
    ] as const) {
      await desk.postern(['property', 'create', key, '--type', 'yes-no', '--audience', audience]);
      await desk.postern(['ticket', 'set', String(number), `${key}=yes`]);
    }
    const rows = async (argv: string[]) => (await desk.postern(argv)).stdout.split('\n');
    const team = await rows(view);
    expect(team).toContain('property\ton-site\ttrue');
    expect(team).toContain('property\trating\ttrue');
    const asMaria = [...view, '--as', desk.maria.email];
    expect((await rows(asMaria)).filter((row) => row.startsWith('property\t'))).toHaveLength(1);
    const shown = await desk.postern(asMaria, { isTerminal: true, env: { NO_COLOR: '1' } });
    expect(withoutStyle(shown.stdout)).toMatch(/^On site +yes$/m);
    expect(shown.stdout).not.toContain('Rating');

    await desk.world.contact({ email: 'zoe@globex.example', name: 'Zoe' });
    const asZoe = [...view, '--as', 'zoe@globex.example'];
    const [first, gate, ...rest] = await rows(asZoe);
    expect(first).toBe(`${number}\tfalse\tzoe@globex.example`);
    expect(gate).toMatch(/^gate\t/);
    expect(rest).toEqual(['']);
    const shut = withoutStyle((await desk.postern(asZoe, { isTerminal: true })).stdout);
    expect(shut).toContain('Zoe does not see this: ');
    expect(shut).not.toContain('It is empty.');
  });
});

describe('api', () => {
  test('reads and changes through the same procedures, whichever way each has to be asked', async () => {
    const agents = await desk.postern(['api', 'auth.agents']);
    expect(jsonOf(agents.stdout)).toEqual([{ name: 'Ada Okafor', email: 'ada@postern.example' }]);
    const closed = await desk.postern(['api', 'tickets.close', '--input', '-'], {
      stdin: `{"ticket":${first}}`,
    });
    expect(jsonOf(closed.stdout)).toMatchObject({ status: 'closed' });
    await desk.postern(['api', 'tickets.reopen', '--input', `{"ticket":${first}}`]);
  });

  test('names an unknown procedure, an unknown field and broken JSON', async () => {
    for (const [argv, word] of [
      [['api', 'tickets.nothing'], 'no such procedure'],
      [['api', 'tickets'], 'not the name of a procedure'],
      [['api', 'tickets.list', '--input', '{"colour":1}'], '"colour"'],
      [['api', 'tickets.list', '--input', '{'], 'not JSON'],
    ] as const) {
      const { exit, stderr } = await desk.postern(argv);
      expect({ argv, exit }).toEqual({ argv, exit: 2 });
      expect(stderr).toContain(word);
    }
  });
});
