/** The contacts on a ticket, put on and taken off by hand. Whoever is on it reads all of it and is mailed its replies. */
import { requirePermission } from '../auth/agents.ts';
import { contactNotFound } from '../contacts/access-contact.ts';
import { isEmailAddress } from '../contacts/contact-input.ts';
import { addContact } from '../contacts/create-contact.ts';
import { type AgentContext, inTransaction, type Queries, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { type Audience, audienceOf } from './audience.ts';
import { changeWithin } from './change-ticket.ts';
import { peopleAround, type SightChange, sightChange, withMerged } from './sight-change.ts';
import type { TicketHead, TicketRow } from './ticket-rows.ts';

/** On one ticket. */
export const mostContacts = 50;

export interface ContactsWish {
  ticket: TicketRef;
  add: readonly string[];
  remove: readonly string[];
  /** Whether an address that no contact has becomes a contact. */
  create?: boolean | undefined;
  ifVersion?: number | undefined;
}

export interface ContactsEffect extends SightChange {
  ticket: { number: number; subject: string };
  /** Addresses that would become contacts; the portal shows them nothing before they have a login. */
  created: string[];
}

/**
 * Puts contacts on and takes them off, as one change. Who is on it already, or is not, is no change. Throws
 * `CONTACT_NOT_FOUND`, and `BAD_INPUT` for the requester, in whose name the ticket stands.
 */
export async function changeContacts(
  ctx: AgentContext,
  wish: ContactsWish,
): Promise<TicketHead & { audience: Audience }> {
  const head = await inTransaction(ctx, (work) => changeContactsWithin(work, ctx, wish));
  return { ...head, audience: await audienceOf({ core: ctx.core, queries: ctx.core.db.read }, head.id) };
}

/** What `changeContacts` would do to who sees the ticket. Throws what it would throw. */
export async function contactsEffect(ctx: AgentContext, wish: ContactsWish): Promise<ContactsEffect> {
  const queries = ctx.core.db.read;
  const ticket = await accessTicket.asAgent(queries, ctx.viewer, wish.ticket, 'tickets.write');
  const holds = await withMerged(queries, ticket.id);
  const { add, remove } = addressesIn(wish);
  const known = await contactsWith(queries, [...add, ...remove]);
  const { people } = await peopleAround(ctx, {
    shown: [],
    ticketIds: [],
    others: known.map(({ id }) => id),
  });
  const pages = [{ of: ticket.id, holds }];
  const change = await sightChange(ctx, { people, before: pages, after: pages }, (work) =>
    changeContactsWithin(work, ctx, wish),
  );
  const addresses = new Set(known.map(({ email }) => email));
  return {
    ticket: { number: ticket.number, subject: ticket.subject },
    ...change,
    created: add.filter((email) => !addresses.has(email)),
  };
}

function changeContactsWithin(work: Work, ctx: AgentContext, wish: ContactsWish): Promise<TicketHead> {
  const { add, remove } = addressesIn(wish);
  return changeWithin(work, ctx, wish, async (_work, ticket) => {
    const on = await work.tx.ticketContact.findMany({
      where: { ticketId: ticket.id },
      include: { contact: { select: { email: true, name: true } } },
    });
    const isOn = (id: string) => on.some(({ contactId }) => contactId === id);
    const leaving = (await knownContacts(work.tx, remove)).filter(({ id }) => isOn(id));
    const requester = leaving.find(({ id }) =>
      on.some(({ contactId, role }) => contactId === id && role === 'REQUESTER'),
    );
    if (requester) throw isRequester(ticket, requester.email);
    const joining = (await contactsToAdd(work, ctx, { add, create: wish.create ?? false })).filter(
      ({ id }) => !isOn(id),
    );
    if (joining.length + leaving.length === 0) return null;
    const count = on.length + joining.length - leaving.length;
    if (count > mostContacts)
      throw new PosternError(
        'BAD_INPUT',
        `Ticket #${ticket.number} would have ${count} contacts; ${mostContacts} fit. Take some off first.`,
      );
    for (const { id } of joining)
      await work.tx.ticketContact.create({
        data: {
          ticketId: ticket.id,
          contactId: id,
          role: id === ticket.requesterId ? 'REQUESTER' : 'PARTICIPANT',
        },
      });
    await work.tx.ticketContact.deleteMany({
      where: { ticketId: ticket.id, contactId: { in: leaving.map(({ id }) => id) } },
    });
    const names = (people: Known[]) => people.map(({ name, email }) => name ?? email);
    return {
      data: {},
      action: 'ticket.contactsChanged',
      change: {
        added: names(joining),
        removed: names(leaving),
        ...{ addedIds: joining.map(({ id }) => id), removedIds: leaving.map(({ id }) => id) },
      },
    };
  });
}

interface Known {
  id: string;
  email: string;
  name: string | null;
}

/** As they are kept, each once. Throws `BAD_INPUT` for one that is to be put on and taken off. */
function addressesIn(wish: Pick<ContactsWish, 'add' | 'remove'>): { add: string[]; remove: string[] } {
  const kept = (emails: readonly string[]) => [...new Set(emails.map((each) => each.trim().toLowerCase()))];
  const [add, remove] = [kept(wish.add), kept(wish.remove)];
  const both = add.find((email) => remove.includes(email));
  if (both !== undefined)
    throw new PosternError('BAD_INPUT', `"${both}" cannot be put on and taken off at once. Say which.`);
  return { add, remove };
}

function contactsWith(queries: Queries, emails: readonly string[]): Promise<Known[]> {
  return queries.contact.findMany({
    where: { email: { in: [...emails] }, erasedAt: null },
    select: { id: true, email: true, name: true },
    orderBy: { email: 'asc' },
  });
}

async function knownContacts(queries: Queries, emails: readonly string[]): Promise<Known[]> {
  const known = await contactsWith(queries, emails);
  const missing = emails.find((email) => !known.some((each) => each.email === email));
  if (missing !== undefined) throw contactNotFound(missing);
  return known;
}

/** Those who are there already, and the new ones where they may be made. */
async function contactsToAdd(
  work: Work,
  ctx: AgentContext,
  { add, create }: { add: readonly string[]; create: boolean },
): Promise<Known[]> {
  const known = await contactsWith(work.tx, add);
  const missing = add.filter((email) => !known.some((each) => each.email === email));
  if (missing[0] === undefined) return known;
  if (!create)
    throw new PosternError('CONTACT_NOT_FOUND', `There is no contact with the address "${missing[0]}".`, {
      mayBeNew: true,
      hint: 'Check the address, or say that it is to become a contact.',
    });
  requirePermission(ctx.viewer, 'contacts.write');
  for (const email of missing) {
    if (!isEmailAddress(email))
      throw new PosternError('BAD_INPUT', `"${email}" is no e-mail address such as maria@acme.example.`);
    known.push({ ...(await addContact(work, { email })), name: null });
  }
  return known;
}

function isRequester(ticket: TicketRow, email: string): PosternError {
  return new PosternError(
    'BAD_INPUT',
    `${email} is the requester of #${ticket.number}: the ticket stands in this name, so it cannot be taken off.`,
    { hint: 'Take others off, or file a new ticket in the right name.' },
  );
}
