/** What became of a reply's mail is told to whoever may read the ticket, for the moment, and is no event of the desk. */
import { expect, test } from 'vitest';
import { createWorld, type World } from '../testing/index.ts';
import { startWorker } from '../testing/sendings.ts';
import type { DeliveryOutcome } from '../worker/delivery.ts';
import { type Change, changesSince } from './changes.ts';
import { createMailMoves } from './mail-moves.ts';
import { contextOf } from './testing/agent-context.ts';

const mail = { smtpUrl: 'smtp://127.0.0.1:1', from: 'help@postern.example' };

async function watching(world: World, agent: Awaited<ReturnType<World['agent']>>) {
  const heard: Change[] = [];
  const end = new AbortController();
  const ready = Promise.withResolvers<void>();
  const over = (async () => {
    for await (const change of changesSince(await contextOf(world, agent), null, end.signal)) {
      if (change.action === 'ready') ready.resolve();
      else heard.push(change);
    }
  })();
  await ready.promise;
  const stop = async () => {
    end.abort();
    await over;
  };
  return { heard, [Symbol.asyncDispose]: stop };
}

test.each<DeliveryOutcome>([
  { state: 'done', result: { subject: 'x' } },
  { state: 'dead', reason: '550 No such mailbox' },
  { state: 'retry', reason: 'Come back later' },
])(
  'that a mail is $state is told to those who may read its ticket, under the last cursor',
  async (outcome) => {
    await using world = await createWorld({ config: { mail } });
    const ada = await world.agent();
    const stranger = await world.agent({ permissions: [] });
    await world.inTransaction(({ tx }) =>
      tx.agentGrant.create({
        data: { agentId: stranger.id, permission: 'tickets.read', scope: world.internalInboxId },
      }),
    );
    const ticket = await world.ticket({ from: await world.contact() });
    await world.turn(ticket, { from: ada, says: 'Please try again.' });
    await using adaHears = await watching(world, ada);
    await using strangerHears = await watching(world, stranger);
    const events = () => world.core.db.read.auditEvent.count();
    const before = await events();
    await using _worker = await startWorker(world.core, {
      EMAIL: { send: async () => outcome, reconcile: async () => outcome },
    });
    await expect
      .poll(() => adaHears.heard)
      .toEqual([
        {
          action: 'delivery',
          by: null,
          ticket: { id: ticket.id, number: ticket.number },
          seq: expect.any(Number),
        },
      ]);
    expect(await events()).toBe(before);
    expect(strangerHears.heard).toEqual([]);
  },
);

test('the mail of a merged ticket is told of the one that is left', async () => {
  await using world = await createWorld({ config: { mail } });
  const ada = await world.agent();
  const maria = await world.contact();
  const [ticket, left] = [await world.ticket({ from: maria }), await world.ticket({ from: maria })];
  await world.turn(ticket, { from: ada, says: 'Please try again.' });
  await (await world.as(ada)).tickets.merge.mutate({ ticket: ticket.number, into: left.number });
  await using hears = await watching(world, ada);
  const done: DeliveryOutcome = { state: 'done', result: { subject: 'x' } };
  await using _worker = await startWorker(world.core, {
    EMAIL: { send: async () => done, reconcile: async () => done },
  });
  await expect.poll(() => hears.heard.map(({ ticket: of }) => of?.number)).toEqual([left.number]);
});

test('a desk that sends much keeps the newest few hundred tickets in mind, each once', () => {
  const moves = createMailMoves();
  const ids = Array.from({ length: 1_000 }, (_, index) => `tkt_${index}`);
  moves.tell(ids);
  expect(moves.since(0)).toEqual(ids.slice(-200));
  const then = moves.version;
  moves.tell(['tkt_900', 'tkt_900', 'tkt_1']);
  expect(moves.since(then)).toEqual(['tkt_900', 'tkt_1']);
  expect(moves.since(moves.version)).toEqual([]);
});
