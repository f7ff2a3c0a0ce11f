/** The inbox without its screen, against a real desk over HTTP: reading, writing, live changes, drafts, refusals. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BuiltAgent, BuiltContact, BuiltTicket } from '@postern/core/testing';
import { describe, expect, test } from 'vitest';
import { openAgentInbox } from './agent-inbox.ts';
import { openDesk, type TestDesk } from './desk.ts';

interface Scene extends AsyncDisposable {
  desk: TestDesk;
  ada: BuiltAgent;
  bo: BuiltAgent;
  maria: BuiltContact;
  ticket: BuiltTicket;
}

/** Ada and Bo, and Maria's ticket among others. */
async function scene(): Promise<Scene> {
  const desk = await openDesk();
  const { world } = desk;
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example' });
  const chen = await world.contact({ name: 'Chen Wei' });
  const ada = await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  const bo = await world.agent({ name: 'Bo Lindqvist', email: 'bo@postern.example' });
  await world.ticket({ from: chen, subject: 'Invoice shows the wrong VAT' });
  world.pass(60_000);
  const ticket = await world.ticket({
    from: maria,
    subject: 'Cannot sign in',
    says: 'The page stays empty.',
  });
  world.pass(60_000);
  return { desk, ada, bo, maria, ticket, [Symbol.asyncDispose]: () => desk[Symbol.asyncDispose]() };
}

const timelineOf = async (at: Scene) => {
  const agent = await at.desk.world.as(at.bo);
  return (await agent.tickets.view.query({ ticket: at.ticket.id })).timeline.map(({ kind, text }) => [
    kind,
    text,
  ]);
};
const saysMaria = async (at: Scene, body: string) => {
  at.desk.world.pass(1_000);
  const customer = await at.desk.world.as(at.maria);
  await customer.portal.reply.mutate({
    ticket: at.ticket.number,
    body,
    requestId: `maria-${body.length}-${Date.now()}`,
  });
};

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
    expect(ada.state().counts).toEqual([0, 2, 2, 2, 0]);
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

  test('an escape in a subject is shown as text', async () => {
    await using at = await scene();
    await at.desk.world.ticket({ from: at.maria, subject: '\u001b]0;owned\u0007 \u001b[2Jgone' });
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    expect(ada.screen()).toContain('␛]0;owned ␛[2Jgone');
    expect(ada.screen()).not.toContain('\u001b');
  });
});

