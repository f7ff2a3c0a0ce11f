/** Malformed input at every procedure: refused in words or taken in whole, never a failure of the desk. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { failureOf, type PosternClient } from './client.ts';
import { writeCursor } from './query/cursor.ts';
import {
  callByPath,
  createWorld,
  type ExampleDesk,
  exampleDesk,
  exampleInputs,
  exampleTicket,
  type World,
} from './testing/index.ts';
import { sendOddInput } from './testing/odd-input.ts';

let world: World;
let desk: ExampleDesk;
let customer: PosternClient;
let agent: PosternClient;
let inputs: Record<string, unknown>;
let number: number;

beforeAll(async () => {
  world = await createWorld();
  desk = await exampleDesk(world);
  customer = await world.as(desk.maria);
  agent = await world.as(desk.ada);
  const ticket = await exampleTicket(desk);
  number = ticket.number;
  inputs = await exampleInputs(desk, ticket);
});

afterAll(() => world[Symbol.asyncDispose]());

const clientFor = (path: string): PosternClient => {
  if (path.startsWith('slack.')) return world.asSlack();
  return path.startsWith('portal.') ? customer : agent;
};

let counter = 0;
const requestId = () => {
  counter += 1;
  return `bad-input-${counter}`;
};
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    (answer) => ({ code: 'ok', message: JSON.stringify(answer), facts: {} }),
    (error: unknown) => failureOf(error),
  );

describe('texts', () => {
  const writing: [name: string, write: (body: string) => Promise<unknown>][] = [
    [
      'a reply',
      async (body) => {
        const { audience } = await agent.tickets.view.query({ ticket: number });
        const reply = { ticket: number, body, audienceHash: audience.hash, requestId: requestId() };
        return agent.tickets.reply.mutate(reply);
      },
    ],
    ['a note', (body) => agent.tickets.note.mutate({ ticket: number, body, requestId: requestId() })],
    [
      "a customer's reply",
      (body) => customer.portal.reply.mutate({ ticket: number, body, requestId: requestId() }),
    ],
    [
      'a new ticket',
      (body) => customer.portal.fileTicket.mutate({ subject: 'Hello', body, requestId: requestId() }),
    ],
    [
      'a ticket by telephone',
      (body) =>
        agent.tickets.create.mutate({
          from: desk.maria.email,
          subject: 'Hello',
          body,
          requestId: requestId(),
        }),
    ],
  ];

  test.each(writing)('%s may not be empty, and may be as long as a message can be', async (_name, write) => {
    for (const empty of ['', ' ', '\n\n', ' \r\n\t ', '\0', '\u00a0\u2028\ufeff']) {
      expect(await refusalOf(write(empty))).toMatchObject({ code: 'MESSAGE_EMPTY' });
    }
    await write('x'.repeat(100_000));
    expect(await refusalOf(write('x'.repeat(100_001)))).toMatchObject({
      code: 'MESSAGE_TOO_LONG',
      message: expect.stringContaining('100,001 characters, and at most 100,000 fit'),
      facts: { length: 100_001, longest: 100_000 },
    });
    expect(await refusalOf(write('y'.repeat(1_048_576)))).toMatchObject({ code: 'MESSAGE_TOO_LONG' });
  });

  test('nothing, and too much, is refused in words where a schema has none of its own', async () => {
    expect(await refusalOf(agent.tickets.assign.mutate({ ticket: number, to: '' }))).toMatchObject({
      code: 'BAD_INPUT',
      message: '"to" must not be empty.',
    });
    const long = agent.tickets.assign.mutate({ ticket: number, to: 'x'.repeat(10_000) });
    expect((await refusalOf(long)).message).toMatch(/^"to" is too long: at most \d[\d,]* characters\.$/);
  });

  test('a megabyte of spaces before the last letter costs no more than any other megabyte', async () => {
    const began = performance.now();
    const body = `a${' '.repeat(1_048_576)}b`;
    for (const [, write] of writing)
      expect(await refusalOf(write(body))).toMatchObject({ code: 'MESSAGE_TOO_LONG' });
    const filing = { subject: body, body: 'Hello', requestId: requestId() };
    const { number: filed } = await customer.portal.fileTicket.mutate(filing);
    expect((await customer.portal.ticket.query({ ticket: filed })).subject).toBe('a b');
    // Backtracking over such a run takes many minutes; the bound only has to tell the two apart.
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  test('line ends become one kind, and what no database keeps is taken out', async () => {
    const filing = {
      subject: '  Two\r\nlines\t and\0 a \ud800 half  ',
      body: '\r\n\r\n  one\r\ntwo\rthree\0\ud800\udc00 \udfff 🙂 e\u0301  \r\n ',
      requestId: requestId(),
    };
    const { number: filed } = await customer.portal.fileTicket.mutate(filing);
    const ticket = await customer.portal.ticket.query({ ticket: filed });
    expect(ticket.subject).toBe('Two lines and a \ufffd half');
    expect(ticket.messages[0]?.text).toBe('  one\ntwo\nthree𐀀 \ufffd 🙂 e\u0301');
  });

  test('markup, escape sequences and bidi marks are kept as they were written', async () => {
    const text =
      '<script>alert(1)</script> \u001b[31mred \u202eevil {{7*7}} =cmd|x <!channel> [a](javascript:x)';
    const filing = { subject: text, body: text, requestId: requestId() };
    const { number: filed } = await customer.portal.fileTicket.mutate(filing);
    expect(await customer.portal.ticket.query({ ticket: filed })).toMatchObject({
      subject: text,
      messages: [{ text }],
    });
  });

  test('a subject holds 200 characters and no more', async () => {
    const file = (subject: string) =>
      refusalOf(customer.portal.fileTicket.mutate({ subject, body: 'Hello', requestId: requestId() }));
    expect(await file('x'.repeat(200))).toMatchObject({ code: 'ok' });
    expect(await file('x'.repeat(201))).toMatchObject({ code: 'SUBJECT_TOO_LONG', facts: { longest: 200 } });
    for (const empty of ['', ' \n ', '\0'])
      expect(await file(empty)).toMatchObject({ code: 'SUBJECT_EMPTY' });
  });
});

test('unknown fields are refused and named, at every procedure that takes any', async () => {
  for (const [path, input] of Object.entries(inputs)) {
    if (input === undefined) continue;
    const given = { ...(input as object), isAdmin: true, hidden: null };
    const refusal = await refusalOf(callByPath(clientFor(path), path, given));
    expect(refusal, path).toMatchObject({
      code: 'BAD_INPUT',
      message: 'Unknown fields "isAdmin", "hidden".',
    });
  }
});

test('fields of the wrong kind are named, with what fits', async () => {
  const list = (input: object) => refusalOf(callByPath(agent, 'tickets.list', input));
  expect((await list({ limit: 'many' })).message).toBe(
    '"limit" cannot be used: invalid input: expected number, received string.',
  );
  expect((await list({ query: 'x'.repeat(2_001) })).message).toBe(
    '"query" is too long: at most 2,000 characters.',
  );
  const view = (ticket: unknown) => refusalOf(callByPath(agent, 'tickets.view', { ticket }));
  for (const ticket of [
    '1042',
    '#1042',
    0,
    -1,
    1.5,
    1e21,
    2 ** 31,
    null,
    [],
    {},
    true,
    'tkt_',
    'tkt_A',
    '',
  ]) {
    expect(await view(ticket)).toMatchObject({
      code: 'BAD_INPUT',
      message: '"ticket" must be a ticket number such as 1042.',
    });
  }
  const reply = { ticket: number, body: 'x', requestId: 'short' };
  expect((await refusalOf(callByPath(customer, 'portal.reply', reply))).message).toBe(
    '"requestId" must be 8 to 100 letters, digits, "-" or "_".',
  );
  expect((await refusalOf(callByPath(agent, 'tickets.view', 'x'))).message).toBe(
    'This request cannot be used: invalid input: expected object, received string.',
  );
});

test('an event that no database could number is not there', async () => {
  const { slack } = world.asSlack();
  for (const seq of [0, -1, 2 ** 31 - 1])
    expect(await slack.threadEntry.query({ op: 'event', seq })).toBeNull();
  for (const seq of [2 ** 31, 2 ** 53, -(2 ** 40)]) {
    expect(await refusalOf(slack.threadEntry.query({ op: 'event', seq }))).toMatchObject({
      code: 'BAD_INPUT',
    });
  }
});

test('forged cursors are refused or find nothing', async () => {
  const forged = [
    'x',
    '!!!',
    Buffer.from('{').toString('base64url'),
    Buffer.from('null').toString('base64url'),
    writeCursor([]),
    writeCursor([1]),
    writeCursor(['updated', 1]),
    writeCursor(['updated', 1, 2, 3]),
    writeCursor(['constructor', 1, 2]),
    writeCursor(['created', 1, 2]),
    writeCursor(["updated'; --", 1, 2]),
    writeCursor(['updated', 8.64e15, 1]),
    writeCursor(['updated', 0.5, 1]),
    writeCursor(['updated', 1, 2 ** 31]),
    writeCursor(['updated', -1, 1]),
    writeCursor([8.64e15, 1]),
    writeCursor([1, 0.5]),
    writeCursor(['-activity', 'after', 8.64e15, 1]),
    writeCursor(['-activity', 'beside', 1, 1]),
    writeCursor(['-number', 'after', 1, 1]),
    writeCursor(['updated', 1, -9e15]),
    Buffer.from('["updated",1e400,1]').toString('base64url'),
    Buffer.from('[{},1,1]').toString('base64url'),
  ];
  for (const cursor of forged) {
    expect(await refusalOf(agent.tickets.list.query({ cursor })), cursor).toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(await refusalOf(customer.portal.tickets.query({ cursor })), cursor).toMatchObject({
      code: 'BAD_INPUT',
    });
  }
  for (const place of [0, 1, 2 ** 31 - 1]) {
    const listed = agent.tickets.list.query({ cursor: writeCursor(['updated', place, place]) });
    expect(await refusalOf(listed)).toMatchObject({ code: 'ok' });
    for (const side of ['after', 'before']) {
      const cursor = writeCursor(['-activity', side, place, place]);
      expect(await refusalOf(customer.portal.tickets.query({ cursor }))).toMatchObject({ code: 'ok' });
    }
  }
});

test('no input to any procedure makes the desk fail', () =>
  sendOddInput(inputs, { world, runs: process.env.POSTERN_NIGHTLY ? 10_000 : 1_200, clientFor }));
