/** kill -9 while somebody types or sends: half a second of typing is the most that is lost, and nothing goes out twice. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuiltAgent, BuiltContact, BuiltTicket } from '@postern/core/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { draftFiles } from '../src/store/draft-files.ts';
import type { WritingKind } from '../src/store/model.ts';
import { openDesk, type TestDesk } from './desk.ts';
import { openTerminal, type TestTerminal } from './terminal.ts';

const program = join(import.meta.dirname, '..', 'bin', 'postern.mjs');
const rounds = process.env.POSTERN_NIGHTLY ? 1_000 : 10;
/** What may be lost, and what a disk and a busy machine may add to it. */
const saveMs = 500;
const diskMs = 250;

let desk: TestDesk;
let ada: BuiltAgent;
let maria: BuiltContact;
let token: string;
let folder: string;

beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  maria = await desk.world.contact({ name: 'Maria López', email: 'maria@acme.example' });
  token = await desk.world.tokenOf(ada);
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-kill-'));
  return () => rmSync(folder, { recursive: true, force: true });
});
afterAll(() => desk[Symbol.asyncDispose]());

const ways = {
  reply: { open: 'r', frame: 'PUBLIC REPLY', chord: 'ctrl+s' },
  note: { open: 'n', frame: 'INTERNAL NOTE', chord: 'ctrl+n' },
} as const;

/** The composer of one kind, open on the ticket. */
async function write(ticket: BuiltTicket, kind: WritingKind): Promise<TestTerminal> {
  const terminal = openTerminal({
    command: process.execPath,
    args: [program, `number:${ticket.number}`],
    env: {
      ...{ PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', TZ: 'UTC' },
      ...{ XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder, XDG_CONFIG_HOME: folder },
      ...{ POSTERN_URL: desk.url, POSTERN_TOKEN: token },
    },
    columns: 80,
    rows: 24,
  });
  await terminal.waitFor('● live', 90_000);
  await terminal.waitFor(`${ticket.number} Something`);
  await terminal.settled();
  terminal.press(ways[kind].open);
  await terminal.waitFor(ways[kind].frame);
  await terminal.settled();
  return terminal;
}

/** What an agent has written on the ticket so far. */
async function written(ticket: BuiltTicket): Promise<string[]> {
  const agent = await desk.world.as(ada);
  const { timeline } = await agent.tickets.view.query({ ticket: ticket.id });
  return timeline
    .filter((each) => each.kind !== 'event' && each.author.kind === 'agent')
    .map(({ text }) => text);
}

const draftOf = (ticket: BuiltTicket, kind: WritingKind) =>
  draftFiles(join(folder, 'postern'), { url: desk.url, email: 'ada@postern.example' }).read(ticket.id, kind);

/** One life: some letters, perhaps the chord, and the end at any moment. Answers whether something was still to send. */
async function round(random: () => number): Promise<boolean> {
  desk.world.pass(60_000);
  const ticket = await desk.world.ticket({ from: maria, subject: 'Something' });
  const kind: WritingKind = random() < 0.5 ? 'reply' : 'note';
  const isSent = random() < 0.6;
  let typed = '';
  let slowest = 0;
  const shownAt: number[] = [];
  {
    await using terminal = await write(ticket, kind);
    const letters = 3 + Math.floor(random() * 30);
    for (let index = 0; index < letters; index += 1) {
      const pressedAt = performance.now();
      const letter = 'abcdefghij'[Math.floor(random() * 10)] as string;
      typed += letter;
      terminal.type(letter);
      await terminal.framed();
      shownAt.push(performance.now());
      slowest = Math.max(slowest, performance.now() - pressedAt);
      await new Promise((resolve) => setTimeout(resolve, random() * 50));
    }
    if (isSent) terminal.press(ways[kind].chord);
    await new Promise((resolve) => setTimeout(resolve, random() * (isSent ? 60 : 700)));
    terminal.kill('SIGKILL');
    await terminal.exited;
  }
  const killedAt = performance.now();
  // What had left before the end arrives all the same.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const draft = draftOf(ticket, kind);
  const sent = await written(ticket);
  const left = draft?.text ?? '';

  expect(sent.length).toBeLessThanOrEqual(1);
  if (sent.length === 1) expect(sent).toEqual([typed]);
  expect(typed.startsWith(left)).toBe(true);
  const firstLost = sent.length === 1 ? undefined : shownAt[left.length];
  if (firstLost !== undefined)
    expect(killedAt - firstLost, `lost "${typed.slice(left.length)}"`).toBeLessThan(
      saveMs + diskMs + 2 * slowest,
    );
  if (left === '') return false;

  // Whoever comes back finds the text and sends it: it is there once, whether it had left before or not.
  await using again = await write(ticket, kind);
  await again.waitFor(left.slice(0, 40));
  again.press(ways[kind].chord);
  await again.waitFor(/Reply sent|Note kept/);
  await again.settled();
  expect(await written(ticket)).toEqual([sent[0] ?? left]);
  expect(draftOf(ticket, kind)).toBeNull();
  return true;
}

test(
  'nothing that was sent is lost or doubled, and of what was typed half a second at most',
  async () => {
    let seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
    const random = () => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 2 ** 32;
    };
    let resumed = 0;
    for (let index = 0; index < rounds; index += 1) {
      const began = seed;
      try {
        if (await round(random)) resumed += 1;
      } catch (error) {
        throw new Error(`Round ${index} of SEED=${began}: ${(error as Error).message}`, { cause: error });
      }
    }
    expect(resumed).toBeGreaterThan(0);
  },
  3 * 60 * 60_000,
);
