/** Time travel: whatever is done to a ticket, later it is shown as it was at every moment in between. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Outputs } from '../client.ts';
import { buildProperty } from '../testing/builders.ts';
import { createWorld, type World } from '../testing/world.ts';

type Agent = Awaited<ReturnType<World['as']>>;

interface Desk {
  world: World;
  ada: Agent;
  maria: Agent;
  number: number;
  /** Another ticket, of another customer, that is merged and taken out again. */
  other: number;
  /** One that nothing else is done to. */
  third: number;
  count: number;
  /** The message in Slack that became the latest note there. */
  said: string;
}

/** The first ticket's, in Slack. */
const thread = { teamId: 'T0POSTERN', channelId: 'C0SUPPORT', threadTs: '1.000100' };

/** What can happen; an act that the desk refuses has happened to nobody. */
const acts: Record<string, (desk: Desk, ticket: number) => Promise<unknown>> = {
  take: ({ ada }, ticket) => ada.tickets.assign.mutate({ ticket, to: 'me' }),
  give: ({ ada }, ticket) => ada.tickets.assign.mutate({ ticket, to: 'bo' }),
  putBack: ({ ada }, ticket) => ada.tickets.assign.mutate({ ticket, to: 'none' }),
  urgent: ({ ada }, ticket) => ada.tickets.setPriority.mutate({ ticket, to: 'urgent' }),
  low: ({ ada }, ticket) => ada.tickets.setPriority.mutate({ ticket, to: 'low' }),
  tag: ({ ada }, ticket) => ada.tickets.tag.mutate({ ticket, add: ['billing', 'vip'] }),
  untag: ({ ada }, ticket) => ada.tickets.tag.mutate({ ticket, remove: ['billing'] }),
  move: ({ ada }, ticket) => ada.tickets.setStage.mutate({ ticket, to: 'Waiting on customer' }),
  close: ({ ada }, ticket) => ada.tickets.close.mutate({ ticket }),
  reopen: ({ ada }, ticket) => ada.tickets.reopen.mutate({ ticket }),
  snooze: ({ ada }, ticket) => ada.tickets.snooze.mutate({ ticket, until: null }),
  wake: ({ ada }, ticket) => ada.tickets.wake.mutate({ ticket }),
  plan: ({ ada }, ticket) =>
    ada.tickets.setProperty.mutate({ ticket, values: [{ key: 'plan', value: 'Pro' }] }),
  noPlan: ({ ada }, ticket) =>
    ada.tickets.setProperty.mutate({ ticket, values: [{ key: 'plan', value: null }] }),
  note: (desk, ticket) =>
    desk.ada.tickets.note.mutate({
      ticket,
      body: `Note ${desk.count}`,
      requestId: `request-note-${desk.count}`,
    }),
  reply: async (desk, ticket) => {
    const { audience } = await desk.ada.tickets.view.query({ ticket });
    const reply = { ticket, body: `Reply ${desk.count}`, audienceHash: audience.hash };
    return desk.ada.tickets.reply.mutate({ ...reply, requestId: `request-reply-${desk.count}` });
  },
  write: (desk, ticket) =>
    desk.maria.portal.reply.mutate({
      ticket,
      body: `Still ${desk.count}`,
      requestId: `request-write-${desk.count}`,
    }),
  settle: (desk, ticket) =>
    desk.maria.portal.close.mutate({
      ticket,
      body: `Thanks ${desk.count}`,
      requestId: `request-settle-${desk.count}`,
    }),
  toTeam: ({ ada }, ticket) => ada.tickets.assign.mutate({ ticket, to: '@Billing' }),
  noTeam: ({ ada }, ticket) => ada.tickets.assign.mutate({ ticket, to: '@none' }),
  follow: ({ ada }, ticket) => ada.tickets.follow.mutate({ ticket }),
  unfollow: ({ ada }, ticket) => ada.tickets.unfollow.mutate({ ticket }),
  call: (desk, ticket) =>
    desk.ada.tickets.note.mutate({
      ticket,
      body: `@bo, look at this ${desk.count}`,
      requestId: `request-call-${desk.count}`,
    }),
  link: ({ ada, number, third }, ticket) =>
    ada.tickets.link.mutate({ ticket, to: ticket === number ? third : number, as: 'parent' }),
  unlink: ({ ada, number, third }, ticket) =>
    ada.tickets.unlink.mutate({ ticket, to: ticket === number ? third : number }),
  join: ({ ada }, ticket) => ada.tickets.changeContacts.mutate({ ticket, add: ['noor@acme.example'] }),
  leave: ({ ada }, ticket) => ada.tickets.changeContacts.mutate({ ticket, remove: ['noor@acme.example'] }),
  slackNote: (desk) => {
    desk.said = `1.${desk.count}`;
    const said = { ...thread, userId: 'U0KIM', authorName: 'Kim' };
    const text = `Said in Slack ${desk.count}`;
    return desk.world.asSlack().slack.threadNote.mutate({ ...said, ts: desk.said, text, uploads: [] });
  },
  slackEdit: ({ world, said, count }) =>
    world.asSlack().slack.reviseNote.mutate({
      ...{ teamId: thread.teamId, channelId: thread.channelId, ts: said, text: `Changed ${count}` },
      editedAt: world.core.clock.now().toISOString(),
    }),
  slackDelete: ({ world, said }) =>
    world
      .asSlack()
      .slack.withdrawNote.mutate({ teamId: thread.teamId, channelId: thread.channelId, ts: said }),
  merge: ({ ada, other }, into) => ada.tickets.merge.mutate({ ticket: other, into, withPeople: true }),
  unmerge: ({ ada, other }) => ada.tickets.unmerge.mutate({ ticket: other }),
};

