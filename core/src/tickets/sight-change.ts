/** Who reads more and who reads less after an act: it is done, everybody is asked, and it is taken back. */
import { Prisma } from '@postern/prisma';
import type { AgentContext, Queries, Work } from '../context.ts';
import { takenBack } from '../taken-back.ts';
import { contactStanding } from '../visibility/contact-standing.ts';
import { mergedInto } from '../visibility/merged-tickets.ts';
import { passesOwnGates, type VisibleTickets, visible } from '../visibility/visible-tickets.ts';
import { whoSees } from '../visibility/who-sees.ts';
import type { Person } from './ticket-rows.ts';

export interface SightChange {
  /** Who would read something that they do not read now. */
  gains: Person[];
  /** Who reads something now and would read it no more. */
  loses: Person[];
}

/** Somebody whom the portal lets in, with what it shows them. */
export interface Asked {
  person: Person;
  rule: VisibleTickets;
}

/** A page for customers, and the tickets whose messages may stand on it. */
export interface Page {
  of: string;
  holds: readonly string[];
}

const mostAsked = 200;
const nothing: ReadonlySet<string> = new Set();

/** Throws what the act itself would throw. */
export async function sightChange(
  ctx: AgentContext,
  { people, before, after }: { people: readonly Asked[]; before: readonly Page[]; after: readonly Page[] },
  act: (work: Work) => Promise<unknown>,
): Promise<SightChange> {
  const all = [...new Set([...before, ...after].flatMap(({ holds }) => holds))];
  const sights: ReadonlySet<string>[] = [];
  for (const { rule } of people) sights.push(await ownSight(ctx.core.db.read, rule, all));
  const later = await takenBack(ctx, async (work) => {
    await act(work);
    const sightsThen: ReadonlySet<string>[] = [];
    for (const { rule } of people) sightsThen.push(await ownSight(work.tx, rule, all));
    return sightsThen;
  });
  const change: SightChange = { gains: [], loses: [] };
  for (const [index, { person }] of people.entries()) {
    const reads = readOn(before, sights[index] ?? nothing);
    const willRead = readOn(after, later[index] ?? nothing);
    if ([...willRead].some((id) => !reads.has(id))) change.gains.push(person);
    if ([...reads].some((id) => !willRead.has(id))) change.loses.push(person);
  }
  return change;
}

/** Which of these tickets lets somebody in by itself. */
export async function ownSight(
  queries: Queries,
  rule: VisibleTickets,
  ticketIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await queries.$queryRaw<{ id: string }[]>`
    SELECT t."id" FROM "Ticket" t WHERE t."id" IN (${Prisma.join([...ticketIds])}) AND ${passesOwnGates(rule)}`;
  return new Set(rows.map(({ id }) => id));
}

function readOn(pages: readonly Page[], own: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(
    pages.filter(({ of }) => own.has(of)).flatMap(({ holds }) => holds.filter((id) => own.has(id))),
  );
}

/** The ticket's id, and those of all that are merged into it. */
export async function withMerged(queries: Queries, ticketId: string): Promise<string[]> {
  const merged = await mergedInto(queries, ticketId, Prisma.sql`1 = 1`);
  return [ticketId, ...merged.map(({ id }) => id)];
}

/**
 * Everybody who sees one of `shown` or is on one of `ticketIds`, and `others` by their ids. Of those who see it through
 * their organization at most so many; `unasked` says how many more there are.
 */
export async function peopleAround(
  { core }: AgentContext,
  around: { shown: readonly string[]; ticketIds: readonly string[]; others?: readonly string[] },
): Promise<{ people: Asked[]; unasked: number }> {
  const queries = core.db.read;
  const portal = await queries.portal.findFirst({ orderBy: { id: 'asc' }, select: { id: true } });
  if (!portal) return { people: [], unasked: 0 };
  const emails = new Set<string>();
  let unasked = 0;
  for (const ticketId of around.shown) {
    const seers = await whoSees(core, queries, { ticketId, portalId: portal.id, limit: mostAsked });
    for (const { contact } of seers.items) emails.add(contact.email);
    unasked += seers.more;
  }
  const contacts = await queries.contact.findMany({
    where: {
      OR: [
        { email: { in: [...emails] } },
        { tickets: { some: { ticketId: { in: [...around.ticketIds] } } } },
        { id: { in: [...(around.others ?? [])] } },
      ],
    },
    select: { id: true, name: true, email: true },
    orderBy: { email: 'asc' },
  });
  const people = await Promise.all(
    contacts.map(async ({ id, name, email }) => ({
      person: { name: name ?? email, email },
      rule: await visible(core, await contactStanding(core, { contactId: id, portalId: portal.id })),
    })),
  );
  // Whom the portal does not let in reads nothing before and nothing after.
  return {
    people: people.flatMap(({ person, rule }) => ('shut' in rule ? [] : [{ person, rule }])),
    unasked,
  };
}
