/** The ticket page, whatever led there: a link, a reply that needs correcting, a sign-in in between. */
import { randomUUID } from 'node:crypto';
import { failureOf } from '@postern/core/client';
import { ticketNotFoundPage } from '../pages/problem.tsx';
import { type TicketFacts, ticketPage } from '../pages/ticket.tsx';
import { signedIn, type Visit } from '../request/visit.ts';

/** Shows the ticket, or the one page for "not there" and "not yours". Throws when nobody is signed in. */
export async function showTicket(
  visit: Visit,
  number: number,
  facts: Partial<Pick<TicketFacts, 'draft' | 'uploads' | 'sent' | 'done' | 'notice' | 'problem'>> = {},
): Promise<Response> {
  const { portal } = visit.client;
  const [me, limits, ticket] = await Promise.all([
    signedIn(visit),
    portal.attachmentLimits.query(),
    portal.ticket.query({ ticket: number }).catch((error: unknown) => {
      if (failureOf(error).code === 'TICKET_NOT_FOUND') return null;
      throw error;
    }),
  ]);
  if (!ticket) return ticketNotFoundPage(visit, { me, number: String(number) });
  // A ticket that was merged leads to the one that is left; a form that needs correcting keeps its text instead.
  if (ticket.number !== number && !facts.draft)
    return visit.c.redirect(visit.addresses.ticket(ticket.number), 303);
  return ticketPage(visit, {
    ...facts,
    me,
    ticket,
    limits,
    draft: facts.draft ?? { message: '', requestId: randomUUID() },
  });
}
