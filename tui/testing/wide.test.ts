/** A window of 160 columns and more: the views at the left, and who asked at the right, wherever the cursor goes. */
import { expect, test } from 'vitest';
import { createMouse } from '../src/inbox/mouse.ts';
import { openAgentInbox } from './agent-inbox.ts';
import { saysMaria, scene } from './scene.ts';

const wide = { columns: 200, rows: 40 };

test('the views stand at the left with their counts; in a ticket they make room', async () => {
  await using at = await scene();
  await using ada = await openAgentInbox(at.desk, at.ada, { size: wide });
  await ada.quiet();
  const lines = ada.screen().split('\n');
  expect(lines[0]).toMatch(/^ Views +POSTERN test/);
  expect(lines[4]).toMatch(/^ 4 +All open +2 ?│/);
  expect(lines.every((line) => line.length <= 200)).toBe(true);
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).not.toContain('All open');
});

test('i shows who asked beside the list and follows the cursor; i again hides it; narrow windows get a page', async () => {
  await using at = await scene();
  await using ada = await openAgentInbox(at.desk, at.ada, { size: wide });
  await ada.quiet();
  ada.press('i');
  await ada.quiet();
  expect(ada.screen()).toMatch(/│ E-mail {2}maria@acme\.example/);
  ada.press('j');
  await ada.until(() => /│ Chen Wei/.test(ada.screen()));
  expect(ada.screen()).not.toContain('E-mail  maria@');
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toMatch(/Invoice shows the wrong VAT.*Contact/);
  ada.press('i');
  expect(ada.state().panel).toBeNull();
  ada.inbox.resize({ columns: 120, rows: 30 });
  ada.press('i');
  expect(ada.state().page?.kind).toBe('contact');
});

test('a panel keeps its place while the window grows and shrinks, and every line fits', async () => {
  await using at = await scene();
  await saysMaria(at, 'A long line of words that has to be broken somewhere. '.repeat(20));
  await using ada = await openAgentInbox(at.desk, at.ada, { size: wide });
  await ada.quiet();
  ada.press('i', 'enter', 'r');
  await ada.quiet();
  ada.type('An answer that is long enough to be broken. '.repeat(8));
  for (const columns of [160, 159, 300, 100, 161]) {
    ada.inbox.resize({ columns, rows: 30 });
    const lines = ada.screen().split('\n');
    expect(lines).toHaveLength(30);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(lines.some((line) => line.includes('PUBLIC REPLY'))).toBe(true);
  }
});

test('the mouse finds the rows behind the views', async () => {
  await using at = await scene();
  await using ada = await openAgentInbox(at.desk, at.ada, { size: wide });
  await ada.quiet();
  const mouse = createMouse(ada.inbox, { run: () => {} });
  const y = ada
    .screen()
    .split('\n')
    .findIndex((line) => line.includes('Invoice shows'));
  mouse.handle({ type: 'mouse', action: 'press', x: 5, y });
  expect(ada.state().list.cursorId).toBe(at.ticket.id);
  mouse.handle({ type: 'mouse', action: 'press', x: 40, y });
  expect(ada.state().list.cursorId).not.toBe(at.ticket.id);
});

test('a tall window is filled from the first answer on', async () => {
  await using at = await scene();
  for (let index = 0; index < 60; index += 1)
    await at.desk.world.ticket({ from: at.maria, subject: `Ticket ${index} of many` });
  await using ada = await openAgentInbox(at.desk, at.ada, { size: { columns: 200, rows: 66 } });
  await ada.quiet();
  expect(ada.screen().match(/Ticket \d+ of many/g)?.length).toBeGreaterThan(58);
});
