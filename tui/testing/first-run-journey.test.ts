/** Somebody's first minute, in a real terminal: a look around the sample desk, which leaves nothing behind. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openTerminal } from './terminal.ts';

const program = join(import.meta.dirname, '..', 'bin', 'postern.mjs');
/** Making 150 tickets on a busy machine, and perhaps a build before. */
const startMs = 120_000;

/** Node keeps what it compiled in the folder for temporary files. */
const isOfNode = (name: string) => name.startsWith('node-compile-cache');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postern-first-'));
  return () => rmSync(folder, { recursive: true, force: true });
});

test(
  'postern, 1, and the inbox of the sample desk is there; q ends it, and its folder is gone',
  async () => {
    await using terminal = openTerminal({
      command: process.execPath,
      args: [program],
      columns: 100,
      rows: 30,
      env: { PATH: process.env.PATH, HOME: folder, TMPDIR: folder, LANG: 'C.UTF-8', COLORTERM: 'truecolor' },
    });
    await terminal.waitFor('Type 1, 2 or 3 [1]:', startMs);
    terminal.type('1\r');
    await terminal.waitFor('Preparing the sample desk');
    await terminal.waitFor(/POSTERN sample .*● live/, startMs);
    await terminal.waitFor('1042');
    await terminal.waitFor('Hint 1 of 5 · Move');
    terminal.press('enter');
    await terminal.waitFor('Hint 2 of 5 · Reply');
    terminal.press('r');
    await terminal.waitFor('PUBLIC REPLY');
    terminal.type('CANARY');
    await terminal.waitFor('draft saved');
    terminal.press('escape');
    await terminal.waitFor('Hint 3 of 5 · Note');
    terminal.press('escape');
    await terminal.waitFor('Hint 4 of 5 · Undo');
    terminal.press('q');
    await terminal.waitFor(/POSTERN sample/);
    expect(readdirSync(folder).some((name) => name.startsWith('postern-sample-'))).toBe(true);
    terminal.press('q');
    expect(await terminal.exited).toEqual({ code: 0, signal: 0 });
    // Neither its data, nor the draft, nor what was kept to be shown at once.
    expect(readdirSync(folder, { recursive: true }).filter((name) => !isOfNode(String(name)))).toEqual([]);
  },
  startMs * 2,
);
