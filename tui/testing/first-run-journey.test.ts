/** Somebody's first minute, in a real terminal: a look around the sample desk, which leaves nothing behind. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { openTerminal } from './terminal.ts';

const program = join(import.meta.dirname, '..', 'bin', 'postern.mjs');
/** Making 150 tickets on a busy machine, and perhaps a build before. */
const startMs = 120_000;

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
    expect(readdirSync(folder).some((name) => name.startsWith('postern-sample-'))).toBe(true);
    terminal.press('q');
    expect(await terminal.exited).toEqual({ code: 0, signal: 0 });
    expect(readdirSync(folder).filter((name) => name.startsWith('postern-sample-'))).toEqual([]);
    expect(readdirSync(folder)).not.toContain('.config');
  },
  startMs * 2,
);
