/** Work without a desk: kept, shown as it will stand, sent once and in order, and never over what has changed. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actFiles } from '../src/offline/act-files.ts';
import { type AgentInbox, openedInbox } from './agent-inbox.ts';
import { type Scene, saysMaria, scene, timelineOf } from './scene.ts';

const size = { columns: 100, rows: 24 };

/** Ada's inbox on Maria's ticket, with the line to the desk cut. */
async function offline(at: Scene, wish: { now?: () => number; holdSeconds?: number } = {}) {
  const ada = await openedInbox(at, { size, query: `number:${at.ticket.number}`, ...wish });
  await ada.keys('enter');
  await ada.until(({ tickets }) => tickets.has(at.ticket.id));
  await at.desk.cut();
  await ada.until(({ connection }) => connection.kind === 'reconnecting');
  return ada;
}

async function written(ada: AgentInbox, kind: 'reply' | 'note', text: string) {
  ada.press(kind === 'reply' ? 'r' : 'n');
  ada.type(text);
  ada.press(kind === 'reply' ? 'ctrl+s' : 'ctrl+n');
  await ada.until(({ composer }) => composer === null);
}

const back = async (at: Scene, ada: AgentInbox) => {
  await at.desk.mend();
  ada.press('ctrl+l');
  await ada.until(({ connection }) => connection.kind === 'live');
  await ada.until(({ offline: acts }) => acts.every(({ state }) => state === 'stopped'));
};
const ticketOf = async (at: Scene) =>
  (await at.desk.world.as(at.bo)).tickets.view.query({ ticket: at.ticket.id });
const said = async (at: Scene) => (await timelineOf(at)).filter(([kind]) => kind !== 'event');

test('what is done offline is on the disk, shown as it will stand, and sent in order, once, when the desk is back', async () => {
  await using at = await scene();
  await using ada = await offline(at);
  await written(ada, 'note', 'Their proxy is old.');
  await written(ada, 'reply', 'Please try again.');
  ada.press('p');
  ada.type('urgent');
  ada.press('enter');
  await ada.until(({ offline: acts }) => acts.length === 3);
  ada.press('c');
  await ada.until(({ status }) => status?.text.includes('when the desk is back: close #') ?? false);
  expect(ada.screen()).toContain('○ offline · 4 queued · closed');
  expect(ada.screen()).toMatch(/INTERNAL NOTE · You · not at the desk yet[\s\S]*Their proxy is old\./);
  expect(ada.screen()).toMatch(/WAITING REPLY · You · not at the desk yet\n {3}Please try again\./);
  ada.press('q');
  expect(ada.screen()).toMatch(new RegExp(`›○ ${at.ticket.number} Cannot sign in +Maria Ló… —  closed !!`));
  expect(ada.inbox.composing.drafts()).toEqual([]);
  const files = actFiles(ada.folder, { url: at.desk.url, email: 'ada@postern.example' });
  expect(files.list().map(({ deed }) => deed.kind)).toEqual(['note', 'reply', 'priority', 'status']);
  expect(files.list().every(({ version }) => (version ?? 0) > 0)).toBe(true);
  expect(statSync(join(ada.folder, 'outbox')).mode & 0o777).toBe(0o700);

  await back(at, ada);
  await ada.quiet();
  expect(ada.state().offline).toEqual([]);
  expect(ada.screen()).toContain('● live');
  const texts = (await said(at)).map(([kind, text]) => `${kind}: ${text}`);
  expect(texts.sort()).toEqual([
    'message: Please try again.',
    'message: The page stays empty.',
    'note: Their proxy is old.',
  ]);
  expect(await ticketOf(at)).toMatchObject({ status: 'closed', priority: 'urgent' });
});

