/** The plain inbox as a process: nothing but lines, from a pipe or a terminal. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDesk } from './desk.ts';
import { openTerminal } from './terminal.ts';

const program = join(import.meta.dirname, '..', 'bin', 'postern.mjs');

test('a ticket is read and answered by lines, and the terminal is never taken over', async () => {
  await using desk = await openDesk();
  const ada = await desk.world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  const maria = await desk.world.contact({ name: 'Maria López' });
  const hostile = 'red\u001b[31m\u001b]0;owned\u0007';
  const ticket = await desk.world.ticket({
    from: maria,
    subject: `Cannot sign in ${hostile}`,
    says: hostile,
  });
  const folder = mkdtempSync(join(tmpdir(), 'postern-plain-'));
  try {
    await using terminal = openTerminal({
      command: process.execPath,
      args: [program, '--plain', 'is:open'],
      columns: 100,
      rows: 40,
      env: {
        ...{ PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', TZ: 'UTC' },
        ...{ POSTERN_URL: desk.url, POSTERN_TOKEN: await desk.world.tokenOf(ada) },
      },
    });
    await terminal.waitFor('List. Number, command, or ?:', 60_000);
    terminal.type(`${ticket.number}\r`);
    await terminal.waitFor('End of the thread.');
    terminal.type('r\r');
    await terminal.waitFor('PUBLIC REPLY to Maria López');
    terminal.type('Please try again.\r');
    await terminal.waitFor('More lines, or .send');
    terminal.type('.send\r');
    await terminal.waitFor('Reply sent to Maria López');
    terminal.type('q\r');
    await terminal.waitFor('List. Number');
    terminal.type('q\r');
    expect(await terminal.exited).toEqual({ code: 0, signal: 0 });
    expect(terminal.written).not.toContain('\u001b[?1049h');
    expect(terminal.written).not.toContain('\u001b[31m');
    expect(terminal.written).not.toContain('\u001b]0;');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
