/** The audit trail tells when somebody was at it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWorld, type World } from '../testing/world.ts';
import { canonicalJson, recordEvent } from './record-event.ts';
import { redactEvents } from './redact-events.ts';
import { verifyAudit } from './verify-audit.ts';

/** A desk on which a few things happened. */
async function busyWorld(): Promise<World> {
  const world = await createWorld();
  const maria = await world.contact({ name: 'Maria López' });
  const ada = await world.agent({ name: 'Ada Okafor' });
  for (let index = 0; index < 4; index += 1) {
    const ticket = await world.ticket({ from: maria });
    world.pass(1_234);
    await world.turn(ticket, { from: ada, assignsTo: ada });
    await world.turn(ticket, { from: ada, notes: 'Looked into it.' });
    await world.turn(ticket, { from: ada, says: 'Please try again.' });
    await world.turn(ticket, { from: ada, closes: true });
  }
  return world;
}

interface Place {
  seq: number;
}

const trail = (world: World) => world.core.db.read.auditEvent.findMany({ orderBy: { seq: 'asc' } });

test('the trail of a busy desk is whole, and says where it ends', async () => {
  await using world = await busyWorld();
  const events = await trail(world);
  expect(events.length).toBeGreaterThan(15);
  const last = events.at(-1);
  expect(await verifyAudit(world.core.db.read)).toEqual({
    isWhole: true,
    events: events.length,
    last: { seq: last?.seq, hash: last?.hash },
    redacted: [],
  });
});

test('an empty trail is whole', async () => {
  await using world = await createWorld();
  await world.inTransaction(({ tx }) => tx.auditEvent.deleteMany({}));
  expect(await verifyAudit(world.core.db.read)).toEqual({
    isWhole: true,
    events: 0,
    last: null,
    redacted: [],
  });
});

test('more events than are read at once are followed from one batch to the next', async () => {
  await using world = await createWorld();
  await world.inTransaction(async (work) => {
    for (let index = 0; index < 1_005; index += 1)
      await recordEvent(work, { action: 'tried', target: `${index}` });
  });
  const events = await trail(world);
  expect(await verifyAudit(world.core.db.read)).toMatchObject({ isWhole: true, events: events.length });
  const { seq } = events[1_000] as { seq: number };
  await world.inTransaction(({ tx }) => tx.auditEvent.delete({ where: { seq } }));
  expect(await verifyAudit(world.core.db.read)).toMatchObject({
    isWhole: false,
    brokenSeq: seq + 1,
    reason: 'gap',
  });
});

test.each([
  ['at', { at: new Date('2026-11-03T09:30:00.001Z') }],
  ['actor', { actor: 'agent:agt_other' }],
  ['action', { action: 'ticket.deleted' }],
  ['target', { target: 'tkt_other' }],
  ['ticketId', { ticketId: null }],
  ['change', { change: { by: 'Somebody else' } }],
  ['salt', { salt: null }],
  ['prevHash', { prevHash: 'f'.repeat(64) }],
  ['hash', { hash: 'f'.repeat(64) }],
])('an event whose %s was changed is named', async (_field, data) => {
  await using world = await busyWorld();
  const { seq } = (await trail(world)).filter(({ ticketId }) => ticketId)[5] as { seq: number };
  await world.inTransaction(({ tx }) => tx.auditEvent.update({ where: { seq }, data }));
  expect(await verifyAudit(world.core.db.read)).toMatchObject({
    isWhole: false,
    brokenSeq: seq,
    reason: 'changed',
  });
});

test('where an event was taken out, the one after it is named, also at the beginning', async () => {
  await using world = await busyWorld();
  const events = await trail(world);
  for (const at of [7, 0]) {
    const seq = events[at]?.seq as number;
    await world.inTransaction(({ tx }) => tx.auditEvent.delete({ where: { seq } }));
    expect(await verifyAudit(world.core.db.read)).toMatchObject({
      isWhole: false,
      brokenSeq: events[at + 1]?.seq,
      reason: 'gap',
    });
  }
});

test('where two events changed places, the first of them is named', async () => {
  await using world = await busyWorld();
  const [a, b] = (await trail(world)).slice(6, 8).map(({ seq }) => ({ seq })) as [Place, Place];
  await world.inTransaction(async ({ tx }) => {
    await tx.auditEvent.update({ where: { seq: a.seq }, data: { seq: 1_000_000 } });
    await tx.auditEvent.update({ where: { seq: b.seq }, data: { seq: a.seq } });
    await tx.auditEvent.update({ where: { seq: 1_000_000 }, data: { seq: b.seq } });
  });
  expect(await verifyAudit(world.core.db.read)).toMatchObject({
    isWhole: false,
    brokenSeq: a.seq,
    reason: 'gap',
  });
});

test('a redacted event is whole, and named with the event that says so, until anything of either is changed', async () => {
  await using world = await busyWorld();
  const [event] = (await trail(world)).filter(({ action }) => action === 'ticket.filed') as Place[] as [
    Place,
  ];
  const target = 'contact:con_example';
  const events = [{ seq: event.seq, change: { by: 'Erased contact' } }];
  await world.inTransaction((work) => redactEvents(work, { target, events }));
  const by = (await trail(world)).at(-1) as Place;
  expect(await verifyAudit(world.core.db.read)).toMatchObject({
    isWhole: true,
    redacted: [{ seq: event.seq, by: by.seq }],
  });

  const tampered = [
    [event.seq, { change: { by: 'Somebody else' } }],
    [event.seq, { actor: 'agent:agt_other' }],
    [event.seq, { redactedIn: null }],
    [event.seq, { redactedIn: by.seq - 1 }],
    [by.seq, { change: { events: [] } }],
  ] as const;
  for (const [seq, data] of tampered) {
    const before = await world.core.db.read.auditEvent.findUniqueOrThrow({ where: { seq } });
    await world.inTransaction(({ tx }) => tx.auditEvent.update({ where: { seq }, data }));
    const broken = { isWhole: false, brokenSeq: event.seq, reason: 'changed' };
    expect(await verifyAudit(world.core.db.read), JSON.stringify(data)).toMatchObject(broken);
    const change = before.change as { by: string };
    await world.inTransaction(({ tx }) =>
      tx.auditEvent.update({ where: { seq }, data: { ...before, change } }),
    );
  }
  expect(await verifyAudit(world.core.db.read)).toMatchObject({ isWhole: true });
});

test('whatever an event says, it is read back as it was hashed', async () => {
  await using world = await createWorld();
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.string(), fc.jsonValue()), async (change) => {
      await world.inTransaction((work) => recordEvent(work, { action: 'tried', target: 'desk', change }));
    }),
    {
      numRuns: 100,
      examples: [
        [JSON.parse('{"__proto__":{"a":1},"b":[{"__proto__":2}]}')],
        [JSON.parse('{"a":{"__proto__":null}}')],
      ],
    },
  );
  expect(await verifyAudit(world.core.db.read)).toMatchObject({ isWhole: true });
});

test('the order in which an object was put together does not count', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const turned = Object.fromEntries(Object.entries(value).reverse());
      expect(canonicalJson(turned)).toBe(canonicalJson(value));
      expect(canonicalJson(JSON.parse(canonicalJson(value)))).toBe(canonicalJson(value));
    }),
  );
});
