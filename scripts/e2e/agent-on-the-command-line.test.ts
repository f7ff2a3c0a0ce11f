/** A newly seated agent works with `postern` alone: sign in, find, answer, note, hand over, close, reopen. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type E2eDesk, samplePassword, startDesk } from './desk.ts';
import { PortalVisitor } from './portal-visitor.ts';
import { type CommandLine, openCommandLine } from './postern-command.ts';
import { shownText } from './slack-control.ts';
import { systemNode } from './system-node.ts';

interface Ticket {
  number: number;
  subject: string;
  status: string;
  stage: string;
  assignee: { name: string; email: string } | null;
  version: number;
  timeline: { kind: string; text: string; author: { kind: string; name: string }; direction?: string }[];
}

let desk: E2eDesk;
let shell: CommandLine;
let maria: PortalVisitor;
let number: string;
beforeAll(async () => {
  desk = await startDesk();
  await desk.slack.connected();
  // The Node of the machine starts the command; what runs it is the command's own business.
  shell = openCommandLine({ node: systemNode() });
  maria = await PortalVisitor.signedIn(desk.url, 'maria@acme.example');
  number = String(await maria.fileTicket('Forklift 2 does not charge', 'The lamp stays red.'));
});
afterAll(async () => {
  shell?.[Symbol.dispose]();
  await desk?.[Symbol.asyncDispose]();
});

const view = () => shell.json<Ticket>(['ticket', 'view', number]);

test('before signing in: exit 4, and what to type', async () => {
  const { exit, stdout, stderr } = await shell.postern(['ticket', 'list', '--url', desk.url]);
  expect({ exit, stdout }).toEqual({ exit: 4, stdout: '' });
  expect(stderr).toContain('postern auth login');
});

test('Bo signs in with the password from stdin, and the token is for Bo alone', async () => {
  const login = ['auth', 'login', '--url', desk.url, '--email', 'bo@postern.example', '--password-stdin'];
  const wrong = await shell.postern([...login, '--json'], 'not-it\n');
  expect(wrong.exit).toBe(4);
  expect(JSON.parse(wrong.stderr).error.code).toBe('WRONG_CREDENTIALS');
  const { exit, stderr } = await shell.postern(login, `${samplePassword}\n`);
  expect([exit, stderr]).toEqual([0, expect.stringContaining('Signed in to')]);
  expect(statSync(join(shell.home, '.config', 'postern', 'credentials')).mode & 0o777).toBe(0o600);
});

test('Bo finds the new ticket, with the promised fields and no others', async () => {
  const { items, nextCursor } = await shell.json<{ items: Ticket[]; nextCursor: null }>([
    ...['ticket', 'list', 'is:open', 'assignee:none', 'forklift'],
  ]);
  expect(nextCursor).toBeNull();
  expect(items.map((each) => Object.keys(each))).toEqual([
    [
      ...[
        'number',
        'subject',
        'status',
        'stage',
        'priority',
        'pipeline',
        'inbox',
        'requester',
        'organization',
      ],
      ...['assignee', 'tags', 'createdAt', 'lastPublicAt', 'lastActivityAt', 'version'],
    ],
  ]);
  expect(items[0]).toMatchObject({
    number: Number(number),
    subject: 'Forklift 2 does not charge',
    status: 'open',
    stage: 'New',
    assignee: null,
    requester: { name: 'Maria López', email: 'maria@acme.example' },
  });
  const piped = await shell.postern(['ticket', 'list', 'forklift']);
  expect(piped.stdout.trimEnd().split('\n').at(-1)?.split('\t')).toContain(number);
});

test('Bo takes it, and the name is on the card in Slack', async () => {
  expect((await shell.postern(['ticket', 'assign', number, '--to', 'me'])).exit).toBe(0);
  expect((await view()).assignee).toEqual({ name: 'Bo Lindqvist', email: 'bo@postern.example' });
  await desk.delivered();
  expect(shownText(await desk.slack.card(Number(number)))).toContain('Owner\nBo Lindqvist');
});

test('a reply reaches Maria only with --yes, and a note never does', async () => {
  const reply = ['ticket', 'reply', number, '--body-file', '-'];
  const asked = await shell.postern(reply, 'Please unplug it for a minute.\n');
  expect(asked.exit).toBe(2);
  expect(asked.stderr).toContain('add --yes');
  const sent = await shell.json<{ text: string }>([...reply, '--yes'], 'Please unplug it for a minute.\n');
  expect(sent.text).toBe('Please unplug it for a minute.');
  expect((await shell.postern(['ticket', 'note', number, '--body', 'CANARY-cli-77 worn battery'])).exit).toBe(
    0,
  );

  for (const kind of ['text/html', 'application/json', 'text/plain']) {
    const page = await (await maria.get(`/support/tickets/${number}`, kind)).text();
    expect(page).toContain('Please unplug it for a minute.');
    expect(page).not.toContain('CANARY');
  }
  const { timeline, stage } = await view();
  expect(stage).toBe('Waiting on customer');
  expect(timeline.filter(({ kind }) => kind !== 'event').map(({ kind, text }) => [kind, text])).toEqual([
    ['message', 'The lamp stays red.'],
    ['message', 'Please unplug it for a minute.'],
    ['note', 'CANARY-cli-77 worn battery'],
  ]);
  const card = await desk.slack.card(Number(number));
  await desk.slack.inThread(card, 'INTERNAL NOTE by Bo Lindqvist, from the command line.');
});

test('the same request twice is one message', async () => {
  const reply = [
    'ticket',
    'reply',
    number,
    '--body',
    'Did it help?',
    '--yes',
    '--request-id',
    'request-once',
  ];
  const [one, two] = [await shell.json<{ id: string }>(reply), await shell.json<{ id: string }>(reply)];
  expect(two.id).toBe(one.id);
  expect((await view()).timeline.filter(({ text }) => text === 'Did it help?')).toHaveLength(1);
});

test('close and reopen; a closed ticket takes no reply, and says what to type', async () => {
  const before = await view();
  const stale = await shell.postern(['ticket', 'close', number, '--if-version', String(before.version - 1)]);
  expect(stale.exit).toBe(7);
  expect((await shell.postern(['ticket', 'close', number])).exit).toBe(0);
  expect((await view()).status).toBe('closed');
  expect(await maria.json(`/support/tickets/${number}`)).toMatchObject({
    status: 'closed',
    statusLabel: 'Closed',
  });
  const refused = await shell.postern(['ticket', 'reply', number, '--body', 'Late', '--yes']);
  expect(refused.exit).toBe(7);
  expect(refused.stderr).toContain(`postern ticket reopen ${number}`);
  expect((await shell.postern(['ticket', 'reopen', number])).exit).toBe(0);
  expect((await view()).status).toBe('open');
  await desk.delivered();
  const card = await desk.slack.card(Number(number));
  expect(shownText(card)).toContain('Reply to customer');
});

test('a whole search is handed over through a pipe', async () => {
  const list = await shell.postern(['ticket', 'list', 'is:open', 'assignee:none', '--json']);
  const { items } = JSON.parse(list.stdout) as { items: Ticket[] };
  expect(items.length).toBeGreaterThan(2);
  expect((await shell.postern(['ticket', 'assign', '-', '--to', 'ada'], list.stdout)).exit).toBe(0);
  const left = await shell.json<{ items: Ticket[] }>(['ticket', 'list', 'is:open', 'assignee:none']);
  expect(left.items).toEqual([]);
});

test('what is not there, what is mistyped and a desk that is away have exit codes of their own', async () => {
  expect((await shell.postern(['ticket', 'view', '999999'])).exit).toBe(5);
  const mistyped = await shell.postern(['ticket', 'list', 'asignee:me']);
  expect([mistyped.exit, mistyped.stderr]).toEqual([2, expect.stringContaining('assignee')]);
  expect((await shell.postern(['ticket', 'veiw', '1042'])).exit).toBe(2);
  await desk.stop();
  const away = await shell.postern(['ticket', 'list', '--json']);
  expect(away.exit).toBe(8);
  expect(JSON.parse(away.stderr).error).toMatchObject({ code: 'UNREACHABLE', hint: expect.any(String) });
  await desk.restart();
});

test('signed out, the token is worth nothing any more', async () => {
  expect((await shell.postern(['auth', 'status'])).exit).toBe(0);
  expect((await shell.postern(['auth', 'logout'])).exit).toBe(0);
  expect((await shell.postern(['ticket', 'list'])).exit).toBe(4);
});
