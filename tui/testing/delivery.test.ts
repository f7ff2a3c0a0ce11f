/** What became of a reply's mail: below the reply, live, in words, and in the header where nobody would look otherwise. */
import { type DeliveryOutcome, workerSurface } from '@postern/core';
import { expect, test } from 'vitest';
import { createCommands } from '../src/inbox/run-command.ts';
import { commands } from '../src/keys/commands.ts';
import { createPlainTalk } from '../src/plain/plain-talk.ts';
import { unicodeGlyphs } from '../src/text/glyphs.ts';
import { drawScreen } from '../src/views/screen.ts';
import { type AgentInbox, openAgentInbox, outsideOfTests } from './agent-inbox.ts';
import { scene } from './scene.ts';

const size = { columns: 100, rows: 30 };
const mail = { smtpUrl: 'smtp://127.0.0.1:1', from: 'help@postern.example' };

/** Ada has the ticket open; the mail of Bo's reply to Maria and Chen has not left yet. */
async function waitingMail() {
  const at = await scene({ config: { mail } });
  const { world } = at.desk;
  const bo = await world.as(at.bo);
  const chen = await world.contact({ name: 'Chen Wei', email: 'chen@globex.example' });
  await bo.tickets.changeContacts.mutate({ ticket: at.ticket.id, add: [chen.email] });
  const { audience } = await bo.tickets.view.query({ ticket: at.ticket.id });
  await bo.tickets.reply.mutate({
    ...{ ticket: at.ticket.id, body: 'Please try again.', audienceHash: audience.hash },
    requestId: 'reply-of-bo-01',
  });
  const ada = await openAgentInbox(at.desk, at.ada, { size });
  await ada.quiet();
  ada.press('enter');
  await ada.quiet();
  /** Lets the desk send, with what the mail server says to Maria and to Chen. */
  const send = async (maria: DeliveryOutcome, others: DeliveryOutcome) => {
    const { requesterId } = await world.core.db.read.ticket.findUniqueOrThrow({
      where: { id: at.ticket.id },
    });
    const answer = async ({ payload }: { payload: unknown }) =>
      (payload as { contactId: string }).contactId === requesterId ? maria : others;
    const worker = workerSurface(world.core, { EMAIL: { send: answer, reconcile: answer } });
    await worker.start?.();
    return { [Symbol.asyncDispose]: async () => worker.stop?.() };
  };
  return { at, ada, send };
}

const roleOf = (ada: AgentInbox, words: string) =>
  drawScreen(ada.state(), { glyphs: unicodeGlyphs, isAscii: false, commands })
    .lines.flat()
    .flatMap(({ spans }) => spans)
    .find(({ text }) => text.includes(words))?.role;

test('an open thread says below the reply that its mail waits, then that it left, without a key', async () => {
  const { at, ada, send } = await waitingMail();
  await using _at = at;
  await using _ada = ada;
  expect(ada.screen()).toMatch(/ {3}Please try again\.\n {3}waits to leave to Chen Wei and Maria López\n/);
  const done: DeliveryOutcome = { state: 'done', result: { subject: 'x' } };
  await using _worker = await send(done, done);
  await ada.until(() => /\n {3}mailed to Chen Wei and Maria López, [^\n]*\d\d:\d\d\n/.test(ada.screen()));
  expect(roleOf(ada, 'mailed to Chen Wei')).toBe('dim');
  // Nobody did anything that somebody would have to read.
  expect(ada.state().unread.size).toBe(0);
  expect(ada.screen().split('\n')[0]).not.toContain('(g o)');
});

test('a mail that failed is a warning with a word below its reply and in the header, and stands in the outbox', async () => {
  const { at, ada, send } = await waitingMail();
  await using _at = at;
  await using _ada = ada;
  await using _worker = await send(
    { state: 'dead', reason: '550 No such mailbox' },
    { state: 'done', result: { subject: 'x' } },
  );
  await ada.until(() => ada.screen().includes('! mail failed to Maria López: 550 No such mailbox'));
  await ada.until(() => ada.screen().includes('mailed to Chen Wei'));
  expect(roleOf(ada, 'mail failed to Maria López')).toBe('warning');
  await ada.until(() => ada.screen().split('\n')[0]?.includes('1 mail failed (g o)') === true);
  ada.press('g', 'o');
  await ada.quiet();
  expect(ada.screen()).toMatch(/! #\d+ mail +could not be sent: 550 No such mailbox/);
  ada.press('q', 'q');
  expect(ada.screen().split('\n')[0]).toContain('● live · 1 mail failed (g o)');
  ada.press('enter');
  ada.inbox.resize({ columns: 40, rows: 20 });
  const [head, facts] = ada.screen().split('\n');
  expect(head).toMatch(/^ #\d+ Cannot.*● live · 1 failed$/);
  expect(facts).toContain('waiting on cust');
  ada.press('q');

  const run = createCommands(ada.inbox, outsideOfTests);
  const talk = createPlainTalk(ada.inbox, run, { table: commands, quiet: ada.quiet });
  expect(await talk.begin()).toContain('1 mail failed. Type g o for the outbox.');
  expect(await talk.hear(String(at.ticket.number))).toMatch(
    /Please try again\.\nWarning: mail failed to Maria López: 550 No such mailbox\.\nmailed to Chen Wei/,
  );
});
