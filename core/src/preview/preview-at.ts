/** What a customer saw of the portal at a moment: everything is put back as it was, asked as today, and left as it is. */
import { Prisma } from '@postern/prisma';
import { scopesOf } from '../auth/agents.ts';
import { contactNotFound } from '../contacts/access-contact.ts';
import type { AgentContext, ContactContext, Core, Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { listMyTickets, type MyTicket } from '../portal/list-my-tickets.ts';
import { type MyTicketView, viewMyTicket } from '../portal/view-my-ticket.ts';
import { readCatalogue } from '../query/catalogue.ts';
import { takenBack } from '../taken-back.ts';
import { accessTicket, type TicketRef } from '../tickets/access-ticket.ts';
import type { PastTicket } from '../tickets/past-ticket.ts';
import { type ContactStanding, contactStanding } from '../visibility/contact-standing.ts';
import { type Gate, partInTickets, visible } from '../visibility/visible-tickets.ts';
import { whyVisible } from '../visibility/why-visible.ts';
import { eventsAfter, type Later, laterEvents } from './later-events.ts';
import { rewindPortal } from './rewind-portal.ts';
import { mostTickets, rewindTickets, tooManyChanged, type Uncertain } from './rewind-tickets.ts';

export interface PreviewAt {
  at: string;
  contact: { name: string; email: string };
  /** Why the contact saw nothing at all; null where the portal let them in. */
  shut: string | null;
  /** Their list, the newest activity first, with what the events of a ticket are too old to tell. */
  items: (MyTicket & { unsure: PastTicket['unsure'] })[];
  /** Whether there were more. */
  hasMore: boolean;
  /** The page of one ticket, where one was asked for; `view` is null where a gate was closed. */
  page: { number: number; gates: Gate[]; view: MyTicketView | null } | null;
  /** What was not put back as it was: `portal`, its filter or audience; `lists`, the filters of contact lists. */
  unsure: ('portal' | 'lists')[];
}

/**
 * Names, wording and looks are those of today, and of tickets that are gone for good nothing is shown. An agent reads of
 * it what this agent may read today. Throws `CONTACT_NOT_FOUND`, `TICKET_NOT_FOUND`, `PORTAL_NOT_FOUND`, and
 * `BAD_INPUT` for a moment before the contact was one.
 */
export async function previewAt(
  ctx: AgentContext,
  wish: { contact: string; at: string; ticket?: TicketRef | undefined; limit: number },
): Promise<PreviewAt> {
  const at = new Date(wish.at);
  const queries = ctx.core.db.read;
  const email = wish.contact.trim().toLowerCase();
  const contact = await queries.contact.findUnique({ where: { email, erasedAt: null } });
  if (!contact) throw contactNotFound(wish.contact);
  if (at < contact.createdAt)
    throw new PosternError(
      'BAD_INPUT',
      `${contact.email} was no contact yet: that began at ${contact.createdAt.toISOString()}.`,
    );
  const portal = await queries.portal.findFirst({ orderBy: { id: 'asc' }, select: { id: true } });
  if (!portal) throw new PosternError('PORTAL_NOT_FOUND', 'This desk has no portal yet.');
  const ticket =
    wish.ticket === undefined
      ? null
      : await accessTicket.asAgentInBin(queries, ctx.viewer, wish.ticket, 'tickets.read');
  const who = { contactId: contact.id, portalId: portal.id };
  const { events, until } = await laterEvents(queries, who, at);
  return takenBack(ctx, async (work) => {
    const core = coreAt(ctx.core, work, at);
    const later = [...events, ...(await eventsAfter(work.tx, who, { at, until }))];
    later.sort((a, b) => b.seq - a.seq);
    const unsure = await rewindPortal(work, who, later);
    const standing = await standingOf(ctx, core, who);
    const catalogue = await readCatalogue(work.tx);
    const candidates = await candidatesFor(core, standing, { later, also: ticket?.id ?? null });
    const uncertain = await rewindTickets(work, core, { candidates, at, catalogue });
    const customer = asCustomer(ctx, core, { ...contact, standing });
    const rule = await visible(core, standing);
    const list = 'shut' in rule ? null : await listMyTickets(customer, wholeList(wish.limit));
    return {
      at: at.toISOString(),
      contact: { name: contact.name ?? contact.email, email: contact.email },
      shut: 'shut' in rule ? rule.shut.detail : null,
      items: (list?.items ?? []).map(({ found: _found, ...item }) => ({
        ...item,
        unsure: unsureOf(uncertain, item),
      })),
      hasMore: list !== null && list.nextCursor !== null,
      page: ticket && (ticket.createdAt > at ? notYet(ticket) : await pageOf(customer, work, who, ticket)),
      unsure,
    };
  });
}

/** The desk as it is inside this transaction, at another time. */
function coreAt(core: Core, { tx }: Work, at: Date): Core {
  return { ...core, db: { ...core.db, read: tx }, clock: { now: () => at } };
}

async function standingOf(
  ctx: AgentContext,
  core: Core,
  who: { contactId: string; portalId: string },
): Promise<ContactStanding> {
  const standing = await contactStanding(core, who);
  if (!standing) throw new Error(`There is no contact ${who.contactId}.`);
  const scopes = scopesOf(ctx.viewer, 'tickets.read');
  return { ...standing, onlyInboxIds: scopes === 'everywhere' ? null : scopes };
}

/** Ids of all tickets that they may have seen: today's, and those that they have been taken off since. */
async function candidatesFor(
  core: Core,
  standing: ContactStanding,
  { later, also }: { later: readonly Later[]; also: string | null },
): Promise<Prisma.Sql> {
  const left = later.flatMap(({ ticketId }) => ticketId ?? []);
  const ids = [...new Set([...left, ...(also ? [also] : [])])];
  if (ids.length > mostTickets + 1) throw tooManyChanged();
  const { audience } = partInTickets(standing, { ...(await readCatalogue(core.db.read)), inboxes: [] });
  const own = Prisma.sql`${audience} UNION SELECT r."id" FROM "Ticket" r WHERE r."requesterId" = ${standing.contactId}`;
  return ids.length === 0
    ? own
    : Prisma.sql`${own} UNION SELECT x."id" FROM "Ticket" x WHERE x."id" IN (${Prisma.join(ids)})`;
}

function asCustomer(
  ctx: AgentContext,
  core: Core,
  {
    id,
    name,
    email,
    standing,
  }: { id: string; name: string | null; email: string; standing: ContactStanding },
): ContactContext {
  const previewBy = { agentId: ctx.viewer.agentId, name: ctx.viewer.name, isPortalOff: false };
  const viewer = { kind: 'contact' as const, contactId: id, name, email, standing, sessionId: '', previewBy };
  return { ...ctx, core, viewer };
}

const wholeList = (limit: number) => ({
  status: 'all' as const,
  scope: 'all' as const,
  search: '',
  sort: '-activity' as const,
  limit,
});

function unsureOf(uncertain: Uncertain, { number }: MyTicket): PastTicket['unsure'] {
  return uncertain.get(number) ?? [];
}

function notYet({ number, createdAt }: { number: number; createdAt: Date }): NonNullable<PreviewAt['page']> {
  const detail = `It was not there yet: it was filed at ${createdAt.toISOString()}.`;
  return { number, gates: [{ name: 'hidden', pass: false, detail }], view: null };
}

async function pageOf(
  customer: ContactContext,
  { tx }: Work,
  who: { contactId: string; portalId: string },
  { id, number }: { id: string; number: number },
): Promise<NonNullable<PreviewAt['page']>> {
  const { gates } = await whyVisible(customer.core, tx, who, id);
  try {
    return { number, gates, view: await viewMyTicket(customer, number) };
  } catch (error) {
    // Out of sight, or the portal shut: the gates say which.
    if (!(error instanceof PosternError)) throw error;
    return { number, gates, view: null };
  }
}
