/** The audit trail as agents read it: found again by who, what and when, without a word of what was written, and proved. */
import { beforeAll, expect, test } from 'vitest';
import type { BuiltAgent, BuiltContact } from '../testing/builders.ts';
import { createWorld, type World } from '../testing/world.ts';

let world: World;
let ada: BuiltAgent;
let bo: BuiltAgent;
let maria: BuiltContact;
let numbers: number[];

/** Words that only messages, notes, held replies and articles hold. */
const written = 'cobalt giraffe';

beforeAll(async () => {
  world = await createWorld();
  ada = await world.agent({ name: 'Ada Okafor' });
  bo = await world.agent({ name: 'Bo Lindqvist' });
  maria = await world.contact({ name: 'Maria López' });
  numbers = [];
  for (let index = 0; index < 3; index += 1) {
    const ticket = await world.ticket({ from: maria, says: `A ${written} broke it.` });
    numbers.push(ticket.number);
    world.pass(60_000);
    await world.turn(ticket, { from: ada, notes: `A ${written} again.` });
    await world.turn(ticket, { from: bo, says: `Feed the ${written}.` });
    world.pass(60_000);
    await world.turn(ticket, { from: ada, closes: true });
  }
  const as = await world.as(ada);
  await as.kb.create.mutate({ title: 'Zoo', body: `All about the ${written}.` });
  await as.snippets.create.mutate({ name: 'zoo', body: `A ${written}.` });
  return () => world[Symbol.asyncDispose]();
});

test('whoever reads the trail page by page reads each event once, the newest first, and no text of anybody', async () => {
  const { audit } = await world.as(ada);
  const whole = await audit.list.query({ limit: 500 });
  expect(whole.nextCursor).toBeNull();
  expect(JSON.stringify(whole)).not.toContain(written);
  expect(whole.items.every(({ text }) => text !== '')).toBe(true);
  const places = whole.items.map(({ at, seq }) => [at, seq] as const);
  expect(places).toEqual([...places].sort(([a, m], [b, n]) => (a < b ? 1 : a > b ? -1 : n - m)));

  const seqs: number[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof audit.list.query>> = await audit.list.query({
      limit: 4,
      ...(cursor && { cursor }),
    });
    seqs.push(...page.items.map(({ seq }) => seq));
    cursor = page.nextCursor;
  } while (cursor);
  expect(seqs).toEqual(whole.items.map(({ seq }) => seq));
});

test('events are found by ticket, by who acted, by what was done, and between two moments', async () => {
  const { audit } = await world.as(ada);
  const [number = 0] = numbers;
  const ofTicket = await audit.list.query({ ticket: number });
  expect(ofTicket.items.map(({ action }) => action)).toEqual([
    'ticket.closed',
    'message.added',
    'note.added',
    'message.added',
    'ticket.filed',
  ]);
  expect(ofTicket.items.every(({ ticket }) => ticket === number)).toBe(true);
  const { items } = await audit.list.query({ actor: 'Bo.Lindqvist@postern.example' });
  expect(items.filter(({ ticket }) => ticket)).toHaveLength(3);
  expect(items[0]?.actor).toEqual({ kind: 'agent', name: 'Bo Lindqvist', email: bo.email });
  const closings = await audit.list.query({ action: 'ticket.closed' });
  expect(closings.items).toHaveLength(3);
  const ofTickets = await audit.list.query({ action: 'ticket' });
  expect(new Set(ofTickets.items.map(({ action }) => action))).toEqual(
    new Set(['ticket.filed', 'ticket.closed']),
  );
  const [last, , first] = closings.items;
  const between = { since: first?.at ?? '', until: last?.at ?? '' };
  expect((await audit.list.query({ action: 'ticket.closed', ...between })).items).toHaveLength(2);
  await expect(audit.list.query({ actor: 'noor@nowhere.example' })).rejects.toThrow('Nobody here');
});

test('a trail is proved part by part, and an anchor of yesterday tells when all of it was written anew', async () => {
  const { audit } = await world.as(ada);
  const events = await world.core.db.read.auditEvent.findMany({ orderBy: { seq: 'asc' } });
  const [first, second, third] = events.map(({ seq, hash }) => ({ seq, hash }));
  const last = events.at(-1);
  const end = { seq: last?.seq, hash: last?.hash };
  const whole = { isWhole: true, isEnd: true, last: end };
  expect(await audit.verify.query({})).toMatchObject({ ...whole, events: events.length, anchor: null });
  expect(await audit.verify.query({ after: second, against: first })).toMatchObject({
    ...whole,
    events: events.length - 2,
    anchor: 'kept',
  });
  if (!third) throw new Error('There are too few events.');
  const forged = { seq: third.seq, hash: 'f'.repeat(64) };
  expect(await audit.verify.query({ against: forged })).toMatchObject({ ...whole, anchor: 'changed' });
  const beyond = { seq: 1_000_000, hash: third.hash };
  expect(await audit.verify.query({ against: beyond })).toMatchObject({ ...whole, anchor: 'missing' });

  await world.inTransaction(({ tx }) =>
    tx.auditEvent.update({ where: { seq: third.seq }, data: { actor: 'desk' } }),
  );
  const broken = await audit.verify.query({});
  expect(broken).toMatchObject({
    isWhole: false,
    broken: { seq: third.seq, actor: 'desk', reason: 'changed', found: third.hash },
  });
});
