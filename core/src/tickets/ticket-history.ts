/** All that was ever done to a ticket, in the words of the audit trail: more than the thread shows, and never a text. */
import { namesOfActors } from '../auth/actor-names.ts';
import type { AgentContext } from '../context.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { eventText, momentWords } from './thread.ts';

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
  const row = await accessTicket.asAgentInBin(queries, ctx.viewer, ticket, 'tickets.read');
  const events = await queries.auditEvent.findMany({
    where: { ticketId: row.id, ...(cursor !== undefined && { seq: { gt: Number(cursor) } }) },
    orderBy: { seq: 'asc' },
    take: limit + 1,
  });
  const shown = events.slice(0, limit);
  const actorOf = await namesOfActors(queries, shown);
  return {
    items: shown.map((event) => {
      const { seq, at, action, change } = event;
      const { kind, name } = actorOf(event);
      return {
        id: `evt_${seq}`,
        at: at.toISOString(),
        actor: { kind, name },
        action,
        text: historyText(action, (change ?? {}) as Record<string, unknown>),
      };
    }),
    nextCursor: events.length > limit ? String(shown.at(-1)?.seq) : null,
  };
}

const texts: Record<string, (change: Record<string, unknown>) => string> = {
  'ticket.filed': () => 'filed',
  'message.added': ({ direction, source, files }) =>
    `${direction === 'IN' ? "the customer's message" : 'public reply'}${from(source)}${withFiles(files)}`,
  'ticket.followed': () => 'follows this ticket',
  'ticket.unfollowed': () => 'follows this ticket no more',
  'reply.held': ({ until }) => `a public reply waits until ${momentWords(String(until))}`,
  'contact.erased': () => 'erased a contact',
  'audit.redacted': ({ events }) => redactedText(events),
  'note.added': ({ source }) => `internal note${from(source)}`,
};

/** An event in a few words, without its author: never empty, and never the text of a message or a note. */
export function historyText(action: string, change: Record<string, unknown>): string {
  return texts[action]?.(change) || eventText(action, change) || action;
}

function redactedText(events: unknown): string {
  const count = Array.isArray(events) ? events.length : 0;
  return `took the erased contact out of ${count} ${count === 1 ? 'event' : 'events'}`;
}

const places: Record<string, string> = {
  PORTAL: 'portal',
  TUI: 'terminal',
  CLI: 'command line',
  SLACK: 'Slack',
  API: 'API',
  EMAIL: 'e-mail',
};

/** Where it was written, in words: ` (command line)`. */
function from(source: unknown): string {
  return typeof source === 'string' ? ` (${places[source.toUpperCase()] ?? source.toLowerCase()})` : '';
}

function withFiles(files: unknown): string {
  return typeof files === 'number' && files > 0 ? `, with ${files} ${files === 1 ? 'file' : 'files'}` : '';
}
