/** Text from outside never acts: every field that a customer can set, on every screen that shows it, byte by byte. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './desk.ts';
import { openTerminal, type TestTerminal } from './terminal.ts';

const program = join(import.meta.dirname, '..', 'bin', 'postern.mjs');

/** Each would do something to a terminal that took it: titles, colours, the clipboard, keys, another screen, a reset. */
const attacks = [
  '\u001b]0;OWNED\u0007',
  '\u001b]52;c;T1dORUQ=\u0007',
  '\u001b]8;;http://evil.example\u001b\\link\u001b]8;;\u001b\\',
  '\u001b[31m\u001b[2J\u001b[1;1H',
  '\u001b[?1049l\u001bc',
  '\u001b[>4;2m\u001b[6n\u001b[c',
  '\u001bP+q544e\u001b\\\u001b_Gi=1;OWNED\u001b\\',
  '\u009b31m\u009d0;OWNED\u009c',
  'a\rb\u0008c\u000bd\u007fe',
  '\u202eevil\u2066x\u2069\u200b\u2060\ufeff',
];
const hostile = (where: string) => `${where} ${attacks.join('')}`;

let desk: TestDesk;
let folder: string;
let token: string;
let number: number;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postern-hostile-'));
  desk = await openDesk();
  const { world } = desk;
  const ada = await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  token = await world.tokenOf(ada);
  const organization = await world.organization({ name: hostile('Org') });
  const mallory = await world.contact({ name: hostile('Mallory'), organization });
  const customer = await world.as(mallory);
  const { id } = await customer.portal.upload.mutate({
    name: hostile('file.txt').replaceAll('/', ''),
    bytes: Buffer.from(hostile('content')).toString('base64'),
  });
  ({ number } = await customer.portal.fileTicket.mutate({
    subject: hostile('Subject').replaceAll(/[\r\n]/g, ''),
    body: `${hostile('Body')}\nhttp://evil.example/${attacks[0]}`,
    requestId: 'hostile-filing',
  }));
  await customer.portal.reply.mutate({
    ticket: number,
    body: hostile('Reply'),
    uploads: [id],
    requestId: 'hostile-reply',
  });
}, 60_000);

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await desk[Symbol.asyncDispose]();
});

function open(columns: number, rows: number): TestTerminal {
  return openTerminal({
    command: process.execPath,
    args: [program, 'is:open'],
    columns,
    rows,
    env: {
      ...{ PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', TZ: 'UTC', COLORTERM: 'truecolor' },
      ...{ POSTERN_URL: desk.url, POSTERN_TOKEN: token },
    },
  });
}

/** What the inbox may write besides text: colours, cursor moves, erasing, its own modes, questions, and the test's marker. */
const ours = new RegExp(
  [
    '\\u001b\\[[\\d;:]*m',
    '\\u001b\\[\\d*(?:;\\d+)?[ABCDGHJKXd]',
    '\\u001b\\[\\?(?:7|25|1004|1049|2004|2026)[hl]',
    '\\u001b\\[\\?u',
    '\\u001b\\[[<>=]\\d*u',
    '\\u001b\\[c',
    '\\u001b\\]11;\\?\\u001b\\\\',
    '\\u001b\\]7771;[\\w=;]*\\u0007',
    '\\u001b\\[!p',
    // Links of ours: printable ASCII of the web, and nothing else.
    '\\u001b\\]8;(?:id=[\\da-z]+)?;(?:https?://[\\x21-\\x7e]+)?\\u001b\\\\',
    '\\r\\n|\\r|\\n',
  ].join('|'),
  'g',
);

for (const [columns, rows] of [
  [200, 60],
  [80, 24],
  [40, 15],
] as const) {
  test(`at ${columns}x${rows} nothing of it reaches the terminal on any screen`, async () => {
    await using terminal = open(columns, rows);
    await terminal.waitFor(String(number), 60_000);
    await terminal.settled();
    const seen = [terminal.text()];
    const look = async (...keys: string[]) => {
      terminal.press(...keys);
      await terminal.settled();
      seen.push(terminal.text());
    };
    await look('enter');
    await look('g', 'g');
    await look('G');
    await look('i');
    await look('i');
    await look('q');
    await look('h');
    await look('q');
    await look('enter');
    await look('w');
    await look('w');
    await look('l');
    await look('escape');
    await look('y');
    await look('escape');
    await look('R');
    await look('escape');
    await look('n');
    await look('escape');
    await look('q');
    await look('f');
    await look('escape');
    await look('m');
    await look('escape');
    await look('g', 'd');
    await look('escape');
    terminal.press('q');
    await terminal.exited;
    const rest = terminal.written.replace(ours, '');
    const links = [...terminal.written.matchAll(/\]8;id=\w+;(\P{Cc}*)/gu)].map((found) => found[1]);
    expect(new Set(links.map((link) => new URL(String(link)).host))).toEqual(new Set(['evil.example']));
    expect(rest.match(/\p{Cc}/u)?.[0].codePointAt(0)).toBeUndefined();
    expect(rest).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff]/u);
    // All of it was there to be shown.
    const all = seen.join('\n');
    for (const word of ['Subject', 'Mallory', 'Body', 'Reply', 'evil.example']) expect(all).toContain(word);
  }, 90_000);
}