test('what only the desk can find in a reply stops it when the desk is back, until its writer sends it all the same', async () => {
  await using at = await scene();
  const bo = await at.desk.world.as(at.bo);
  await bo.guard.change.mutate({ add: ['project falcon'] });
  await using ada = await offline(at);
  await written(ada, 'reply', 'It comes with Project Falcon.');
  await back(at, ada);
  await ada.until(({ offline: acts }) => acts.length === 1);
  expect(ada.state().offline).toMatchObject([
    { state: 'stopped', reason: '"Project Falcon" is among the words that your team guards.' },
  ]);
  expect(await said(at)).toHaveLength(1);
  ada.press('g', 'o');
  await ada.until(({ outbox }) => outbox !== null);
  ada.press('ctrl+s');
  await ada.until(({ status }) => status?.text.includes('Read it once more') ?? false);
  ada.press('ctrl+s');
  await ada.until(({ offline: acts }) => acts.length === 0);
  expect((await said(at)).map(([, text]) => text)).toContain('It comes with Project Falcon.');
});

test('a reply whose desk goes away in the moment of sending is looked through when the desk is back', async () => {
  await using at = await scene();
  const bo = await at.desk.world.as(at.bo);
  await bo.guard.change.mutate({ add: ['project falcon'] });
  await using ada = await openedInbox(at, { size, query: `number:${at.ticket.number}` });
  await ada.keys('enter', 'r');
  ada.type('It comes with Project Falcon.');
  const gone = at.desk.cut();
  ada.press('ctrl+s');
  await gone;
  await ada.until(({ composer }) => composer === null);
  expect(ada.state().offline).toMatchObject([{ deed: { kind: 'reply' } }]);
  expect(ada.state().offline[0]?.deed).not.toHaveProperty('leaksOk');
  await back(at, ada);
  expect(ada.state().offline).toMatchObject([{ state: 'stopped' }]);
  expect(await said(at)).toHaveLength(1);
});

test('a reply with a hold leaves before the closing that was done behind it', async () => {
  await using at = await scene();
  await using ada = await offline(at, { holdSeconds: 10 });
  await written(ada, 'reply', 'It is fixed.');
  ada.press('c');
  await ada.until(({ offline: acts }) => acts.length === 2);
  await back(at, ada);
  await ada.quiet();
  expect(await said(at)).toContainEqual(['message', 'It is fixed.']);
  expect(await ticketOf(at)).toMatchObject({ status: 'closed', held: [] });
  expect(ada.screen()).toContain('What you did while the desk was away is sent: 2 acts.');
});

test('a reply to a ticket that will be closed by then stays with its writer, who is told at once', async () => {
  await using at = await scene();
  await using ada = await offline(at);
  ada.press('c');
  await ada.until(({ offline: acts }) => acts.length === 1);
  ada.press('r');
  ada.type('One thing more.');
  ada.press('ctrl+s');
  await ada.until(({ status }) => status?.tone === 'warning' && status.text.includes('will be closed'));
  expect(ada.state().status?.text).toContain('Your text is kept');
  expect(ada.state().composer?.isSending).toBe(false);
  expect(ada.state().offline).toHaveLength(1);
});

test('of a reply that a closed ticket stopped, the outbox says how it leaves all the same, and that it is not out yet', async () => {
  await using at = await scene();
  await using ada = await offline(at, { holdSeconds: 30 });
  await written(ada, 'reply', 'Please try again.');
  await (await at.desk.world.as(at.bo)).tickets.close.mutate({ ticket: at.ticket.id });
  await back(at, ada);
  const reason = `Ticket #${at.ticket.number} is closed. In the ticket o reopens it; then ! here sends this.`;
  expect(ada.state().offline).toMatchObject([{ state: 'stopped', reason }]);
  expect(ada.screen().replace(/\s+/g, ' ')).toContain(`not sent: ${reason} Please try again.`);
  ada.press('o');
  await ada.until(({ tickets }) => tickets.get(at.ticket.id)?.status === 'open');
  ada.press('g', 'o', '!');
  await ada.until(({ outbox }) => outbox?.readers != null);
  ada.press('ctrl+s');
  await ada.until(({ held }) => held.length === 1);
  await ada.until(({ status }) => status?.text.includes('The desk has it') ?? false);
  expect(ada.screen()).not.toContain('Sent:');
});

