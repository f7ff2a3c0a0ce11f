/** One ticket with its whole thread, for agents. */
import type { AgentContext, Queries } from '../context.ts';
import { type DraftSign, draftsOn } from '../drafts/drafts.ts';
import { type PropertyView, ticketValues, toPropertyViews } from '../properties/property-values.ts';
import { mergedInto, whatIsLeftOf } from '../visibility/merged-tickets.ts';
import { accessTicket, agentScope, type TicketRef } from './access-ticket.ts';
import { type Audience, audienceOf } from './audience.ts';
import { followersOf } from './follow-ticket.ts';
import { type HeldReplyView, heldOn } from './held-replies.ts';
import { type Reading, readingsOf } from './read-tickets.ts';
import { deliveriesOf } from './reply-mails.ts';
import { type TimelineEntry, timeline } from './thread.ts';
import { linksOf, type TicketLink } from './ticket-links.ts';
import { type Person, type TicketHead, type TicketRow, ticketHead } from './ticket-rows.ts';

export interface TicketView extends TicketHead, Reading {
  /** The desk's own fields, those that have a value. */
  properties: PropertyView[];
  timeline: TimelineEntry[];
  /** The number of the ticket that is left of this one, where it is merged. */
  mergedInto: number | null;
  /** When it went into the bin; null for one that lies elsewhere. */
  deletedAt: string | null;
  /** Numbers of the tickets merged into this one whose messages stand in the timeline. */
  merged: number[];
  /** Tickets that belong to it, as far as the agent may read them. */
  links: TicketLink[];
  /** Agents who hear of it beside its assignee. */
  followers: Person[];
  /** Replies that wait before they leave. No customer knows of them. */
  held: HeldReplyView[];
  /** Colleagues with a draft here; not a word of it. */
  drafts: DraftSign[];
  /** Who would read a reply now. */
  audience: Audience;
}

/** Throws `TICKET_NOT_FOUND`. */
export async function viewTicket(ctx: AgentContext, ref: TicketRef): Promise<TicketView> {
  const queries = ctx.core.db.read;
  const row = await accessTicket.asAgentInBin(queries, ctx.viewer, ref, 'tickets.read');
  const scope = agentScope(ctx.viewer, 'tickets.read');
  const merged = await mergedInto(queries, row.id, scope);
  const ids = [row.id, ...merged.map(({ id }) => id)];
  const { agentId } = ctx.viewer;
  const [head, values, entries, audience, held, drafts, links, followers, readings] = await Promise.all([
    ticketHead(ctx.core, queries, row),
    ticketValues(ctx, queries, row.id),
    timeline(queries, row.id, merged),
    audienceOf({ core: ctx.core, queries }, row.id),
    heldOn({ core: ctx.core, queries }, row.id),
    draftsOn(queries, row.id, agentId),
    linksOf(queries, ids, scope),
    followersOf(queries, row.id),
    readingsOf(queries, agentId, [row.id]),
  ]);
  const properties = toPropertyViews(values);
  const delivered = await deliveriesOf(queries, {
    ticketIds: ids,
    messageIds: entries.flatMap(({ id, direction }) => (direction === 'out' ? id : [])),
  });
  const told = (entry: TimelineEntry): TimelineEntry => {
    const delivery = delivered.get(entry.id);
    return delivery ? { ...entry, delivery } : entry;
  };
  return {
    ...head,
    ...(readings.get(row.id) ?? { isUnread: true, readThrough: null }),
    properties,
    timeline: entries.map(told),
    links,
    followers,
    ...{ held, drafts, audience },
    mergedInto: await leftOf(queries, row),
    deletedAt: row.deletedAt?.toISOString() ?? null,
    merged: merged.map(({ number }) => number),
  };
}

async function leftOf(queries: Queries, { id, mergedIntoId }: TicketRow): Promise<number | null> {
  if (!mergedIntoId) return null;
  const left = await whatIsLeftOf(queries, id);
  const row = await queries.ticket.findUniqueOrThrow({ where: { id: left }, select: { number: true } });
  return row.number;
}
