/** The tab that shows an agent what the customer sees, against a real desk over HTTP. */
import { expect, test } from 'vitest';
import { openAgentInbox } from './agent-inbox.ts';
import { saysMaria, scene } from './scene.ts';

test('S38: w on a ticket shows the messages the portal shows, counts the notes, and never shows one', async () => {
  await using at = await scene();
  await at.desk.world.turn(at.ticket, { from: at.ada, says: 'Please try again.' });
  await at.desk.world.turn(at.ticket, { from: at.bo, notes: 'CANARY range' });
  await using ada = await openAgentInbox(at.desk, at.ada);
  await ada.quiet();
  ada.press('enter');
  await ada.quiet();
  expect(ada.screen()).toContain('CANARY range');
  ada.press('w');
  await ada.quiet();
  const screen = ada.screen();
  expect(screen).toContain('WHAT THE CUSTOMER SEES · Maria López');
  expect(screen).toContain('✓ Maria López sees this ticket now.');
  expect(screen).toContain('The page stays empty.');
  expect(screen).toContain('Please try again.');
  expect(screen).toContain('Waiting for you');
  expect(screen).toContain('Left out: 1 note.');
  expect(screen).not.toContain('CANARY');
  await saysMaria(at, 'It works now.');
  await ada.until(() => ada.screen().includes('It works now.'));
  ada.press('w');
  expect(ada.screen()).toContain('CANARY range');
});

test('S38: nothing can be written from it, whatever is pressed', async () => {
  await using at = await scene();
  await using ada = await openAgentInbox(at.desk, at.ada);
  await ada.quiet();
  ada.press('w');
  await ada.quiet();
  const before = await at.desk.world.core.db.read.auditEvent.count();
  for (const key of ['r', 'n', 'a', 'c', 'o', 'ctrl+s', 'ctrl+n', 'enter', 'x']) {
    ada.press(key);
    expect(ada.state().composer).toBeNull();
    expect(ada.state().picker).toBeNull();
    expect(ada.state().sight).not.toBeNull();
  }
  await ada.quiet();
  expect(await at.desk.world.core.db.read.auditEvent.count()).toBe(before);
  ada.press('escape');
  expect(ada.state().sight).toBeNull();
});

test('S38: each person on the ticket has a view of their own, and a hidden ticket names the gate that is shut', async () => {
  await using at = await scene();
  const { world } = at.desk;
  const ivan = await world.contact({ name: 'Ivan Petrov' });
  await world.inTransaction(({ tx }) =>
    tx.ticketContact.create({ data: { ticketId: at.ticket.id, contactId: ivan.id, role: 'CC' } }),
  );
  const asAda = await world.as(at.ada);
  await asAda.portalSettings.set.mutate({ settings: { filter: 'pipeline:Internal' } });
  await using ada = await openAgentInbox(at.desk, at.ada, { size: { columns: 80, rows: 24 } });
  await ada.quiet();
  ada.press('enter');
  await ada.quiet();
  ada.press('w');
  await ada.quiet();
  expect(ada.screen()).toContain('✗ Maria López does not see this ticket. Shut: filter.');
  expect(ada.screen()).toContain('shut  filter');
  expect(ada.screen()).toContain('1 of 2 people');
  ada.press('tab');
  await ada.quiet();
  expect(ada.screen()).toContain('WHAT THE CUSTOMER SEES · Ivan Petrov');
  expect(ada.screen()).toContain('Maria López · portal');
  ada.press('tab');
  await ada.quiet();
  expect(ada.screen()).toContain('You (Maria López) · portal');
});

test('S38: an escape that a customer wrote is text here too', async () => {
  await using at = await scene();
  await saysMaria(at, '\u001b[2J\u001b]0;owned\u0007 hello');
  await using ada = await openAgentInbox(at.desk, at.ada);
  await ada.quiet();
  ada.press('w');
  await ada.quiet();
  expect(ada.screen()).toContain('␛[2J␛]0;owned');
  expect(ada.screen()).not.toContain('\u001b');
});
