/** One ticket with its whole thread, for agents. */
import type { AgentContext } from '../context.ts';
import { type PropertyView, ticketValues, toPropertyViews } from '../properties/property-values.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { type Audience, audienceOf } from './audience.ts';
import { type TimelineEntry, timeline } from './thread.ts';
import { type TicketHead, ticketHead } from './ticket-rows.ts';

export interface TicketView extends TicketHead {
  /** The desk's own fields, those that have a value. */
  properties: PropertyView[];
  timeline: TimelineEntry[];
  /** Who would read a reply now. */
  audience: Audience;
}

/** Throws `TICKET_NOT_FOUND`. */
export async function viewTicket(ctx: AgentContext, ref: TicketRef): Promise<TicketView> {
  const queries = ctx.core.db.read;
  const row = await accessTicket.asAgent(queries, ctx.viewer, ref, 'tickets.read');
  const [head, values, entries, audience] = await Promise.all([
    ticketHead(ctx.core, queries, row),
    ticketValues(ctx, queries, row.id),
    timeline(queries, row.id),
    audienceOf({ core: ctx.core, queries }, row.id),
  ]);
  const properties = toPropertyViews(values);
  return { ...head, properties, timeline: entries, audience };
}
