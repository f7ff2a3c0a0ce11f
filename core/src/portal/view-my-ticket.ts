/** One ticket as its customer reads it. */
import type { ContactContext, Core } from '../context.ts';
import { type MyProperty, ticketValues, toMyProperties } from '../properties/property-values.ts';
import { catalogueOf } from '../query/catalogue.ts';
import { accessTicket, type TicketRef } from '../tickets/access-ticket.ts';
import { replyOutcome } from '../tickets/add-customer-reply.ts';
import { type CustomersMoves, customersMoves } from '../tickets/settle-as-customer.ts';
import { type PublicMessage, publicThread } from '../tickets/thread.ts';
import type { TicketRow } from '../tickets/ticket-rows.ts';
import { type MergedTicket, mergedForContact } from '../visibility/merged-tickets.ts';
import { type MyTicket, requireVisible, toMyTicket } from './list-my-tickets.ts';

export interface MyTicketView extends MyTicket, CustomersMoves {
  /** The desk's own fields that are for customers. */
  properties: MyProperty[];
  messages: PublicMessage[];
  /** What a reply would do: join the thread, reopen the ticket, or start a new one that continues it. */
  replyOutcome: 'added' | 'reopened' | 'followedUp';
}

/** Throws `TICKET_NOT_FOUND` for whatever is not visible, `PORTAL_OFF` while the portal is off. */
export async function viewMyTicket(ctx: ContactContext, ref: TicketRef): Promise<MyTicketView> {
  const rule = await requireVisible(ctx);
  const row = await accessTicket.within(ctx.core.db.read, rule, ref);
  const merged = await mergedForContact(ctx.core.db.read, row.id, rule);
  return asCustomerReads(ctx.core, row, { contactId: ctx.viewer.contactId, merged });
}

/** The ticket's page as this contact reads it; whether they may, and which of the merged ones, is asked before. */
export async function asCustomerReads(
  core: Core,
  row: TicketRow,
  { contactId, merged }: { contactId: string; merged: readonly MergedTicket[] },
): Promise<MyTicketView> {
  const [catalogue, values, messages] = await Promise.all([
    catalogueOf(core),
    ticketValues({ core }, core.db.read, row.id),
    publicThread(core.db.read, [row.id, ...merged.map(({ id }) => id)], contactId),
  ]);
  const inbox = catalogue.inboxes.find((each) => each.id === row.inboxId);
  return {
    ...toMyTicket(row, catalogue),
    properties: toMyProperties(values),
    messages,
    replyOutcome: replyOutcome(row, inbox?.reopenDays ?? 0, core.clock.now()),
    ...customersMoves(row, inbox, core.clock.now()),
  };
}
