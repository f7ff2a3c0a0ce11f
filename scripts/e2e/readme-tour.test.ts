/** The README, word by word: its commands are run, its addresses are opened, its password is typed. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type E2eDesk, samplePassword, startDesk } from './desk.ts';
import { openInbox } from './inbox-terminal.ts';
import { PortalVisitor } from './portal-visitor.ts';
import { cleanEnv, root } from './server-process.ts';
import { systemPath } from './system-node.ts';

const readme = readFileSync(join(root, 'README.md'), 'utf8');
const home = mkdtempSync(join(tmpdir(), 'postern home-'));
const here = 'http://127.0.0.1:4000';

let desk: E2eDesk;
beforeAll(async () => {
  desk = await startDesk();
  await desk.slack.connected();
});
afterAll(async () => {
  rmSync(home, { recursive: true, force: true });
  await desk?.[Symbol.asyncDispose]();
});

/** Lines of the README's shell blocks that begin so. */
function commands(begin: string): string[] {
  const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, lines = '']) => lines);
  return blocks.flatMap((lines) => lines.split('\n')).filter((line) => line.startsWith(begin));
}

/** Runs a line of the README in a shell, as it stands, but at this desk. */
async function type(line: string, stdin: string, env: Record<string, string> = {}) {
  const child = spawn('sh', ['-c', line.replaceAll(here, desk.url)], {
    cwd: root,
    env: cleanEnv({ PATH: systemPath(), HOME: home, npm_config_update_notifier: 'false', ...env }),
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (chunk: Buffer) => {
      said[name] += chunk;
    });
  }
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const exit = await new Promise((resolve) => child.once('close', resolve));
  return { exit, ...said };
}

test('the commands "from a script" do what the README says of them', async () => {
  const lines = commands('npx postern ');
  expect(lines.map((line) => line.split(' ').slice(0, 4).join(' '))).toEqual([
    'npx postern auth login',
    'npx postern ticket list',
    'npx postern ticket note',
    'npx postern ticket why',
  ]);
  const [login = '', list = '', note = '', why = ''] = lines;
  // The README's reader sits at a terminal and is asked; nobody sits here.
  const signedIn = await type(`${login} --password-stdin`, `${samplePassword}\n`);
  expect([signedIn.exit, signedIn.stderr]).toEqual([0, expect.stringContaining('as Ada Okafor')]);

  const listed = await type(list, '');
  expect(listed.exit).toBe(0);
  const { items } = JSON.parse(listed.stdout) as { items: { number: number; assignee: { name: string } }[] };
  expect(items.some(({ number }) => number === 1042)).toBe(true);
  expect(items.every(({ assignee }) => assignee.name === 'Ada Okafor')).toBe(true);

  expect((await type(note, '')).exit).toBe(0);
  const text = /--body "([^"]+)"/.exec(note)?.[1] ?? '';
  const { timeline } = await (await desk.agent()).tickets.view.query({ ticket: 1042 });
  expect(timeline.filter((entry) => entry.text === text).map(({ kind }) => kind)).toEqual(['note']);
  const maria = await PortalVisitor.signedIn(desk.url, 'maria@acme.example');
  expect(await (await maria.get('/support/tickets/1042')).text()).not.toContain(text);

  const explained = await type(why, '');
  expect([explained.exit, explained.stderr]).toEqual([0, '']);
  expect(explained.stdout).toMatch(/^contact\tshut\t/m);
  const asJson = await type(`${why.split('#')[0]} --json`, '');
  expect(JSON.parse(asJson.stdout)).toMatchObject({ visible: false });
}, 60_000);

test('every address on the desk that the README names answers', async () => {
  const addresses = [...readme.matchAll(/<(http:\/\/127\.0\.0\.1:4000[^>]*)>/g)].map(
    ([, address = '']) => address,
  );
  expect(new Set(addresses).size).toBeGreaterThanOrEqual(4);
  for (const address of new Set(addresses)) {
    const answer = await fetch(address.replace(here, desk.url), { headers: { accept: 'text/html' } });
    expect([address, answer.status]).toEqual([address, 200]);
  }
});

test('every file that the README links to is there', () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(5);
  expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test('the password and the people it names can sign in', async () => {
  expect(readme).toContain(`Every sample person has the password \`${samplePassword}\``);
  const [, customer = ''] = /sign in as `([^`]+)`/.exec(readme) ?? [];
  await PortalVisitor.signedIn(desk.url, customer);
});

test('the keys of its tour do in the terminal what it says', async () => {
  await using ada = await openInbox(desk);
  const { screen } = ada;
  for (const key of ['`2`', '`r`', '`Ctrl+S`', '`n`', '`Ctrl+N`', '`c`', '`?`', '`q`'])
    expect(readme).toContain(key);
  const maria = await PortalVisitor.signedIn(desk.url, 'maria@acme.example');
  const number = await maria.fileTicket('Written on the tour', 'As the README asks.');
  screen.press('2');
  await screen.waitFor(new RegExp(`›.? *${number} Written on`));
  await screen.settled();
  await ada.reply('An answer.');
  await ada.note('Among ourselves.');
  const card = await desk.slack.card(number);
  await desk.slack.inThread(card, 'Among ourselves.');
  await desk.slack.say('ada', card, 'Typed in the thread.');
  await screen.waitFor('Typed in the thread.');
  const dialog = await desk.slack.openDialog('ada', card);
  expect(await desk.slack.submit('ada', dialog, 'An answer from Slack.')).toBeNull();
  await screen.waitFor('An answer from Slack.');
  await screen.settled();
  screen.press('c');
  await screen.waitFor(new RegExp(`#${number}.*closed`, 'is'));
  const { messages, status } = await maria.json<{ status: string; messages: { text: string }[] }>(
    `/support/tickets/${number}`,
  );
  expect([status, messages.map(({ text }) => text)]).toEqual([
    'closed',
    ['As the README asks.', 'An answer.', 'An answer from Slack.'],
  ]);
  await screen.settled();
  screen.press('q', '?');
  await screen.waitFor('Write a reply to the customer');
  screen.press('q', 'q');
  expect((await screen.exited).code).toBe(0);
});

test('"A desk of your own" is made and served by the lines that stand there', async () => {
  const data = join(home, 'own desk');
  const lines = commands('npx postern-server ');
  expect(lines.map((line) => line.split(' ')[2])).toEqual(['init', 'serve']);
  const env = {
    POSTERN_DATA: data,
    PORT: String(desk.port + 2),
    POSTERN_PUBLIC_URL: 'https://support.example.com',
  };
  expect(commands('export ')).toEqual([
    'export POSTERN_DATA=/var/lib/postern POSTERN_PUBLIC_URL=https://support.example.com',
  ]);
  const made = await type(`${lines[0]} --password-stdin`, 'four words are enough\n', env);
  expect([made.exit, made.stderr]).toEqual([
    0,
    expect.stringContaining('Customers will find the portal at https://support.example.com/support'),
  ]);
}, 60_000);
