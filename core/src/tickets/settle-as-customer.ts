/** A customer closes or reopens a ticket without an agent, where its inbox allows that. */
import { type ContactContext, inTransaction, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { type Catalogue, catalogueOf } from '../query/catalogue.ts';
import { queueCardUpdate, queueThreadEntry } from '../slack-rooms/queue-to-slack.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { joinTicket, replyOutcome } from './add-customer-reply.ts';
import { addMessage, findSentBefore, sentElsewhere } from './add-message.ts';
import { currentConversation } from './conversations.ts';
import { isBlank, messageText } from './message-text.ts';
import { moveTo } from './stages.ts';
import type { TicketRow } from './ticket-rows.ts';

/** What the customer may do to the ticket besides writing. */
export interface CustomersMoves {
  canClose: boolean;
  canReopen: boolean;
}

/** The same rule for the buttons that are shown and for what is refused. */
export function customersMoves(
  ticket: Pick<TicketRow, 'closedAt'>,
  inbox: Catalogue['inboxes'][number] | undefined,
  now: Date,
): CustomersMoves {
  const isAllowed = inbox?.customersClose === true;
  return {
    canClose: isAllowed && !ticket.closedAt,
    canReopen: isAllowed && replyOutcome(ticket, inbox.reopenDays, now) === 'reopened',
  };
}

/**
 * Closes the ticket; a closed one stays as it is. A text is sent with it, in the same transaction, and once for one
 * request id. Throws `NOT_ALLOWED` where the inbox leaves closing to agents, `TICKET_NOT_FOUND`.
 */
export function closeAsCustomer(
  ctx: ContactContext,
  wish: { ticket: TicketRef; body: string; requestId: string; uploads: readonly string[] },
): Promise<{ number: number; hasSent: boolean }> {
  // Files go with a message, and a message has words.
  const text = isBlank(wish.body) && wish.uploads.length === 0 ? null : messageText(wish.body);
  return inTransaction(ctx, async (work) => {
    const { ticket, inbox } = await settleable(ctx, work, wish.ticket);
    if (!inbox?.customersClose) throw leftToAgents(ticket.number);
    const answer = { number: ticket.number, hasSent: text !== null };
    if (text !== null) {
      const author = { kind: 'contact' as const, contactId: ctx.viewer.contactId };
      const message = { author, text, requestId: wish.requestId, uploads: wish.uploads };
      const conversation = await currentConversation(work, ticket);
      const before = await findSentBefore(work, conversation.channelId, message);
      if (before && before.ticketId !== ticket.id) throw sentElsewhere();
      // The whole of it was done then; whoever reopened the ticket since meant it.
      if (before) return answer;
      await addMessage(work, ticket, conversation, { ...message, moveTo: null });
      await joinTicket(work.tx, ticket.id, ctx.viewer.contactId);
    }
    if (!ticket.closedAt) await settle(ctx, work, ticket, 'ticket.closed');
    return answer;
  });
}

/**
 * Reopens the ticket; an open one stays as it is. Throws `NOT_ALLOWED` where the inbox leaves that to agents,
 * `TICKET_CLOSED` once the days for it are over, `TICKET_NOT_FOUND`.
 */
export function reopenAsCustomer(ctx: ContactContext, ref: TicketRef): Promise<{ number: number }> {
  return inTransaction(ctx, async (work) => {
    const { ticket, inbox } = await settleable(ctx, work, ref);
    if (!inbox?.customersClose) throw leftToAgents(ticket.number);
    if (ticket.closedAt && !customersMoves(ticket, inbox, work.now).canReopen) {
      throw new PosternError(
        'TICKET_CLOSED',
        `Ticket #${ticket.number} was closed too long ago to be reopened.`,
        { number: ticket.number, hint: 'Write a reply: it starts a new ticket linked to this one.' },
      );
    }
    if (ticket.closedAt) await settle(ctx, work, ticket, 'ticket.reopened');
    return { number: ticket.number };
  });
}

async function settleable(ctx: ContactContext, work: Work, ref: TicketRef) {
  const ticket = await accessTicket.asContact(ctx.core, work.tx, ctx.viewer, ref);
  const { inboxes } = await catalogueOf(ctx.core);
  return { ticket, inbox: inboxes.find((each) => each.id === ticket.inboxId) };
}

/** Both clocks move: it is the customer's own doing, seen by everybody on the ticket. */
async function settle(
  ctx: ContactContext,
  work: Work,
  ticket: TicketRow,
  action: 'ticket.closed' | 'ticket.reopened',
): Promise<void> {
  const moved = await moveTo(work, ticket, action === 'ticket.closed' ? 'CLOSED' : 'WAITING_ON_US');
  const { version } = await work.tx.ticket.update({
    where: { id: ticket.id },
    data: {
      ...moved,
      lastPublicAt: work.now,
      lastActivityAt: work.now,
      version: { increment: 1 },
    },
    select: { version: true },
  });
  const seq = await recordEvent(work, {
    action,
    target: ticket.id,
    ticketId: ticket.id,
    change: { by: ctx.viewer.name ?? ctx.viewer.email, stage: moved.stageId },
  });
  await queueThreadEntry(work, { op: 'event', ticketId: ticket.id, seq });
  await queueCardUpdate(work, ticket.id, version);
}

function leftToAgents(number: number): PosternError {
  return new PosternError('NOT_ALLOWED', `Ticket #${number} is closed and reopened by the support team.`, {
    hint: 'Write a reply instead.',
  });
}
