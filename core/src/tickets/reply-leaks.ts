/** What in a reply to this ticket looks as if it were not for its customer. */
import { Prisma } from '@postern/prisma';
import type { AgentContext, Queries } from '../context.ts';
import { otherCustomersIn } from '../guard/other-customers.ts';
import { mergedInto } from '../visibility/merged-tickets.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { type Leak, leaksIn } from './leak-check.ts';

/**
 * Passages that stand in the ticket's notes, teammates called by name, machines of the own network, secrets, words that
 * the team guards, and other customers (SPEC section 4, N7). In the order of the reply, each once.
 */
export async function replyLeaks(
  queries: Queries,
  { ticketId, text }: { ticketId: string; text: string },
): Promise<Leak[]> {
  const merged = await mergedInto(queries, ticketId, Prisma.sql`1 = 1`);
  const inThread = { ticketId: { in: [ticketId, ...merged.map(({ id }) => id)] } };
  const [notes, messages, teammates, guarded] = await Promise.all([
    queries.note.findMany({ where: inThread, select: { body: true } }),
    queries.message.findMany({ where: { conversation: inThread }, select: { bodyText: true } }),
    queries.agent.findMany({ where: { disabledAt: null }, select: { name: true, email: true } }),
    queries.guardedWord.findMany({ select: { word: true } }),
  ]);
  const said = messages.map(({ bodyText }) => bodyText);
  return leaksIn(text, {
    notes: notes.map(({ body }) => body),
    messages: said,
    teammates,
    words: guarded.map(({ word }) => word),
    customers: await otherCustomersIn(queries, { ticketId, text, said }),
  });
}

/** The same for an agent who is about to send it. Throws `TICKET_NOT_FOUND`. */
export async function checkReply(
  ctx: AgentContext,
  { ticket, body }: { ticket: TicketRef; body: string },
): Promise<{ leaks: Leak[] }> {
  const queries = ctx.core.db.read;
  const { id } = await accessTicket.asAgent(queries, ctx.viewer, ticket, 'tickets.write');
  return { leaks: await replyLeaks(queries, { ticketId: id, text: body }) };
}