describe('writing', () => {
  test('r and Ctrl+S send one reply; n and Ctrl+N keep one note; the customer reads the reply alone', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('r');
    ada.type('Please try again.');
    expect(ada.screen()).toContain('PUBLIC REPLY → Maria López');
    ada.press('ctrl+s');
    await ada.until((state) => state.composer === null);
    await ada.until((state) => state.status?.text.startsWith('Reply sent to Maria López') ?? false);
    ada.press('n');
    ada.type('CANARY old range');
    expect(ada.screen()).toContain('never shown to Maria López');
    ada.press('ctrl+n');
    await ada.until((state) => state.composer === null);
    expect(await timelineOf(at)).toEqual([
      ['message', 'The page stays empty.'],
      ['message', 'Please try again.'],
      ['note', 'CANARY old range'],
    ]);
    const customer = await at.desk.world.as(at.maria);
    const seen = JSON.stringify(await customer.portal.ticket.query({ ticket: at.ticket.number }));
    expect(seen).toContain('Please try again.');
    expect(seen).not.toContain('CANARY');
  });

  test('the wrong chord only explains, in both composers', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('r');
    ada.type('Hello');
    ada.press('ctrl+n');
    expect(ada.screen()).toContain('This is a public reply: Ctrl+S sends it. Ctrl+N did nothing.');
    ada.press('escape', 'n');
    ada.type('Inside');
    ada.press('ctrl+s');
    expect(ada.screen()).toContain('This is an internal note: Ctrl+N keeps it. Ctrl+S did nothing.');
    await ada.quiet();
    expect(await timelineOf(at)).toHaveLength(1);
    expect(ada.state().composer?.editor.lines).toEqual(['Inside']);
  });

  test('what is typed right behind r is text, before the desk has answered', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.until((state) => state.list.isLoaded);
    ada.press('r');
    ada.type('close order');
    expect(ada.state().composer?.editor.lines).toEqual(['close order']);
    await ada.quiet();
    expect(ada.state().list.rows.every((row) => row.status === 'open')).toBe(true);
    ada.press('ctrl+s');
    await ada.until((state) => state.composer === null);
    expect(await timelineOf(at)).toContainEqual(['message', 'close order']);
  });

  test('when others would read it than the frame shows, the desk refuses and the composer asks again', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('r');
    ada.type('For Maria');
    await ada.quiet();
    const ivan = await at.desk.world.contact({ name: 'Ivan Petrov' });
    await at.desk.world.inTransaction((work) =>
      work.tx.ticketContact.create({ data: { ticketId: at.ticket.id, contactId: ivan.id, role: 'CC' } }),
    );
    ada.press('ctrl+s');
    await ada.until((state) => state.composer?.isSending === false && state.status !== null);
    expect(ada.screen()).toContain('PUBLIC REPLY → Maria López, cc Ivan Petrov');
    expect(ada.screen()).toContain('press Ctrl+S again');
    expect(await timelineOf(at)).toHaveLength(1);
    ada.press('ctrl+s');
    await ada.until((state) => state.composer === null);
    expect(await timelineOf(at)).toContainEqual(['message', 'For Maria']);
  });

  test('a message that arrives while a reply is written shows, and the first Ctrl+S asks once', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('r');
    ada.type('Try again');
    await saysMaria(at, 'It works now, thanks.');
    await ada.until((state) => state.composer?.arrived.count === 1);
    expect(ada.screen()).toContain('1 new message from Maria López arrived while you write');
    ada.press('ctrl+s');
    expect(ada.screen()).toContain('press Ctrl+S again to send');
    expect(await timelineOf(at)).toHaveLength(2);
    ada.press('ctrl+s');
    await ada.until((state) => state.composer === null);
    expect(await timelineOf(at)).toHaveLength(3);
  });

  test('a reply whose answer was lost is sent again under its own id, and exists once', async () => {
    await using at = await scene();
    let isLosing = true;
    await using ada = await openAgentInbox(at.desk, at.ada, {
      // The desk has stored it, and the line breaks before its answer arrives.
      client: (real) =>
        ({
          ...(real as object),
          auth: real.auth,
          live: real.live,
          tickets: {
            ...pick(real.tickets),
            reply: {
              mutate: async (...args: Parameters<typeof real.tickets.reply.mutate>) => {
                const answer = await real.tickets.reply.mutate(...args);
                if (!isLosing) return answer;
                isLosing = false;
                throw new Error('socket hang up');
              },
            },
          },
        }) as unknown as typeof real,
    });
    await ada.quiet();
    ada.press('r');
    ada.type('Only once');
    ada.press('ctrl+s');
    await ada.until((state) => state.status?.text.includes('cannot be reached') ?? false);
    expect(ada.state().composer?.editor.lines).toEqual(['Only once']);
    ada.press('ctrl+s');
    await ada.until((state) => state.composer === null);
    expect((await timelineOf(at)).filter(([, text]) => text === 'Only once')).toHaveLength(1);
  });

  test('a session that ends in the middle of a reply keeps the text and says what to do', async () => {
    await using at = await scene();
    const token = await at.desk.world.tokenOf(at.ada);
    await using ada = await openAgentInbox(at.desk, at.ada, { token });
    await ada.quiet();
    ada.press('r');
    ada.type('Unsent words');
    await at.desk.world.inTransaction((work) => work.tx.agentSession.deleteMany());
    ada.press('ctrl+s');
    await ada.until((state) => state.connection.kind === 'signedOut' && state.composer?.isSending === false);
    expect(ada.screen()).toContain('Unsent words');
    expect(ada.screen()).toContain('postern auth login');
    ada.press('escape');
    expect(ada.inbox.hub.get().drafts.get(at.ticket.id)).toEqual(['reply']);
  });

  test('a closed ticket refuses the reply, keeps the text, and takes it once it is open again', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('r');
    ada.type('Late answer');
    await (await at.desk.world.as(at.bo)).tickets.close.mutate({ ticket: at.ticket.id });
    await ada.until((state) => state.tickets.get(at.ticket.id)?.status === 'closed');
    ada.press('ctrl+s');
    await ada.until((state) => state.status?.tone === 'bad');
    expect(ada.screen()).toContain('o reopens');
    ada.press('escape', 'o');
    await ada.until((state) => state.tickets.get(at.ticket.id)?.status === 'open');
    ada.press('r', 'ctrl+s');
    await ada.until((state) => state.composer === null);
    expect(await timelineOf(at)).toContainEqual(['message', 'Late answer']);
  });

  test('a read-only inbox opens no composer and changes nothing', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada, { isReadOnly: true });
    await ada.quiet();
    ada.press('r', 'n', 'c', 'o');
    expect(ada.state()).toMatchObject({ composer: null, status: { text: 'This inbox is read-only.' } });
  });
});

