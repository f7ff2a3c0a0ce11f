/** Taking a permission from an agent. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { nextVersion } from '../if-version.ts';
import { recordEvent } from '../live/record-event.ts';
import { accessGrant, type GrantWish } from './access-grant.ts';
import { type AgentView, viewAgent } from './list-agents.ts';

/**
 * Wherever it was held, or in one inbox; it ends with the agent's next request. Throws as `grantPermission` does,
 * `STILL_IN_USE` for the desk's last `agents.manage`, and `BAD_INPUT` for one inbox of a permission held everywhere.
 */
export async function revokePermission(ctx: AgentContext, wish: GrantWish): Promise<AgentView> {
  return inTransaction(ctx, async (work) => {
    const { agent, permission, inbox } = await accessGrant(ctx, work, wish);
    const held = await work.tx.agentGrant.findMany({ where: { agentId: agent.id, permission } });
    if (inbox && held.some(({ scope }) => scope === '*')) {
      throw new PosternError(
        'BAD_INPUT',
        `${agent.name} holds "${permission}" everywhere, not in one inbox.`,
        {
          hint: `See the inboxes it is to hold in, revoke it without --inbox, then grant it for each: postern agent grant ${agent.email} ${permission} --inbox NAME`,
        },
      );
    }
    const ending = inbox ? held.filter(({ scope }) => scope === inbox.id) : held;
    if (ending.length > 0) {
      if (permission === 'agents.manage') await requireAnotherManager(work, agent);
      await work.tx.agentGrant.deleteMany({
        where: { agentId: agent.id, permission, ...(inbox && { scope: inbox.id }) },
      });
      await work.tx.agent.update({ where: { id: agent.id }, data: nextVersion });
      await recordEvent(work, {
        action: 'agent.revoked',
        target: `agent:${agent.id}`,
        change: { permission, scope: inbox?.name ?? '*' },
      });
    }
    return viewAgent(work.tx, agent.id);
  });
}

/** Throws `STILL_IN_USE` for the last agent who could grant anything. */
export async function requireAnotherManager(work: Work, agent: { id: string; name: string }): Promise<void> {
  const others = await work.tx.agentGrant.count({
    where: {
      permission: 'agents.manage',
      scope: '*',
      agentId: { not: agent.id },
      // Who was invited and has not accepted cannot sign in yet.
      agent: { disabledAt: null, passwordHash: { not: null } },
    },
  });
  if (others > 0) return;
  throw new PosternError(
    'STILL_IN_USE',
    `${agent.name} is the last agent with "agents.manage"; without it nobody could grant anything any more.`,
    { hint: 'Choose another agent for it first: postern agent grant EMAIL agents.manage' },
  );
}
