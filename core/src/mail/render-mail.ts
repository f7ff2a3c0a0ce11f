/** The mails a customer gets, as plain text. What the ticket's people wrote stands in them as they wrote it. */

import { publicNameOf } from '../auth/agents.ts';
import type { Core } from '../context.ts';
import type { MailPayload } from '../outbox/queue-to-contacts.ts';
import { isConnected } from '../tickets/public-messages.ts';
import { whyVisible } from '../visibility/visible-tickets.ts';

export interface RenderedMail {
  to: { name: string; address: string };
  subject: string;
  text: string;
}

/** The mail as it should be now, or why it must not be sent: what the portal hides is told by no mail. */
export async function renderMail(core: Core, payload: MailPayload): Promise<RenderedMail | { skip: string }> {
  const queries = core.db.read;
  const [message, contact, ticket, portal] = await Promise.all([
    queries.message.findUnique({ where: { id: payload.messageId }, include: { agent: true, channel: true } }),
    queries.contact.findUnique({ where: { id: payload.contactId } }),
    queries.ticket.findUnique({ where: { id: payload.ticketId } }),
    queries.portal.findFirst(),
  ]);
  if (!message || !contact || !ticket || !portal) return { skip: 'The ticket or its contact is gone.' };
  if (!isConnected(message.channel))
    return { skip: 'The message went over a channel that is not connected.' };
  const why = await whyVisible(core, queries, { contactId: contact.id, portalId: portal.id }, ticket.id);
  const shut = why.gates.find((gate) => !gate.pass);
  if (shut) return { skip: shut.detail };
  const author = message.agent ? publicNameOf(message.agent) : portal.title;
  const address = `${core.config.publicUrl}/${portal.slug}/tickets/${ticket.number}`;
  return {
    to: { name: contact.name ?? contact.email, address: contact.email },
    subject: `[#${ticket.number}] ${ticket.subject}`,
    text: [
      `${author} (${portal.title}) answered your ticket:`,
      '',
      message.bodyText,
      '',
      `Read and answer: ${address}`,
      '',
    ].join('\n'),
  };
}
