/** To administrators: nothing has reached Slack for a while, and why as far as the desk knows. */
import type { Core } from '../context.ts';
import type { MailPayload } from '../outbox/mail-payload.ts';
import { readFailing } from '../slack-rooms/failing-posts.ts';
import { mailTo, type RenderedMail, type Skip } from './rendered-mail.ts';

/** Skipped once posts arrive again. */
export async function slackFailingMail(
  core: Core,
  { agentId }: Extract<MailPayload, { template: 'slackFailing' }>,
): Promise<RenderedMail | Skip> {
  const failing = await readFailing(core.db.read);
  if (!failing) return { skip: 'Posts reach Slack again.' };
  const agent = await core.db.read.agent.findUnique({ where: { id: agentId } });
  if (!agent || agent.disabledAt) return { skip: 'The agent is gone or disabled.' };
  const url = core.config.publicUrl;
  return mailTo(agent, {
    subject: `Nothing reaches Slack from the support desk at ${new URL(url).host}`,
    body: [
      `Hello ${agent.name},`,
      `since ${failing.since.slice(0, 16).replace('T', ' ')} UTC nothing that the support desk at ${url} posts reaches Slack. ${failing.because}`,
      'Nothing is lost. Customers write and read as ever, the team answers in the terminal, and what belongs into Slack waits on the desk and is tried again all the time: it is posted in order once Slack can be reached.',
      'Often Slack itself is at fault, and it passes: https://slack-status.com. Else look at the network between the desk and Slack.',
      'How it stands now:',
      '    postern slack status',
    ].join('\n\n'),
  });
}
