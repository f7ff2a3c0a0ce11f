/** The mails a customer or a colleague gets, as plain text, made when they are about to leave. */
import type { Core } from '../context.ts';
import type { MailPayload } from '../outbox/mail-payload.ts';
import { agentInviteMail } from './agent-invite-mail.ts';
import { inviteMail } from './invite-mail.ts';
import { registerMail } from './register-mail.ts';
import type { RenderedMail, Skip } from './rendered-mail.ts';
import { replyMail } from './reply-mail.ts';
import { passwordChangedMail, resetMail } from './reset-mail.ts';
import { slackFailingMail } from './slack-failing-mail.ts';
import { slackParkedMail } from './slack-parked-mail.ts';
import { slackRefusedMail } from './slack-refused-mail.ts';

/** The mail as it should be now, or why it must not be sent: what the portal hides is told by no mail. */
export async function renderMail(core: Core, payload: MailPayload): Promise<RenderedMail | Skip> {
  switch (payload.template) {
    case 'reply':
      return replyMail(core, payload);
    case 'register':
      return registerMail(core, payload);
    case 'invite':
      return inviteMail(core, payload);
    case 'reset':
      return resetMail(core, payload);
    case 'passwordChanged':
      return passwordChangedMail(core, payload);
    case 'agentInvite':
      return agentInviteMail(core, payload);
    case 'slackFailing':
      return slackFailingMail(core, payload);
    case 'slackParked':
      return slackParkedMail(core, payload);
    case 'slackRefused':
      return slackRefusedMail(core, payload);
  }
}
