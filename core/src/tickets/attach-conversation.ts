/** Making a conversation part of a ticket: from then on its messages stand in the ticket's thread. */
import type { Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';
import { queueCardUpdate, queueThreadEntry } from '../slack-rooms/queue-to-slack.ts';
import { isPublicMessage } from './public-messages.ts';
import type { TicketRow } from './ticket-rows.ts';

/**
 * Attaches the conversation; one that is on this ticket already stays as it is. The clock that customers see moves
 * to the newest message they now read, never back. Throws for a conversation of another ticket.
 */
export async function attachConversation(
  work: Work,
  ticket: Pick<TicketRow, 'id' | 'lastPublicAt'>,
  conversationId: string,
): Promise<void> {
  const conversation = await work.tx.conversation.findUniqueOrThrow({
    where: { id: conversationId },
    include: { channel: { select: { kind: true } } },
  });
  if (conversation.ticketId === ticket.id) return;
  if (conversation.ticketId) throw new Error(`Conversation ${conversationId} is on another ticket.`);
  await work.tx.conversation.update({ where: { id: conversationId }, data: { ticketId: ticket.id } });
  const [newest] = await work.tx.$queryRaw<{ createdAt: Date }[]>`
    SELECT m."createdAt" FROM "Message" m WHERE m."conversationId" = ${conversationId} AND ${isPublicMessage}
    ORDER BY m."createdAt" DESC LIMIT 1`;
  const isNewer = newest && newest.createdAt > ticket.lastPublicAt;
  const { version } = await work.tx.ticket.update({
    where: { id: ticket.id },
    data: {
      ...(isNewer && { lastPublicAt: newest.createdAt }),
      lastActivityAt: work.now,
      version: { increment: 1 },
    },
    select: { version: true },
  });
  const seq = await recordEvent(work, {
    action: 'conversation.attached',
    target: conversationId,
    ticketId: ticket.id,
    change: { channel: conversation.channel.kind.toLowerCase() },
  });
  await queueThreadEntry(work, { op: 'event', ticketId: ticket.id, seq });
  await queueCardUpdate(work, ticket.id, version);
}
