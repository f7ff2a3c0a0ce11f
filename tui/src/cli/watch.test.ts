/** `postern ticket watch`: each event once, also over a restart of the desk, and never as words of a shell. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let number: string;

beforeAll(async () => {
  desk = await openDesk();
  number = String((await desk.world.ticket({ from: desk.maria, subject: 'A; rm -rf "$HOME"' })).number);
});
afterAll(() => desk[Symbol.asyncDispose]());

const lastSeq = async () => {
  const row = await desk.world.core.db.read.auditEvent.findFirstOrThrow({ orderBy: { seq: 'desc' } });
  return row.seq;
};
const note = async () =>
  (await desk.world.as(desk.ada)).tickets.note.mutate({
    ticket: Number(number),
    body: 'Seen.',
    requestId: `note-${await lastSeq()}-${Math.trunc(performance.now())}`,
  });

test('what happens is told once and in order, also when the desk is stopped and started in the middle', async () => {
  const before = await lastSeq();
  const watch = desk.postern(['ticket', 'watch', '--jsonl', '--cursor', String(before), '--limit', '12']);
  for (let index = 0; index < 4; index += 1) await note();
  await desk.stop();
  for (let index = 0; index < 4; index += 1) await note();
  await desk.start();
  for (let index = 0; index < 4; index += 1) await note();
  const { exit, stdout } = await watch;
  expect(exit).toBe(0);
  const told = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const events = await desk.world.core.db.read.auditEvent.findMany({
    where: { seq: { gt: before }, ticketId: { not: null } },
    orderBy: { seq: 'asc' },
  });
  expect(told.map(({ seq }) => seq)).toEqual(events.map(({ seq }) => seq));
  expect(told[0]).toMatchObject({
    action: 'note.added',
    actor: { kind: 'agent', name: 'Ada Okafor' },
    number: Number(number),
    status: 'open',
  });
});

test('a query leaves out the others; the command gets what was written in variables, and its failure stops nothing', async () => {
  const before = await lastSeq();
  const { maria } = desk;
  await desk.world.ticket({ from: maria, subject: 'Another' });
  await note();
  await note();
  const ran: { command: string; env: Record<string, string> }[] = [];
  const outcome = await desk.postern(
    [
      'ticket',
      'watch',
      `number:${number}`,
      '--exec',
      'notify-send',
      '--cursor',
      String(before),
      '--limit',
      '2',
    ],
    {
      run: (command, env) => {
        ran.push({ command, env });
        return 3;
      },
    },
  );
  expect(outcome.exit).toBe(0);
  expect(outcome.stdout.split('\n')[0]).toMatch(
    new RegExp(
      `^\\d+\\t[^\\t]+\\t${number}\\tnote.added\\tAda Okafor\\tinternal note \\(.*\\)\\tA; rm -rf "\\$HOME"$`,
    ),
  );
  expect(outcome.stderr).toContain('The command ended with 3 at event');
  expect(ran).toHaveLength(2);
  expect(ran[0]).toMatchObject({
    command: 'notify-send',
    env: {
      POSTERN_EVENT_TICKET: number,
      POSTERN_EVENT_SUBJECT: 'A; rm -rf "$HOME"',
      POSTERN_EVENT_ACTION: 'note.added',
      POSTERN_EVENT_REQUESTER: maria.email,
    },
  });
});

test('what cannot be watched is said at once', async () => {
  expect(await desk.postern(['ticket', 'watch', 'asignee:me'])).toMatchObject({ exit: 2 });
  expect(await desk.postern(['ticket', 'watch', '--json'])).toMatchObject({ exit: 2 });
  expect(await desk.postern(['ticket', 'watch'], { env: { POSTERN_TOKEN: 'made-up' } })).toMatchObject({
    exit: 4,
  });
  await desk.stop();
  expect(await desk.postern(['ticket', 'watch'])).toMatchObject({ exit: 8 });
});
