/** A customer closes and reopens a ticket without an agent. */
import { expect, test } from 'vitest';
import { failureOf } from '../client.ts';
import { createWorld, type WorldWish } from '../testing/index.ts';

const dayMs = 86_400_000;

async function desk(wish: WorldWish & { customersClose?: boolean } = {}) {
  const { customersClose = true, ...ofWorld } = wish;
  const world = await createWorld(ofWorld);
  await world.inTransaction(({ tx }) => tx.inbox.updateMany({ data: { reopenDays: 7, customersClose } }));
  const maria = await world.contact({ name: 'Maria' });
  const ada = await world.agent({ name: 'Ada' });
  const { number } = await world.ticket({ from: maria, turns: [{ from: ada, says: 'Better now?' }] });
  return { world, maria, ada, number, customer: await world.as(maria), agent: await world.as(ada) };
}

const request = (name: string) => `request-${name}`;

test('a customer closes a ticket and reopens it: stage, both clocks and timeline say so', async () => {
  const { world, customer, agent, number } = await desk();
  await using _ = world;
  const events = async () =>
    (await agent.tickets.view.query({ ticket: number })).timeline
      .filter((entry) => entry.kind === 'event')
      .map((entry) => `${entry.author.kind} ${entry.author.name} ${entry.text}`);
  expect(await customer.portal.ticket.query({ ticket: number })).toMatchObject({
    canClose: true,
    canReopen: false,
  });

  world.pass(dayMs);
  const now = world.core.clock.now().toISOString();
  for (let click = 0; click < 2; click += 1)
    expect(await customer.portal.close.mutate({ ticket: number, requestId: request('close') })).toEqual({
      number,
      hasSent: false,
    });
  const closed = { stage: 'Closed', status: 'closed', lastPublicAt: now, lastActivityAt: now };
  expect(await agent.tickets.view.query({ ticket: number })).toMatchObject(closed);
  expect(await customer.portal.ticket.query({ ticket: number })).toMatchObject({
    status: 'closed',
    lastActivityAt: now,
    canClose: false,
    canReopen: true,
  });

  for (let click = 0; click < 2; click += 1) await customer.portal.reopen.mutate({ ticket: number });
  expect(await agent.tickets.view.query({ ticket: number })).toMatchObject({
    stage: 'Waiting on us',
    status: 'open',
  });
  expect(await events()).toEqual(['contact Maria closed', 'contact Maria reopened']);
});

test('closing with a text sends the text too, once, and both or neither are stored', async () => {
  const { world, customer, agent, number } = await desk();
  await using _ = world;
  const close = { ticket: number, body: 'It works, thank you.', requestId: request('with-text') };
  expect(await customer.portal.close.mutate(close)).toEqual({ number, hasSent: true });
  await agent.tickets.reopen.mutate({ ticket: number });
  // A repetition that comes late closes nothing again.
  await customer.portal.close.mutate(close);
  const view = await customer.portal.ticket.query({ ticket: number });
  expect(view.status).toBe('open');
  expect(view.messages.map((message) => message.text)).toEqual([
    'Something does not work.',
    'Better now?',
    'It works, thank you.',
  ]);

  const tooLong = { ticket: number, body: 'x'.repeat(100_001), requestId: request('too-long') };
  const refusal = await customer.portal.close.mutate(tooLong).then(() => null, failureOf);
  expect(refusal?.code).toBe('MESSAGE_TOO_LONG');
  const other = await customer.portal.close
    .mutate({ ...close, body: 'Another.' })
    .then(() => null, failureOf);
  expect(other?.code).toBe('REQUEST_ID_REUSED');
  expect(await customer.portal.ticket.query({ ticket: number })).toEqual(view);
});

test('a text that comes when the ticket is closed already is kept, and the ticket stays closed', async () => {
  const { world, customer, agent, number } = await desk();
  await using _ = world;
  await agent.tickets.close.mutate({ ticket: number });
  await customer.portal.close.mutate({ ticket: number, body: 'Thanks.', requestId: request('late') });
  const view = await customer.portal.ticket.query({ ticket: number });
  expect([view.status, view.messages.at(-1)?.text]).toEqual(['closed', 'Thanks.']);
});