test('u takes the newest act back before it leaves: a text into its composer, a change as if it had not been', async () => {
  await using at = await scene();
  await using ada = await offline(at);
  await written(ada, 'reply', 'Too early');
  ada.press('c');
  await ada.until(({ offline: acts }) => acts.length === 2);
  ada.press('u');
  expect(ada.screen()).toContain('Taken back, it never left this machine: close #');
  ada.press('u');
  expect(ada.state().composer?.editor.lines).toEqual(['Too early']);
  expect(ada.state().offline).toEqual([]);
  ada.press('escape');
  await back(at, ada);
  expect(await ticketOf(at)).toMatchObject({ status: 'open' });
  expect(await said(at)).toHaveLength(1);
});

test('what somebody changed meanwhile is named and not forced, and what was done after it on the ticket waits with it', async () => {
  await using at = await scene();
  await using ada = await offline(at);
  ada.press('c');
  await ada.until(({ offline: acts }) => acts.length === 1);
  await written(ada, 'note', 'Closed, it was the proxy.');
  at.desk.world.pass(1_000);
  await saysMaria(at, 'It is back!');
  await at.desk.mend();
  ada.press('ctrl+l');
  await ada.until(({ offline: acts }) => acts.some(({ state }) => state === 'stopped'));
  await ada.quiet();
  expect(ada.state().status?.text).toContain(
    `Not sent: close #${at.ticket.number}. The ticket has changed since: Maria López wrote.`,
  );
  expect(ada.screen()).toContain('● live · 1 queued · 1 not sent (g o)');
  expect(await ticketOf(at)).toMatchObject({ status: 'open' });
  expect(await said(at)).toHaveLength(2);
});

test.each([
  ['it waited for more than 15 minutes', 16 * 60_000, false, /It waited for 16 minutes; read it again\./],
  ['the customer wrote meanwhile', 0, true, /Maria López wrote meanwhile\./],
])('a reply is not sent by itself when %s', async (_why, ms, doesWrite, reason) => {
  await using at = await scene();
  let now = Date.now();
  await using ada = await offline(at, { now: () => now });
  await written(ada, 'reply', 'Please try again.');
  now += ms;
  if (doesWrite) await saysMaria(at, 'It works again.');
  await back(at, ada);
  await ada.quiet();
  expect(ada.state().offline[0]?.reason).toMatch(reason);
  expect((await said(at)).map(([, text]) => text)).not.toContain('Please try again.');
});

test('kill -9 while acts are kept or sent loses none and doubles none', async () => {
  await using at = await scene();
  const folder = mkdtempSync(join(tmpdir(), 'postern-offline-'));
  const token = await at.desk.world.tokenOf(at.ada);
  const child = join(import.meta.dirname, 'offline-child.ts');
  const live = async (job: string, round: number, killAfterMs: number) => {
    const around = [folder, at.desk.url, token, at.ticket.id, String(round)];
    const running = spawn(process.execPath, [child, job, ...around], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    let timer: NodeJS.Timeout | undefined;
    running.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      // Counted from its first word: how long a process needs to start says nothing.
      timer ??= setTimeout(() => running.kill('SIGKILL'), killAfterMs);
    });
    await new Promise((resolve) => running.once('close', resolve));
    clearTimeout(timer);
    return output.split('\n').slice(0, -1);
  };
  try {
    const kept: string[] = [];
    for (let round = 0; round < 3; round += 1) kept.push(...(await live('fill', round, Math.random() * 60)));
    expect(kept.length).toBeGreaterThan(2);
    const files = actFiles(folder, { url: at.desk.url, email: 'ada@postern.example' });
    for (let round = 0; files.list().length > 0 && round < 12; round += 1)
      await live('send', round, round < 5 ? Math.random() * 40 : 60_000);
    expect(files.list()).toEqual([]);
    const notes = (await said(at)).filter(([kind]) => kind === 'note').map(([, text]) => text as string);
    expect(new Set(notes).size).toBe(notes.length);
    // One more a life may be on the disk without having been said.
    for (const note of kept) expect(notes).toContain(note);
    expect(notes.length).toBeLessThanOrEqual(kept.length + 3);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
