/** The mails that tell a ticket's contacts that an agent answered. */
import type { Work } from '../context.ts';
import { queueMail } from './queue-mail.ts';

/** The key of the first mail to a contact about a reply. */
export function replyKey(messageId: string, contactId: string): string {
  return `mail:reply:${messageId}:${contactId}`;
}

/** One mail a contact and message, in the order of the ticket's messages. */
export async function queueToContacts(work: Work, ticketId: string, messageId: string): Promise<void> {
  const contacts = await work.tx.ticketContact.findMany({ where: { ticketId }, select: { contactId: true } });
  for (const { contactId } of contacts) {
    await queueMail(work, {
      key: replyKey(messageId, contactId),
      queueKey: `mail:${ticketId}:${contactId}`,
      payload: { template: 'reply', ticketId, messageId, contactId },
    });
  }
}
