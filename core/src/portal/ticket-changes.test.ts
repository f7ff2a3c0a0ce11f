/** What a customer's open ticket page is told, and what it is never told. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import { createWorld } from '../testing/index.ts';

/** Everything that arrives; `seen` waits until so many have, and fails when others come. */
function listen(customer: PosternClient, ticket: number, known?: string) {
  const marks: string[] = [];
  let refusal: string | null = null;
  let wake = () => {};
  const subscription = customer.portal.ticketChanges.subscribe(
    { ticket, ...(known && { lastEventId: known }) },
    {
      onData: ({ id }) => {
        marks.push(id);
        wake();
      },
      onError: (error) => {
        refusal = failureOf(error).code;
        wake();
      },
    },
  );
  const until = async (isThere: () => boolean, ms = 3_000) => {
    const end = Date.now() + ms;
    while (!isThere() && Date.now() < end)
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, 50);
      });
  };
  return {
    marks,
    stop: () => subscription.unsubscribe(),
    async seen(count: number) {
      await until(() => marks.length >= count);
      return marks.length;
    },
    async refused() {
      await until(() => refusal !== null, 8_000);
      return refusal;
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test('a page hears of a message, of closing and of reopening, each within a second', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const agent = await world.as(await world.agent());
  const { number } = await world.ticket({ from: maria });
  const customer = await world.as(maria);
  const { mark } = await customer.portal.ticket.query({ ticket: number });
  const page = listen(customer, number, mark);
  const { audience } = await agent.tickets.view.query({ ticket: number });
  const acts = [
    () =>
      agent.tickets.reply.mutate({
        ticket: number,
        body: 'Hello.',
        audienceHash: audience.hash,
        requestId: 'request-0001',
      }),
    () => agent.tickets.close.mutate({ ticket: number }),
    () => customer.portal.reopen.mutate({ ticket: number }),
  ];
  for (const [index, act] of acts.entries()) {
    await act();
    const begin = performance.now();
    expect(await page.seen(index + 1)).toBe(index + 1);
    expect(performance.now() - begin).toBeLessThan(1_000);
    const view = await customer.portal.ticket.query({ ticket: number });
    expect(page.marks.at(-1)).toBe(view.mark);
  }
  page.stop();
});

test('a page that is older is told so at once, one that is not hears nothing', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const { number } = await world.ticket({ from: maria });
  const customer = await world.as(maria);
  const { mark } = await customer.portal.ticket.query({ ticket: number });
  const young = listen(customer, number, mark);
  const old = listen(customer, number, 'another-mark');
  const fresh = listen(customer, number);
  expect(await old.seen(1)).toBe(1);
  expect(await fresh.seen(1)).toBe(1);
  expect([...old.marks, ...fresh.marks, ...young.marks]).toEqual([mark, mark]);
  for (const page of [young, old, fresh]) page.stop();
});

test("over any acts, a page hears exactly when its customer's own view has changed", async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const ada = await world.agent();
  const { number } = await world.ticket({ from: maria });
  const { number: other } = await world.ticket({ from: maria });
  const customer = await world.as(maria);
  const agent = await world.as(ada);
  let counter = 0;
  const requestId = () => {
    counter += 1;
    return `request-${counter.toString().padStart(4, '0')}`;
  };
  const reply = async (ticket: number) => {
    const { audience, status } = await agent.tickets.view.query({ ticket });
    if (status === 'closed') return;
    const audienceHash = audience.hash;
    await agent.tickets.reply.mutate({ ticket, body: 'Answer.', audienceHash, requestId: requestId() });
  };
  const acts = {
    note: () => agent.tickets.note.mutate({ ticket: number, body: 'Inside.', requestId: requestId() }),
    claim: () => agent.tickets.claim.mutate({ ticket: number }).catch(() => null),
    unassign: () => agent.tickets.assign.mutate({ ticket: number, to: 'none' }),
    reply: () => reply(number),
    replyElsewhere: () => reply(other),
    answer: () => customer.portal.reply.mutate({ ticket: number, body: 'Again.', requestId: requestId() }),
    close: () => agent.tickets.close.mutate({ ticket: number }),
    reopen: () => agent.tickets.reopen.mutate({ ticket: number }),
    closeMine: () => customer.portal.close.mutate({ ticket: number, requestId: requestId() }),
    prioritize: () =>
      world.inTransaction(({ tx }) => tx.ticket.update({ where: { number }, data: { priority: 'HIGH' } })),
    wait: async () => world.pass(60_000),
  };
  const view = async () => (await customer.portal.ticket.query({ ticket: number })).mark;
  const page = listen(customer, number, await view());
  let expected = 0;
  const names = fc.sample(fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])), {
    numRuns: 80,
    seed: 7,
  });
  for (const name of names) {
    const before = await view();
    await acts[name]();
    if ((await view()) !== before) expected += 1;
    expect(await page.seen(expected), name).toBe(expected);
  }
  await pause(400);
  expect(page.marks).toHaveLength(expected);
  expect(expected).toBeGreaterThan(20);
  page.stop();
}, 60_000);

// Each waits for five seconds, on a desk of its own: at the same time.
test.concurrent.each<
  [
    string,
    string,
    (desk: { world: Awaited<ReturnType<typeof createWorld>>; contactId: string }) => Promise<unknown>,
  ]
>([
  [
    'the session ends',
    'NOT_SIGNED_IN',
    ({ world }) => world.inTransaction(({ tx }) => tx.contactSession.deleteMany()),
  ],
  [
    'the ticket is hidden',
    'TICKET_NOT_FOUND',
    ({ world }) => world.inTransaction(({ tx }) => tx.ticket.updateMany({ data: { hidden: 'SPAM' } })),
  ],
  [
    'the portal is switched off',
    'PORTAL_OFF',
    ({ world }) => world.inTransaction(({ tx }) => tx.portal.updateMany({ data: { enabled: false } })),
  ],
  [
    'the contact is blocked',
    'NOT_SIGNED_IN',
    ({ world, contactId }) =>
      world.inTransaction(({ tx, now }) =>
        tx.contact.update({ where: { id: contactId }, data: { blockedAt: now } }),
      ),
  ],
])(
  'once %s the stream ends with %s',
  async (_what, code, act) => {
    await using world = await createWorld();
    const maria = await world.contact();
    const { number } = await world.ticket({ from: maria });
    const page = listen(await world.as(maria), number);
    await page.seen(1);
    await act({ world, contactId: maria.id });
    expect(await page.refused()).toBe(code);
    expect(page.marks).toHaveLength(1);
  },
  20_000,
);
