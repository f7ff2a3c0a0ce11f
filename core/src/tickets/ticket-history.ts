/** All that was ever done to a ticket, in the words of the audit trail: more than the thread shows, and never a text. */
import type { AgentContext } from '../context.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { eventText } from './thread.ts';

export interface HistoryEvent {
  /** As in the timeline of `ticket view`. */
  id: string;
  at: string;
  actor: { kind: 'agent' | 'contact' | 'desk'; name: string };
  /** The stable name of what was done: `ticket.closed`. */
  action: string;
  text: string;
}

export interface HistoryPage {
  items: HistoryEvent[];
  nextCursor: string | null;
}

/**
 * One page of a ticket's events, the oldest first. `cursor` is what the page before gave. Throws `TICKET_NOT_FOUND`.
 */
export async function ticketHistory(
  ctx: AgentContext,
  { ticket, limit, cursor }: { ticket: TicketRef; limit: number; cursor?: string | undefined },
): Promise<HistoryPage> {
  const queries = ctx.core.db.read;
  const row = await accessTicket.asAgent(queries, ctx.viewer, ticket, 'tickets.read');
  const events = await queries.auditEvent.findMany({
    where: { ticketId: row.id, ...(cursor !== undefined && { seq: { gt: Number(cursor) } }) },
    orderBy: { seq: 'asc' },
    take: limit + 1,
  });
  const shown = events.slice(0, limit);
  const nameOf = await namesOf(ctx, shown);
  return {
    items: shown.map(({ seq, at, actor, action, change }) => ({
      id: `evt_${seq}`,
      at: at.toISOString(),
      actor: { kind: kindOf(actor), name: nameOf(actor, change) },
      action,
      text: historyText(action, (change ?? {}) as Record<string, unknown>),
    })),
    nextCursor: events.length > limit ? String(shown.at(-1)?.seq) : null,
  };
}

type Event = { actor: string; change: unknown };

function kindOf(actor: string): HistoryEvent['actor']['kind'] {
  if (actor.startsWith('agent:')) return 'agent';
  return actor.startsWith('contact:') ? 'contact' : 'desk';
}

/** Most events carry the name of who did them; for the others the people are looked up, all at once. */
async function namesOf(ctx: AgentContext, events: readonly Event[]) {
  const ids = (prefix: string) => [
    ...new Set(
      events
        .filter(({ actor, change }) => actor.startsWith(prefix) && nameIn(change) === null)
        .map(({ actor }) => actor.slice(prefix.length)),
    ),
  ];
  const [agents, contacts] = await Promise.all([
    ctx.core.db.read.agent.findMany({ where: { id: { in: ids('agent:') } } }),
    ctx.core.db.read.contact.findMany({ where: { id: { in: ids('contact:') } } }),
  ]);
  const names = new Map<string, string>([
    ...agents.map((agent) => [`agent:${agent.id}`, agent.name] as const),
    ...contacts.map((contact) => [`contact:${contact.id}`, contact.name ?? contact.email] as const),
  ]);
  return (actor: string, change: unknown) => nameIn(change) ?? names.get(actor) ?? '';
}

function nameIn(change: unknown): string | null {
  const { by } = (change ?? {}) as { by?: unknown };
  return typeof by === 'string' && by !== '' ? by : null;
}

const texts: Record<string, (change: Record<string, unknown>) => string> = {
  'ticket.filed': () => 'filed',
  'message.added': ({ direction, source, files }) =>
    `${direction === 'IN' ? "the customer's message" : 'public reply'}${from(source)}${withFiles(files)}`,
  'reply.held': ({ until }) => `a public reply waits until ${until}`,
  'note.added': ({ source }) => `internal note${from(source)}`,
};

function historyText(action: string, change: Record<string, unknown>): string {
  return texts[action]?.(change) || eventText(action, change) || action;
}

function from(source: unknown): string {
  return typeof source === 'string' ? ` (${source.toLowerCase()})` : '';
}

function withFiles(files: unknown): string {
  return typeof files === 'number' && files > 0 ? `, with ${files} ${files === 1 ? 'file' : 'files'}` : '';
}
