/** Time travel through the portal: what a customer saw at a moment is shown as it was then. */

import { Prisma, type Tx } from '@postern/prisma';
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { failureOf, type PosternClient } from '../client.ts';
import { recordEvent } from '../live/record-event.ts';
import { planOf } from '../query/database-plan.ts';
import { buildProperty } from '../testing/builders.ts';
import { createWorld, type World } from '../testing/world.ts';

interface Desk {
  world: World;
  ada: PosternClient;
  maria: PosternClient;
  chen: PosternClient;
  /** Hers, his of the same organization, and one more of his. */
  numbers: number[];
  count: number;
}

const hers = 'maria@acme.example';

/** What can happen; what the desk refuses has happened to nobody. */
const acts: Record<string, (desk: Desk, ticket: number) => Promise<unknown>> = {
  move: ({ ada }, ticket) => ada.tickets.setStage.mutate({ ticket, to: 'Waiting on customer' }),
  close: ({ ada }, ticket) => ada.tickets.close.mutate({ ticket }),
  reopen: ({ ada }, ticket) => ada.tickets.reopen.mutate({ ticket }),
  tag: ({ ada }, ticket) => ada.tickets.tag.mutate({ ticket, add: ['vip'] }),
  untag: ({ ada }, ticket) => ada.tickets.tag.mutate({ ticket, remove: ['vip'] }),
  plan: ({ ada }, ticket) =>
    ada.tickets.setProperty.mutate({ ticket, values: [{ key: 'plan', value: ['Pro', 'Trial'] }] }),
  noPlan: ({ ada }, ticket) =>
    ada.tickets.setProperty.mutate({ ticket, values: [{ key: 'plan', value: null }] }),
  note: (desk, ticket) =>
    desk.ada.tickets.note.mutate({ ticket, body: 'Inside', requestId: `request-note-${desk.count}` }),
  reply: async (desk, ticket) => {
    const { audience } = await desk.ada.tickets.view.query({ ticket });
    const reply = { ticket, body: `Reply ${desk.count}`, audienceHash: audience.hash };
    return desk.ada.tickets.reply.mutate({ ...reply, requestId: `request-reply-${desk.count}` });
  },
  write: (desk, ticket) =>
    desk.chen.portal.reply.mutate({
      ticket,
      body: `Still ${desk.count}`,
      requestId: `request-write-${desk.count}`,
    }),
  settle: (desk, ticket) =>
    desk.maria.portal.close.mutate({ ticket, body: 'Thanks', requestId: `request-settle-${desk.count}` }),
  join: ({ ada }, ticket) => ada.tickets.changeContacts.mutate({ ticket, add: [hers] }),
  leave: ({ ada }, ticket) => ada.tickets.changeContacts.mutate({ ticket, remove: [hers] }),
  bin: ({ ada }, ticket) => ada.tickets.delete.mutate({ ticket }),
  restore: ({ ada }, ticket) => ada.tickets.restore.mutate({ ticket }),
  merge: ({ ada, numbers }, into) =>
    ada.tickets.merge.mutate({ ticket: numbers[1] ?? 0, into, withPeople: true }),
  unmerge: ({ ada, numbers }) => ada.tickets.unmerge.mutate({ ticket: numbers[1] ?? 0 }),
  off: ({ ada }) => ada.portalSettings.off.mutate({}),
  on: ({ ada }) => ada.portalSettings.on.mutate({}),
  showAll: ({ ada }) => ada.portalSettings.set.mutate({ settings: { filter: 'pipeline:Support' } }),
  showOpen: ({ ada }) => ada.portalSettings.set.mutate({ settings: { filter: 'is:open' } }),
  showNoVips: ({ ada }) => ada.portalSettings.set.mutate({ settings: { filter: '-tag:vip' } }),
  showPro: ({ ada }) => ada.portalSettings.set.mutate({ settings: { filter: 'property.plan:Pro' } }),
  forLists: ({ ada }) =>
    ada.portalSettings.set.mutate({ settings: { audience: 'lists', lists: ['Pilots', 'Acme'] } }),
  forAll: ({ ada }) => ada.portalSettings.set.mutate({ settings: { audience: 'everyone' } }),
  enlist: ({ ada }) => ada.lists.add.mutate({ list: 'Pilots', emails: [hers] }),
  delist: ({ ada }) => ada.lists.remove.mutate({ list: 'Pilots', emails: [hers] }),
  listAcme: ({ ada }) => ada.lists.edit.mutate({ list: 'Acme', filter: 'organization:Acme' }),
  listNobody: ({ ada }) => ada.lists.edit.mutate({ list: 'Acme', filter: 'is:blocked' }),
  block: ({ ada }) => ada.contacts.edit.mutate({ contact: hers, isBlocked: true }),
  unblock: ({ ada }) => ada.contacts.edit.mutate({ contact: hers, isBlocked: false }),
  quit: ({ ada }) => ada.contacts.edit.mutate({ contact: hers, organization: null }),
  hire: ({ ada }) => ada.contacts.edit.mutate({ contact: hers, organization: 'Acme' }),
  ownOnly: ({ ada }) => ada.organizations.edit.mutate({ organization: 'Acme', sight: 'own' }),
  everyone: ({ ada }) => ada.organizations.edit.mutate({ organization: 'Acme', sight: 'everyone' }),
};

