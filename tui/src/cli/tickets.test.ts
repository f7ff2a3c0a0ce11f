/** Reading tickets from scripts and from a terminal, against a desk over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let first: number;

beforeAll(async () => {
  desk = await openDesk();
  const { world, maria, ada } = desk;
  await world.agent({ name: 'Bo Lindqvist', email: 'bo@postern.example' });
  const ticket = await world.ticket({
    from: maria,
    subject: 'Cannot sign in to the portal',
    says: 'The page stays empty.\nSince Monday.',
    turns: [
      { from: ada, says: 'Please try again.' },
      { from: ada, notes: 'See runbook 14.' },
    ],
  });
  first = ticket.number;
  await world.ticket({ from: maria, subject: 'A refund', says: 'Please.', priority: 'HIGH' });
  await world.ticket({ from: maria, subject: 'An invoice', says: 'Where is it?' });
});
afterAll(() => desk[Symbol.asyncDispose]());

const jsonOf = (text: string) => JSON.parse(text) as Record<string, unknown>;

describe('ticket list', () => {
  test('prints one JSON document with exactly the promised fields', async () => {
    const { exit, stdout, stderr } = await desk.postern(['ticket', 'list', `number:${first}`, '--json']);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout.trimEnd()).not.toContain('\n');
    expect(jsonOf(stdout)).toMatchInlineSnapshot(`
      {
        "items": [
          {
            "assignee": null,
            "createdAt": "2026-11-03T09:30:00.000Z",
            "inbox": "Support",
            "lastActivityAt": "2026-11-03T09:30:00.000Z",
            "lastPublicAt": "2026-11-03T09:30:00.000Z",
            "number": 1001,
            "organization": null,
            "pipeline": "Support",
            "priority": "normal",
            "requester": {
              "email": "maria@acme.example",
              "name": "Maria López",
            },
            "stage": "Waiting on customer",
            "status": "open",
            "subject": "Cannot sign in to the portal",
            "tags": [],
            "version": 3,
          },
        ],
        "nextCursor": null,
      }
    `);
  });

  test('prints one document a line with --jsonl, and says on stderr where to go on', async () => {
    const { stdout, stderr } = await desk.postern([
      'ticket',
      'list',
      'sort:number',
      '--jsonl',
      '--limit',
      '2',
    ]);
    const lines = stdout.trimEnd().split('\n').map(jsonOf);
    expect(lines.map(({ number }) => number)).toEqual([first, first + 1]);
    expect(stderr).toMatch(/^There are more\. The next page: --cursor \S+\n$/);
  });

  test('goes on where a page ended', async () => {
    const page = jsonOf(
      (await desk.postern(['ticket', 'list', '--json', '--limit=2', 'sort:number'])).stdout,
    );
    const rest = await desk.postern([
      'ticket',
      'list',
      '--json',
      '--cursor',
      String(page.nextCursor),
      'sort:number',
    ]);
    expect(jsonOf(rest.stdout)).toMatchObject({ items: [{ number: first + 2 }], nextCursor: null });
  });

  test('prints tab-separated columns without titles or colours in a pipe', async () => {
    const { stdout } = await desk.postern(['ticket', 'list', 'sort:number']);
    expect(stdout.split('\n')[0]).toBe(
      `${first}\topen\tWaiting on customer\tnormal\tmaria@acme.example\t\t2026-11-03T09:30:00.000Z\tCannot sign in to the portal`,
    );
    expect(stdout.split('\n')).toHaveLength(4);
  });

  test('prints only the fields asked for, as columns and as JSON', async () => {
    const columns = await desk.postern(['ticket', 'list', 'sort:number', '--fields', 'number,requester']);
    expect(columns.stdout.split('\n')[0]).toBe(`${first}\tmaria@acme.example`);
    const json = await desk.postern(['ticket', 'list', 'refund', '--json', '--fields=number,subject']);
    expect(jsonOf(json.stdout).items).toEqual([{ number: first + 1, subject: 'A refund' }]);
  });

  test('fits a table into the terminal, in colours unless they are not wanted', async () => {
    const around = { isTerminal: true, columns: 80, env: { TERM: 'xterm-256color' } };
    const coloured = await desk.postern(['ticket', 'list', 'sort:number'], around);
    expect(coloured.stdout).toContain('\u001b[');
    for (const plain of [
      await desk.postern(['ticket', 'list', 'sort:number', '--no-color'], around),
      await desk.postern(['ticket', 'list', 'sort:number'], {
        ...around,
        env: { NO_COLOR: '1', TERM: 'xterm' },
      }),
    ]) {
      // Without colours, bold and dim stay; they carry no information alone.
      const text = withoutStyles(plain.stdout);
      expect(codesIn(plain.stdout).filter((code) => code >= 30)).toEqual([]);
      expect(text.split('\n').every((line) => line.length <= 80)).toBe(true);
      expect(text).toMatchInlineSnapshot(`
        "   #  STAGE                FROM         ASSIGNEE  AGE  SUBJECT
        1001  Waiting on customer  Maria López  -          2h  Cannot sign in to the po…
        1002  New                  Maria López  -          2h  A refund
        1003  New                  Maria López  -          2h  An invoice
        "
      `);
    }
  });

  test('takes a query with a leading dash as a part of the query', async () => {
    // A bare word with a dash cannot be told from a flag; a field, a quote or "--" can.
    const bare = await desk.postern(['ticket', 'list', '-refund']);
    expect(bare).toMatchObject({ exit: 2, stdout: '' });
    expect(bare.stderr).toContain('postern ticket list -- -refund');
    const field = await desk.postern(['ticket', 'list', '-stage:New', '--fields', 'number']);
    expect(field).toMatchObject({ exit: 0, stdout: `${first}\n` });
    const dashes = await desk.postern([
      'ticket',
      'list',
      '--fields',
      'subject',
      '--',
      '-refund',
      '-stage:New',
    ]);
    expect(dashes).toMatchObject({ exit: 0, stdout: 'Cannot sign in to the portal\n' });
  });

  test('an empty list is exit 0, and people read why it is empty', async () => {
    expect(await desk.postern(['ticket', 'list', 'is:closed'])).toEqual({
      exit: 0,
      stdout: '',
      stderr: 'No ticket fits "is:closed".\n',
    });
    expect(await desk.postern(['ticket', 'list', 'is:closed', '--quiet'])).toMatchObject({ stderr: '' });
    expect(await desk.postern(['ticket', 'list', 'is:closed', '--json'])).toEqual({
      exit: 0,
      stdout: '{"items":[],"nextCursor":null}\n',
      stderr: '',
    });
  });

  test('fetches as many pages as a large limit needs', async () => {
    const { stdout } = await desk.postern(['ticket', 'list', '--limit', '1000', '--jsonl', '']);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
  });
});

describe('ticket view', () => {
  test('adds the timeline and the audience to the promised fields', async () => {
    const { stdout } = await desk.postern(['ticket', 'view', `#${first}`, '--json']);
    const view = jsonOf(stdout);
    const { timeline, audience, snoozed, properties, held, mergedInto, merged, links } = view as {
      timeline: { id: string }[];
      audience: Record<string, unknown>;
      snoozed: unknown;
      properties: unknown[];
      held: unknown[];
      mergedInto: number | null;
      merged: number[];
      links: unknown[];
    };
    expect([snoozed, properties, held, mergedInto, merged, links]).toEqual([null, [], [], null, [], []]);
    expect(view).toMatchObject(
      (
        jsonOf((await desk.postern(['ticket', 'list', `number:${first}`, '--json'])).stdout).items as [object]
      )[0],
    );
    expect(audience).toEqual({
      to: [{ name: 'Maria López', email: 'maria@acme.example', sees: true }],
      hash: expect.any(String),
    });
    expect(
      timeline.map(({ id, ...entry }) => ({ ...entry, id: id.replace(/_.*/, '_…') })),
    ).toMatchInlineSnapshot(`
      [
        {
          "at": "2026-11-03T09:30:00.000Z",
          "attachments": [],
          "author": {
            "kind": "contact",
            "name": "Maria López",
          },
          "channel": "portal",
          "direction": "in",
          "id": "msg_…",
          "kind": "message",
          "source": "portal",
          "text": "The page stays empty.
      Since Monday.",
        },
        {
          "at": "2026-11-03T09:30:00.000Z",
          "attachments": [],
          "author": {
            "kind": "agent",
            "name": "Ada Okafor",
          },
          "channel": "portal",
          "delivery": [
            {
              "at": "2026-11-03T09:30:00.000Z",
              "reason": "No mail server is set (SMTP_URL, MAIL_FROM).",
              "state": "parked",
              "to": {
                "email": "maria@acme.example",
                "name": "Maria López",
              },
            },
          ],
          "direction": "out",
          "id": "msg_…",
          "kind": "message",
          "source": "tui",
          "text": "Please try again.",
        },
        {
          "at": "2026-11-03T09:30:00.000Z",
          "attachments": [],
          "author": {
            "kind": "agent",
            "name": "Ada Okafor",
          },
          "id": "not_…",
          "kind": "note",
          "source": "tui",
          "text": "See runbook 14.",
        },
      ]
    `);
  });

  test('shows people the thread, and what in it is a note', async () => {
    const { stdout } = await desk.postern(['ticket', 'view', String(first)], {
      isTerminal: true,
      env: { NO_COLOR: '1', LANG: 'C.UTF-8' },
    });
    expect(withoutStyles(stdout).replace(/\d{4}-\d\d-\d\d \d\d:\d\d/g, 'WHEN')).toMatchInlineSnapshot(`
      "#1001  Cannot sign in to the portal
      Stage     Waiting on customer (open)
      Priority  normal
      From      Maria López <maria@acme.example>
      Assignee  nobody
      Inbox     Support
      Version   3

      Maria López  WHEN  portal
        The page stays empty.
        Since Monday.

      ↗ Ada Okafor  WHEN  portal
        Please try again.
        waits to Maria López: No mail server is set (SMTP_URL, MAIL_FROM).

      INTERNAL NOTE  Ada Okafor  WHEN
      ▒ See runbook 14.
      "
    `);
  });

  test('prints its row and then a row for each entry in a pipe', async () => {
    const { exit, stdout, stderr } = await desk.postern(['ticket', 'view', String(first)]);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    const at = '2026-11-03T09:30:00.000Z';
    expect(stdout.split('\n').map((line) => line.split('\t'))).toEqual([
      [
        String(first),
        'open',
        'Waiting on customer',
        'normal',
        'maria@acme.example',
        '',
        at,
        'Cannot sign in to the portal',
      ],
      ['message', at, 'Maria López', 'The page stays empty. Since Monday.'],
      ['message', at, 'Ada Okafor', 'Please try again.'],
      ['note', at, 'Ada Okafor', 'See runbook 14.'],
      [''],
    ]);
    const named = await desk.postern(['ticket', 'view', String(first), '--fields', 'number,status']);
    expect(named.stdout).toBe(`${first}\topen\n`);
  });

  test('keeps the column of an author who has no name', async () => {
    const { world, maria } = desk;
    const ticket = await world.ticket({ from: maria, says: 'Hello.' });
    await desk.postern(['ticket', 'close', String(ticket.number), '--quiet']);
    await world.inTransaction(async (work) => {
      await work.tx.contact.update({ where: { id: maria.id }, data: { name: '' } });
    });
    const { stdout } = await desk.postern(['ticket', 'view', String(ticket.number)]);
    await world.inTransaction(async (work) => {
      await work.tx.contact.update({ where: { id: maria.id }, data: { name: maria.name } });
    });
    const rows = stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'));
    expect(rows.map(([kind]) => kind)).toEqual(['message', 'event']);
    expect(rows.every((cells) => cells.length === 4)).toBe(true);
  });

  test('keeps long and hostile texts whole on their one line in a pipe', async () => {
    const { world, maria } = desk;
    const says = `${'word '.repeat(1_000)}end\t\u001b[31m\r\nlast`;
    const { number } = await world.ticket({ from: maria, says });
    const { stdout } = await desk.postern(['ticket', 'view', String(number)]);
    const [, entry, ...rest] = stdout.split('\n');
    expect(rest).toEqual(['']);
    expect(entry?.split('\t').at(-1)).toBe(`${'word '.repeat(1_000)}end ␛[31m last`);
  });

  test('shows several when their numbers come in through a pipe', async () => {
    const list = await desk.postern(['ticket', 'list', 'sort:number', '--json', '--limit', '2']);
    const { stdout } = await desk.postern(['ticket', 'view', '-', '--json', '--fields', 'number'], {
      stdin: list.stdout,
    });
    expect(stdout).toBe(`{"items":[{"number":${first}},{"number":${first + 1}}],"nextCursor":null}\n`);
  });
});

/** The numbers in the escapes of styles: from 30 on they are colours. */
function codesIn(text: string): number[] {
  return [...text.matchAll(/\[([\d;]*)m/g)].flatMap((found) => (found[1] ?? '').split(';').map(Number));
}

function withoutStyles(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes of styles are what this takes out
  return text.replace(/\u001b\[[\d;]*m/g, '');
}
