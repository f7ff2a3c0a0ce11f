/** Tags from scripts and from a terminal: `+word` and `-word`, several tickets, and what is refused. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './testing/desk.ts';

let desk: TestDesk;
let first: number;

beforeAll(async () => {
  desk = await openDesk();
  const { world, maria: from } = desk;
  first = (await world.ticket({ from, subject: 'Cannot sign in to the portal' })).number;
  await world.ticket({ from, subject: 'A refund' });
});
afterAll(() => desk[Symbol.asyncDispose]());

const run = (...words: string[]) => desk.postern(['ticket', 'tag', ...words]);
const tagsOf = async (number: number) => {
  const { stdout } = await desk.postern(['ticket', 'view', String(number), '--json', '--fields', 'tags']);
  return (JSON.parse(stdout) as { tags: string[] }).tags;
};

test('+word puts a tag on and -word takes it off, also where it looks like a flag', async () => {
  const one = await run(String(first), '+billing', '+y,VIP');
  expect(one).toMatchObject({ exit: 0 });
  expect(one.stderr).toBe(`#${first} is tagged billing, vip, y: Cannot sign in to the portal\n`);
  const off = await run(String(first), '-y', '-vip', '+refund', '--json', '--fields', 'tags');
  expect(JSON.parse(off.stdout)).toEqual({ tags: ['billing', 'refund'] });
  const none = await run(String(first), '--remove', 'billing,refund');
  expect(none.stderr).toBe(`#${first} has no tags: Cannot sign in to the portal\n`);
});

test('several tickets, and those that a pipe names, get the same; a list asks for them', async () => {
  const two = await run(
    String(first),
    String(first + 1),
    '+urgent-2026',
    '--json',
    '--fields',
    'number,tags',
  );
  expect(JSON.parse(two.stdout).items).toEqual([
    { number: first, tags: ['urgent-2026'] },
    { number: first + 1, tags: ['urgent-2026'] },
  ]);
  const listed = await desk.postern(['ticket', 'list', 'tag:urgent-2026', '-tag:vip']);
  const piped = await desk.postern(['ticket', 'tag', '-', '-urgent-2026', '+seen', '--quiet'], {
    stdin: listed.stdout,
  });
  expect(piped).toMatchObject({ exit: 0, stderr: '' });
  expect([await tagsOf(first), await tagsOf(first + 1)]).toEqual([['seen'], ['seen']]);
  const half = await run('99999', String(first), '+half');
  expect(half.exit).toBe(1);
  expect(await tagsOf(first)).toEqual(['half', 'seen']);
});

test('what says neither on nor off, and a word that can be no tag, change nothing', async () => {
  const before = await tagsOf(first);
  const bare = await run(String(first), 'billing');
  expect(bare).toMatchObject({ exit: 2, stdout: '' });
  expect(bare.stderr).toContain('Write +billing to put the tag on, -billing to take it off.');
  expect((await run(String(first))).stderr).toContain('Say which tags.');
  const odd = await run(String(first), '+two words');
  expect(odd).toMatchObject({ exit: 2 });
  expect(odd.stderr).toContain('A tag is one word of letters');
  expect((await run('-y', String(first))).stderr).toContain('Say which tags.');
  expect((await run('--help')).stdout).toContain('postern ticket tag 1042 +billing -refund');
  expect(await tagsOf(first)).toEqual(before);
});

test('a person reads the tags in the head of the ticket', async () => {
  const view = await desk.postern(['ticket', 'view', String(first), '--no-color'], {
    isTerminal: true,
  });
  expect(view.stdout).toContain('half, seen\n');
});
