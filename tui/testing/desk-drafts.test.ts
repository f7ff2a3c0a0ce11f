/** Drafts at the desk: found on another machine, offered where they differ, and never over a text of one's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openedInbox } from './agent-inbox.ts';
import { type Scene, scene } from './scene.ts';

const size = { columns: 100, rows: 24 };

/** Ada's inbox on one of her machines. */
async function machine(at: Scene, folder: string) {
  const ada = await openedInbox(at, { size, folder, query: `number:${at.ticket.number}` });
  await ada.keys('enter');
  await ada.until(({ connection }) => connection.kind === 'live');
  return ada;
}
const atDesk = async (at: Scene) => (await (await at.desk.world.as(at.ada)).drafts.list.query()).items;

test('what was written on one machine is there on the other; where both wrote, one is offered and neither is lost', async () => {
  await using at = await scene();
  const folders = ['one', 'other'].map((name) => mkdtempSync(join(tmpdir(), `postern-${name}-`)));
  try {
    const [first = '', second = ''] = folders;
    {
      await using ada = await machine(at, first);
      ada.press('r');
      ada.type('Dear Maria,');
      ada.press('escape');
      await ada.quiet();
      // Who leaves hands it over at once.
      expect(await atDesk(at)).toMatchObject([{ text: 'Dear Maria,', version: 1 }]);
    }
    {
      await using ada = await machine(at, first);
      ada.press('r');
      ada.type(' I have looked');
      await ada.until((state) => state.composer?.seen === 2);
      expect((await atDesk(at)).map(({ text }) => text)).toEqual(['Dear Maria, I have looked']);
      ada.press('escape');
      await ada.quiet();
    }
    await using bo = await openedInbox(
      { desk: at.desk, ada: at.bo },
      { size, query: `number:${at.ticket.number}` },
    );
    await bo.keys('enter');
    expect(bo.screen()).toContain('Ada Okafor has a draft');
    expect(bo.screen()).not.toContain('Dear Maria');

    await using ada = await machine(at, second);
    ada.press('g', 'd');
    await ada.until(({ picker }) => picker?.purpose.kind === 'draft');
    expect(ada.screen()).toMatch(
      new RegExp(`#${at.ticket.number} public reply +elsewhere, .*: Dear Maria, I have looked`),
    );
    ada.press('escape', 'r');
    await ada.until((state) => state.composer?.editor.lines[0] === 'Dear Maria, I have looked');
    expect(ada.screen()).toContain('Your draft of elsewhere.');
    ada.type(', and it works.');
    await ada.until((state) => state.composer?.seen === 3);

    // The first machine has an older text of its own by now, and goes on from it.
    await using again = await machine(at, first);
    again.press('r');
    again.type('!');
    await again.until((state) => state.composer?.other !== null);
    expect(again.screen()).toMatch(
      /You wrote another draft elsewhere \(\d\d:\d\d\)\. Alt\+o shows it; this one is kept\./,
    );
    expect(again.state().composer?.editor.lines).toEqual(['Dear Maria, I have looked!']);
    again.inbox.composing.atDesk.takeOther();
    expect(again.state().composer?.editor.lines).toEqual(['Dear Maria, I have looked, and it works.']);
    again.inbox.composing.atDesk.takeOther();
    expect(again.state().composer?.editor.lines).toEqual(['Dear Maria, I have looked!']);
    again.press('ctrl+s');
    await again.until(({ composer }) => composer === null);
    await again.quiet();
    const { timeline } = await (await at.desk.world.as(at.bo)).tickets.view.query({ ticket: at.ticket.id });
    expect(timeline.at(-1)?.text).toBe('Dear Maria, I have looked!');
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
});

test('a note that is kept, and a draft that is thrown away, are gone from the desk too', async () => {
  await using at = await scene();
  const folder = mkdtempSync(join(tmpdir(), 'postern-drafts-'));
  try {
    await using ada = await machine(at, folder);
    for (const end of [['ctrl+n'], ['ctrl+x', 'y']]) {
      ada.press('n');
      ada.type('The proxy is old.');
      await ada.until((state) => state.composer?.seen === 1);
      expect(await atDesk(at)).toHaveLength(1);
      ada.press(...end);
      await ada.until(({ composer }) => composer === null);
      await ada.quiet();
      expect(await atDesk(at)).toEqual([]);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
