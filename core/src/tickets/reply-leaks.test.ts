/** What a desk finds in a reply before it goes out: it knows the ticket, the team's words and its other customers. */
import { expect, test } from 'vitest';
import { createWorld } from '../testing/world.ts';

async function scene() {
  const world = await createWorld();
  const [acme, globex] = [
    await world.organization({ name: 'Acme' }),
    await world.organization({ name: 'Globex Inc.' }),
  ];
  const maria = await world.contact({ name: 'Maria López', email: 'maria@acme.example', organization: acme });
  await world.contact({ name: 'Noor Haddad', email: 'noor@acme.example', organization: acme });
  await world.contact({ name: 'Chen Wei', email: 'chen@globex.example', organization: globex });
  const ada = await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' });
  const ticket = await world.ticket({ from: maria, says: 'We moved, like Initech Labs did.' });
  const agent = await world.as(ada);
  const leaks = async (body: string) =>
    (await agent.tickets.checkReply.query({ ticket: ticket.number, body })).leaks.map(
      ({ kind, passage }) => `${kind} ${passage}`,
    );
  return { world, agent, ticket, leaks, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
}

test("other customers are found by name, address and organization; the ticket's own people are not", async () => {
  await using at = await scene();
  const { leaks } = at;
  expect(await leaks('Hello Maria López of Acme, chen says hello, and so does Noor.')).toEqual([]);
  expect(await leaks('Like Chen Wei at Globex Inc., see CHEN@globex.example.')).toEqual([
    'customer Chen Wei',
    'customer Globex Inc.',
    'customer CHEN@globex.example',
  ]);
  expect(await leaks("That was Chen\nWei's idea, as Noor Haddad knows.")).toEqual(['customer Noor Haddad']);
  // What she wrote herself is nothing new to her; a part of a word is something else.
  await at.world.organization({ name: 'Initech Labs' });
  await at.world.organization({ name: 'Moved' });
  await at.world.organization({ name: 'Tech' });
  expect(await leaks('It is not like at Initech Labs.')).toEqual([]);
  expect(await leaks('As at Tech.')).toEqual(['customer Tech']);
  const { number } = at.ticket;
  await at.agent.tickets.changeContacts.mutate({ ticket: number, add: ['chen@globex.example'] });
  expect(await leaks('Chen Wei of Globex Inc. is on it too.')).toEqual([]);
});

test('a note of a merged ticket, a teammate and a guarded word are found, however it is written', async () => {
  await using at = await scene();
  const { agent, world } = at;
  const other = await world.ticket({ from: await world.contact({ name: 'Lee' }) });
  const body = 'Their contract ends in spring, we want to keep them.';
  await agent.tickets.note.mutate({ ticket: other.number, body, requestId: 'request-note' });
  await agent.tickets.merge.mutate({ ticket: other.number, into: at.ticket.number });
  expect(await agent.guard.change.mutate({ add: ['  Project   FALCON ', 'tier 0'] })).toEqual({
    added: ['project falcon', 'tier 0'],
    removed: [],
  });
  expect(await at.leaks(`${body} Ask @ada about project\nfalcon.`)).toEqual([
    `note ${body}`,
    'teammate @ada',
    'word project\nfalcon',
  ]);
  expect(await agent.guard.change.mutate({ remove: ['project falcon', 'never there'] })).toEqual({
    added: [],
    removed: ['project falcon'],
  });
  expect((await agent.guard.words.query()).items).toEqual([{ word: 'tier 0' }]);
  expect(await at.leaks('It is project falcon.')).toEqual([]);
});

test('whoever registers as "Best Regards" stops nobody\'s replies; their address is another matter', async () => {
  await using at = await scene();
  await at.world.contact({ name: 'Best Regards', email: 'best@elsewhere.example' });
  expect(await at.leaks('Done.\n\nBest Regards\nAda')).toEqual([]);
  expect(await at.leaks('Ask best@elsewhere.example.')).toEqual(['customer best@elsewhere.example']);
});

test('what stands in a merged ticket is no news to its own customer alone, and its notes to nobody who may not read them', async () => {
  await using at = await scene();
  const { agent, world } = at;
  const xavier = await world.contact({ name: 'Xavier' });
  const other = await world.ticket({
    from: xavier,
    says: 'My password: hunter22 at 10.1.2.3.',
    inboxId: world.internalInboxId,
  });
  const body = 'The number of the safe in the cellar is 7.';
  await agent.tickets.note.mutate({ ticket: other.number, body, requestId: 'request-note' });
  await agent.tickets.merge.mutate({ ticket: other.number, into: at.ticket.number });
  expect(await at.leaks('password: hunter22 at 10.1.2.3')).toEqual([
    'secret password: hunter22',
    'host 10.1.2.3',
  ]);
  expect(await at.leaks(body)).toEqual([`note ${body}`]);
  const bob = await world.agent({ name: 'Bob', permissions: [] });
  for (const permission of ['tickets.read', 'tickets.write'] as const)
    await agent.agents.grant.mutate({ agent: bob.email, permission, inbox: 'Support' });
  const bo = await world.as(bob);
  const { leaks } = await bo.tickets.checkReply.query({ ticket: at.ticket.number, body });
  expect(leaks).toEqual([]);
});

test('a long text without spaces, and a log in front of a name, are looked through in no time at all', async () => {
  await using at = await scene();
  const before = process.cpuUsage();
  for (const run of ['a', 'a.a.', 'a-a-', '-eyJaaaaaaaa', 'Aa ', 'password: ', 'a@', '10.'])
    await at.leaks(run.repeat(Math.floor(99_000 / run.length)));
  const { user, system } = process.cpuUsage(before);
  // A quadratic pattern takes minutes; the limit is no measurement.
  expect((user + system) / 1_000_000).toBeLessThan(30);
  const log = Array.from({ length: 120 }, (_, index) => `12:0${index} GET Foo${index} Bar Baz 200 4711`).join(
    '\n',
  );
  expect(await at.leaks(`${log}\nAs we did for Globex Inc.`)).toEqual(['customer Globex Inc.']);
});

test.each(['', ' ', 'a', '-x', 'x'.repeat(81)])(
  '"%s" cannot be guarded, and is refused in words',
  async (word) => {
    await using world = await createWorld();
    const agent = await world.as(await world.agent());
    await expect(agent.guard.change.mutate({ add: [word] })).rejects.toThrow('cannot be guarded');
  },
);

test('what is guarded is in the audit trail, and a list has its limit', async () => {
  await using world = await createWorld();
  const agent = await world.as(await world.agent());
  const many = (from: number) => Array.from({ length: 100 }, (_, index) => `word ${from + index}`);
  for (let from = 0; from < 500; from += 100) await agent.guard.change.mutate({ add: many(from) });
  await expect(agent.guard.change.mutate({ add: ['one more'] })).rejects.toThrow('500 words at most');
  const kept = { added: ['one more'], removed: ['word 7'] };
  expect(await agent.guard.change.mutate({ add: ['one more', 'word 1'], remove: ['word 7'] })).toEqual(kept);
  const events = await world.core.db.read.auditEvent.findMany({ where: { action: 'guard.changed' } });
  expect(events.at(-1)?.change).toEqual(kept);
});
