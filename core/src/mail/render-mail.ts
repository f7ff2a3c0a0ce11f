/** The mails a customer gets, as plain text. What the ticket's people wrote stands in them as they wrote it. */

import { publicNameOf } from '../auth/agents.ts';
import type { Core } from '../context.ts';
import type { MailPayload } from '../outbox/queue-to-contacts.ts';
import { isConnected } from '../tickets/public-messages.ts';
import { contactStanding } from '../visibility/contact-standing.ts';
import { isVisible } from '../visibility/visible-tickets.ts';
import { whyVisible } from '../visibility/why-visible.ts';

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
  const reader = { contactId: contact.id, portalId: portal.id };
  // Throws while the filter cannot be used, so that the mail waits instead of being given up.
  if (!(await isVisible(core, queries, await contactStanding(core, reader), ticket.id))) {
    const why = await whyVisible(core, queries, reader, ticket.id);
    return { skip: why.gates.find((gate) => !gate.pass)?.detail ?? 'The ticket was out of sight.' };
  }
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
