/** An agent's answer to the customer. */
import { type AgentContext, type AgentViewer, inTransaction, type Work } from '../context.ts';
import { forgetDraft } from '../drafts/drafts.ts';
import { PosternError } from '../errors.ts';
import type { ReplyActions } from '../snippets/reply-actions.ts';
import { accessTicket, type TicketRef } from './access-ticket.ts';
import { addMessage, findSentBefore, type StoredMessage, sentElsewhere } from './add-message.ts';
import { applyActions } from './apply-actions.ts';
import { requireSameAudience } from './audience.ts';
import { currentConversation } from './conversations.ts';
import { messageText } from './message-text.ts';
import { hasRead, staysRead } from './read-tickets.ts';
import { requireNotMerged } from './require-not-merged.ts';
import { requireVersion } from './require-version.ts';

export interface Reply {
  ticket: TicketRef;
  body: string;
  /** From the audience that was shown to the agent. */
  audienceHash: string;
  requestId: string;
  ifVersion?: number | undefined;
  /** Files that the agent has chosen before. */
  uploads?: readonly string[] | undefined;
  /** What is done to the ticket with it; all of it is done, or nothing is sent. */
  actions?: ReplyActions | null | undefined;
  /** The ticket does not move to where tickets wait for the customer. */
  staysInStage?: boolean | undefined;
  /** It was written before, and what came since then may be unread. */
  wasHeld?: boolean | undefined;
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
  return inTransaction(ctx, (work) => sendReply(work, ctx.viewer, { ...reply, text }));
}

/** A reply whose text `messageText` has read. */
export type ReadReply = Omit<Reply, 'body'> & { text: string };

/** The same in a transaction that is under way. */
export async function sendReply(
  work: Work,
  agent: AgentViewer,
  reply: ReadReply,
): Promise<StoredMessage & { ticketId: string }> {
  const { ticket, conversation, before } = await checkReply(work, agent, reply);
  await forgetDraft(work, { agentId: agent.agentId, requestId: reply.requestId });
  if (before) return before;
  await (reply.wasHeld ? staysRead : hasRead)(work, ticket.id, agent.agentId);
  const message = await addMessage(work, ticket, conversation, {
    author: { kind: 'agent', agentId: agent.agentId },
    text: reply.text,
    requestId: reply.requestId,
    uploads: reply.uploads,
    moveTo: reply.staysInStage ? null : 'WAITING_ON_CUSTOMER',
  });
  if (reply.actions) await applyActions(work, agent, ticket.id, reply.actions);
  return { ...message, ticketId: ticket.id };
}

/** Where it would go, or the message that it became before. Throws whatever refuses it now. */
export async function checkReply(work: Work, agent: AgentViewer, reply: ReadReply) {
  const ticket = await accessTicket.asAgent(work.tx, agent, reply.ticket, 'tickets.write');
  const conversation = await currentConversation(work, ticket);
  const before = await findSentBefore(work, conversation.channelId, {
    author: { kind: 'agent', agentId: agent.agentId },
    text: reply.text,
    requestId: reply.requestId,
    uploads: reply.uploads,
  });
  if (before && before.ticketId !== ticket.id) throw sentElsewhere();
  if (before) return { ticket, conversation, before };
  await requireNotMerged(work.tx, ticket);
  if (ticket.closedAt) throw ticketClosed(ticket.number);
  requireVersion(ticket, reply.ifVersion);
  await requireSameAudience(work, ticket, reply.audienceHash);
  return { ticket, conversation, before: null };
}

/** The refusal of a reply to a closed ticket. */
export function ticketClosed(number: number): PosternError {
  return new PosternError('TICKET_CLOSED', `Ticket #${number} is closed.`, {
    number,
    hint: `Reopen it first, then send again: postern ticket reopen ${number}`,
  });
}
