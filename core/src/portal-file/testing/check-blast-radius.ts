/** The blast radius against brute force: `visible` asked of everybody before and after. */
import { Prisma } from '@postern/prisma';
import fc from 'fast-check';
import { expect } from 'vitest';
import { parseQuery } from '../../query/parse-query.ts';
import type { World } from '../../testing/index.ts';
import { contactStanding } from '../../visibility/contact-standing.ts';
import { onListsCondition } from '../../visibility/portal-audience.ts';
import { portalRule, type SightSettings } from '../../visibility/portal-rule.ts';
import { anyAct } from '../../visibility/testing/random-acts.ts';
import { randomDesk } from '../../visibility/testing/random-desk.ts';
import { passesAllGates, visible } from '../../visibility/visible-tickets.ts';
import { blastRadius, type Moves } from '../blast-radius.ts';
import { runVisibilityTests } from '../visibility-tests.ts';

const filters = [
  '',
  'pipeline:Support',
  'priority:>=high',
  '-pipeline:Internal -priority:low',
  'is:open',
  'organization:"Org 2"',
  '-(inbox:Quiet is:unassigned)',
];

interface Wish {
  filter: number;
  audience: number;
}

const anyWish: fc.Arbitrary<Wish> = fc.record({ filter: fc.nat(filters.length - 1), audience: fc.nat(3) });

async function settingsOf(world: World, wish: Wish): Promise<SightSettings> {
  const lists = await world.core.db.read.contactList.findMany({ orderBy: { name: 'asc' } });
  const listIds = lists.map(({ id }) => id).filter((_, index) => (wish.audience >> index) % 2 === 1);
  const { tree } = parseQuery(filters[wish.filter] as string);
  return { audience: wish.audience === 0 ? 'ALL' : 'LISTS', listIds, filter: tree };
}

/** The numbers that a contact sees under these settings, by the rule of the portal itself. */
async function seen(world: World, contactId: string, settings: SightSettings): Promise<number[]> {
  const { read } = world.core.db;
  const standing = await contactStanding(world.core, { contactId, portalId: world.portalId });
  if (!standing?.portal) throw new Error('There is no portal.');
  const onLists = await onListsCondition(read, settings.listIds, world.core.clock.now());
  const held = await read.$queryRaw<unknown[]>`
    SELECT 1 AS "is" FROM "Contact" c WHERE c."id" = ${contactId} AND ${onLists}`;
  const rule = await visible(world.core, {
    ...standing,
    isInAudience: settings.audience === 'ALL' || held.length > 0,
    portal: { ...standing.portal, isOn: true, filter: settings.filter as never },
  });
  if ('shut' in rule) return [];
  const rows = await read.$queryRaw<{ number: number }[]>(
    Prisma.sql`SELECT t."number" FROM "Ticket" t WHERE ${passesAllGates(rule)}`,
  );
  return rows.map(({ number }) => number);
}

type Pair = [email: string, number: number];

const summary = (pairs: Pair[]) => ({
  tickets: new Set(pairs.map(([, number]) => number)).size,
  contacts: new Set(pairs.map(([email]) => email)).size,
  pairs: pairs.map(String).sort(),
});

const told = (moves: Moves) => ({
  tickets: moves.tickets,
  contacts: moves.contacts,
  counted: moves.firstTickets.reduce((sum, { contacts }) => sum + contacts, 0),
});

/** On random desks, and for random changes of filter and audience. */
export async function checkBlastRadius(
  makeWorld: () => Promise<World>,
  { runs }: { runs: number },
): Promise<void> {
  const someActs = fc.array(anyAct(fc), { minLength: 40, maxLength: 40 });
  const someChanges = fc.array(fc.tuple(anyWish, anyWish), { minLength: 6, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(someActs, someChanges, async (acts, changes) => {
      await using world = await makeWorld();
      const desk = await randomDesk(world);
      for (const act of acts) await desk.perform(act);
      const prints = new Map<string, string>();
      for (const [from, to] of changes) {
        const before = await settingsOf(world, from);
        const after = await settingsOf(world, to);
        const appear: Pair[] = [];
        const vanish: Pair[] = [];
        for (const { id, email } of desk.contacts) {
          const [old, fresh] = [await seen(world, id, before), await seen(world, id, after)];
          for (const number of fresh) if (!old.includes(number)) appear.push([email, number]);
          for (const number of old) if (!fresh.includes(number)) vanish.push([email, number]);
        }
        const { radius, fingerprint } = await blastRadius(world.core, world.core.db.read, {
          before,
          after,
        });
        for (const [moves, pairs] of [
          [radius.appear, summary(appear)],
          [radius.vanish, summary(vanish)],
        ] as const) {
          const { tickets, contacts, counted } = told(moves);
          expect({ tickets, contacts }).toEqual({ tickets: pairs.tickets, contacts: pairs.contacts });
          if (tickets <= 20) expect(counted).toBe(pairs.pairs.length);
          for (const { number, for: named } of moves.firstTickets)
            for (const { email } of named) expect(pairs.pairs).toContain(String([email, number]));
        }
        // Changes that move other pairs, or let other people in, never share a fingerprint.
        const key = JSON.stringify([
          summary(appear).pairs,
          summary(vanish).pairs,
          radius.gainAccess,
          radius.loseAccess,
        ]);
        const known = prints.get(key) ?? fingerprint;
        prints.set(key, known);
        await testsAgree(world, desk.contacts, after);
      }
      expect(new Set(prints.values()).size).toBe(prints.size);
    }),
    { numRuns: runs, endOnFailure: true },
  );
}

/** N3: what a visibility test answers is what the portal would show. */
async function testsAgree(
  world: World,
  contacts: { id: string; email: string }[],
  settings: SightSettings,
): Promise<void> {
  const rule = await portalRule(world.core, world.core.db.read, settings);
  const tickets = await world.core.db.read.ticket.findMany({ select: { number: true }, take: 8 });
  for (const { id, email } of contacts.slice(0, 4)) {
    const numbers = await seen(world, id, settings);
    const tests = tickets.map(({ number }) => ({
      line: 1,
      text: '',
      contact: email,
      sees: numbers.includes(number),
      ticket: number,
    }));
    const results = await runVisibilityTests(world.core.db.read, rule, tests);
    expect(results.filter(({ pass }) => !pass)).toEqual([]);
    const opposite = tests.map((each) => ({ ...each, sees: !each.sees }));
    const wrong = await runVisibilityTests(world.core.db.read, rule, opposite);
    expect(wrong.filter(({ pass }) => pass)).toEqual([]);
  }
}
