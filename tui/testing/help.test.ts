/** The help of the inbox: what works here, found by typing, with one's own keys in it. */
import { expect, test } from 'vitest';
import { commands } from '../src/keys/commands.ts';
import { withUserKeys } from '../src/keys/user-keys.ts';
import { openAgentInbox } from './agent-inbox.ts';
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