describe('drafts', () => {
  test('are on the disk half a second after a key, for their owner only, and come back', async () => {
    await using at = await scene();
    await using first = await openAgentInbox(at.desk, at.ada);
    await first.quiet();
    first.press('n');
    first.type('Half a thought');
    await first.until((state) => state.composer?.savedAt !== null);
    const drafts = join(first.folder, 'drafts');
    const [desk = ''] = readdirSync(drafts);
    const [file = ''] = readdirSync(join(drafts, desk));
    expect(file).toBe(`${at.ticket.id}.note.json`);
    expect(statSync(join(drafts, desk, file)).mode & 0o777).toBe(0o600);
    expect(statSync(join(drafts, desk)).mode & 0o777).toBe(0o700);
    // As after a crash: another program, the same disk.
    await using second = await openAgentInbox(at.desk, at.ada, { folder: first.folder });
    await second.quiet();
    expect(second.screen()).toContain('✎');
    expect(second.screen()).toContain('1 draft');
    second.press('n');
    expect(second.state().composer?.editor.lines).toEqual(['Half a thought']);
    second.press('escape', 'r');
    expect(second.state().composer?.editor.lines).toEqual(['']);
  });

  test('somebody else at the same machine does not see them', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('r');
    ada.type('Mine');
    ada.press('escape');
    await using bo = await openAgentInbox(at.desk, at.bo, { folder: ada.folder });
    await bo.quiet();
    expect(bo.state().drafts.size).toBe(0);
  });

  test('Ctrl+X asks before it throws one away', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('r');
    ada.type('Wrong');
    ada.press('ctrl+x', 'n');
    expect(ada.state().composer?.editor.lines).toEqual(['Wrong']);
    ada.press('ctrl+x', 'y');
    expect(ada.state().composer).toBeNull();
    ada.press('r');
    expect(ada.state().composer?.editor.lines).toEqual(['']);
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
    await ada.until((state) => state.unread.has(at.ticket.id));
    await ada.quiet();
    expect(ada.screen()).toContain('While you were away');
  });
});

describe('triage', () => {
  test('a m takes a ticket, a chooses somebody, c closes, o reopens, each with its sentence', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('a', 'm');
    await ada.until((state) => state.status?.text.endsWith('is assigned to Ada Okafor.') ?? false);
    ada.press('a', 'a');
    await ada.until((state) => (state.picker?.choices.length ?? 0) === 3);
    ada.type('bo');
    ada.press('enter');
    await ada.until((state) => state.status?.text.endsWith('is assigned to Bo Lindqvist.') ?? false);
    ada.press('c');
    await ada.until((state) => state.list.rows[0]?.status === 'closed');
    expect(ada.screen()).toContain('is closed. o reopens it.');
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

/** The procedures of a client's room, which is a proxy and has no keys of its own. */
function pick(tickets: { list: unknown; counts: unknown; view: unknown; note: unknown }) {
  return { list: tickets.list, counts: tickets.counts, view: tickets.view, note: tickets.note };
}
