/** An agent has a composer open on a ticket, or no more: told to colleagues who may read it. Nothing is stored. */
import type { AgentContext } from '../context.ts';
import type { Writer } from '../live/presence.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';

/** Answers who else writes there. Throws `TICKET_NOT_FOUND` or `NOT_ALLOWED`. */
export async function sayWriting(
  { core, viewer }: AgentContext,
  { ticket, kind }: { ticket: TicketRef; kind: Writer['kind'] | null },
): Promise<{ others: Writer[] }> {
  const { id, number, inboxId } = await accessTicket.asAgent(core.db.read, viewer, ticket, 'tickets.write');
  const { agentId, name, email } = viewer;
  core.presence.say({ id, number, inboxId }, { agentId, name, email, kind: kind ?? 'note' }, kind !== null);
  core.changes.ring();
  const here = core.presence.since(0).find((each) => each.ticket.id === id);
  const others = (here?.writers ?? []).filter((writer) => writer.agentId !== agentId);
  return { others: others.map((other) => ({ name: other.name, email: other.email, kind: other.kind })) };
}
