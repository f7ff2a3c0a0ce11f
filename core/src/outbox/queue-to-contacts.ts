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

/** Why mails of a desk without a mail server are parked. */
export const noMailServer = 'No mail server is set (SMTP_URL, MAIL_FROM).';

/**
 * One mail a contact and message, in the order of the ticket's messages. A desk that can neither send nor keep
 * mails parks them at once, so that they cost it no second transaction.
 */
export async function queueToContacts(work: Work, ticketId: string, messageId: string): Promise<void> {
  const contacts = await work.tx.ticketContact.findMany({ where: { ticketId }, select: { contactId: true } });
  const { config, isSampleDesk } = work.core;
  const parkedBecause = config.mail || isSampleDesk ? undefined : noMailServer;
  for (const { contactId } of contacts) {
    await enqueue(work, {
      kind: 'EMAIL',
      key: `mail:reply:${messageId}:${contactId}`,
      queueKey: `mail:${ticketId}:${contactId}`,
      payload: { template: 'reply', ticketId, messageId, contactId } satisfies MailPayload,
      parkedBecause,
    });
  }
}
