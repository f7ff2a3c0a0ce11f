/** The real program in a real pseudo-terminal: what an agent sees and does, and how the terminal is left behind. */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuiltAgent, BuiltContact, BuiltTicket } from '@postern/core/testing';
import { releaseDue } from '@postern/core/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDesk, type TestDesk } from './desk.ts';
import { openTerminal, type TestTerminal } from './terminal.ts';

const program = join(import.meta.dirname, '..', 'bin', 'postern.mjs');
/** The first start may have to build the program. */
const firstStartMs = 90_000;

let desk: TestDesk;
let ada: BuiltAgent;
let maria: BuiltContact;
let token: string;
let ticket: BuiltTicket;
let folder: string;

beforeAll(async () => {
  desk = await openDesk();
  ada = await desk.world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  maria = await desk.world.contact({ name: 'Maria López', email: 'maria@acme.example' });
  token = await desk.world.tokenOf(ada);
  await using terminal = start();
  await terminal.waitFor('Mine', firstStartMs);
}, firstStartMs + 10_000);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'postern-journey-'));
  desk.world.pass(60_000);
  ticket = await desk.world.ticket({ from: maria, subject: 'Cannot sign in', says: 'The page stays empty.' });
  return () => rmSync(folder, { recursive: true, force: true });
});

afterAll(() => desk[Symbol.asyncDispose]());

function start(
  size: { columns?: number; rows?: number; env?: Record<string, string>; args?: string[] } = {},
) {
  return openTerminal({
    command: process.execPath,
    args: [program, ...(size.args ?? ['is:open'])],
    columns: size.columns ?? 120,
    rows: size.rows ?? 40,
    env: { ...environment(), ...size.env },
  });
}

function environment() {
  return {
    PATH: process.env.PATH,
    HOME: folder ?? tmpdir(),
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    XDG_STATE_HOME: folder ?? tmpdir(),
    POSTERN_URL: desk.url,
    POSTERN_TOKEN: token,
    COLORTERM: 'truecolor',
  };
}

/** An inbox with the newest ticket under the cursor. */
async function openInbox(wish?: Parameters<typeof start>[0]): Promise<TestTerminal> {
  const terminal = start(wish);
  await terminal.waitFor(`${ticket.number} Cannot`);
  await terminal.settled();
  return terminal;
}

const timeline = async () => {
  const agent = await desk.world.as(ada);
  return (await agent.tickets.view.query({ ticket: ticket.id })).timeline.map(({ kind, text }) => [
    kind,
    text,
  ]);
};
const asMaria = () => desk.world.as(maria);

/** The terminal as a shell wants to find it. */
function expectRestored(terminal: TestTerminal) {
  expect(terminal.modes()).toEqual({ alternateScreen: false, bracketedPaste: false, focusEvents: false });
  expect(terminal.cursor().isShown).toBe(true);
}