test('where the inbox leaves it to agents, closing and reopening are refused and not offered', async () => {
  const { world, customer, agent, number } = await desk({ customersClose: false });
  await using _ = world;
  const close = () => customer.portal.close.mutate({ ticket: number, requestId: request('close') });
  expect((await close().then(() => null, failureOf))?.code).toBe('NOT_ALLOWED');
  await agent.tickets.close.mutate({ ticket: number });
  expect(await customer.portal.ticket.query({ ticket: number })).toMatchObject({
    canClose: false,
    canReopen: false,
  });
  const reopening = await customer.portal.reopen.mutate({ ticket: number }).then(() => null, failureOf);
  expect(reopening?.code).toBe('NOT_ALLOWED');
  expect((await agent.tickets.view.query({ ticket: number })).status).toBe('closed');
});

test('after the days for it a ticket is not reopened; the refusal says what to do instead', async () => {
  const { world, customer, number } = await desk();
  await using _ = world;
  await customer.portal.close.mutate({ ticket: number, requestId: request('close') });
  world.pass(8 * dayMs);
  expect(await customer.portal.ticket.query({ ticket: number })).toMatchObject({
    canReopen: false,
    replyOutcome: 'followedUp',
  });
  expect(await customer.portal.reopen.mutate({ ticket: number }).then(() => null, failureOf)).toMatchObject({
    code: 'TICKET_CLOSED',
    hint: 'Write a reply: it starts a new ticket linked to this one.',
  });
});

test("S58: what a customer does in the portal is in the agents' list, on the timeline and queued for Slack", async () => {
  const { world, customer, agent, number } = await desk({
    config: {
      slack: { botToken: 'xoxb-1', appToken: 'xapp-1', signingSecret: null, apiUrl: null, channel: 'C0001' },
    },
  });
  await using _ = world;
  const keys = async () =>
    (await world.outbox()).filter((row) => row.kind === 'SLACK').map((row) => row.payload);
  const before = (await keys()).length;
  world.pass(60_000);
  await customer.portal.reply.mutate({ ticket: number, body: 'Not yet.', requestId: request('reply') });
  const [first] = (await agent.tickets.list.query({ query: 'is:open' })).items;
  expect(first).toMatchObject({
    number,
    stage: 'Waiting on us',
    lastActivityAt: world.core.clock.now().toISOString(),
  });
  const { timeline, id } = await agent.tickets.view.query({ ticket: number });
  expect(timeline.at(-1)).toMatchObject({
    kind: 'message',
    direction: 'in',
    source: 'portal',
    author: { kind: 'contact', name: 'Maria' },
    text: 'Not yet.',
  });
  expect((await keys()).slice(before)).toContainEqual(
    expect.objectContaining({ op: 'message', ticketId: id, messageId: timeline.at(-1)?.id }),
  );

  const atReply = (await keys()).length;
  await customer.portal.close.mutate({ ticket: number, requestId: request('close') });
  expect((await keys()).slice(atReply)).toContainEqual(
    expect.objectContaining({ op: 'event', ticketId: id }),
  );
});

test('files go along with the words with which a customer closes a ticket, and wait where there are none', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const customer = await world.as(maria);
  const { number } = await world.ticket({ from: maria });
  const upload = await customer.portal.upload.mutate({
    name: 'proof.txt',
    bytes: new Uint8Array([104, 105]),
  });
  const close = { ticket: number, requestId: 'request-files', uploads: [upload.id] };
  await expect(customer.portal.close.mutate(close)).rejects.toMatchObject({
    message: expect.stringContaining('empty'),
  });
  expect(await customer.portal.uploads.query({ uploads: [upload.id] })).toHaveLength(1);
  await customer.portal.close.mutate({ ...close, body: 'It works, see the proof.' });
  const { status, messages } = await customer.portal.ticket.query({ ticket: number });
  expect(status).toBe('closed');
  expect(messages.at(-1)?.attachments.map((file) => file.fileName)).toEqual(['proof.txt']);
});
