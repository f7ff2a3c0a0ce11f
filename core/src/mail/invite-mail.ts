/** The invitation to a portal, in its own words where it has some. */
import type { Core } from '../context.ts';
import type { MailPayload } from '../outbox/mail-payload.ts';
import { entryLink, entryPortal, whyNotWelcome } from './entry-mails.ts';
import { fillIn } from './invitation-text.ts';
import { mailTo, type RenderedMail, type Skip } from './rendered-mail.ts';

/** Skipped for whom the portal does not let in now, whatever it was when the invitation was written down. */
export async function inviteMail(
  core: Core,
  payload: Extract<MailPayload, { template: 'invite' }>,
): Promise<RenderedMail | Skip> {
  const portal = await entryPortal(core, payload.portalId);
  if ('skip' in portal) return portal;
  const { contactId } = payload;
  const contact = await core.db.read.contact.findUnique({ where: { id: contactId } });
  const notWelcome = await whyNotWelcome(core, { contactId, portalId: portal.id });
  if (!contact || notWelcome) return notWelcome ?? { skip: 'The contact is gone.' };
  const link = await entryLink(core, portal, { purpose: 'INVITE', subject: contactId, email: contact.email });
  const facts = { link, name: contact.name ?? contact.email, portal: portal.title };
  const { invite } = portal.texts;
  return mailTo(contact, {
    subject: fillIn(portal.inviteSubject ?? invite.subject, facts),
    body: fillIn(portal.inviteBody ?? invite.body, facts),
    isSecret: true,
  });
}
