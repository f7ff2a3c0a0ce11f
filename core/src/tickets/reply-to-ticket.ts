/** An agent's answer to the customer. */
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { addMessage, findSentBefore, type StoredMessage, sentElsewhere } from './add-message.ts';
import { requireSameAudience } from './audience.ts';
import { currentConversation } from './conversations.ts';
import { messageText } from './message-text.ts';
import { requireNotMerged } from './require-not-merged.ts';
import { requireVersion } from './require-version.ts';

export interface Reply {
  ticket: TicketRef;
  body: string;
  /** From the audience that was shown to the agent. */
  audienceHash: string;
  requestId: string;
  ifVersion?: number | undefined;
}

/**
 * Adds the reply and queues it for the ticket's contacts. The same request id twice is one reply.
 * Throws `AUDIENCE_CHANGED` when others would read it than were shown, `TICKET_CLOSED` on a closed ticket.
 */
export async function replyToTicket(
  ctx: AgentContext,
  reply: Reply,
): Promise<StoredMessage & { ticketId: string }> {
  const text = messageText(reply.body);
  return inTransaction(ctx, async (work) => {
    const ticket = await accessTicket.asAgent(work.tx, ctx.viewer, reply.ticket, 'tickets.write');
    const author = { kind: 'agent' as const, agentId: ctx.viewer.agentId };
    const conversation = await currentConversation(work, ticket);
    const before = await findSentBefore(work, conversation.channelId, {
      author,
      text,
      requestId: reply.requestId,
    });
    if (before && before.ticketId !== ticket.id) throw sentElsewhere();
    if (before) return before;
    await requireNotMerged(work.tx, ticket);
    if (ticket.closedAt) throw ticketClosed(ticket.number);
    requireVersion(ticket, reply.ifVersion);
    await requireSameAudience(work, ticket.id, reply.audienceHash);
    const message = await addMessage(work, ticket, conversation, {
      author,
      text,
      requestId: reply.requestId,
      moveTo: 'WAITING_ON_CUSTOMER',
    });
    return { ...message, ticketId: ticket.id };
  });
}

/** The refusal of a reply to a closed ticket. */
export function ticketClosed(number: number): PosternError {
  return new PosternError('TICKET_CLOSED', `Ticket #${number} is closed.`, {
    number,
    hint: `Reopen it first, then send again: postern ticket reopen ${number}`,
  });
}
