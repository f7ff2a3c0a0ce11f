/** Everything that the desk keeps about one person and may hand to them: no notes, and nobody else's data. */
import { scopesOf } from '../auth/agents.ts';
import { type AgentContext, inTransaction, type Queries } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { answerOf, type PropertyAnswer, ticketValues } from '../properties/property-values.ts';
import { type PublicMessage, publicThread } from '../tickets/thread.ts';
import { contactNotFound } from './access-contact.ts';

export interface ContactExport {
  exportedAt: string;
  contact: {
    email: string;
    name: string | null;
    locale: string | null;
    organization: string | null;
    createdAt: string;
    hasPassword: boolean;
    isBlocked: boolean;
  };
  lists: { name: string; since: string }[];
  invitations: { portal: string; at: string }[];
  consents: { portal: string; at: string; text: string; label: string }[];
  signIns: { portal: string; since: string; until: string }[];
  tickets: {
    number: number;
    subject: string;
    status: 'open' | 'closed';
    role: 'requester' | 'participant';
    createdAt: string;
    lastActivityAt: string;
    /** What forms ask for and what the portal shows. */
    properties: { label: string; value: PropertyAnswer | null }[];
    /** What this person wrote, and what the desk answered; of others on the ticket nothing. */
    messages: PublicMessage[];
  }[];
}

/**
 * Also of tickets that the portal hides or that lie in the bin, for their words are kept. Throws `CONTACT_NOT_FOUND`,
 * and `NOT_ALLOWED` for who may not read every inbox: half an answer would be a wrong one.
 */
export function exportContact(ctx: AgentContext, email: string): Promise<ContactExport> {
  if (scopesOf(ctx.viewer, 'tickets.read') !== 'everywhere')
    throw new PosternError('NOT_ALLOWED', 'You need the permission "tickets.read" everywhere for this.', {
      permission: 'tickets.read',
      hint: 'Ask an administrator of the desk for it.',
    });
  return inTransaction(ctx, async (work) => {
    const queries = work.tx;
    const row = await queries.contact.findUnique({
      where: { email: email.trim().toLowerCase(), erasedAt: null },
      include: {
        organization: { select: { name: true } },
        lists: { include: { list: { select: { name: true } } } },
        invitations: { include: { portal: { select: { title: true } } } },
        consents: { include: { portal: { select: { title: true } } }, orderBy: { at: 'asc' } },
        sessions: { include: { portal: { select: { title: true } } } },
      },
    });
    if (!row) throw contactNotFound(email);
    await recordEvent(work, {
      action: 'contact.exported',
      target: `contact:${row.id}`,
      change: { by: ctx.viewer.name },
    });
    return {
      exportedAt: work.now.toISOString(),
      contact: {
        email: row.email,
        name: row.name,
        locale: row.locale,
        organization: row.organization?.name ?? null,
        createdAt: row.createdAt.toISOString(),
        hasPassword: row.passwordHash !== null,
        isBlocked: row.blockedAt !== null,
      },
      lists: row.lists.map(({ list, addedAt }) => ({ name: list.name, since: addedAt.toISOString() })),
      invitations: row.invitations.map(({ portal, createdAt }) => ({
        portal: portal.title,
        at: createdAt.toISOString(),
      })),
      consents: row.consents.map(({ portal, at, text, label }) => ({
        portal: portal.title,
        at: at.toISOString(),
        text,
        label,
      })),
      signIns: row.sessions.map(({ portal, createdAt, expiresAt }) => ({
        portal: portal.title,
        since: createdAt.toISOString(),
        until: expiresAt.toISOString(),
      })),
      tickets: await ticketsOf(ctx, queries, row.id),
    };
  });
}

async function ticketsOf(
  ctx: AgentContext,
  queries: Queries,
  contactId: string,
): Promise<ContactExport['tickets']> {
  const rows = await queries.ticketContact.findMany({
    where: { contactId },
    include: { ticket: true },
    orderBy: { ticket: { number: 'asc' } },
  });
  const tickets: ContactExport['tickets'] = [];
  for (const { ticket, role } of rows) {
    const values = await ticketValues(ctx, queries, ticket.id);
    const said = await publicThread(queries, [ticket.id], contactId);
    tickets.push({
      number: ticket.number,
      subject: ticket.subject,
      status: ticket.closedAt ? 'closed' : 'open',
      role: role === 'REQUESTER' ? 'requester' : 'participant',
      createdAt: ticket.createdAt.toISOString(),
      lastActivityAt: ticket.lastPublicAt.toISOString(),
      properties: values
        .filter(({ property }) => property.audience !== 'INTERNAL')
        .map((each) => ({ label: each.property.label, value: answerOf(each) })),
      messages: said.filter(({ author }) => author.kind !== 'contact'),
    });
  }
  return tickets;
}
