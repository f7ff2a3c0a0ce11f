/** What is kept of the inbox belongs to one agent on one desk, is safe to print, and may vanish or rot at any time. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { displayText } from '@postern/core/client';
import fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import { foreignTexts, sampleTicket } from '../../testing/sample-state.ts';
import { cacheFiles, cacheFolder, isCacheOff } from './cache-files.ts';
import { type CachedView, mostCachedRows, readCachedThread, readCachedView } from './cached-texts.ts';
import type { Ticket, TicketRow } from './model.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-cache-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

const desk = { url: 'http://desk.example', token: 'id.secret' };

function rowOf(ticket: Ticket): TicketRow {
  const { timeline, audience, links, drafters, ...row } = ticket;
  return { ...row, properties: null };
}

const view = (rows: readonly TicketRow[]): CachedView => ({
  ...{ at: 1, me: { name: 'Ada Okafor', email: 'ada@postern.example' }, view: 0, query: 'is:open' },
  views: [{ id: 'viw_1', name: 'Open', query: 'is:open', isShared: true, problem: null }],
  ...{ counts: [1, 2, null, 4, 5], found: 4, rows, nextCursor: 'next' },
});

test('the view and a thread come back as they were, the thread with a version that every answer beats', () => {
  const files = cacheFiles(folder, desk);
  const tickets = foreignTexts.map((text, index) => sampleTicket(index, text, { id: `tkt_${index}` }));
  files.writeView(view(tickets.map(rowOf)));
  expect(files.readView()).toEqual(view(tickets.map(rowOf)));
  for (const ticket of tickets) {
    files.writeThread(ticket);
    expect(files.readThread(ticket.id)).toEqual({ ...ticket, properties: null, version: 0 });
  }
});

test('nobody else can read it, and the folder says nothing of the desk or the token', () => {
  cacheFiles(folder, desk).writeView(view([]));
  cacheFiles(folder, desk).writeThread(sampleTicket(1, 'a'));
  const all = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const entry of all) {
    const { mode } = statSync(join(entry.parentPath, entry.name));
    expect(mode & 0o777).toBe(entry.isDirectory() ? 0o700 : 0o600);
  }
  expect(readdirSync(folder)).toEqual([
    createHash('sha256').update(`${desk.url}\n${desk.token}`).digest('hex').slice(0, 32),
  ]);
});

test('another desk and another session see nothing of it, and what is cleared is gone', () => {
  const files = cacheFiles(folder, desk);
  files.writeView(view([]));
  files.writeThread(sampleTicket(1, 'a'));
  for (const other of [
    { ...desk, url: 'http://other.example' },
    { ...desk, token: 'id.other' },
  ]) {
    expect(cacheFiles(folder, other).readView()).toBeNull();
    expect(cacheFiles(folder, other).readThread('tkt_1')).toBeNull();
    cacheFiles(folder, other).clear();
  }
  expect(files.readView()).not.toBeNull();
  files.clear();
  expect(files.readView()).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test('a file that was cut, changed or replaced is no cache, whatever is in it', () => {
  const good = JSON.stringify({ format: 1, ...view([rowOf(sampleTicket(1, 'a'))]) });
  const broken = fc.oneof(
    fc.nat(good.length - 1).map((length) => good.slice(0, length)),
    fc
      .record({ at: fc.nat(good.length - 1), by: fc.string({ minLength: 1, maxLength: 3 }) })
      .map(({ at, by }) => good.slice(0, at) + by + good.slice(at + 1)),
    fc.json(),
    fc.string(),
  );
  fc.assert(
    fc.property(broken, (text) => {
      let content: unknown;
      try {
        content = JSON.parse(text);
      } catch {
        content = null;
      }
      const read = readCachedView(content);
      if (read) expect(Object.keys(read).sort()).toEqual(Object.keys(view([])).sort());
      readCachedThread(content);
    }),
    { numRuns: 1_000 },
  );
  const files = cacheFiles(folder, desk);
  files.writeView(view([]));
  const [name] = readdirSync(folder) as [string];
  writeFileSync(join(folder, name, 'view.json'), '{"format":1,');
  expect(files.readView()).toBeNull();
});

test('a text that somebody put into a file acts on nothing', () => {
  const hostile = '\u001b]0;owned\u0007\u202egnirts\u001b[2J';
  const files = cacheFiles(folder, desk);
  const ticket = sampleTicket(1, 'a');
  files.writeView(view([{ ...rowOf(ticket), subject: hostile }]));
  files.writeThread({
    ...ticket,
    timeline: ticket.timeline.map((entry) => ({ ...entry, text: hostile, source: hostile })),
  });
  expect(files.readView()?.rows[0]?.subject).toBe(displayText(hostile));
  expect(JSON.stringify(files.readThread('tkt_1'))).not.toMatch(/\\u001b|\\u202e/);
});

test('a name that is no ticket leads to no file', () => {
  const files = cacheFiles(folder, desk);
  files.writeThread({ ...sampleTicket(1, 'a'), id: '../../tkt_1' });
  expect(readdirSync(folder)).toEqual([]);
  expect(files.readThread('../view')).toBeNull();
});

test('at most 200 threads stay, those read last, and none that is very long', () => {
  const files = cacheFiles(folder, desk);
  for (let number = 1; number <= 205; number += 1) {
    files.writeThread(sampleTicket(number, 'a'));
    const [name] = readdirSync(folder) as [string];
    utimesSync(join(folder, name, 'threads', `tkt_${number}.json`), number, number);
  }
  files.writeThread(sampleTicket(206, 'b'));
  expect(files.readThread('tkt_6')).toBeNull();
  expect(files.readThread('tkt_7')).not.toBeNull();
  files.writeThread(sampleTicket(206, 'y'.repeat(100_000)));
  expect(files.readThread('tkt_206')).toBeNull();
});

test('of a view that is too large for the disk the first rows stay', () => {
  const files = cacheFiles(folder, desk);
  const large = { ...rowOf(sampleTicket(1, 'a')), subject: '日'.repeat(900) };
  files.writeView(view(Array.from({ length: mostCachedRows }, () => large)));
  const rows = files.readView()?.rows.length ?? 0;
  expect(rows).toBeGreaterThan(0);
  expect(rows).toBeLessThan(mostCachedRows);
});

test('a folder that cannot be written costs nothing but the cache', () => {
  const file = join(folder, 'in-the-way');
  writeFileSync(file, '');
  const files = cacheFiles(file, desk);
  files.writeView(view([]));
  files.writeThread(sampleTicket(1, 'a'));
  files.clear();
  expect(files.readView()).toBeNull();
  expect(readFileSync(file, 'utf8')).toBe('');
});

test('it lies in the cache folder of the person, unless the person wants none', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/c' })).toBe('/c/postern');
  expect(cacheFolder({ XDG_CACHE_HOME: 'relative', HOME: '/home/ada' })).toBe('/home/ada/.cache/postern');
  expect([
    isCacheOff({ POSTERN_CACHE: 'off' }),
    isCacheOff({ POSTERN_CACHE: 'OFF' }),
    isCacheOff({}),
  ]).toEqual([true, true, false]);
});
