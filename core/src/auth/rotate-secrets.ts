/** For when a copy of the database, a laptop or a mailbox came into wrong hands: whatever lets somebody in ends, but passwords. */
import type { Work } from '../context.ts';
import { recordEvent } from '../live/record-event.ts';

/** How many of each were still good. */
export interface RotatedSecrets {
  /** Of agents, on each of their machines. */
  signIns: number;
  accessTokens: number;
  /** Of customers, in each of their browsers. */
  customers: number;
  previews: number;
  /** In mails that wait in mailboxes: invitations, registrations and new passwords. */
  links: number;
  slackCodes: number;
}

/**
 * Ends every sign-in, token, preview, link and code. Who has a password signs in anew with it; who was invited and has
 * none yet must be invited again. A mail that has not left gets its link when it leaves, so that one works.
 */
export async function rotateSecrets({ tx, ...work }: Work): Promise<RotatedSecrets> {
  const live = { gt: work.now };
  const unused = { usedAt: null, expiresAt: live };
  const ended: RotatedSecrets = {
    signIns: await tx.agentSession.count({ where: { name: null, expiresAt: live } }),
    accessTokens: await tx.agentSession.count({ where: { name: { not: null }, expiresAt: live } }),
    customers: await tx.contactSession.count({ where: { expiresAt: live } }),
    previews: await tx.previewSession.count({ where: { expiresAt: live } }),
    links: await tx.oneTimeToken.count({ where: unused }),
    slackCodes: await tx.slackLinkCode.count({ where: { expiresAt: live } }),
  };
  await tx.agentSession.deleteMany();
  await tx.contactSession.deleteMany();
  await tx.previewSession.deleteMany();
  await tx.oneTimeToken.updateMany({ where: { usedAt: null }, data: { usedAt: work.now } });
  await tx.slackLinkCode.deleteMany();
  await recordEvent({ ...work, tx }, { action: 'secrets.rotated', target: 'desk', change: { ...ended } });
  return ended;
}
