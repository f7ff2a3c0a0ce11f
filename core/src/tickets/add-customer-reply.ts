/** A customer's answer: it waits for us, reopens a ticket closed not long ago, or starts one that continues it. */
import { Prisma } from '@postern/prisma';
import { type ContactContext, inTransaction } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { catalogueOf } from '../query/catalogue.ts';
import { mergedInto } from '../visibility/merged-tickets.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { addMessage, findSentBefore, sentElsewhere } from './add-message.ts';
import { currentConversation } from './conversations.ts';
import { fileTicket } from './file-ticket.ts';
import { messageText } from './message-text.ts';
import type { TicketRow } from './ticket-rows.ts';

const dayMs = 86_400_000;

export interface CustomerReply {
  ticket: TicketRef;
  body: string;
  requestId: string;
  /** Files chosen before, by `portal.upload`. */
  uploads: readonly string[];
}

/** What became of the reply; `number` is the ticket it stands on, a new one after `followedUp`. */
export interface CustomerReplyResult {
  outcome: 'added' | 'reopened' | 'followedUp';
  number: number;
}

/** What a reply to this ticket would do today, so that the customer can be told before. */
export function replyOutcome(
  ticket: Pick<TicketRow, 'closedAt'>,
  reopenDays: number,
  now: Date,
): CustomerReplyResult['outcome'] {
  if (!ticket.closedAt) return 'added';
  return now.getTime() - ticket.closedAt.getTime() <= reopenDays * dayMs ? 'reopened' : 'followedUp';
}

/** Adds the reply. The same request id twice is one reply. Throws `TICKET_NOT_FOUND` for what is not visible. */
export async function addCustomerReply(
  ctx: ContactContext,
  reply: CustomerReply,
): Promise<CustomerReplyResult> {
  const text = messageText(reply.body);
  return inTransaction(ctx, async (work) => {
    const ticket = await accessTicket.asContact(ctx.core, work.tx, ctx.viewer, reply.ticket);
    const author = { kind: 'contact' as const, contactId: ctx.viewer.contactId };
    const message = { author, text, requestId: reply.requestId, uploads: reply.uploads };
    const conversation = await currentConversation(work, ticket);
    const before = await findSentBefore(work, conversation.channelId, message);
    if (before) {
      const holders = await mergedInto(work.tx, ticket.id, Prisma.sql`t."id" = ${before.ticketId}`);
      if (before.ticketId === ticket.id || holders.length > 0)
        return { outcome: 'added', number: ticket.number };
      const holder = await work.tx.ticket.findUniqueOrThrow({ where: { id: before.ticketId } });
      if (holder.followsId !== ticket.id) throw sentElsewhere();
      return { outcome: 'followedUp', number: holder.number };
    }
    const inbox = (await catalogueOf(ctx.core)).inboxes.find((each) => each.id === ticket.inboxId);
    const outcome = replyOutcome(ticket, inbox?.reopenDays ?? 0, work.now);
    if (outcome === 'followedUp') {
      const filed = await fileTicket(work, {
        subject: ticket.subject,
        body: text,
        requestId: reply.requestId,
        uploads: reply.uploads,
        inboxId: ticket.inboxId,
        contactId: ctx.viewer.contactId,
        followsId: ticket.id,
      });
      return { outcome, number: filed.number };
    }
    await addMessage(work, ticket, conversation, { ...message, moveTo: 'WAITING_ON_US' });
    await joinTicket(work.tx, ticket.id, ctx.viewer.contactId);
    if (outcome === 'reopened') {
      await recordEvent(work, {
        action: 'ticket.reopened',
        target: ticket.id,
        ticketId: ticket.id,
        // The message that stands before it has moved it.
        change: { by: ctx.viewer.name ?? ctx.viewer.email, stage: null },
      });
    }
    return { outcome, number: ticket.number };
  });
}

/** A colleague who acts through the organization's sight takes part from then on, and hears of the answers. */
export async function joinTicket(
  tx: Parameters<Parameters<typeof inTransaction>[1]>[0]['tx'],
  ticketId: string,
  contactId: string,
) {
  // Written by hand: Prisma reads the row three times first.
  await tx.$executeRaw`
    INSERT INTO "TicketContact" ("ticketId", "contactId", "role") VALUES (${ticketId}, ${contactId}, 'PARTICIPANT')
    ON CONFLICT DO NOTHING`;
}
