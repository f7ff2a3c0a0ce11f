/** The list, threads, live changes and triage against a real desk over HTTP. */
import { describe, expect, test, vi } from 'vitest';
import { openAgentInbox } from './agent-inbox.ts';
import { saysMaria, scene } from './scene.ts';

describe('reading', () => {
  test('the list shows the newest first, the preview follows the cursor, a view has its count', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    expect(ada.state().list.rows.map((row) => row.subject)).toEqual([
      'Cannot sign in',
      'Invoice shows the wrong VAT',
    ]);
    expect(ada.screen()).toContain('The page stays empty.');
    expect(ada.state().counts).toEqual([0, 2, 2, 2, 0, 0]);
    ada.press('j');
    await ada.until((state) => state.tickets.size === 2);
    expect(ada.screen()).toContain('Something does not work.');
    ada.press('1');
    await ada.quiet();
    expect(ada.screen()).toContain('Nothing is waiting for you.');
  });

  test('a query finds tickets; one that cannot be understood says so and leaves the list alone', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('/', 'ctrl+u');
    ada.type('invoice');
    ada.press('enter');
    await ada.until((state) => state.list.rows.length === 1 && state.found === 1);
    expect(ada.state()).toMatchObject({ query: 'invoice', view: null, queryEditor: null });
    ada.press('/', 'ctrl+u');
    ada.type('form:maria');
    ada.press('enter');
    await ada.until((state) => state.queryEditor?.problem !== null);
    expect(ada.screen()).toContain('Did you mean "from:"?');
    expect(ada.state().list.rows).toHaveLength(1);
    ada.press('escape', 'escape');
    await ada.until((state) => state.view === 0);
  });

  test('further pages come while the cursor moves down, each ticket once', async () => {
    await using at = await scene();
    for (let count = 0; count < 60; count += 1) {
      at.desk.world.pass(1_000);
      await at.desk.world.ticket({ from: at.maria });
    }
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    expect(ada.state().list.rows).toHaveLength(50);
    ada.press('G');
    await ada.until(({ list }) => list.rows.length === 62 && list.rows.at(-1)?.id === list.cursorId);
    expect(new Set(ada.state().list.rows.map((row) => row.id)).size).toBe(62);
  });

  test('J and K go through the tickets of the list without leaving the thread', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('enter', 'J');
    await ada.quiet();
    expect(ada.screen()).toContain('Invoice shows the wrong VAT');
    ada.press('J');
    expect(ada.screen()).toContain('This is the last ticket.');
    ada.press('K');
    await ada.quiet();
    expect(ada.screen()).toContain('The page stays empty.');
    ada.press('q');
    expect(ada.state()).toMatchObject({ openId: null, list: { cursorId: at.ticket.id } });
  });

  test('an escape in a subject is shown as text', async () => {
    await using at = await scene();
    await at.desk.world.ticket({ from: at.maria, subject: '\u001b]0;owned\u0007 \u001b[2Jgone' });
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    expect(ada.screen()).toContain('␛]0;owned ␛[2Jgone');
    expect(ada.screen()).not.toContain('\u001b');
  });
});

