/** What the mails about coming in share: the portal as it is now, whom it lets in, and the links that open it. */
import { type LinkPurpose, mintLink } from '../auth/one-time-tokens.ts';
import { type Core, inDeskTransaction } from '../context.ts';
import type { AcceptedWording } from '../outbox/mail-payload.ts';
import { textsFor } from '../texts/texts.ts';
import { registrationOf } from '../visibility/access-portal.ts';
import { contactStanding } from '../visibility/contact-standing.ts';
import { type MailPortal, portalUrl, type Skip } from './rendered-mail.ts';

export interface EntryPortal extends MailPortal {
  registration: ReturnType<typeof registrationOf>;
  inviteSubject: string | null;
  inviteBody: string | null;
}

/** The portal, while it is on and lets people in by a password; else why no mail about it may leave. */
export async function entryPortal(core: Core, portalId: string): Promise<EntryPortal | Skip> {
  const row = await core.db.read.portal.findUnique({ where: { id: portalId }, include: { domain: true } });
  if (!row?.enabled) return { skip: 'The portal is switched off.' };
  if (row.authMode === 'SSO') return { skip: 'People sign in to this portal through their company.' };
  return {
    id: row.id,
    title: row.title,
    url: portalUrl(core, row.slug),
    texts: textsFor(row.domain?.language ?? 'en').mail,
    registration: registrationOf({
      authMode: row.authMode as 'REGISTRATION' | null,
      audience: row.audience as 'ALL' | 'LISTS',
      hasSelfRegistration: row.domain?.selfRegistration ?? false,
    }),
    inviteSubject: row.inviteSubject,
    inviteBody: row.inviteBody,
  };
}

/** Why this contact may not come in; null when it may. */
export async function whyNotWelcome(
  core: Core,
  who: { contactId: string; portalId: string },
): Promise<Skip | null> {
  const standing = await contactStanding(core, who);
  if (!standing) return { skip: 'The contact is gone.' };
  if (standing.isBlocked) return { skip: 'This contact may not sign in.' };
  return standing.isInAudience ? null : { skip: "This contact is on none of the portal's lists." };
}

const folders = { REGISTER: 'register', INVITE: 'invite', RESET: 'reset' } as const;

/** A new link, minted when its mail is about to leave: the outbox holds none, and each try gets one of its own. */
export async function entryLink(
  core: Core,
  portal: MailPortal,
  link: {
    purpose: LinkPurpose;
    /** The contact's id, or the address of somebody who is none yet. */
    subject: string;
    email: string;
    name?: string;
    consent?: AcceptedWording | null;
  },
): Promise<string> {
  const secret = await inDeskTransaction(core, (work) =>
    mintLink(work, {
      purpose: link.purpose,
      subject: link.subject,
      payload: {
        portalId: portal.id,
        email: link.email,
        name: link.name ?? null,
        consent: link.consent ?? null,
      },
    }),
  );
  return `${portal.url}/${folders[link.purpose]}/${secret}`;
}
