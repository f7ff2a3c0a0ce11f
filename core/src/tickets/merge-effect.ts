/** Who would gain and who would lose sight by a merge: it is done, everybody is asked, and it is taken back. */
import { Prisma } from '@postern/prisma';
import type { AgentContext, Queries } from '../context.ts';
import { takenBack } from '../taken-back.ts';
import { contactStanding } from '../visibility/contact-standing.ts';
import { mergedInto } from '../visibility/merged-tickets.ts';
import { passesOwnGates, type VisibleTickets, visible } from '../visibility/visible-tickets.ts';
import { whoSees } from '../visibility/who-sees.ts';
import { accessTicket } from './access-ticket.ts';
import { type MergeWish, mergeWithin } from './merge-ticket.ts';
import type { Person } from './ticket-rows.ts';

export interface MergeEffect {
  ticket: { number: number; subject: string };
  into: { number: number; subject: string };
  /** Who would read something of the two that they do not read now. */
  gains: Person[];
  /** Who reads something of the two now and would read it no more. */
  loses: Person[];
  /** How many more people were not asked, for there are very many. */
  unasked: number;
}

const mostAsked = 200;
const nothing: ReadonlySet<string> = new Set();

/** Throws what the merge itself would throw. */
export async function mergeEffect(ctx: AgentContext, wish: MergeWish): Promise<MergeEffect> {
  const { core, viewer } = ctx;
  const queries = core.db.read;
  const from = await accessTicket.asAgent(queries, viewer, wish.ticket, 'tickets.write');
  const into = await accessTicket.asAgent(queries, viewer, wish.into, 'tickets.write');
  const [inFrom, inInto] = [await withMerged(queries, from.id), await withMerged(queries, into.id)];
  const all = [...inFrom, ...inInto];
  const { people, unasked } = await peopleOf(ctx, [from.id, into.id], all);
  const before = await Promise.all(people.map(({ rule }) => ownSight(queries, rule, all)));
  const after = await takenBack(ctx, async (work) => {
    await mergeWithin(work, ctx, wish);
    const sights: Set<string>[] = [];
    for (const { rule } of people) sights.push(await ownSight(work.tx, rule, all));
    return sights;
  });
  const gains: Person[] = [];
  const loses: Person[] = [];
  for (const [index, { person }] of people.entries()) {
    const own = before[index] ?? nothing;
    const reads = new Set([...through(own, from.id, inFrom), ...through(own, into.id, inInto)]);
    const willRead = new Set(through(after[index] ?? nothing, into.id, all));
    if ([...willRead].some((id) => !reads.has(id))) gains.push(person);
    if ([...reads].some((id) => !willRead.has(id))) loses.push(person);
  }
  return {
    ticket: { number: from.number, subject: from.subject },
    into: { number: into.number, subject: into.subject },
    gains,
    loses,
    unasked,
  };
}

async function withMerged(queries: Queries, ticketId: string): Promise<string[]> {
  const merged = await mergedInto(queries, ticketId, Prisma.sql`1 = 1`);
  return [ticketId, ...merged.map(({ id }) => id)];
}

/** Which of these tickets lets the contact in by itself. */
async function ownSight(
  queries: Queries,
  rule: VisibleTickets,
  ticketIds: readonly string[],
): Promise<Set<string>> {
  const rows = await queries.$queryRaw<{ id: string }[]>`
    SELECT t."id" FROM "Ticket" t WHERE t."id" IN (${Prisma.join([...ticketIds])}) AND ${passesOwnGates(rule)}`;
  return new Set(rows.map(({ id }) => id));
}

/** What is read on the page of `leftId`, which holds all of `ticketIds`. */
function through(own: ReadonlySet<string>, leftId: string, ticketIds: readonly string[]): string[] {
  return own.has(leftId) ? ticketIds.filter((id) => own.has(id)) : [];
}

/** Everybody who is on one of these tickets, and those who see one of the two through their organization. */
async function peopleOf(
  { core }: AgentContext,
  two: readonly string[],
  all: readonly string[],
): Promise<{ people: { person: Person; rule: VisibleTickets }[]; unasked: number }> {
  const queries = core.db.read;
  const portal = await queries.portal.findFirst({ orderBy: { id: 'asc' }, select: { id: true } });
  if (!portal) return { people: [], unasked: 0 };
  const emails = new Set<string>();
  let unasked = 0;
  for (const ticketId of two) {
    const seers = await whoSees(core, queries, { ticketId, portalId: portal.id, limit: mostAsked });
    for (const { contact } of seers.items) emails.add(contact.email);
    unasked += seers.more;
  }
  const contacts = await queries.contact.findMany({
    where: {
      OR: [{ email: { in: [...emails] } }, { tickets: { some: { ticketId: { in: [...all] } } } }],
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
