/** An inbox at which nobody does anything, at a desk where nothing happens, lets the machine sleep. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { wordsFor } from '../src/inbox/words.ts';
import { createInbox } from '../src/store/inbox.ts';
import { toyDesk } from './toy-desk.ts';

function openInbox() {
  vi.useFakeTimers({ now: new Date('2026-11-03T09:30:00Z') });
  const stateFolder = mkdtempSync(join(tmpdir(), 'postern-idle-'));
  const desk = toyDesk(() => {});
  let ids = 0;
  const inbox = createInbox({
    ...{ client: desk.client, url: 'http://desk.test', desk: 'desk', stateFolder, isReadOnly: false },
    ...{ size: { columns: 100, rows: 30 }, query: 'is:open', wordsFor },
    newId: () => `id-${ids++}`,
    now: () => Date.now(),
  });
  inbox.start();
  onTestFinished(() => {
    inbox.stop();
    vi.useRealTimers();
    rmSync(stateFolder, { recursive: true, force: true });
  });
  const quiet = async () => {
    for (let turn = 0; turn < 60; turn += 1) {
      desk.answer();
      for (let each = 0; each < 12; each += 1) await Promise.resolve();
      vi.advanceTimersByTime(60);
    }
    expect(desk.pending).toBe(0);
  };
  /** How often its timers woke it within a time. */
  const wakes = (ms: number) => {
    const until = Date.now() + ms;
    let count = 0;
    while (Date.now() < until) {
      vi.advanceTimersToNextTimer();
      count += 1;
    }
    return count;
  };
  return { inbox, desk, quiet, wakes };
}

test('it wakes twenty times in a minute at most, and the ages move on', async () => {
  const { inbox, quiet, wakes } = openInbox();
  await quiet();
  const before = inbox.hub.get().now;
  expect(wakes(60_000)).toBeLessThanOrEqual(20);
  expect(inbox.hub.get().now - before).toBeGreaterThan(30_000);
});

test('while it waits for its next try at a desk that is away, the seconds are counted down', async () => {
  const { inbox, desk, quiet } = openInbox();
  await quiet();
  desk.cut();
  for (let second = 0; second < 30; second += 1) {
    vi.advanceTimersByTime(1_000);
    for (let each = 0; each < 12; each += 1) await Promise.resolve();
    const { connection, now } = inbox.hub.get();
    if (connection.kind === 'reconnecting' && connection.retryAt !== null)
      expect(Date.now() - now).toBeLessThanOrEqual(1_000);
  }
  expect(inbox.hub.get().connection).toMatchObject({ kind: 'reconnecting' });
});
