/** An agent invites one contact to the portal, by hand. */
import { scopesOf } from '../auth/agents.ts';
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { recordEvent } from '../live/record-event.ts';
import { mailWarnings } from '../outbox/no-mail-server.ts';
import { notInAudience, portalOff } from '../visibility/access-portal.ts';
import { contactStanding } from '../visibility/contact-standing.ts';
import { invite } from './invite-newcomers.ts';

export interface InvitedContact {
  email: string;
  /** False when the contact was invited before, and nothing was sent now. */
  isInvited: boolean;
  invitedAt: string;
  /** Said when the mail cannot leave yet. */
  warnings?: string[];
}

/**
 * Sends an invitation to the desk's first portal; to somebody who has one already only with `again`. Throws
 * `CONTACT_NOT_FOUND`, `PORTAL_OFF`, `NOT_IN_AUDIENCE`, and `NOT_ALLOWED` for a blocked contact or a portal without
 * passwords.
 */
export async function inviteContact(
  ctx: AgentContext,
  wish: { email: string; again: boolean },
): Promise<InvitedContact> {
  const email = wish.email.trim().toLowerCase();
  const { read } = ctx.core.db;
  const contact = await read.contact.findUnique({ where: { email }, select: { id: true } });
  if (!contact) {
    throw new PosternError('CONTACT_NOT_FOUND', 'There is no contact with this address.', {
      hint: 'See who is there with: postern contact list',
    });
  }
  const portal = await read.portal.findFirst({
    orderBy: { id: 'asc' },
    select: { id: true, authMode: true },
  });
  if (!portal) throw portalOff();
  const who = { portalId: portal.id, contactId: contact.id };
  const standing = await contactStanding(ctx.core, who);
  if (!standing?.portal?.isOn) {
    const maySwitch = scopesOf(ctx.viewer, 'portal.settings').length > 0;
    throw portalOff(
      maySwitch ? 'Switch it on: postern portal on' : 'An administrator of the desk can switch it on.',
    );
  }
  if (portal.authMode === 'SSO')
    throw notAllowed('People sign in to this portal through their company, so nobody needs an invitation.');
  if (standing.isBlocked) throw notAllowed('This contact is blocked and could not sign in.');
  if (!standing.isInAudience) throw notInAudience();
  return inTransaction(ctx, async (work) => {
    const before = await work.tx.invitation.findUnique({ where: { portalId_contactId: who } });
    if (before && !wish.again) return { email, isInvited: false, invitedAt: before.createdAt.toISOString() };
    await invite(work, who);
    await recordEvent(work, {
      action: 'contact.invited',
      target: `contact:${contact.id}`,
      change: { portal: portal.id, again: before !== null },
    });
    const warnings = mailWarnings(work.core);
    const invitedAt = work.now.toISOString();
    return { email, isInvited: true, invitedAt, ...(warnings.length > 0 && { warnings }) };
  });
}

function notAllowed(sentence: string): PosternError {
  return new PosternError('NOT_ALLOWED', sentence, { hint: 'See how it is set with: postern portal status' });
}
