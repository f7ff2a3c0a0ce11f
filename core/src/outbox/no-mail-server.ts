/** What becomes of mails on a desk that has no mail server, and what to do about it. */
import type { Core } from '../context.ts';

export interface NoMailServer {
  detail: string;
  next: string;
}

/** Null where mails leave, and on the sample desk, which keeps them where its own page shows them. */
export function noMailServerOf({
  config,
  isSampleDesk,
}: Pick<Core, 'config' | 'isSampleDesk'>): NoMailServer | null {
  if (config.mail || isSampleDesk) return null;
  return {
    detail: 'No mail server is set: invitations, links and answers wait in the outbox until there is one.',
    next: 'SMTP_URL=smtp://user:password@mail.example.com:587 MAIL_FROM=support@example.com',
  };
}

/** For whoever has just caused a mail to be written down, and for the log at the start. */
export function mailWarnings(core: Pick<Core, 'config' | 'isSampleDesk'>): string[] {
  const lack = noMailServerOf(core);
  return lack ? [`${lack.detail} Set SMTP_URL and MAIL_FROM, and start the desk again.`] : [];
}
