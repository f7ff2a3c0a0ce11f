/** What the outbox keeps of a mail: whom it is about, never its text, and never a link that could be used. */
import { z } from 'zod';

/** The wording that was on the page when somebody ticked its box, and when that was. */
export const acceptedWording = z.strictObject({ text: z.string(), label: z.string(), at: z.string() });

export type AcceptedWording = z.infer<typeof acceptedWording>;

export const mailPayload = z.discriminatedUnion('template', [
  /** An agent answered. */
  z.strictObject({
    template: z.literal('reply'),
    ticketId: z.string(),
    messageId: z.string(),
    contactId: z.string(),
  }),
  /** Somebody asked to register this address: whether and what it is told is decided when the mail is due. */
  z.strictObject({
    template: z.literal('register'),
    portalId: z.string(),
    email: z.string(),
    name: z.string(),
    consent: acceptedWording.nullable(),
  }),
  /** A contact may come in and is told how. */
  z.strictObject({ template: z.literal('invite'), portalId: z.string(), contactId: z.string() }),
  /** Somebody has forgotten the password of this address, or never had one. */
  z.strictObject({ template: z.literal('reset'), portalId: z.string(), email: z.string() }),
  /** A contact's password is another one since just now. */
  z.strictObject({ template: z.literal('passwordChanged'), portalId: z.string(), contactId: z.string() }),
  /** Somebody may work on the desk, since this moment; the newest invitation alone is sent. */
  z.strictObject({
    template: z.literal('agentInvite'),
    agentId: z.string(),
    invitedBy: z.string(),
    at: z.string(),
  }),
  /** An administrator hears that Slack refuses the desk's app; why is read when it is sent. */
  z.strictObject({ template: z.literal('slackRefused'), agentId: z.string() }),
  /** The same where posts fail for another reason, such as a network that is down. */
  z.strictObject({ template: z.literal('slackFailing'), agentId: z.string() }),
  /** The same of one channel, for administrators whom Slack cannot tell. */
  z.strictObject({ template: z.literal('slackParked'), agentId: z.string(), roomId: z.string() }),
]);

export type MailPayload = z.infer<typeof mailPayload>;

/** Why mails of a desk without a mail server are parked. */
export const noMailServer = 'No mail server is set (SMTP_URL, MAIL_FROM).';