/** Oftener than what they undo: behind a closed door there is nothing to compare. */
const opening = ['on', 'forAll', 'unblock', 'showAll', 'hire', 'everyone', 'restore', 'join'];

async function createDesk(world: World): Promise<Desk> {
  const ada = await world.as(await world.agent({ name: 'Ada Okafor' }));
  const acme = await world.organization({ name: 'Acme', sight: 'EVERYONE' });
  const maria = await world.contact({ name: 'Maria', email: hers, organization: acme });
  const chen = await world.contact({ name: 'Chen', email: 'chen@acme.example', organization: acme });
  await world.contactList({ name: 'Pilots', members: [maria] });
  await world.contactList({ name: 'Acme', filter: 'organization:Acme' });
  const property = { key: 'plan', label: 'Plan', options: ['Pro', 'Trial', 'Basic'] };
  await world.inTransaction((work) =>
    buildProperty(work, { ...property, type: 'MULTI_SELECT', audience: 'PORTAL' }),
  );
  await world.inTransaction(({ tx }) => tx.inbox.updateMany({ data: { customersClose: true } }));
  const numbers: number[] = [];
  for (const from of [maria, chen, chen]) numbers.push((await world.ticket({ from })).number);
  return { world, ada, maria: await world.as(maria), chen: await world.as(chen), numbers, count: 0 };
}

/** What the customer reads now: the list, and every page of it; null for a page that is not theirs. */
async function now({ maria, numbers }: Desk) {
  const list = await maria.portal.tickets.query({}).then(
    ({ items }) => items.map(({ found: _found, ...item }) => item),
    (error: unknown) => failureOf(error).code,
  );
  const pages = await Promise.all(
    numbers.map((ticket) =>
      maria.portal.ticket.query({ ticket }).then(
        ({ mark: _mark, ...page }) => page,
        () => null,
      ),
    ),
  );
  return { list, pages };
}

test('whatever was done, the portal is shown as this customer saw it at each moment in between', async () => {
  await using world = await createWorld();
  const desk = await createDesk(world);
  const { ada, numbers } = desk;
  let changes = 0;
  const shown = new Set<string>();
  const act = fc.record({
    name: fc.constantFrom(...Object.keys(acts), ...opening, ...opening),
    on: fc.nat(2),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 10, maxLength: 25 }), async (steps) => {
      const seen: { at: string; view: Awaited<ReturnType<typeof now>> }[] = [];
      for (const { name, on } of steps) {
        desk.count += 1;
        world.pass(2_000);
        await acts[name]?.(desk, numbers[on] ?? 0).then(
          () => (changes += 1),
          () => undefined,
        );
        seen.push({ at: world.core.clock.now().toISOString(), view: await now(desk) });
      }
      world.pass(2_000);
      for (const { at, view } of seen) {
        const index = shown.size % numbers.length;
        const ticket = numbers[index] ?? 0;
        const then = await ada.preview.at.query({ contact: hers, at, ticket });
        expect(then.unsure).toEqual([]);
        expect(then.items.flatMap((item) => item.unsure)).toEqual([]);
        expect(then.page?.view ?? null).toEqual(view.pages[index]);
        if (typeof view.list === 'string') expect(then.shut).not.toBeNull();
        else expect(then.items.map(({ unsure: _unsure, ...item }) => item)).toEqual(view.list);
        shown.add(JSON.stringify(view));
      }
    }),
    {
      numRuns: process.env.POSTERN_NIGHTLY ? 60 : 3,
      examples: [[Object.keys(acts).map((name, index) => ({ name, on: index % numbers.length }))]],
    },
  );
  expect(changes).toBeGreaterThan(20);
  expect(shown.size).toBeGreaterThan(8);
});

