/** What in a reply to this ticket looks as if it were not for its customer. */
import type { AgentContext, AgentViewer, Queries } from '../context.ts';
import { otherCustomersIn } from '../guard/other-customers.ts';
import { mergedInto } from '../visibility/merged-tickets.ts';
import { accessTicket, agentScope, type TicketRef } from './access-ticket.ts';
import { type Leak, leaksIn } from './leak-check.ts';

/**
 * Passages that stand in the ticket's notes, teammates called by name, machines of the own network, secrets, words that
 * the team guards, and other customers (SPEC section 4, N7). In the order of the reply, each once.
 *
 * Notes of merged tickets count as far as the agent may read them, or the answer would tell what stands in the others.
 * Said already is what was said on this very ticket: its customers may not read the merged ones.
 */
export async function replyLeaks(
  queries: Queries,
  agent: AgentViewer,
  { ticketId, text }: { ticketId: string; text: string },
): Promise<Leak[]> {
  const merged = await mergedInto(queries, ticketId, agentScope(agent, 'tickets.read'));
  const [notes, messages, teammates, guarded, customers] = await Promise.all([
    queries.note.findMany({
      where: { ticketId: { in: [ticketId, ...merged.map(({ id }) => id)] } },
      select: { body: true },
    }),
    queries.message.findMany({ where: { conversation: { ticketId } }, select: { bodyText: true } }),
    queries.agent.findMany({ where: { disabledAt: null }, select: { name: true, email: true } }),
    queries.guardedWord.findMany({ select: { word: true } }),
    otherCustomersIn(queries, { ticketId, text }),
  ]);
  return leaksIn(text, {
    notes: notes.map(({ body }) => body),
    messages: messages.map(({ bodyText }) => bodyText),
    teammates,
    words: guarded.map(({ word }) => word),
    customers,
  });
}

/** The same for an agent who is about to send it. Throws `TICKET_NOT_FOUND`. */
export async function checkReply(
  ctx: AgentContext,
  { ticket, body }: { ticket: TicketRef; body: string },
): Promise<{ leaks: Leak[] }> {
  const queries = ctx.core.db.read;
  const { id } = await accessTicket.asAgent(queries, ctx.viewer, ticket, 'tickets.write');
  return { leaks: await replyLeaks(queries, ctx.viewer, { ticketId: id, text: body }) };
}
