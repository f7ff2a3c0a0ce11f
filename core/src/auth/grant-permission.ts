/** Giving an agent a permission. */
import { type AgentContext, inTransaction } from '../context.ts';
import { nextVersion } from '../if-version.ts';
import { recordEvent } from '../live/record-event.ts';
import { accessGrant, type GrantWish } from './access-grant.ts';
import { type AgentView, viewAgent } from './list-agents.ts';

/**
 * Everywhere, or in one inbox; it holds from the agent's next request on. Throws `NOT_ALLOWED`, `AGENT_NOT_FOUND`,
 * `AGENT_CHANGED`, `INBOX_NOT_FOUND`, and `BAD_INPUT` for an unknown permission or one that no inbox can bound.
 */
export async function grantPermission(ctx: AgentContext, wish: GrantWish): Promise<AgentView> {
  return inTransaction(ctx, async (work) => {
    const { agent, permission, inbox } = await accessGrant(ctx, work, wish);
    const held = await work.tx.agentGrant.findMany({ where: { agentId: agent.id, permission } });
    const scope = inbox?.id ?? '*';
    if (!held.some((grant) => grant.scope === '*' || grant.scope === scope)) {
      // Everywhere includes each inbox, so single ones are left behind.
      if (!inbox) await work.tx.agentGrant.deleteMany({ where: { agentId: agent.id, permission } });
      await work.tx.agentGrant.create({ data: { agentId: agent.id, permission, scope } });
      await work.tx.agent.update({ where: { id: agent.id }, data: nextVersion });
      await recordEvent(work, {
        action: 'agent.granted',
        target: `agent:${agent.id}`,
        change: { permission, scope: inbox?.name ?? '*' },
      });
    }
    return viewAgent(work.tx, agent.id);
  });
}