test('of a ticket that was filed later it is said that it was not there yet', async () => {
  await using world = await createWorld();
  const { ada, numbers } = await createDesk(world);
  const at = world.core.clock.now().toISOString();
  world.pass(2_000);
  const maria = await world.core.db.read.contact.findUniqueOrThrow({ where: { email: hers } });
  const { number } = await world.ticket({ from: { kind: 'contact', ...maria, name: 'Maria' } });
  const { items, page } = await ada.preview.at.query({ contact: hers, at, ticket: number });
  expect(items.map((item) => item.number).sort()).toEqual(numbers);
  expect(page).toMatchObject({
    gates: [{ pass: false, detail: 'It was not there yet: it was filed at 2026-11-03T09:30:02.000Z.' }],
    view: null,
  });
});

test('a moment since which they were on more tickets than can be put back is refused in words', async () => {
  await using world = await createWorld();
  const { ada } = await createDesk(world);
  const at = world.core.clock.now().toISOString();
  world.pass(2_000);
  const maria = await world.core.db.read.contact.findUniqueOrThrow({ where: { email: hers } });
  await world.inTransaction(async (work) => {
    for (let index = 0; index < 1_002; index += 1)
      await recordEvent(work, {
        ...{ action: 'ticket.contactsChanged', target: `tkt_gone${index}`, ticketId: `tkt_gone${index}` },
        change: { added: [], removed: ['Maria'], addedIds: [], removedIds: [maria.id] },
      });
  });
  await expect(ada.preview.at.query({ contact: hers, at })).rejects.toThrow(
    'More than 1000 tickets of this contact changed since then. Choose a later moment.',
  );
});

test('while nobody else may write, events are looked for by their number or their ticket alone', async () => {
  await using world = await createWorld();
  const { core } = world;
  const desk = await createDesk(world);
  const at = core.clock.now().toISOString();
  world.pass(2_000);
  await acts.enlist?.(desk, 0);
  await acts.join?.(desk, desk.numbers[1] ?? 0);
  const asked: Prisma.Sql[] = [];
  const wheres: object[] = [];
  const watched = (tx: Tx): Tx =>
    new Proxy(tx, {
      get(target, name) {
        const value = Reflect.get(target, name);
        if (name === '$queryRaw')
          return (text: TemplateStringsArray | Prisma.Sql, ...values: Prisma.Sql[]) => {
            asked.push('sql' in text ? text : Prisma.sql(text, ...values));
            return target.$queryRaw(text, ...values);
          };
        if (name !== 'auditEvent') return value;
        const findMany = (args: { where: object }) => {
          wheres.push(args.where);
          return target.auditEvent.findMany(args);
        };
        return { ...target.auditEvent, findMany };
      },
    });
  const { inTransaction } = core.db;
  vi.spyOn(core.db, 'inTransaction').mockImplementation((work) => inTransaction((tx) => work(watched(tx))));
  await desk.ada.preview.at.query({ contact: hers, at });
  expect(wheres.length).toBeGreaterThan(0);
  for (const where of wheres) expect(where).toHaveProperty('ticketId');
  const ofEvents = asked.filter(({ sql }) => sql.includes('"AuditEvent" e'));
  expect(ofEvents).toHaveLength(2);
  for (const question of ofEvents) {
    const { steps } = await planOf(core, question);
    const step = steps.find((each) => / e\b/.test(each));
    expect(step).toMatch(/SEARCH e USING (INTEGER PRIMARY KEY|.* \(ticketId=\?)/);
  }
});