async function createDesk(world: World): Promise<Desk> {
  const ada = await world.as(await world.agent({ name: 'Ada Okafor', email: 'ada@postern.example' }));
  await world.agent({ name: 'Bo Lindqvist', email: 'bo@postern.example' });
  const maria = await world.contact({ name: 'Maria', email: 'maria@acme.example' });
  const chen = await world.contact({ name: 'Chen', email: 'chen@globex.example' });
  await world.contact({ name: 'Noor', email: 'noor@acme.example' });
  await world.inTransaction((work) =>
    buildProperty(work, {
      key: 'plan',
      label: 'Plan',
      type: 'SELECT',
      options: ['Pro', 'Basic'],
      audience: 'INTERNAL',
    }),
  );
  await world.inTransaction(({ tx }) => tx.inbox.updateMany({ data: { customersClose: true } }));
  const { id, number } = await world.ticket({ from: maria });
  await world.inTransaction(({ tx }) =>
    tx.slackLink.create({ data: { ...thread, id: 'slk_1', ticketId: id, lastTs: thread.threadTs } }),
  );
  const other = (await world.ticket({ from: chen })).number;
  const third = (await world.ticket({ from: maria })).number;
  await ada.teams.create.mutate({ name: 'Billing' });
  return { world, ada, maria: await world.as(maria), number, other, third, count: 0, said: '1.0' };
}

/** The same of both: how it is now, and how it was then. */
async function now({ world, ada }: Desk, ticket: number) {
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
  const desk = await createDesk(world);
  let changes = 0;
  const act = fc.record({ name: fc.constantFrom(...Object.keys(acts)), onOther: fc.nat(4) });
  const always = ['slackNote', 'slackEdit', 'note', 'slackEdit', 'slackDelete'];
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (steps) => {
      const { number, other } = desk;
      const seen: { at: string; ticket: number; view: Awaited<ReturnType<typeof now>> }[] = [];
      for (const { name, onOther } of steps) {
        desk.count += 1;
        await acts[name]?.(desk, onOther === 0 ? other : number).then(
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
