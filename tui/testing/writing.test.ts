/** Replies, notes and drafts against a real desk over HTTP: what is sent, what is refused, and what is never lost. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { textOf } from '../src/editor/editor.ts';
import { openAgentInbox } from './agent-inbox.ts';
import { saysMaria, scene, timelineOf } from './scene.ts';

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

  test('a reply to somebody who does not see the ticket says before and after that nothing is mailed', async () => {
    await using at = await scene();
    const setFilter = async (filter: string) =>
      (await at.desk.world.as(at.ada)).portalSettings.set.mutate({ settings: { filter } });
    await setFilter(`-number:${at.ticket.number}`);
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('r');
    ada.type('Can you read this?');
    await ada.quiet();
    expect(ada.screen()).toContain('No mail: Maria López does not see this ticket in the portal');
    ada.press('ctrl+s');
    await ada.until((state) => state.composer === null);
    expect(ada.state().status).toMatchObject({
      tone: 'warning',
      text: expect.stringContaining(
        'Nothing was mailed: Maria López does not see this ticket in the portal.',
      ),
    });
    expect(await timelineOf(at)).toContainEqual(['message', 'Can you read this?']);
    // Shown again, without a word left over.
    await setFilter('');
    ada.press('r');
    ada.type('And this?');
    ada.press('ctrl+s');
    await ada.until((state) => state.status?.text.startsWith('Reply sent to Maria López') ?? false);
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

  test('a reply that quotes a note or names a colleague asks once with the passage; what is said twice goes out', async () => {
    await using at = await scene();
    const bo = await at.desk.world.as(at.bo);
    const body = 'Their old office IP is still on the allow list.';
    await bo.tickets.note.mutate({ ticket: at.ticket.id, body, requestId: 'note-of-bo' });
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('r');
    await ada.quiet();
    ada.type('Sorry! Their old office IP is still on the allow list. I ask @bo.');
    ada.press('ctrl+s');
    await ada.quiet();
    expect(ada.state().composer?.isSending).toBe(false);
    expect(ada.state().status?.text).toContain(
      '"Their old office IP is still on the allow list." stands in an internal note. Also: "@bo".',
    );
    ada.type('!');
    ada.press('ctrl+s');
    await ada.quiet();
    expect(ada.state().composer).not.toBeNull();
    ada.press('ctrl+s');
    await ada.until((state) => state.composer === null);
    expect(await timelineOf(at)).toContainEqual([
      'message',
      'Sorry! Their old office IP is still on the allow list. I ask @bo.!',
    ]);
  });

  test('a reply becomes a note freely; a note becomes public only for who types whom it is for', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('r');
    await ada.quiet();
    ada.type('For the team');
    ada.press('ctrl+p');
    ada.type('keep it inside');
    ada.press('enter');
    expect(ada.screen()).toContain('never shown to Maria López');
    expect(ada.screen()).toContain('For the team');
    expect(ada.screen().split('\n').at(-1)).toContain('NOTE (TEAM)');
    ada.press('ctrl+p');
    ada.type('make a public');
    ada.press('enter');
    expect(ada.screen()).toContain('Type "mar" for Maria López, who would read it');
    ada.type('y');
    ada.press('enter');
    expect(ada.state().composer?.kind).toBe('note');
    ada.press('backspace');
    ada.type('Mar');
    ada.press('enter');
    expect(ada.screen()).toContain('PUBLIC REPLY → Maria López');
    ada.press('ctrl+s');
    await ada.until((state) => state.composer === null);
    expect((await timelineOf(at)).at(-1)).toEqual(['message', 'For the team']);
    expect(ada.state().drafts.size).toBe(0);
  });

  test('Ctrl+K puts in a snippet with its variables filled in, where the cursor is', async () => {
    await using at = await scene();
    const bo = await at.desk.world.as(at.bo);
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('r');
    await ada.quiet();
    ada.press('ctrl+k');
    await ada.quiet();
    expect(ada.screen()).toContain('There are no snippets yet.');
    await bo.snippets.create.mutate({ name: 'bye', body: 'Bye' });
    await bo.snippets.create.mutate({
      name: 'hello',
      body: 'Hello {{requester.first-name}},\n\nabout #{{ticket.number}}:',
    });
    ada.press('ctrl+k');
    await ada.quiet();
    ada.type('hel');
    ada.press('enter');
    ada.type(' done.');
    expect(textOf(ada.state().composer?.editor as never)).toBe(
      `Hello Maria,\n\nabout #${at.ticket.number}: done.`,
    );
  });

  test('@ in a note offers the team, and whoever is called finds the ticket; in a reply it is a letter', async () => {
    await using at = await scene();
    await using ada = await openAgentInbox(at.desk, at.ada);
    await ada.quiet();
    ada.press('r');
    ada.type('me @');
    await ada.quiet();
    expect(ada.state().picker).toBeNull();
    ada.press('ctrl+u', 'escape', 'n');
    ada.type('me@');
    await ada.quiet();
    expect(ada.state().picker).toBeNull();
    ada.type(' @');
    await ada.quiet();
    expect(ada.screen()).toContain('Tell a teammate');
    ada.type('lind');
    ada.press('enter');
    ada.type('please');
    ada.press('ctrl+n');
    await ada.until((state) => state.composer === null);
    expect((await timelineOf(at)).at(-1)).toEqual(['note', 'me@ @bo please']);
    const bo = await at.desk.world.as(at.bo);
    expect((await bo.tickets.list.query({ query: 'mentions:me' })).items.map(({ id }) => id)).toEqual([
      at.ticket.id,
    ]);
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
    await ada.until((state) => state.status?.text.startsWith('Sent now: public reply to Maria') ?? false);
    expect(ada.state()).toMatchObject({ composer: null, offline: [] });
    expect(ada.inbox.composing.drafts()).toEqual([]);
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

/** The procedures of a client's room, which is a proxy and has no keys of its own. */
function pick(
  tickets: Record<'list' | 'counts' | 'refresh' | 'markRead' | 'checkReply' | 'note' | 'held', unknown>,
) {
  const { list, counts, refresh, markRead, checkReply, note, held } = tickets;
  return { list, counts, refresh, markRead, checkReply, note, held };
}
