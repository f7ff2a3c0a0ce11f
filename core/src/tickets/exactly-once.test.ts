/** Sent twice is stored once: by the same person, under the same id, one after the other or at the same moment. */
import { describe, expect, test } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import { createWorld, type World } from '../testing/index.ts';

const slack = { botToken: 'xoxb-1', appToken: 'xapp-1', signingSecret: null, apiUrl: null, channel: 'C1' };
const person = { teamId: 'T1', userId: 'U1' };

interface Desk extends AsyncDisposable {
  world: World;
  maria: { email: string };
  customer: PosternClient;
  chen: PosternClient;
  ada: PosternClient;
  bo: PosternClient;
  number: number;
  otherNumber: number;
  /** Maria's, closed too long ago to be opened again. */
  oldNumber: number;
  audienceHash: string;
  nonce: string;
}

async function deskOf(): Promise<Desk> {
  const world = await createWorld({ config: { slack } });
  const maria = await world.contact({ name: 'Maria' });
  const ada = await world.agent({ name: 'Ada' });
  const then = new Date('2026-09-01T10:00:00Z');
  const old = await world.ticket({
    from: maria,
    subject: 'Long ago',
    at: then,
    turns: [{ from: ada, closes: true, at: then }],
  });
  const ticket = await world.ticket({ from: maria });
  const other = await world.ticket({ from: maria });
  await world.inTransaction(async ({ tx, core }) => {
    await tx.slackPerson.create({ data: { ...person, agentId: ada.id } });
    const thread = { teamId: 'T1', channelId: 'C1', threadTs: '1.1', lastTs: '1.1' };
    await tx.slackLink.create({ data: { ...thread, id: core.ids.next('slackLink'), ticketId: ticket.id } });
  });
  const client = await world.as(ada);
  const { audience } = await client.tickets.view.query({ ticket: ticket.number });
  const opened = await world.asSlack().slack.openReply.mutate({ ...person, ticketId: ticket.id });
  return {
    world,
    maria,
    customer: await world.as(maria),
    chen: await world.as(await world.contact({ name: 'Chen' })),
    ada: client,
    bo: await world.as(await world.agent({ name: 'Bo' })),
    number: ticket.number,
    otherNumber: other.number,
    oldNumber: old.number,
    audienceHash: audience.hash,
    nonce: opened.nonce,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

const id = 'request-0001';

/** Everything that a repeated sending could have doubled. */
async function stored({ world }: Desk) {
  const { read } = world.core.db;
  return {
    tickets: await read.ticket.findMany({ orderBy: { seq: 'asc' } }),
    messages: await read.message.findMany({ orderBy: { seq: 'asc' } }),
    notes: await read.note.findMany({ orderBy: { seq: 'asc' } }),
    people: await read.ticketContact.findMany({ orderBy: [{ ticketId: 'asc' }, { contactId: 'asc' }] }),
    events: await read.auditEvent.findMany({ orderBy: { seq: 'asc' } }),
    outbox: await world.outbox(),
  };
}

type Send = (desk: Desk, text?: string) => Promise<unknown>;

const sendings: Record<string, Send> = {
  'a new ticket': ({ customer }, body = 'Hello') =>
    customer.portal.fileTicket.mutate({ subject: 'It broke', body, requestId: id }),
  'a ticket by telephone': ({ ada, maria }, body = 'Hello') =>
    ada.tickets.create.mutate({ from: maria.email, subject: 'It broke', body, requestId: id }),
  "a customer's reply": ({ customer, number }, body = 'Hello') =>
    customer.portal.reply.mutate({ ticket: number, body, requestId: id }),
  'a reply that starts a new ticket': ({ customer, oldNumber }, body = 'Hello') =>
    customer.portal.reply.mutate({ ticket: oldNumber, body, requestId: id }),
  "an agent's reply": ({ ada, number, audienceHash }, body = 'Hello') =>
    ada.tickets.reply.mutate({ ticket: number, body, audienceHash, requestId: id }),
  'a note': ({ ada, number }, body = 'Hello') =>
    ada.tickets.note.mutate({ ticket: number, body, requestId: id }),
  'a reply from Slack': ({ world, nonce }, body = 'Hello') =>
    world.asSlack().slack.sendReply.mutate({ ...person, nonce, body }),
  'text in a Slack thread': ({ world }) =>
    world.asSlack().slack.threadNote.mutate({
      ...person,
      channelId: 'C1',
      threadTs: '1.1',
      ts: '2.1',
      authorName: 'Ada',
      text: 'Hello',
    }),
};

describe.each(Object.entries(sendings))('%s', (_name, send) => {
  test('sent again later is the same one, with the same answer', async () => {
    await using desk = await deskOf();
    const first = await send(desk);
    const once = await stored(desk);
    desk.world.pass(60_000);
    expect(await send(desk)).toEqual(first);
    expect(await stored(desk)).toEqual(once);
  });

  test('sent five times at the same moment is one', async () => {
    await using alone = await deskOf();
    await send(alone);
    const once = await stored(alone);

    await using desk = await deskOf();
    const answers = await Promise.all(Array.from({ length: 5 }, () => send(desk)));
    const [first] = answers;
    for (const answer of answers) expect(answer).toEqual(first);
    const many = await stored(desk);
    for (const kind of ['tickets', 'messages', 'notes', 'people', 'events', 'outbox'] as const) {
      expect(many[kind].length, kind).toBe(once[kind].length);
    }
  });
});

// Slack's own id of a message is never given to another text; an edited one arrives under it and changes nothing.
const withTexts = Object.entries(sendings).filter(([name]) => name !== 'text in a Slack thread');

test.each(withTexts)(
  '%s with another text under the same id is refused, and nothing is stored',
  async (_name, send) => {
    await using desk = await deskOf();
    await send(desk);
    const once = await stored(desk);
    const refusal = await send(desk, 'Something else').then(() => null, failureOf);
    expect(refusal).toMatchObject({ code: 'REQUEST_ID_REUSED', exit: 7 });
    expect(await stored(desk)).toEqual(once);
  },
);

test('the same id from other people is another message', async () => {
  await using desk = await deskOf();
  const { world, customer, chen, ada, bo, maria, number, audienceHash } = desk;
  const filing = { subject: 'It broke', body: 'Hello', requestId: id };
  const numbers = [
    (await customer.portal.fileTicket.mutate(filing)).number,
    (await chen.portal.fileTicket.mutate({ ...filing, subject: 'Other', body: 'Other' })).number,
    (await ada.tickets.create.mutate({ ...filing, from: maria.email, subject: 'By phone', body: 'A' }))
      .number,
    (await bo.tickets.create.mutate({ ...filing, from: maria.email, subject: 'By phone', body: 'B' })).number,
  ];
  expect(new Set(numbers).size).toBe(4);
  const reply = { ticket: number, audienceHash, requestId: id };
  const texts = [
    (await ada.tickets.reply.mutate({ ...reply, body: 'From Ada' })).text,
    (await bo.tickets.reply.mutate({ ...reply, body: 'From Bo' })).text,
    (await ada.tickets.note.mutate({ ticket: number, body: 'Note of Ada', requestId: id })).text,
    (await bo.tickets.note.mutate({ ticket: number, body: 'Note of Bo', requestId: id })).text,
  ];
  expect(texts).toEqual(['From Ada', 'From Bo', 'Note of Ada', 'Note of Bo']);
  const { messages } = await world.core.db.read.message
    .count({ where: { bodyText: { in: ['From Ada', 'From Bo'] } } })
    .then((messages) => ({ messages }));
  expect(messages).toBe(2);
});

describe('the same id and text on another ticket is refused, for it would reach nobody there', () => {
  test.each<[string, (desk: Desk, ticket: number) => Promise<unknown>]>([
    [
      "a customer's reply",
      ({ customer }, ticket) => customer.portal.reply.mutate({ ticket, body: 'Thanks', requestId: id }),
    ],
    [
      "an agent's reply",
      async ({ ada }, ticket) => {
        const { audience } = await ada.tickets.view.query({ ticket });
        return ada.tickets.reply.mutate({
          ticket,
          body: 'Thanks',
          audienceHash: audience.hash,
          requestId: id,
        });
      },
    ],
    ['a note', ({ ada }, ticket) => ada.tickets.note.mutate({ ticket, body: 'Thanks', requestId: id })],
  ])('%s', async (_name, send) => {
    await using desk = await deskOf();
    await send(desk, desk.number);
    const refusal = await send(desk, desk.otherNumber).then((answer) => answer, failureOf);
    expect(refusal).toMatchObject({ code: 'REQUEST_ID_REUSED' });
  });

  test('a reply under the id of a new ticket', async () => {
    await using desk = await deskOf();
    const { customer, number } = desk;
    await customer.portal.fileTicket.mutate({ subject: 'It broke', body: 'Hello', requestId: id });
    const answer = await customer.portal.reply
      .mutate({ ticket: number, body: 'Hello', requestId: id })
      .then((answer) => answer, failureOf);
    expect(answer).toMatchObject({ code: 'REQUEST_ID_REUSED' });
  });

  test('a new ticket under the id of a reply', async () => {
    await using desk = await deskOf();
    const { customer, number } = desk;
    await customer.portal.reply.mutate({ ticket: number, body: 'Hello', requestId: id });
    const { subject } = await customer.portal.ticket.query({ ticket: number });
    const answer = await customer.portal.fileTicket
      .mutate({ subject, body: 'Hello', requestId: id })
      .then((answer) => answer, failureOf);
    expect(answer).toMatchObject({ code: 'REQUEST_ID_REUSED' });
  });
});

test('a reply whose answer was lost is answered again, although the ticket was closed since', async () => {
  await using desk = await deskOf();
  const { ada, number, audienceHash } = desk;
  const reply = { ticket: number, body: 'Hello', audienceHash, requestId: id, ifVersion: 1 };
  const { version } = await ada.tickets.view.query({ ticket: number });
  const first = await ada.tickets.reply.mutate({ ...reply, ifVersion: version });
  await ada.tickets.close.mutate({ ticket: number });
  expect(await ada.tickets.reply.mutate({ ...reply, ifVersion: version })).toEqual(first);
});
