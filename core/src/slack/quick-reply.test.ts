/** `@Postern reply:` at the desk: what is refused, and what stops a reply that waits. */
import { expect, test } from 'vitest';
import { createWorld } from '../testing/index.ts';
import { refusalOf } from '../testing/refusal-of.ts';
import { releaseDue } from '../tickets/release-held.ts';

const slack = {
  botToken: 'xoxb-1',
  appToken: 'xapp-1',
  signingSecret: null,
  apiUrl: null,
  channel: '#support',
};
const person = { teamId: 'T0POSTERN', userId: 'U0ADA' };

/** A desk whose room takes replies, with a ticket whose card stands in it. */
async function openDesk() {
  const world = await createWorld({ config: { slack } });
  const ada = await world.agent({ name: 'Ada Okafor' });
  const maria = await world.contact({ name: 'Maria López' });
  const customer = await world.as(maria);
  const { number } = await customer.portal.fileTicket.mutate({
    subject: 'Cannot sign in',
    body: 'The page stays empty.',
    requestId: 'request-of-maria',
  });
  const agent = await world.as(ada);
  await agent.slackSettings.setRoom.mutate({ room: '#support', takesReplies: true });
  const threadTs = '1762162200.000100';
  await world.inTransaction(async ({ tx }) => {
    const { id: ticketId } = await tx.ticket.findUniqueOrThrow({ where: { number } });
    const { id: roomId } = await tx.slackRoom.findFirstOrThrow({});
    const at = { teamId: person.teamId, channelId: 'C0SUPPORT', threadTs, lastTs: threadTs };
    await tx.slackLink.create({ data: { ...at, id: 'slk_1', ticketId, roomId } });
    await tx.slackPerson.create({ data: { ...person, agentId: ada.id } });
  });
  const bot = world.asSlack().slack;
  const now = () => `${Math.floor(world.core.clock.now().getTime() / 1_000)}.000200`;
  const message = (text: string, ts = now()) => ({ ...person, channelId: 'C0SUPPORT', threadTs, ts, text });
  const held = () => world.core.db.read.heldReply.findMany({ select: { id: true, state: true } });
  const shown = async () => JSON.stringify(await customer.portal.ticket.query({ ticket: number }));
  const change = (ts: string, how: string) =>
    bot.takeEvent.mutate({
      eventId: `Ev-${ts}-${how}`,
      contentKey: `${person.teamId}:C0SUPPORT:${ts}:${how}`,
      teamId: person.teamId,
      type: 'message',
      body: {},
    });
  return {
    ...{ world, customer, agent, number, bot, message, held, shown, change, now },
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

test.each([
  ['a private file of Slack', 'See https://files.slack.com/files-pri/T1-F1/plan.pdf'],
  ['a file page of the workspace', 'See https://acme.slack.com/files/U1/F1/plan.pdf'],
  ['a message of Slack', 'See https://acme.slack.com/archives/C1/p1762162200000100'],
])('%s is not sent', async (_, text) => {
  await using desk = await openDesk();
  expect((await refusalOf(desk.bot.holdReply.mutate(desk.message(text)))).code).toBe('BAD_INPUT');
  expect(await desk.held()).toEqual([]);
});

test('a message from before an outage is not sent as if it were said now', async () => {
  await using desk = await openDesk();
  const old = desk.message('Please try again.');
  desk.world.pass(120_000);
  expect((await refusalOf(desk.bot.holdReply.mutate(old))).message).toContain('too long ago');
  expect(await desk.held()).toEqual([]);
});

test.each(['deleted', '1762162300.000000'])(
  'a message that was changed (%s) is not sent, whether the desk hears of that before or after it holds the reply',
  async (how) => {
    await using desk = await openDesk();
    const before = await desk.shown();
    const early = desk.message('Please try again.');
    await desk.change(early.ts, how);
    expect(await desk.bot.holdReply.mutate(early)).toEqual({ is: 'note' });

    desk.world.pass(1_000);
    const late = desk.message('Please try once more.');
    expect(await desk.bot.holdReply.mutate(late)).toMatchObject({ is: 'held' });
    await desk.change(late.ts, how);
    desk.world.pass(15_000);
    await releaseDue(desk.world.core);
    expect(await desk.held()).toMatchObject([{ state: 'STOPPED' }]);
    expect(await desk.shown()).toBe(before);
  },
);

test('a deleted message becomes no note when it is heard of too late', async () => {
  await using desk = await openDesk();
  const said = { ...desk.message('Their firewall.'), authorName: 'Ada', uploads: [] };
  await desk.change(said.ts, 'deleted');
  expect(await desk.bot.threadNote.mutate(said)).toEqual({ noteId: null, isTicket: true });
});

test('once the customer wrote, neither time nor "Send now" sends the reply, and the thread says why', async () => {
  await using desk = await openDesk();
  const answer = await desk.bot.holdReply.mutate(desk.message('Please try again.'));
  const reply = answer.is === 'held' ? answer.held : '';
  await desk.customer.portal.reply.mutate({
    ticket: desk.number,
    body: 'It works again!',
    requestId: 'request-of-maria-2',
  });
  const refused = await refusalOf(desk.bot.sendHeld.mutate({ ...person, reply }));
  expect(refused.code).toBe('TICKET_CHANGED');
  desk.world.pass(15_000);
  await releaseDue(desk.world.core);
  expect(await desk.held()).toMatchObject([{ state: 'STOPPED' }]);
  expect((await refusalOf(desk.bot.sendHeld.mutate({ ...person, reply }))).code).toBe('TICKET_CHANGED');
  expect(await desk.shown()).not.toContain('Please try again.');
  const posts = (await desk.world.outbox()).map(({ payload }) => payload as { op: string; seq?: number });
  const events = await desk.world.core.db.read.auditEvent.findMany({ where: { action: 'reply.stopped' } });
  expect(posts).toContainEqual(expect.objectContaining({ op: 'event', seq: events[0]?.seq }));
});

test('what was taken back was never sent: changing the message says nothing of a customer', async () => {
  await using desk = await openDesk();
  const said = desk.message('Please try again.');
  const answer = await desk.bot.holdReply.mutate(said);
  const { teamId, channelId, ts } = said;
  expect(await desk.bot.sentFrom.query({ teamId, channelId, ts })).toBeNull();
  await desk.bot.undoHeld.mutate({ ...person, reply: answer.is === 'held' ? answer.held : '' });
  expect(await desk.bot.sentFrom.query({ teamId, channelId, ts })).toBeNull();

  desk.world.pass(1_000);
  const again = desk.message('Please try once more.');
  await desk.bot.holdReply.mutate(again);
  desk.world.pass(15_000);
  await releaseDue(desk.world.core);
  expect(await desk.bot.sentFrom.query({ teamId, channelId, ts: again.ts })).toMatchObject({
    customer: 'Maria López',
  });
});
