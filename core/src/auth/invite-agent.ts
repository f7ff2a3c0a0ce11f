/** A new colleague: an agent without a password, and the code with which they choose one. */
import { z } from 'zod';
import { emailAddress, shownName } from '../contacts/contact-input.ts';
import { type AgentContext, inTransaction, type Permission, type Work } from '../context.ts';
import { createAgent } from '../desk/create-desk.ts';
import { PosternError } from '../errors.ts';
import { nextVersion } from '../if-version.ts';
import { recordEvent } from '../live/record-event.ts';
import { noMailServerOf } from '../outbox/no-mail-server.ts';
import { queueMail } from '../outbox/queue-mail.ts';
import { permissionNamed, requireManager } from './access-grant.ts';
import { invitationQueue, mintInvitation, voidInvitations } from './agent-invitations.ts';
import { type AgentView, viewAgent } from './list-agents.ts';

export const invitationWish = z.strictObject({
  email: emailAddress,
  name: shownName(200),
  /** Each holds everywhere. */
  permissions: z.array(z.string().trim().min(1, 'must not be empty').max(100, 'is too long')).max(50),
  /** Replaces an invitation that was not accepted yet. */
  again: z.boolean(),
});

export type InvitationWish = z.infer<typeof invitationWish>;

export interface InvitedAgent extends AgentView {
  /** Told this one time, where no mail can carry it; null when a mail is on its way. */
  code: string | null;
  expiresAt: string | null;
}

/**
 * Makes the agent and queues the mail, or without a mail server answers the code. Throws `NOT_ALLOWED`, `BAD_INPUT`
 * for an unknown permission, and `NAME_TAKEN` for an address that is an agent's; with `again` not while it waits.
 */
export function inviteAgent(ctx: AgentContext, wish: InvitationWish): Promise<InvitedAgent> {
  requireManager(ctx);
  const permissions = [...new Set(wish.permissions.map(permissionNamed))];
  return inTransaction(ctx, async (work) => {
    const there = await work.tx.agent.findUnique({
      where: { email: wish.email },
      select: { id: true, name: true, passwordHash: true, disabledAt: true },
    });
    if (there) requireWaiting(there, wish);
    const { id } =
      there ??
      (await createAgent(work, { name: wish.name, email: wish.email, passwordHash: null, permissions: [] }));
    if (there) {
      await work.tx.agent.update({ where: { id }, data: { name: wish.name, ...nextVersion } });
      await voidInvitations(work, id);
    }
    await recordEvent(work, {
      action: 'agent.invited',
      target: `agent:${id}`,
      change: { again: there !== null, by: ctx.viewer.name },
    });
    await grantEverywhere(work, id, permissions);
    const told = noMailServerOf(work.core) ? await mintInvitation(work, id) : null;
    if (!told) await queueInvitation(work, { agentId: id, invitedBy: ctx.viewer.agentId });
    return {
      ...(await viewAgent(work.tx, id)),
      code: told?.code ?? null,
      expiresAt: told?.expiresAt ?? null,
    };
  });
}

function requireWaiting(
  agent: { name: string; passwordHash: string | null; disabledAt: Date | null },
  { email, again }: InvitationWish,
): void {
  if (agent.disabledAt) {
    throw new PosternError('NAME_TAKEN', `${email} is an agent already, and disabled.`, {
      hint: `Let them work here again with: postern agent enable ${email}`,
    });
  }
  if (agent.passwordHash !== null) {
    throw new PosternError('NAME_TAKEN', `${email} is an agent already: ${agent.name}.`, {
      hint: `Give them a permission with: postern agent grant ${email} PERMISSION`,
    });
  }
  if (!again) {
    throw new PosternError('NAME_TAKEN', `${email} was invited before and has not accepted yet.`, {
      hint: 'Add --again for a new invitation; the one from before ends then.',
    });
  }
}

async function grantEverywhere(
  work: Work,
  agentId: string,
  permissions: readonly Permission[],
): Promise<void> {
  for (const permission of permissions) {
    const held = await work.tx.agentGrant.findFirst({ where: { agentId, permission, scope: '*' } });
    if (held) continue;
    // Everywhere includes each inbox, so single ones are left behind.
    await work.tx.agentGrant.deleteMany({ where: { agentId, permission } });
    await work.tx.agentGrant.create({ data: { agentId, permission, scope: '*' } });
    await recordEvent(work, {
      action: 'agent.granted',
      target: `agent:${agentId}`,
      change: { permission, scope: '*' },
    });
  }
}

async function queueInvitation(work: Work, who: { agentId: string; invitedBy: string }): Promise<void> {
  const queueKey = invitationQueue(who.agentId);
  await queueMail(work, {
    key: `${queueKey}:${work.core.ids.secret()}`,
    queueKey,
    payload: { template: 'agentInvite', ...who, at: work.now.toISOString() },
  });
}
