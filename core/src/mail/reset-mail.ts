/** The answer to "Forgot password?", and the news that a password was changed. */
import type { Core } from '../context.ts';
import type { MailPayload } from '../outbox/mail-payload.ts';
import { entryLink, entryPortal, whyNotWelcome } from './entry-mails.ts';
import { mailTo, type RenderedMail, type Skip } from './rendered-mail.ts';

/** A link to a new password, or to the first one of somebody who was invited or may register; nothing to others. */
export async function resetMail(
  core: Core,
  payload: Extract<MailPayload, { template: 'reset' }>,
): Promise<RenderedMail | Skip> {
  const portal = await entryPortal(core, payload.portalId);
  if ('skip' in portal) return portal;
  const contact = await core.db.read.contact.findUnique({ where: { email: payload.email } });
  if (!contact) return { skip: 'Nobody has this address.' };
  const who = { contactId: contact.id, portalId: portal.id };
  const notWelcome = await whyNotWelcome(core, who);
  if (notWelcome) return notWelcome;
  if (!contact.passwordHash && portal.registration === 'closed') {
    const wasInvited = await core.db.read.invitation.findUnique({ where: { portalId_contactId: who } });
    if (!wasInvited) return { skip: 'This contact has no login and was not invited.' };
  }
  const link = await entryLink(core, portal, {
    purpose: contact.passwordHash ? 'RESET' : 'INVITE',
    subject: contact.id,
    email: contact.email,
  });
  const texts = contact.passwordHash ? portal.texts.reset : portal.texts.firstPassword;
  const facts = { name: contact.name ?? contact.email, portal: portal.title, link };
  return mailTo(contact, { subject: texts.subject(portal.title), body: texts.body(facts), isSecret: true });
}

/** Tells the contact, so that somebody else's change does not stay unnoticed. */
export async function passwordChangedMail(
  core: Core,
  payload: Extract<MailPayload, { template: 'passwordChanged' }>,
): Promise<RenderedMail | Skip> {
  const portal = await entryPortal(core, payload.portalId);
  if ('skip' in portal) return portal;
  const contact = await core.db.read.contact.findUnique({ where: { id: payload.contactId } });
  if (!contact) return { skip: 'The contact is gone.' };
  const { passwordChanged: texts } = portal.texts;
  const facts = {
    name: contact.name ?? contact.email,
    portal: portal.title,
    forgot: `${portal.url}/forgot`,
  };
  return mailTo(contact, { subject: texts.subject(portal.title), body: texts.body(facts) });
}
