/** Sends mails by SMTP; on the sample desk keeps them, where `/sandbox/mail` shows them. */
import nodemailer from 'nodemailer';
import type { Core } from '../context.ts';
import { mailPayload } from '../outbox/queue-to-contacts.ts';
import type { Delivery, DeliveryOutcome, OutboxEntryView } from '../worker/delivery.ts';
import { type RenderedMail, renderMail } from './render-mail.ts';

/** The sample desk's mails never leave, whatever `SMTP_URL` says: its people do not exist. */
export function mailDelivery(core: Core, options: { isSampleDesk: boolean }): Delivery {
  const { mail } = core.config;
  const transport = mail && !options.isSampleDesk ? nodemailer.createTransport(mail.smtpUrl) : null;

  async function send(item: OutboxEntryView): Promise<DeliveryOutcome> {
    const rendered = await renderMail(core, mailPayload.parse(item.payload));
    if ('skip' in rendered) return { state: 'done', result: { skipped: rendered.skip } };
    if (options.isSampleDesk) return { state: 'done', result: { kept: true, ...rendered } };
    if (!transport || !mail)
      return { state: 'parked', reason: 'No mail server is set (SMTP_URL, MAIL_FROM).' };
    return sendBySmtp(rendered, item);
  }

  async function sendBySmtp(rendered: RenderedMail, item: OutboxEntryView): Promise<DeliveryOutcome> {
    try {
      const info = await transport?.sendMail({
        from: mail?.from,
        to: rendered.to,
        subject: rendered.subject,
        text: rendered.text,
        // One id for every try: a mail that was taken twice is shown once by most readers.
        messageId: `<${item.id}@${new URL(core.config.publicUrl).hostname}>`,
        headers: { 'Auto-Submitted': 'auto-generated' },
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      return { state: 'done', result: { ...rendered, answer: info?.response ?? '' } };
    } catch (error) {
      const { responseCode, message } = error as { responseCode?: number; message: string };
      // 5xx is the server's final word (RFC 5321 4.2.1); all else may pass.
      return responseCode && responseCode >= 500 && responseCode < 600
        ? { state: 'dead', reason: message }
        : { state: 'retry', reason: message };
    }
  }

  // SMTP cannot be asked what it took; the stable Message-ID makes a second copy harmless.
  return { send, reconcile: send };
}
