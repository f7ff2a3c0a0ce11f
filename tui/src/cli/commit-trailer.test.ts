/** `postern commit-trailer`: drafts from commits, each commit once, and never over what somebody wrote. */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftFiles, stateFolder } from '../store/draft-files.ts';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let repo: string;
let first: { id: string; number: number };
let second: { id: string; number: number };

const git = (...words: string[]) =>
  execFileSync('git', ['-C', repo, '-c', 'user.name=Ada', '-c', 'user.email=ada@postern.example', ...words], {
    encoding: 'utf8',
  });
const commit = (message: string) => git('commit', '-q', '--allow-empty', '-m', message);
const here = () => draftFiles(stateFolder({ HOME: desk.home }), { url: desk.url, email: desk.ada.email });
const asAda = () => desk.world.as(desk.ada);
const drafts = async () => (await (await asAda()).drafts.list.query()).items;
const draftOn = async ({ id }: { id: string }) => (await drafts()).find(({ ticket }) => ticket.id === id);

beforeAll(async () => {
  desk = await openDesk();
  first = await desk.world.ticket({ from: desk.maria, subject: 'Cannot sign in' });
  second = await desk.world.ticket({ from: desk.maria, subject: 'No refund' });
  repo = await mkdtemp(join(tmpdir(), 'postern-repo-'));
  git('init', '-q', '-b', 'main');
  commit('Begin');
  commit(`Keep the session\n\nWhy: it ended.\n\nFixes-Ticket: ${first.number}`);
  commit(`Refund once\n\nfixes-tickets: #${first.number}, ${second.number}`);
  commit('Talk of Fixes-Ticket: 1 in the middle');
});
afterAll(async () => {
  await desk[Symbol.asyncDispose]();
  await rm(repo, { recursive: true });
});

const run = (...words: string[]) =>
  desk.postern(['commit-trailer', ...words, '--release', '2.3', '--repo', repo]);
const statesOf = ({ stdout }: { stdout: string }) =>
  (JSON.parse(stdout).items as { number: number; state: string }[]).map(({ number, state }) => [
    number,
    state,
  ]);

test('commits become a draft a ticket, once; what was written on since is left alone, and nothing is sent', async () => {
  const look = await run('main', '--dry-run', '--json');
  expect(statesOf(look)).toEqual([
    [first.number, 'prepared'],
    [second.number, 'prepared'],
  ]);
  expect(await drafts()).toEqual([]);

  const made = await run('main');
  expect(made).toMatchObject({ exit: 0 });
  expect(made.stderr).toContain(
    `Drafted a reply from 2 commits, not sent: #${first.number} Cannot sign in\n`,
  );
  const draft = await draftOn(first);
  expect(draft?.text).toBe('This is fixed in 2.3:\n\n- Keep the session\n- Refund once');
  expect(statesOf(await run('main', '--json'))).toEqual([
    [first.number, 'told'],
    [second.number, 'told'],
  ]);
  expect(await draftOn(first)).toEqual(draft);
  expect(here().list()).toEqual([]);

  const written = await draftOn(second);
  if (!written) throw new Error('There is no draft.');
  const { kind, requestId, version } = written;
  const wish = { ticket: second.id, kind, requestId, text: 'Dear Maria', seen: version };
  expect(await (await asAda()).drafts.save.mutate(wish)).toMatchObject({ isSaved: true });
  commit(`Sign in again\n\nFixes-Ticket: ${first.number}, ${second.number}, 99999`);
  const again = await run('main', '--json');
  expect(again.exit).toBe(1);
  expect(statesOf(again)).toEqual([
    [first.number, 'prepared'],
    [second.number, 'kept'],
    [99_999, 'missing'],
  ]);
  expect((await draftOn(first))?.text).toBe(
    'This is fixed in 2.3:\n\n- Keep the session\n- Refund once\n\nThis is fixed in 2.3:\n\n- Sign in again',
  );
  expect((await draftOn(second))?.text).toBe('Dear Maria');
  const view = await (await asAda()).tickets.view.query({ ticket: first.number });
  expect(view.timeline.filter(({ direction }) => direction === 'out')).toEqual([]);
});

test('what git log printed is read too, by a template; a draft that was sent tells only what is new', async () => {
  await (await asAda()).drafts.delete.mutate({ ticket: first.id, kind: 'reply' });
  commit(`Once more\n\nFixes-Ticket: ${first.number}`);
  const outcome = await desk.postern(
    ['commit-trailer', '-', '--release', '2.4', '--body', 'Out in {{release}}: {{commits}}', '--quiet'],
    { stdin: git('log', 'HEAD~2..') },
  );
  expect(outcome).toMatchObject({ stderr: '' });
  expect((await draftOn(first))?.text).toBe('Out in 2.4: - Once more');
  for (const wrong of [['nowhere..main'], ['-', '--body', 'a', '--body-file', 'b']])
    expect((await run(...wrong)).exit).toBeGreaterThan(0);
  expect(await desk.postern(['commit-trailer', '-', '--release', '2'], { stdin: 'no log' })).toMatchObject({
    exit: 2,
  });
  expect(await desk.postern(['commit-trailer', 'main'])).toMatchObject({ exit: 2 });
});

test('what somebody wrote on this machine is left alone too, where the desk has not heard of it', async () => {
  const third = await desk.world.ticket({ from: desk.maria, subject: 'No invoice' });
  const own = {
    ticketId: third.id,
    number: third.number,
    kind: 'reply' as const,
    text: 'Dear Maria',
    files: [],
  };
  here().writeNow({ ...own, requestId: 'request-own' });
  commit(`Send the invoice\n\nFixes-Ticket: ${third.number}`);
  const outcome = await run('HEAD~1..', '--json');
  expect([outcome.exit, statesOf(outcome)]).toEqual([1, [[third.number, 'kept']]]);
  expect(await draftOn(third)).toBeUndefined();
  expect(here().read(third.id, 'reply')?.text).toBe('Dear Maria');
});
