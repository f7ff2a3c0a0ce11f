/** `postern standup`. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftFiles, stateFolder } from '../store/draft-files.ts';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;

beforeAll(async () => {
  desk = await openDesk();
  const from = desk.maria;
  const [first, second] = [
    (await desk.world.ticket({ from, subject: 'See [this](https://evil.example) @channel' })).number,
    (await desk.world.ticket({ from, subject: 'Plain' })).number,
  ];
  await desk.postern(['ticket', 'reply', String(first), '--body', 'Cobalt *blue*.', '--yes']);
  await desk.postern(['ticket', 'close', String(first)]);
  const drafts = draftFiles(stateFolder({ HOME: desk.home }), { url: desk.url, email: desk.ada.email });
  drafts.writeNow({
    ticketId: 'tkt_1',
    number: second,
    kind: 'reply',
    text: 'Not yet',
    files: [],
    requestId: 'draft-one',
  });
});
afterAll(() => desk[Symbol.asyncDispose]());

test('at a terminal it is a page, in a pipe Markdown in which words of customers do nothing', async () => {
  const page = await desk.postern(['standup'], { isTerminal: true });
  expect(page.exit).toBe(0);
  expect(page.stdout).toMatch(
    /^Ada Okafor, since 2026-11-02 00:00\n\nAnswered\n- #\d+ See \[this\]\(https:\/\/evil\.example\) @channel\n\nClosed\n- #\d+ See .*\n\nDrafts not sent\n- #\d+\n\nNobody has it, the longest first\n- #\d+ Plain: \d+[mh] in New\n$/,
  );
  const { stdout } = await desk.postern(['standup', '--since', '2026-11-01']);
  expect(stdout).toMatch(/^## Ada Okafor, since 2026-11-01 00:00\n\n\*\*Answered\*\*\n/);
  expect(stdout).toContain('See \\[this\\](https://evil.example) @\u200bchannel');
  expect(stdout).not.toContain('Cobalt');
  const told = await desk.postern(['standup', '--with-text']);
  expect(told.stdout).toContain('\n  > Cobalt \\*blue\\*.\n');
});

test('for scripts it is one document; others need the permission for reports, and one says whom', async () => {
  const { stdout } = await desk.postern(['standup', '--all', '--json']);
  const sheet = JSON.parse(stdout);
  expect(Object.keys(sheet)).toEqual(['since', 'until', 'people', 'unassigned', 'drafts']);
  expect(sheet.people).toMatchObject([{ agent: { email: desk.ada.email }, answered: [{ replies: 1 }] }]);
  expect(sheet.drafts).toHaveLength(1);
  const bo = await desk.world.agent({ permissions: ['tickets.read'] });
  const env = { POSTERN_TOKEN: await desk.world.tokenOf(bo) };
  expect(await desk.postern(['standup', '--all'], { env })).toMatchObject({ exit: 6 });
  expect((await desk.postern(['standup'], { env })).stdout).toContain('Nothing was done, and nothing waits.');
  expect(await desk.postern(['standup', '--all', '--for', bo.email])).toMatchObject({ exit: 2 });
});
