/** The portal screen and the customer's view in a real pseudo-terminal, from an unfinished portal to one that is on. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scene } from './scene.ts';
import { openTerminal } from './terminal.ts';

const program = join(import.meta.dirname, '..', 'bin', 'postern.mjs');
/** The first start may have to build the program. */
const firstStartMs = 90_000;

test(
  'S8, S9, S38: an administrator sets the portal up with g p, then reads a ticket as the customer',
  async () => {
    await using at = await scene();
    const { world } = at.desk;
    await world.inTransaction(({ tx }) =>
      tx.portal.updateMany({ data: { enabled: false, authMode: null, domainId: null } }),
    );
    await world.turn(at.ticket, { from: at.bo, notes: 'CANARY range' });
    const folder = mkdtempSync(join(tmpdir(), 'postern-portal-'));
    await using terminal = openTerminal({
      command: process.execPath,
      args: [program, 'is:open'],
      columns: 80,
      rows: 24,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        LANG: 'C.UTF-8',
        TZ: 'UTC',
        XDG_STATE_HOME: folder,
        POSTERN_URL: at.desk.url,
        POSTERN_TOKEN: await world.tokenOf(at.ada),
        COLORTERM: 'truecolor',
      },
    });
    const settled = async (words: string | RegExp) => {
      await terminal.waitFor(words);
      await terminal.settled();
    };
    await terminal.waitFor('Cannot sign in', firstStartMs);
    await terminal.settled();
    terminal.press('g', 'p');
    await settled('Missing: Domain, Sign-in');
    terminal.press('G', 'enter');
    await settled('The portal cannot be switched on yet.');
    expect(terminal.screen().find((line) => line.startsWith('›'))).toMatch(/^› ✗ missing +Domain/);
    terminal.press('enter');
    await settled('domain.host: 127.0.0.1:4000');
    expect(terminal.cursor().isShown).toBe(true);
    terminal.press('enter');
    await settled(/✓ done +Domain/);
    terminal.press('tab', 'enter', 'enter');
    await settled('› none');
    terminal.type('regis');
    await settled('› registration');
    terminal.press('enter');
    await settled('Nothing is missing');
    terminal.press('G', 'enter');
    await settled('Switch the portal on?');
    terminal.press('y');
    await settled('CUSTOMER PORTAL · ON');
    expect(await (await world.as(at.ada)).portalSettings.status.query()).toMatchObject({ isOn: true });

    terminal.press('q', 'enter');
    await settled('CANARY range');
    terminal.press('w');
    await settled('Maria López sees this ticket now.');
    expect(terminal.text()).toContain('The page stays empty.');
    expect(terminal.text()).not.toContain('CANARY');
    rmSync(folder, { recursive: true, force: true });
  },
  firstStartMs + 60_000,
);
