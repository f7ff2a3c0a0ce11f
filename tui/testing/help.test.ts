/** The help of the inbox: what works here, found by typing, with one's own keys in it. */
import { expect, test } from 'vitest';
import { commands } from '../src/keys/commands.ts';
import { withUserKeys } from '../src/keys/user-keys.ts';
import { openAgentInbox, openedInbox } from './agent-inbox.ts';
import { scene } from './scene.ts';

test('? lists the keys of the place; typing leaves what fits, @ finds a key, Esc closes', async () => {
  await using at = await scene();
  await using ada = await openAgentInbox(at.desk, at.ada);
  await ada.quiet();
  ada.press('?');
  expect(ada.screen()).toContain('type to filter');
  expect(ada.screen()).toContain('Next ticket or line');
  ada.type('assign');
  expect(ada.screen()).toMatch(/a m +Assign to me/);
  expect(ada.screen()).not.toContain('Next ticket or line');
  ada.press('backspace', 'backspace', 'backspace', 'backspace', 'backspace', 'backspace');
  ada.type('@g');
  expect(ada.screen()).toContain('Your drafts');
  expect(ada.screen()).not.toContain('Assign to me');
  ada.type('zzz');
  expect(ada.screen()).toContain('No command fits.');
  ada.press('escape');
  expect(ada.state().help).toBeNull();
  expect(ada.state().list.cursorId).toBe(at.ticket.id);
  ada.press('?', 'q');
  expect(ada.state().help).toBeNull();
  ada.press('?');
  ada.type('aq');
  expect(ada.state().help).not.toBeNull();
});

test("one's own keys act, and stand in the help, the hints and the palette", async () => {
  await using at = await scene();
  const { commands: table } = withUserKeys('"ticket.close" = "x"\n"app.help" = "f2"', commands);
  await using ada = await openAgentInbox(at.desk, at.ada, { commands: table });
  await ada.quiet();
  expect(ada.screen()).toMatch(/x close .*F2 keys/);
  ada.press('f2');
  ada.type('close the');
  expect(ada.screen()).toMatch(/x +Close the ticket/);
  ada.press('escape', ':');
  ada.type('close the');
  expect(ada.screen()).toMatch(/Close the ticket +x/);
  ada.press('escape', 'c');
  await ada.quiet();
  expect(ada.state().list.rows[0]?.status).toBe('open');
  ada.press('x');
  await ada.until((state) => state.list.rows[0]?.status === 'closed');
});

test('at 80 columns the foot names the palette, and while writing the snippets and the key of the help', async () => {
  await using at = await scene();
  await using ada = await openedInbox(at, { size: { columns: 80, rows: 24 } });
  expect(ada.screen()).toMatch(
    /r reply to customer {2}n internal note {2}a assign {2}: commands {2}\? keys\n/,
  );
  await ada.keys('space');
  expect(ada.screen()).toMatch(/a assign {2}c close {2}t tag {2}Esc clear {2}s stage .*\? keys\n/);
  await ada.keys('escape', 'r');
  expect(ada.screen()).toMatch(
    /Ctrl\+S SEND TO CUSTOMER Chen Wei[\s\S]*Ctrl\+K snippet {2}Alt\+↑ read above {2}Ctrl\+E editor {2}Ctrl\+A attach {2}F1 keys\n/,
  );
  await ada.keys('f1');
  expect(ada.screen()).toMatch(/^ Keys · .*Esc close\n/);
});

test('below 60 columns the foot says how a text is left, which its frame has no room for', async () => {
  await using at = await scene();
  await using ada = await openedInbox(at, { size: { columns: 59, rows: 24 } });
  await ada.keys('n');
  expect(ada.screen()).toMatch(/Ctrl\+N KEEP INSIDE {2}Esc keep draft\n/);
});
