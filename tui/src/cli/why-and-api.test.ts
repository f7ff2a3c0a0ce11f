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

const jsonOf = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe('ticket why', () => {
  test('prints the gates as JSON, as columns and for people', async () => {
    const why = ['ticket', 'why', String(first), '--contact', 'maria@acme.example'];
    expect(jsonOf((await desk.postern([...why, '--json'])).stdout)).toMatchInlineSnapshot(`
      {
        "gates": [
          {
            "detail": "The portal is on.",
            "name": "portal",
            "pass": true,
          },
          {
            "detail": "This contact may sign in.",
            "name": "sign-in",
            "pass": true,
          },
          {
            "detail": "The portal is for everybody who has a login.",
            "name": "audience",
            "pass": true,
          },
          {
            "detail": "The contact is on the ticket, or sees the tickets of the organization.",
            "name": "contact",
            "pass": true,
          },
          {
            "detail": "The ticket matches the portal's filter.",
            "name": "filter",
            "pass": true,
          },
          {
            "detail": "The ticket is not hidden.",
            "name": "hidden",
            "pass": true,
          },
        ],
        "visible": true,
      }
    `);
    expect((await desk.postern(why)).stdout.split('\n')[0]).toBe('portal\topen\tThe portal is on.');
    const shown = await desk.postern(why, { isTerminal: true, env: { NO_COLOR: '1' } });
    expect(shown.stdout.replaceAll(/\P{L}\[\d+m/gu, '')).toMatch(
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
