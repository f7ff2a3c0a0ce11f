/** To administrators: Slack does not let the desk's app in any more, and what to do. */
import type { Core } from '../context.ts';
import type { MailPayload } from '../outbox/mail-payload.ts';
import { readRefusal } from '../slack-rooms/refused-access.ts';
import { mailTo, type RenderedMail, type Skip } from './rendered-mail.ts';

/** Skipped once Slack lets the app in again. */
export async function slackRefusedMail(
  core: Core,
  { agentId }: Extract<MailPayload, { template: 'slackRefused' }>,
): Promise<RenderedMail | Skip> {
  const refusal = await readRefusal(core.db.read);
  if (!refusal) return { skip: 'Slack lets the app in again.' };
  const agent = await core.db.read.agent.findUnique({ where: { id: agentId } });
  if (!agent || agent.disabledAt) return { skip: 'The agent is gone or disabled.' };
  const url = core.config.publicUrl;
  return mailTo(agent, {
    subject: `Slack no longer lets in the support desk at ${new URL(url).host}`,
    body: [
      `Hello ${agent.name},`,
      `since ${refusal.since.slice(0, 16).replace('T', ' ')} UTC the support desk at ${url} can neither post into Slack nor hear from it. ${refusal.because}`,
      'Nothing is lost. Customers write and read as ever, the team answers in the terminal, and what belongs into Slack waits on the desk: it is posted in order once Slack lets the app in again.',
      'The steps to set the app up, and whether its tokens are good:',
      '    postern slack connect\n    postern slack connect --check',
      'How it stands now:',
      '    postern slack status',
    ].join('\n\n'),
  });
}
