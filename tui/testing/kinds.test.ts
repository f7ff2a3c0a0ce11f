/** Whatever keys are pressed: what is stored on the desk is of the kind that the frame said when it was sent. */
import type { PosternClient } from '@postern/core/client';
import type { BuiltTicket } from '@postern/core/testing';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AgentInbox, openAgentInbox } from './agent-inbox.ts';
import { openDesk } from './desk.ts';

type Kind = 'message' | 'note';

interface Sent {
  kind: Kind;
  /** What the composer's frame and the mode word said on the screen at that moment. */
  frame: Kind | null;
  mode: Kind | null;
  text: string;
}

const keys = [
  ...['r', 'n', 'enter', 'escape', 'ctrl+s', 'ctrl+n', 'ctrl+s', 'ctrl+n', 'ctrl+x', 'y', 'j', 'k', 'J', 'K'],
  ...['q', 'tab', 'c', 'o', '.', '/', '1', '4', '?', 'ctrl+l', 'ctrl+w', 'backspace', 'up', 'left', ']', 'G'],
];
/** A key, some text, or a wait for the desk's answers. */
const step = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...keys) },
  { weight: 4, arbitrary: fc.constantFrom('TEXT') },
  { weight: 2, arbitrary: fc.constantFrom('WAIT') },
  // Ways that people really go, so that a good part of the sequences sends something.
  {
    weight: 3,
    arbitrary: fc.constantFrom('r TEXT ctrl+s', 'n TEXT ctrl+n', 'r TEXT ctrl+n', 'n TEXT ctrl+s', 'WAIT'),
  },
);

const kindOnTop = (screen: string): Kind | null => {
  if (/^┌─ PUBLIC REPLY → /m.test(screen)) return 'message';
  return /^▛▀ INTERNAL NOTE · /m.test(screen) ? 'note' : null;
};
const kindBelow = (screen: string): Kind | null => {
  if (/REPLY \(PUBLIC\)\s*$/.test(screen)) return 'message';
  return /NOTE \(TEAM\)\s*$/.test(screen) ? 'note' : null;
};

test('the kind on the desk is the kind in the frame, and no note reaches the customer', async () => {
  await using desk = await openDesk();
  const { world } = desk;
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example' });
  const ada = await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  const token = await world.tokenOf(ada);
  const customer = await world.as(maria);
  const agent = await world.as(ada);
  let sequences = 0;
  let sentInAll = 0;
  let words = 0;

  const run = async (steps: readonly string[]) => {
    sequences += 1;
    const tickets: BuiltTicket[] = [];
    for (const subject of ['First', 'Second']) {
      world.pass(1_000);
      tickets.push(await world.ticket({ from: maria, subject: `${subject} of ${sequences}` }));
    }
    const sent: Sent[] = [];
    const stored: { kind: Kind; text: string }[] = [];
    const typed = { message: new Set<string>(), note: new Set<string>() };
    let inbox: AgentInbox | undefined;
    const watch = (real: PosternClient) =>
      watched(real, (kind, text) => {
        const screen = inbox?.screen() ?? '';
        sent.push({ kind, frame: kindOnTop(screen), mode: kindBelow(screen), text });
      });
    inbox = await openAgentInbox(desk, ada, {
      token,
      client: watch,
      query: `is:open number:${tickets.map((each) => each.number).join(',')}`,
      size: { columns: 80, rows: 24 },
    });
    await using open = inbox;
    await open.quiet();
    for (const each of steps.flatMap((words) => words.split(' '))) {
      if (each === 'WAIT') await open.quiet();
      else if (each === 'TEXT') {
        const kind = kindOnTop(open.screen());
        words += 1;
        // Letters that are no commands anywhere, so that text pressed elsewhere does nothing.
        const word = `${kind === 'note' ? 'XNOTE' : 'XPUB'}${words}X`;
        if (kind) typed[kind].add(word);
        if (kind) open.type(`${word} `);
      } else open.press(each);
    }
    await open.quiet();

    for (const { number } of tickets) {
      for (const entry of (await agent.tickets.view.query({ ticket: number })).timeline) {
        if (entry.author.kind === 'agent' && entry.kind !== 'event')
          stored.push({ kind: entry.kind, text: entry.text });
      }
      const page = JSON.stringify(await customer.portal.ticket.query({ ticket: number }));
      for (const word of typed.note) expect(page).not.toContain(word);
    }
    for (const each of sent)
      expect(each, steps.join(' ')).toMatchObject({ frame: each.kind, mode: each.kind });
    for (const { kind, text } of stored) {
      expect(sent).toContainEqual(expect.objectContaining({ kind, frame: kind }));
      for (const word of typed[kind === 'note' ? 'message' : 'note'])
        expect(text, steps.join(' ')).not.toContain(word);
    }
    // Every call that was not refused is there once.
    expect(stored.length).toBeLessThanOrEqual(sent.length);
    sentInAll += stored.length;
  };

  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), run), {
    numRuns: process.env.POSTERN_NIGHTLY ? 2_000 : 100,
    endOnFailure: true,
  });
  // A property over sequences that never send anything would prove nothing.
  expect(sentInAll).toBeGreaterThan(sequences / 4);
}, 600_000);

/** The same client, telling of each message and note at the moment it leaves. */
function watched(real: PosternClient, tell: (kind: Kind, text: string) => void): PosternClient {
  const call =
    <Input extends { body: string }, Rest extends unknown[], Out>(
      kind: Kind,
      send: (input: Input, ...rest: Rest) => Promise<Out>,
    ) =>
    (input: Input, ...rest: Rest) => {
      tell(kind, input.body);
      return send(input, ...rest);
    };
  const { tickets } = real;
  return {
    auth: real.auth,
    live: real.live,
    tickets: {
      ...{
        list: tickets.list,
        counts: tickets.counts,
        view: tickets.view,
        refresh: tickets.refresh,
        markRead: tickets.markRead,
        markUnread: tickets.markUnread,
        assign: tickets.assign,
      },
      ...{ close: tickets.close, reopen: tickets.reopen },
      reply: { mutate: call('message', tickets.reply.mutate) },
      note: { mutate: call('note', tickets.note.mutate) },
    },
  } as unknown as PosternClient;
}