describe('live', () => {
  test('a new ticket is told with its subject and moves nothing until it is asked for', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('j');
    const before = ada.state().list.cursorId;
    const customer = await at.desk.world.as(at.maria);
    const began = performance.now();
    await customer.portal.fileTicket.mutate({
      subject: 'Printer on fire',
      body: 'Help',
      requestId: 'request-live-1',
    });
    await ada.until((state) => state.list.arrivals.length === 1);
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(ada.screen()).toContain('1 new · . shows');
    expect(ada.screen()).toContain('Printer on fire');
    expect(ada.state().list).toMatchObject({ cursorId: before });
    expect(ada.state().list.rows).toHaveLength(2);
    ada.press('.');
    await ada.until((state) => state.list.rows.length === 3);
    expect(ada.state().list.rows[0]?.subject).toBe('Printer on fire');
    expect(ada.state().list.arrivals).toEqual([]);
  });

  test('a new ticket that belongs to another view is told in a line, and the counts move', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada, { query: 'is:open assignee:me' });
    await ada.quiet();
    const customer = await at.desk.world.as(at.maria);
    await customer.portal.fileTicket.mutate({
      subject: 'Printer',
      body: 'Help',
      requestId: 'request-live-3',
    });
    await ada.until((state) => state.counts[1] === 3 && state.status !== null);
    expect(ada.screen()).toContain('New ticket #1003 Printer from Maria López. 2 shows it.');
    expect(ada.state().list.rows).toEqual([]);
  });

  test('the first ticket of an empty list shows at once', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada, { query: 'is:open printer' });
    await ada.quiet();
    expect(ada.state().list.rows).toEqual([]);
    const customer = await at.desk.world.as(at.maria);
    await customer.portal.fileTicket.mutate({
      subject: 'Printer',
      body: 'Help',
      requestId: 'request-live-2',
    });
    await ada.until((state) => state.list.rows.length === 1);
  });

  test("a customer's answer shows in the open thread below new, and makes other tickets unread", async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('enter');
    await ada.quiet();
    await saysMaria(at, 'Still empty.');
    await ada.until((state) => state.newFrom.has(at.ticket.id));
    expect(ada.screen()).toMatch(/── new ─+\n {2}Maria López · portal · .*\n {3}Still empty\./);
    ada.press('q', 'j');
    await saysMaria(at, 'Anybody there?');
    await ada.until((state) => state.unread.has(at.ticket.id));
    expect(ada.screen()).toContain(` ● ${at.ticket.number} `);
    ada.press('k', 'enter');
    await ada.quiet();
    expect(ada.state().unread.size).toBe(0);
  });

  test('what came while the inbox was closed is unread, and stands below new when it is opened', async () => {
    await using at = await scene();
    await using before = await openAgentInbox(at.desk, at.ada);
    await before.quiet();
    before.press('enter');
    await before.quiet();
    const bo = await at.desk.world.as(at.ada);
    await vi.waitFor(async () =>
      expect((await bo.tickets.view.query({ ticket: at.ticket.number })).isUnread).toBe(false),
    );
    before.inbox.stop();
    await saysMaria(at, 'Are you there?');
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    expect(ada.screen()).toContain(`● ${at.ticket.number}`);
    ada.press('enter');
    await ada.quiet();
    expect(ada.screen()).toMatch(/── new ─+\n {2}Maria López · portal · .*\n {3}Are you there\?/);
  });

  test('what somebody else does to a ticket shows in its row', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    await (await at.desk.world.as(at.bo)).tickets.assign.mutate({ ticket: at.ticket.id, to: 'me' });
    await ada.until((state) => state.list.rows[0]?.assignee?.name === 'Bo Lindqvist');
    expect(ada.screen()).toMatch(new RegExp(`${at.ticket.number} Cannot sign in .*BL`));
  });

  test('after a cut line it says so, comes back by itself, and has missed nothing', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    await at.desk.cut();
    await ada.until((state) => state.connection.kind === 'reconnecting');
    expect(ada.screen()).toContain('◌ reconnecting');
    await saysMaria(at, 'While you were away');
    await at.desk.mend();
    await ada.until((state) => state.connection.kind === 'live');
    await ada.until(
      (state) => state.tickets.get(at.ticket.id)?.timeline.at(-1)?.text === 'While you were away',
    );
    await ada.quiet();
    expect(ada.screen()).toContain('While you were away');
    expect(ada.screen()).toContain(`›● ${at.ticket.number}`);
  });
});

describe('triage', () => {
  test('a m takes a ticket, a chooses somebody, c closes, o reopens, each with its sentence', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('a', 'm');
    await ada.until(
      (state) => state.status?.text.includes('is assigned to Ada Okafor. u takes it back') ?? false,
    );
    ada.press('a', 'a');
    await ada.until((state) => (state.picker?.choices.length ?? 0) === 3);
    ada.type('bo');
    ada.press('enter');
    await ada.until(
      (state) => state.status?.text.includes('is assigned to Bo Lindqvist. u takes it back') ?? false,
    );
    ada.press('c');
    await ada.until((state) => state.list.rows[0]?.status === 'closed');
    expect(ada.screen()).toContain('is closed. u takes it back.');
    await ada.quiet();
    ada.press('o');
    await ada.until((state) => state.list.rows[0]?.status === 'open');
  });

  test('a ticket with a message that nobody has read is not closed under the customer', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    // The same moment: the message is stored, and the change has not arrived here yet.
    await at.desk.world.turn(at.ticket, { from: at.maria, says: 'One more thing' });
    ada.press('c');
    await ada.until((state) => state.status !== null);
    expect(ada.state().status?.text).toContain('has news');
    expect(ada.state().list.rows[0]?.status).toBe('open');
    await ada.quiet();
    ada.press('c');
    await ada.until((state) => state.list.rows[0]?.status === 'closed');
  });
});
