/** Two agents at one ticket: each sees that the other writes, and is asked once before a second reply goes out. */
import { expect, test } from 'vitest';
import { openAgentInbox } from './agent-inbox.ts';
import { saysMaria, scene, timelineOf } from './scene.ts';

test('Bo is replying stands with the ticket, Ada is asked once, and it goes when Bo leaves', async () => {
  await using at = await scene();
  await using ada = await openAgentInbox(at.desk, at.ada);
  await using bo = await openAgentInbox(at.desk, at.bo);
  await ada.quiet();
  await bo.quiet();
  bo.press('r');
  await ada.until(() => ada.screen().includes('Bo Lindqvist is replying'));
  expect(bo.screen()).not.toContain('is replying');
  ada.press('r');
  await ada.quiet();
  ada.type('My answer.');
  ada.press('ctrl+s');
  await ada.quiet();
  expect(ada.screen()).toContain('Bo Lindqvist is replying too.');
  expect(await timelineOf(at)).toHaveLength(1);
  ada.press('ctrl+s');
  await ada.until((state) => state.composer === null);
  expect((await timelineOf(at)).at(-1)).toEqual(['message', 'My answer.']);
  bo.press('escape');
  await ada.until(() => !ada.screen().includes('is replying'));
});

test('below the list, too, it stands who is replying to the ticket under the cursor', async () => {
  await using at = await scene();
  await using ada = await openAgentInbox(at.desk, at.ada, { size: { columns: 80, rows: 24 } });
  await using bo = await openAgentInbox(at.desk, at.bo);
  await ada.quiet();
  await bo.quiet();
  bo.press('r');
  await ada.until(() =>
    ada.screen().includes(`── Bo Lindqvist is replying · #${at.ticket.number} Cannot sign in`),
  );
});

test('a reply that a colleague has sent meanwhile is shown, and asked about once before a second one goes out', async () => {
  await using at = await scene();
  await using ada = await openAgentInbox(at.desk, at.ada);
  const bo = await at.desk.world.as(at.bo);
  await ada.quiet();
  ada.press('r');
  await ada.quiet();
  ada.type('My answer.');
  const { audience } = await bo.tickets.view.query({ ticket: at.ticket.id });
  const reply = { ticket: at.ticket.id, audienceHash: audience.hash, requestId: 'reply-of-bo' };
  await bo.tickets.reply.mutate({ ...reply, body: 'It is fixed.' });
  await ada.until((state) => state.composer?.arrived.count === 1);
  expect(ada.screen()).toContain('1 new message from Bo Lindqvist (a public reply) arrived while you write');
  ada.press('ctrl+s');
  await ada.quiet();
  expect(ada.screen()).toContain('Read it, then press Ctrl+S again to send.');
  expect((await timelineOf(at)).filter(([kind]) => kind === 'message')).toHaveLength(2);
  ada.press('ctrl+s');
  await ada.until((state) => state.composer === null);
  expect((await timelineOf(at)).at(-1)).toEqual(['message', 'My answer.']);
  // One's own reply is no news to oneself.
  await ada.quiet();
  ada.press('r');
  await ada.quiet();
  expect(ada.state().composer?.arrived.count).toBe(0);
});

test('who writes a note is named so, and asks nobody', async () => {
  await using at = await scene();
  await using ada = await openAgentInbox(at.desk, at.ada);
  await using bo = await openAgentInbox(at.desk, at.bo);
  await ada.quiet();
  await bo.quiet();
  bo.press('n');
  await ada.until(() => ada.screen().includes('Bo Lindqvist is writing a note'));
  ada.press('r');
  await ada.quiet();
  ada.type('My answer.');
  ada.press('ctrl+s');
  await ada.until((state) => state.composer === null);
});

test('what a customer has just written is said over what was last done, and a draft does not hide that it is unread', async () => {
  await using at = await scene();
  await using ada = await openAgentInbox(at.desk, at.ada);
  await ada.quiet();
  ada.press('r');
  await ada.quiet();
  ada.type('Half a thought');
  ada.press('escape');
  await ada.quiet();
  ada.press('r');
  await ada.quiet();
  expect(ada.screen()).toContain('Your draft is back.');
  await saysMaria(at, 'It works now.');
  await ada.until(() => ada.screen().includes('1 new message from Maria López arrived while you write'));
  ada.press('escape');
  await ada.quiet();
  ada.press('q');
  await ada.quiet();
  expect(ada.screen()).toContain(`›✎ ${at.ticket.number}`);
  await saysMaria(at, 'Or does it?');
  await ada.until(({ unread }) => unread.has(at.ticket.id));
  expect(ada.screen()).toContain(`›● ${at.ticket.number}`);
  expect(ada.screen()).toMatch(/Maria López · you have a draft/);
});
