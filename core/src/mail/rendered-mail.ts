/** A mail as it leaves, and the few facts that each of them is made from. */
import type { Core } from '../context.ts';
import type { Texts } from '../texts/texts.ts';

export interface RenderedMail {
  to: { name: string; address: string };
  subject: string;
  text: string;
  /** Whether its text lets its reader in: then it is kept nowhere once it has left. */
  isSecret?: boolean;
}

/** Why a mail must not be sent any more. */
export interface Skip {
  skip: string;
}

/** The portal that a mail speaks for. */
export interface MailPortal {
  id: string;
  title: string;
  /** Its address, without a slash at the end. */
  url: string;
  texts: Texts['mail'];
}

/** A mail to a contact; without a name, the address stands for it. */
export function mailTo(
  contact: { name: string | null; email: string },
  mail: { subject: string; body: string; isSecret?: boolean },
): RenderedMail {
  return {
    to: { name: contact.name ?? contact.email, address: contact.email },
    subject: mail.subject,
    text: `${mail.body}\n`,
    ...(mail.isSecret && { isSecret: true }),
  };
}

/** The address of a portal. */
export function portalUrl(core: Core, slug: string): string {
  return `${core.config.publicUrl}/${slug}`;
}
