/** A person with two desks: each screen and each question says which one it is, and `g a` goes from one to the other. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDesk } from './desk.ts';
import { openTerminal } from './terminal.ts';

const program = join(import.meta.dirname, '..', 'bin', 'postern.mjs');

/** Signed in to two desks as Ada, each with one ticket of its own. */
async function twoDesks() {
  const desks = { acme: await openDesk(), globex: await openDesk() };
  const folder = mkdtempSync(join(tmpdir(), 'postern-desks-'));
  const config = join(folder, '.config', 'postern');
  mkdirSync(config, { recursive: true, mode: 0o700 });
  const profiles: Record<string, object> = {};
  const credentials: Record<string, object> = {};
  for (const [name, { world, url }] of Object.entries(desks)) {
    const ada = await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
    const maria = await world.contact({ name: 'Maria López' });
    const ticket = await world.ticket({ from: maria, subject: `Ticket of ${name}` });
    await (await world.as(ada)).tickets.assign.mutate({ ticket: ticket.id, to: ada.email });
    profiles[name] = { url, email: ada.email };
    credentials[name] = { url, token: await world.tokenOf(ada) };
  }
  writeFileSync(join(config, 'config.json'), JSON.stringify({ profiles }));
  writeFileSync(join(config, 'credentials'), JSON.stringify({ credentials }), { mode: 0o600 });
  writeFileSync(join(config, 'config.toml'), '[stripes]\nacme = "teal"\nglobex = "red"\n');
  const open = (...args: string[]) =>
    openTerminal({
      command: process.execPath,
      args: [program, ...args, '--profile', 'acme', 'is:open'],
      columns: 60,
      rows: 24,
      env: { PATH: process.env.PATH, HOME: folder, LANG: 'C.UTF-8', TZ: 'UTC', COLORTERM: 'truecolor' },
    });
  return {
    open,
    async [Symbol.asyncDispose]() {
      rmSync(folder, { recursive: true, force: true });
      for (const desk of Object.values(desks)) await desk[Symbol.asyncDispose]();
    },
  };
}

test('on the screen each desk has its name and its own colour, also above a text that is written', async () => {
  await using desks = await twoDesks();
  await using terminal = desks.open();
  await terminal.waitFor('Ticket of acme', 60_000);
  await terminal.settled();
  const acme = terminal.style(1, 0);
  expect([terminal.screen()[0]?.slice(0, 6), acme.background]).toEqual([' acme ', 0x5fd7d0]);
  terminal.press('enter', 'r');
  await terminal.waitFor('PUBLIC REPLY');
  expect(terminal.screen()[0]).toMatch(/^ acme {2}#\d+ Ticket of acme/);
  expect(terminal.style(1, 0).background).toBe(acme.background);
  terminal.press('escape');
  await terminal.waitFor((rows) => !rows.join().includes('PUBLIC REPLY'));
  terminal.press('g', 'a');
  await terminal.waitFor('Go to the desk');
  terminal.press('enter');
  await terminal.waitFor((rows) => rows[0]?.startsWith(' globex ') === true);
  expect(terminal.screen()[0]).toMatch(/^ globex {2}POSTERN/);
  expect(terminal.style(1, 0).background).toBe(0xff9a8f);
});

test('line by line every question names its desk, and g a goes to the other one', async () => {
  await using desks = await twoDesks();
  await using terminal = desks.open('--plain');
  await terminal.waitFor('acme. List. Number', 60_000);
  terminal.type('1001\r');
  await terminal.waitFor('acme. Ticket. Command');
  terminal.type('r\r');
  await terminal.waitFor('acme. PUBLIC REPLY to Maria López');
  terminal.type('.draft\r');
  await terminal.waitFor(/\.draft\s+acme\. Ticket\. Command/);
  terminal.type('g a\r');
  await terminal.waitFor('1: globex');
  terminal.type('1\r');
  await terminal.waitFor('globex. List. Number', 60_000);
  await terminal.waitFor('Ticket of globex');
  terminal.type('q\r');
  expect(await terminal.exited).toEqual({ code: 0, signal: 0 });
});
