/** `postern audit`: what was done, found again, and the proof that nobody was at it. */
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let number: string;

beforeAll(async () => {
  desk = await openDesk();
  number = String((await desk.world.ticket({ from: desk.maria, subject: 'Cannot sign in' })).number);
  await desk.postern(['ticket', 'close', number]);
});
afterAll(() => desk[Symbol.asyncDispose]());

test('the trail is listed for people, for pipes and for scripts, by who, what and when', async () => {
  const page = await desk.postern(['audit', 'list', '--ticket', number], { isTerminal: true });
  const lines = stripVTControlCharacters(page.stdout).split('\n');
  expect(lines[0]).toMatch(/^ *SEQ +WHEN +WHO +TICKET +WHAT/);
  expect(lines[1]).toMatch(/Ada Okafor +#\d+ +closed/);
  const piped = await desk.postern(['audit', 'list', '--actor', desk.ada.email, '--action', 'ticket.closed']);
  expect(piped).toMatchObject({
    exit: 0,
    stdout: expect.stringMatching(
      new RegExp(`^\\d+\\t[^\\t]+\\t${desk.ada.email}\\tticket.closed\\t${number}\\tclosed\\n$`),
    ),
  });
  const { items } = JSON.parse((await desk.postern(['audit', 'list', '--json', '--limit', '2'])).stdout);
  expect(items).toHaveLength(2);
  expect(await desk.postern(['audit', 'list', '--until', '2026-01-01'])).toEqual({
    exit: 0,
    stdout: '',
    stderr: 'No such event.\n',
  });
  expect(await desk.postern(['audit', 'list', '--since', 'soon'])).toMatchObject({
    exit: 2,
    stderr: expect.stringContaining('"soon" is no time that has passed.'),
  });
});

test('the proof gives an anchor, which is found again, and tells exit 1 when the trail is another one', async () => {
  const { anchor, events } = JSON.parse((await desk.postern(['audit', 'verify', '--json'])).stdout);
  expect(anchor).toMatch(/^[0-9a-f]{64}@\d+$/);
  expect(events).toBeGreaterThan(2);
  expect(await desk.postern(['audit', 'verify', '--against', anchor])).toEqual({
    exit: 0,
    stdout: `true\t${events}\t${anchor}\n`,
    stderr: '',
  });
  const forged = `${'f'.repeat(64)}@${anchor.split('@')[1]}`;
  expect(await desk.postern(['audit', 'verify', '--against', forged])).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining('The trail was written anew'),
  });
  expect(await desk.postern(['audit', 'verify', '--against', 'yesterday'])).toMatchObject({ exit: 2 });
  const seq = Number(anchor.split('@')[1]);
  await desk.world.inTransaction(({ tx }) =>
    tx.auditEvent.update({ where: { seq }, data: { actor: 'desk' } }),
  );
  expect(await desk.postern(['audit', 'verify'])).toMatchObject({
    exit: 1,
    stderr: expect.stringContaining(`Event ${seq} (ticket.closed, `),
  });
});

test('whoever lacks the permission is told which one', async () => {
  const bo = await desk.world.agent({ permissions: ['tickets.read'] });
  const env = { POSTERN_TOKEN: await desk.world.tokenOf(bo) };
  for (const verb of ['list', 'verify'])
    expect(await desk.postern(['audit', verb], { env })).toMatchObject({
      exit: 6,
      stderr: expect.stringContaining('audit.read'),
    });
});
