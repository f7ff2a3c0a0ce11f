/** Which conversation of a ticket a message joins. */
import type { Work } from '../context.ts';
import { isPublicMessage } from './public-messages.ts';
import type { TicketRow } from './ticket-rows.ts';

export interface ConversationRef {
  id: string;
  channelId: string;
}

/** The portal channel of an inbox, made at its first use. */
export async function portalChannel(work: Work, inboxId: string): Promise<string> {
  const where = { kind_address: { kind: 'PORTAL', address: inboxId } };
  const there = await work.tx.channel.findUnique({ where, select: { id: true } });
  if (there) return there.id;
  const data = { id: work.core.ids.next('channel'), inboxId, kind: 'PORTAL', address: inboxId };
  return (await work.tx.channel.create({ data, select: { id: true } })).id;
}

/** A conversation of its own for a new ticket. */
export async function startConversation(
  work: Work,
  ticketId: string,
  channelId: string,
): Promise<ConversationRef> {
  const id = work.core.ids.next('conversation');
  await work.tx.conversation.create({ data: { id, channelId, ticketId, externalKey: id } });
  return { id, channelId };
}

/**
 * The conversation in which the ticket was last spoken over a connected channel; a ticket without one gets it on the
 * portal. An answer must never go where its customer does not read it.
 */
export async function currentConversation(work: Work, ticket: TicketRow): Promise<ConversationRef> {
  const [newest] = await work.tx.$queryRaw<ConversationRef[]>`
    SELECT m."conversationId" AS "id", m."channelId" FROM "Conversation" cv CROSS JOIN "Message" m
    WHERE cv."ticketId" = ${ticket.id} AND m."conversationId" = cv."id" AND ${isPublicMessage}
    ORDER BY m."seq" DESC LIMIT 1`;
  if (newest) return newest;
  return startConversation(work, ticket.id, await portalChannel(work, ticket.inboxId));
}
