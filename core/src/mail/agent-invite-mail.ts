/** The invitation to work on the desk, with the code that lets its reader choose a password. */
import { invitationDays, invitationQueue, mintInvitation } from '../auth/agent-invitations.ts';
import { type Core, inDeskTransaction } from '../context.ts';
import type { MailPayload } from '../outbox/mail-payload.ts';
import { mailTo, type RenderedMail, type Skip } from './rendered-mail.ts';

/** Skipped once it was accepted, replaced or taken back. Each try has a code of its own: the outbox holds none. */
export async function agentInviteMail(
  core: Core,
  payload: Extract<MailPayload, { template: 'agentInvite' }>,
): Promise<RenderedMail | Skip> {
  const { agentId, invitedBy, at } = payload;
  const { agent, outboxItem } = core.db.read;
  const invited = await agent.findUnique({ where: { id: agentId } });
  if (!invited || invited.disabledAt) return { skip: 'The agent is gone or disabled.' };
  if (invited.passwordHash !== null) return { skip: 'The invitation was accepted already.' };
  const newer = await outboxItem.findFirst({
    where: { queueKey: invitationQueue(agentId), createdAt: { gt: new Date(at) } },
    select: { id: true },
  });
  if (newer) return { skip: 'A newer invitation has taken its place.' };
  const inviter = await agent.findUnique({ where: { id: invitedBy }, select: { name: true } });
  const { code } = await inDeskTransaction(core, (work) => mintInvitation(work, agentId));
  const url = core.config.publicUrl;
  return mailTo(invited, {
    subject: `Work on the support desk at ${new URL(url).host}`,
    body: [
      `Hello ${invited.name},`,
      `${inviter?.name ?? 'An administrator'} has invited you to answer tickets on the support desk at ${url}.`,
      'Choose your password and sign in with this command:',
      `    postern auth accept --url ${url} ${code}`,
      `The code works once, for ${invitationDays} days. Keep it to yourself. If you did not expect this mail, you need not do anything.`,
    ].join('\n\n'),
    isSecret: true,
  });
}
