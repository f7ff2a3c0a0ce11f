/** Sends mails by SMTP; on the sample desk keeps them, where `/sandbox/mail` shows them. */
import nodemailer from 'nodemailer';
import { withdrawInvitation } from '../contacts/withdraw-invitation.ts';
import type { Core } from '../context.ts';
import { mailPayload, noMailServer } from '../outbox/mail-payload.ts';
import type { Delivery, DeliveryOutcome, OutboxEntryView } from '../worker/delivery.ts';
import { renderMail } from './render-mail.ts';
import type { RenderedMail } from './rendered-mail.ts';

/** A mail server that hangs is given up, in milliseconds: the library would wait for up to ten minutes. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

/** The sample desk's mails never leave, whatever `SMTP_URL` says: its people do not exist. */
export function mailDelivery(core: Core): Delivery {
  const config = core.config.mail;
  const transport =
    config && !core.isSampleDesk ? nodemailer.createTransport({ url: config.smtpUrl, ...patience }) : null;

  async function send(item: OutboxEntryView): Promise<DeliveryOutcome> {
    const payload = mailPayload.parse(item.payload);
    const mail = await renderMail(core, payload);
    if ('skip' in mail) {
      // After a first try nobody knows whether it is out, and twice would be worse than never.
      if (payload.template === 'invite' && item.attempt === 1) await withdrawInvitation(core, payload);
      return { state: 'done', result: { skipped: mail.skip } };
    }
    const { isSecret, ...rendered } = mail;
    if (core.isSampleDesk) return { state: 'done', result: { kept: true, ...rendered } };
    if (!transport || !config) return { state: 'parked', reason: noMailServer };
    return sendBySmtp(mail, item);
  }

  async function sendBySmtp(rendered: RenderedMail, item: OutboxEntryView): Promise<DeliveryOutcome> {
    try {
      const info = await transport?.sendMail({
        from: config?.from,
        to: rendered.to,
        subject: rendered.subject,
        text: rendered.text,
        // One id for every try: a mail that was taken twice is shown once by most readers.
        messageId: `<${item.id}@${new URL(core.config.publicUrl).hostname}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const { isSecret, text, ...head } = rendered;
      // A link that lets its reader in is kept in no table.
      return {
        state: 'done',
        result: { ...head, ...(!isSecret && { text }), answer: info?.response ?? '' },
      };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return isFinal(error) ? { state: 'dead', reason } : { state: 'retry', reason };
    }
  }

  // SMTP cannot be asked what it took; the stable Message-ID makes a second copy harmless.
  return { send, reconcile: send };
}

/**
 * 5xx is a server's final word (RFC 5321, 4.2.1), and says something of this mail only where it answers to the
 * recipient or the text; a refused password or sender is the desk's to mend, and the mail waits for that.
 */
function isFinal(error: unknown): boolean {
  const { code, command, permanent, message } = error as Partial<SmtpError>;
  if (permanent) return command === 'RCPT TO' || command === 'DATA';
  // The library itself refuses an address that no server could take.
  return code === 'EENVELOPE' && command === 'API' && /recipient/i.test(message ?? '');
}

/** What the library adds to its errors. */
interface SmtpError extends Error {
  code: string;
  /** What was refused: `AUTH PLAIN`, `MAIL FROM`, `RCPT TO`, `DATA`, or `API` where nothing was sent. */
  command: string;
  /** A 5xx other than 503, which complains of the order of commands. */
  permanent: boolean;
}
