/** The answer to a registration: the link to finish it, the news that there is a login, or nothing. */
import type { Core } from '../context.ts';
import type { MailPayload } from '../outbox/mail-payload.ts';
import { entryLink, entryPortal, whyNotWelcome } from './entry-mails.ts';
import { mailTo, type RenderedMail, type Skip } from './rendered-mail.ts';

/** Who may have a login is asked now, not when the form was sent. */
export async function registerMail(
  core: Core,
  payload: Extract<MailPayload, { template: 'register' }>,
): Promise<RenderedMail | Skip> {
  const portal = await entryPortal(core, payload.portalId);
  if ('skip' in portal) return portal;
  if (portal.registration === 'closed') return { skip: 'There is no registration any more.' };
  const contact = await core.db.read.contact.findUnique({ where: { email: payload.email } });
  if (!contact && portal.registration === 'byList')
    return { skip: 'This address is on none of the lists of the portal.' };
  const notWelcome = contact && (await whyNotWelcome(core, { contactId: contact.id, portalId: portal.id }));
  if (notWelcome) return notWelcome;
  if (contact?.passwordHash) {
    const { hasLogin } = portal.texts;
    const facts = { portal: portal.title, signIn: `${portal.url}/sign-in`, forgot: `${portal.url}/forgot` };
    return mailTo(contact, { subject: hasLogin.subject(portal.title), body: hasLogin.body(facts) });
  }
  const link = await entryLink(core, portal, {
    purpose: 'REGISTER',
    subject: payload.email,
    email: payload.email,
    name: payload.name,
    consent: payload.consent,
  });
  const { register } = portal.texts;
  return mailTo(
    { name: payload.name, email: payload.email },
    {
      subject: register.subject(portal.title),
      body: register.body({ name: payload.name, portal: portal.title, link }),
      isSecret: true,
    },
  );
}
