/** The mail that an agent answered. What the ticket's people wrote stands in it as they wrote it. */
import { publicNameOf } from '../auth/agents.ts';
import type { Core } from '../context.ts';
import { displayText } from '../display-text.ts';
import type { MailPayload } from '../outbox/mail-payload.ts';
import { textsFor } from '../texts/texts.ts';
import { isConnected } from '../tickets/public-messages.ts';
import { contactStanding } from '../visibility/contact-standing.ts';
import { isReadable } from '../visibility/merged-tickets.ts';
import { whyVisible } from '../visibility/why-visible.ts';
import { mailTo, portalUrl, type RenderedMail, type Skip } from './rendered-mail.ts';

/** Skipped where the portal would not show the ticket now: what it hides is told by no mail. */
export async function replyMail(
  core: Core,
  payload: Extract<MailPayload, { template: 'reply' }>,
): Promise<RenderedMail | Skip> {
  const queries = core.db.read;
  const [message, contact, portal] = await Promise.all([
    queries.message.findUnique({
      where: { id: payload.messageId },
      include: {
        agent: true,
        channel: true,
        // The ticket on which its words stand now: it may have been split off since.
        conversation: { include: { ticket: true } },
        attachments: { orderBy: { seq: 'asc' } },
      },
    }),
    queries.contact.findUnique({ where: { id: payload.contactId } }),
    queries.portal.findFirst({ include: { domain: true } }),
  ]);
  const ticket = message?.conversation.ticket;
  if (!message || !contact || !ticket || !portal) return { skip: 'The ticket or its contact is gone.' };
  if (!isConnected(message.channel))
    return { skip: 'The message went over a channel that is not connected.' };
  const reader = { contactId: contact.id, portalId: portal.id };
  // Throws while the filter cannot be used, so that the mail waits instead of being given up.
  if (!(await isReadable(core, queries, await contactStanding(core, reader), ticket.id))) {
    const why = await whyVisible(core, queries, reader, ticket.id);
    return { skip: why.gates.find((gate) => !gate.pass)?.detail ?? 'The ticket was out of sight.' };
  }
  const { mail, files } = textsFor(portal.domain?.language ?? 'en');
  const texts = mail.reply;
  // The files themselves stay behind the portal's gate, which may have closed by the time the mail is read.
  const named = message.attachments.map(
    ({ fileName, bytes }) => `${files.attachedTo}: ${displayText(fileName)} (${files.size(bytes)})`,
  );
  const author = message.agent ? publicNameOf(message.agent) : portal.title;
  return mailTo(contact, {
    subject: `[#${ticket.number}] ${ticket.subject}`,
    body: [
      texts.answered(author, portal.title),
      '',
      message.bodyText,
      '',
      ...(named.length > 0 ? [...named, ''] : []),
      texts.readAndAnswer(`${portalUrl(core, portal.slug)}/tickets/${ticket.number}`),
    ].join('\n'),
  });
}
