/** To administrators whom Slack does not know: nothing is posted into a channel any more, why, and what to do. */
import type { Core } from '../context.ts';
import type { MailPayload } from '../outbox/mail-payload.ts';
import { readRooms, roomOf } from '../slack-rooms/rooms.ts';
import { mailTo, type RenderedMail, type Skip } from './rendered-mail.ts';

/** Skipped once tickets go there again. */
export async function slackParkedMail(
  core: Core,
  { agentId, roomId }: Extract<MailPayload, { template: 'slackParked' }>,
): Promise<RenderedMail | Skip> {
  const room = roomOf(await readRooms(core.db.read), roomId);
  if (!room?.parkedBecause) return { skip: 'Tickets are posted there again.' };
  const agent = await core.db.read.agent.findUnique({ where: { id: agentId } });
  if (!agent || agent.disabledAt) return { skip: 'The agent is gone or disabled.' };
  const name = `#${room.name.replace(/^#/, '')}`;
  return mailTo(agent, {
    subject: `No tickets are posted into ${name} of Slack for now`,
    body: [
      `Hello ${agent.name},`,
      `the support desk at ${core.config.publicUrl} posts no tickets into ${name} for now. ${room.parkedBecause}`,
      'Nothing is lost. New tickets go into the fallback channel where there is one, and wait for this one otherwise; the desk looks again by itself.',
      'How it stands now:',
      '    postern slack status',
      'Once you have done something in Slack with your desk account, you hear of this there:',
      '    /postern queue',
    ].join('\n\n'),
  });
}
