/** Time travel: whatever is done to a ticket, later it is shown as it was at every moment in between. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outputs } from '../client.ts';
import { type ActedDesk, createActedDesk, ticketActs } from '../testing/ticket-acts.ts';
import { createWorld } from '../testing/world.ts';

/** The same of both: how it is now, and how it was then. */
async function now({ world, ada }: ActedDesk, ticket: number) {
  const view = await ada.tickets.view.query({ ticket });
  const people = await world.core.db.read.ticketContact.findMany({
    where: { ticket: { number: ticket } },
    select: { contact: { select: { email: true } } },
  });
  return {
    ...commonOf(view),
    properties: view.properties.map(({ key, value }) => [key, String(value)]),
    contacts: people.map(({ contact }) => contact.email).sort(),
  };
}

function commonOf(view: Outputs['tickets']['view'] | Outputs['tickets']['viewAt']) {
  const { status, stage, assignee, tags, priority, snoozed, mergedInto, merged } = view;
  const { team, followers } = view;
  // What became of a reply's mail is of today; so are subjects and states of linked tickets.
  const timeline = view.timeline.map(({ delivery: _delivery, ...entry }) => entry);
  const links = view.links.map(({ number, as }) => [number, as]);
  return {
    status,
    stage,
    assignee,
    tags,
    priority,
    snoozed,
    mergedInto,
    merged,
    team,
    followers,
    links,
    timeline,
  };
}

test('whatever was done, each moment in between is shown as it was', async () => {
  await using world = await createWorld();
  const desk = await createActedDesk(world);
  let changes = 0;
  const act = fc.record({ name: fc.constantFrom(...Object.keys(ticketActs)), onOther: fc.nat(4) });
  const always = ['slackNote', 'slackEdit', 'note', 'slackEdit', 'slackDelete'];
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (steps) => {
      const { number, other } = desk;
      const seen: { at: string; ticket: number; view: Awaited<ReturnType<typeof now>> }[] = [];
      for (const { name, onOther } of steps) {
        desk.count += 1;
        await ticketActs[name]?.(desk, onOther === 0 ? other : number).then(
          () => (changes += 1),
          () => undefined,
        );
        const at = world.core.clock.now().toISOString();
        for (const ticket of [number, other]) seen.push({ at, ticket, view: await now(desk, ticket) });
        world.pass(1_000);
      }
      for (const { at, ticket, view } of seen) {
        const then = await desk.ada.tickets.viewAt.query({ ticket, at });
        expect(then.unsure).toEqual([]);
        expect({
          ...commonOf(then),
          properties: then.properties.map(({ key, value }) => [key, value]),
          contacts: then.contacts.map(({ email }) => email),
        }).toEqual(view);
      }
    }),
    { numRuns: 4, examples: [[always.map((name) => ({ name, onOther: 1 }))]] },
  );
  expect(changes).toBeGreaterThan(15);
});

test('of a ticket that was split it is said what stands on the other one, or came from there', async () => {
  await using world = await createWorld();
  const maria = await world.contact();
  const ticket = await world.ticket({ from: maria });
  await world.turn(ticket, { from: maria, says: 'And another thing.' });
  const at = world.core.clock.now().toISOString();
  world.pass(1_000);
  const { tickets } = await world.as(await world.agent());
  const split = await tickets.split.mutate({ ticket: ticket.number, message: 2 });
  expect(await tickets.viewAt.query({ ticket: ticket.number, at })).toMatchObject({ unsure: ['messages'] });
  const now = world.core.clock.now().toISOString();
  await tickets.close.mutate({ ticket: split.number });
  world.pass(1_000);
  await tickets.reopen.mutate({ ticket: split.number });
  expect(await tickets.viewAt.query({ ticket: split.number, at: now })).toMatchObject({
    stage: 'Closed',
    unsure: ['contacts', 'properties'],
  });
});

test('what old events cannot tell is named, and before its filing there was no ticket', async () => {
  await using world = await createWorld();
  const ada = await world.agent({ name: 'Ada Okafor' });
  const ticket = await world.ticket({ from: await world.contact() });
  await world.turn(ticket, { from: ada, says: 'Please try again.' });
  const at = world.core.clock.now().toISOString();
  world.pass(1_000);
  const { tickets } = await world.as(ada);
  await tickets.assign.mutate({ ticket: ticket.number, to: 'me' });
  await tickets.close.mutate({ ticket: ticket.number });
  expect(await tickets.viewAt.query({ ticket: ticket.number, at })).toMatchObject({
    unsure: [],
    assignee: null,
  });
  // As a release wrote them that did not name stages yet.
  await world.inTransaction(async ({ tx }) => {
    const added = await tx.auditEvent.findMany({ where: { action: 'message.added' } });
    for (const { seq, change } of added) {
      const { stage: _stage, ...older } = change as Record<string, string | null>;
      await tx.auditEvent.update({ where: { seq }, data: { change: older } });
    }
  });
  expect(await tickets.viewAt.query({ ticket: ticket.number, at })).toMatchObject({
    stage: 'Waiting on customer',
    unsure: ['stage'],
  });
  const early = { ticket: ticket.number, at: '2020-01-01T00:00:00Z' };
  await expect(tickets.viewAt.query(early)).rejects.toThrow('was not there yet');
});
