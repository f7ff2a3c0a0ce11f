/** The mails that tell a ticket's contacts that an agent answered. */
import { z } from 'zod';
import type { Work } from '../context.ts';
import { enqueue } from './enqueue.ts';

export const mailPayload = z.discriminatedUnion('template', [
  z.strictObject({
    template: z.literal('reply'),
    ticketId: z.string(),
    messageId: z.string(),
    contactId: z.string(),
  }),
]);

export type MailPayload = z.infer<typeof mailPayload>;

/** One mail a contact and message, in the order of the ticket's messages. */
export async function queueToContacts(work: Work, ticketId: string, messageId: string): Promise<void> {
  const contacts = await work.tx.ticketContact.findMany({ where: { ticketId }, select: { contactId: true } });
  for (const { contactId } of contacts) {
    await enqueue(work, {
      kind: 'EMAIL',
      key: `mail:reply:${messageId}:${contactId}`,
      queueKey: `mail:${ticketId}:${contactId}`,
      payload: { template: 'reply', ticketId, messageId, contactId } satisfies MailPayload,
    });
  }
}