describe('a day at the desk', () => {
  test('open, read, reply with Ctrl+S, note with Ctrl+N; the customer reads the reply alone', async () => {
    await using terminal = await openInbox();
    terminal.press('enter');
    await terminal.waitFor('The page stays empty.');
    terminal.press('r');
    await terminal.waitFor('PUBLIC REPLY → Maria López');
    await terminal.settled();
    expect(terminal.screen().at(-1)).toContain('REPLY (PUBLIC)');
    terminal.type('Please try again.');
    await terminal.settled();
    const row = terminal.screen().findIndex((line) => line.includes('Please try again.'));
    expect(terminal.cursor()).toMatchObject({ y: row, x: 2 + 'Please try again.'.length, isShown: true });
    terminal.press('ctrl+s');
    await terminal.waitFor('Reply sent to Maria López');
    terminal.press('n');
    await terminal.waitFor('never shown to Maria López');
    terminal.type('CANARY range');
    terminal.press('ctrl+n');
    await terminal.waitFor('Note kept inside the team');
    await terminal.settled();
    expect(await timeline()).toEqual([
      ['message', 'The page stays empty.'],
      ['message', 'Please try again.'],
      ['note', 'CANARY range'],
    ]);
    const page = JSON.stringify(await (await asMaria()).portal.ticket.query({ ticket: ticket.number }));
    expect(page).toContain('Please try again.');
    expect(page).not.toContain('CANARY');
  });

  test('a reply waits first: u takes it back, and sent again it leaves when its time has come', async () => {
    await using terminal = await openInbox({ env: { POSTERN_HOLD: '5' } });
    terminal.press('r');
    await terminal.waitFor('PUBLIC REPLY → Maria López');
    await terminal.settled();
    terminal.type('In a moment.');
    terminal.press('ctrl+s');
    await terminal.waitFor('PUBLIC REPLY to Maria López leaves in');
    terminal.press('u');
    await terminal.waitFor('Taken back: nobody has read it.');
    await terminal.settled();
    terminal.press('ctrl+s');
    await terminal.waitFor('PUBLIC REPLY to Maria López leaves in');
    expect(await timeline()).not.toContainEqual(['message', 'In a moment.']);
    desk.world.pass(5_000);
    await releaseDue(desk.world.core);
    await terminal.waitFor('Reply sent to Maria López');
    const sent = (await timeline()).filter(([, text]) => text === 'In a moment.');
    expect(sent).toEqual([['message', 'In a moment.']]);
  });

  test('the wrong chord explains and sends nothing', async () => {
    await using terminal = await openInbox();
    terminal.press('n');
    await terminal.waitFor('INTERNAL NOTE');
    terminal.type('inside');
    terminal.press('ctrl+s');
    await terminal.waitFor('This is an internal note: Ctrl+N keeps it. Ctrl+S did nothing.');
    await terminal.settled();
    expect(await timeline()).toHaveLength(1);
  });

  test('the two frames differ in colour too: a note is filled, a reply is not', async () => {
    await using terminal = await openInbox();
    terminal.press('r');
    await terminal.waitFor('PUBLIC REPLY');
    await terminal.settled();
    const rowOf = (words: string) => terminal.screen().findIndex((line) => line.includes(words));
    expect(terminal.style(20, rowOf('PUBLIC REPLY') + 1).background).toBe(-1);
    terminal.press('escape', 'n');
    await terminal.waitFor('▛▀ INTERNAL NOTE');
    await terminal.settled();
    expect(terminal.style(20, rowOf('▛▀ INTERNAL NOTE') + 1).background).not.toBe(-1);
  });

  test('without colour nothing is coloured, and the words and frames still say it all', async () => {
    await using terminal = await openInbox({ env: { NO_COLOR: '1' } });
    terminal.press('n');
    await terminal.waitFor(/▛▀ INTERNAL NOTE.*\n▒ ▒▒ /);
    await terminal.settled();
    expect(terminal.written).not.toMatch(/\[[\d;]*(?:38|48);/);
  });

  test('a ticket filed now is told within a second, with the row under the cursor where it was', async () => {
    await using terminal = await openInbox();
    const before = terminal.screen();
    const began = performance.now();
    const requestId = `request-${ticket.number}`;
    await (await asMaria()).portal.fileTicket.mutate({ subject: 'Printer on fire', body: 'Help', requestId });
    await terminal.waitFor('Printer on fire');
    expect(performance.now() - began).toBeLessThan(1_000);
    await terminal.settled();
    expect(terminal.screen()[4]).toBe(before[4]);
    terminal.press('.');
    await terminal.waitFor(/›[ ●] \d+ Printer on fire/);
  });

  test('an escape in a subject is text on the screen and nothing else', async () => {
    const subject = '\u001b]0;owned\u0007\u001b[31mred\u001b[2J';
    await desk.world.ticket({ from: maria, subject, says: `\u001b[?1049l${subject}` });
    await using terminal = await openInbox();
    await terminal.waitFor('␛]0;owned␛[31mred␛[2J');
    terminal.press('g', 'g', 'enter');
    await terminal.waitFor('␛[?1049l');
    expect(terminal.modes().alternateScreen).toBe(true);
    expect(terminal.written).not.toContain('0;owned\u0007');
  });

  test('pasted text never runs as keys', async () => {
    await using terminal = await openInbox();
    terminal.paste('rocq');
    await terminal.waitFor('Search for "rocq"?');
    terminal.press('n');
    await terminal.settled();
    terminal.press('r');
    terminal.paste('two\nlines');
    await terminal.waitFor('│ lines');
  });

  test('$EDITOR gets a file that names its reader, and the text comes back to the composer', async () => {
    const editor = join(folder, 'my editor.sh');
    writeFileSync(
      editor,
      `#!/bin/sh\ncp "$1" "${folder}/seen"\nbasename "$1" > "${folder}/name"\nprintf 'From the editor' >> "$1"\n`,
    );
    chmodSync(editor, 0o700);
    await using terminal = await openInbox({ env: { EDITOR: `'${editor}'` } });
    terminal.press('r');
    terminal.type('Hello. ');
    terminal.press('ctrl+e');
    await terminal.waitFor('Hello. From the editor');
    await terminal.settled();
    expect(readFileSync(join(folder, 'name'), 'utf8')).toBe(`postern-${ticket.number}-PUBLIC-REPLY.md\n`);
    expect(readFileSync(join(folder, 'seen'), 'utf8')).toContain('PUBLIC REPLY to Maria López');
    expect(terminal.text()).not.toContain('postern:');
    expect(await timeline()).toHaveLength(1);
    terminal.press('ctrl+s');
    await terminal.waitFor('Reply sent');
    expect(await timeline()).toContainEqual(['message', 'Hello. From the editor']);
  });
});

describe('any size', () => {
  test('a storm of sizes ends with the screen that a fresh start at that size shows', async () => {
    await using terminal = await openInbox();
    terminal.press('enter');
    await terminal.settled();
    for (const [columns, rows] of [
      [80, 24],
      [200, 60],
      [39, 9],
      [60, 12],
      [130, 35],
      [45, 50],
      [100, 30],
    ] as const) {
      terminal.resize(columns, rows);
    }
    await terminal.settled();
    await using fresh = await openInbox({ columns: 100, rows: 30 });
    fresh.press('enter');
    await fresh.settled();
    expect(terminal.screen()).toEqual(fresh.screen());
  });

  test('a window that is too small says so, and is well again when it grows', async () => {
    await using terminal = await openInbox();
    const before = terminal.screen();
    terminal.resize(38, 9);
    await terminal.waitFor('Postern needs 40x10 (now 38x9)');
    terminal.resize(120, 40);
    await terminal.settled();
    expect(terminal.screen()).toEqual(before);
  });

  test('the screen is the same after Ctrl+L, also when something has scribbled on it', async () => {
    await using terminal = await openInbox();
    const before = terminal.screen();
    terminal.press('ctrl+l');
    await terminal.settled();
    expect(terminal.screen()).toEqual(before);
  });
});

describe('trouble', () => {
  test('a desk that goes away is told, and is live again by itself when it is back', async () => {
    await using terminal = await openInbox();
    await terminal.waitFor('● live');
    await desk.cut();
    await terminal.waitFor(/reconnecting|offline/);
    await desk.mend();
    await terminal.waitFor('● live');
  });

  test('a draft survives kill -9, half a second after the last key', async () => {
    {
      await using terminal = await openInbox();
      terminal.press('r');
      terminal.type('Do not lose me');
      await terminal.waitFor('draft saved');
      await terminal.settled();
      await terminal.waitFor(() => /Do not lose me/.test(JSON.stringify(draftFiles())));
      terminal.kill('SIGKILL');
      await terminal.exited;
    }
    await using again = await openInbox();
    await again.waitFor('1 draft');
    again.press('r');
    await again.waitFor('Do not lose me');
  });

  for (const [signal, code] of [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ] as const) {
    test(`${signal} keeps the draft, restores the terminal and ends with ${code}`, async () => {
      await using terminal = await openInbox();
      terminal.press('n');
      terminal.type('Half');
      await terminal.settled();
      terminal.kill(signal);
      expect(await terminal.exited).toEqual({ code, signal: 0 });
      expectRestored(terminal);
      expect(JSON.stringify(draftFiles())).toContain('Half');
    });
  }

  test('q quits with 0 and leaves the terminal as it was', async () => {
    await using terminal = await openInbox();
    terminal.press('q');
    expect(await terminal.exited).toEqual({ code: 0, signal: 0 });
    expectRestored(terminal);
  });

  test('a fault of its own restores the terminal, says so, keeps the draft and logs the rest', async () => {
    const plant = join(folder, 'plant.mjs');
    writeFileSync(plant, `process.on('SIGUSR2', () => { throw new Error('planted fault'); });`);
    await using terminal = await openInbox({ env: { NODE_OPTIONS: `--import=${plant}` } });
    terminal.press('r');
    terminal.type('Half');
    await terminal.settled();
    terminal.kill('SIGUSR2');
    expect((await terminal.exited).code).toBe(1);
    expectRestored(terminal);
    expect(terminal.text()).toContain(
      'The inbox stopped because of a fault of its own. Your drafts are kept.',
    );
    expect(readFileSync(join(folder, 'postern', 'logs', 'inbox.log'), 'utf8')).toContain('planted fault');
    expect(JSON.stringify(draftFiles())).toContain('Half');
  });

  test('a closed window ends the program, with the draft kept', async () => {
    const terminal = await openInbox();
    terminal.press('r');
    terminal.type('Half');
    await terminal.settled();
    await terminal.hangUp();
    expect(JSON.stringify(draftFiles())).toContain('Half');
  });

  test('Ctrl+Z gives the terminal to the shell, and fg brings the same screen back', async () => {
    await using terminal = openTerminal({
      command: '/bin/sh',
      args: ['-i'],
      env: { ...environment(), PS1: 'shell> ' },
    });
    await terminal.waitFor('shell>');
    terminal.type(`'${process.execPath}' '${program}' is:open`);
    terminal.press('enter');
    await terminal.waitFor(`${ticket.number} Cannot`);
    await terminal.waitFor('● live');
    terminal.press('ctrl+z');
    await terminal.waitFor(/Stopped|suspended/i);
    expectRestored(terminal);
    terminal.type('fg');
    terminal.press('enter');
    await terminal.waitFor('● live');
    expect(terminal.modes().alternateScreen).toBe(true);
    terminal.press('q');
    await terminal.waitFor(/shell>$/m);
  });

  test('Ctrl+C once warns, twice quits', async () => {
    await using terminal = await openInbox();
    terminal.press('ctrl+c');
    await terminal.waitFor('Press Ctrl+C again to quit');
    terminal.press('ctrl+c');
    expect((await terminal.exited).code).toBe(0);
    expectRestored(terminal);
  });
});

function draftFiles(): string[] {
  const drafts = join(folder, 'postern', 'drafts');
  return readdirSync(drafts, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
}
