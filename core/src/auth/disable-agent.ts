/** An agent who does not work here any more, and one who does again. What they wrote stays, under their name. */
import { type AgentContext, inTransaction, type Work } from '../context.ts';
import { PosternError } from '../errors.ts';
import { nextVersion, requireAgentVersion } from '../if-version.ts';
import { recordEvent } from '../live/record-event.ts';
import { requireManager } from './access-grant.ts';
import { voidInvitations } from './agent-invitations.ts';
import { type AgentView, viewAgent } from './list-agents.ts';
import { requireAnotherManager } from './revoke-permission.ts';

interface WhichAgent {
  agent: string;
  ifVersion?: number | undefined;
}

/**
 * Ends every sign-in, token, preview and invitation of the agent at once; a reply of theirs that waits is not sent. Answers how
 * many open tickets they still have. Throws `AGENT_NOT_FOUND`, `AGENT_CHANGED`, `STILL_IN_USE` for the last who manages
 * agents, and `BAD_INPUT` for oneself.
 */
export function disableAgent(
  ctx: AgentContext,
  which: WhichAgent,
): Promise<AgentView & { openTickets: number }> {
  requireManager(ctx);
  return inTransaction(ctx, async (work) => {
    const agent = await agentWith(work, which);
    if (agent.id === ctx.viewer.agentId)
      throw new PosternError('BAD_INPUT', 'You cannot disable yourself. Ask a colleague to do it.');
    if (!agent.disabledAt) {
      await requireAnotherManager(work, agent);
      const { count } = await work.tx.agentSession.deleteMany({ where: { agentId: agent.id } });
      await work.tx.previewSession.deleteMany({ where: { agentId: agent.id } });
      await voidInvitations(work, agent.id);
      await work.tx.agent.update({ where: { id: agent.id }, data: { disabledAt: work.now, ...nextVersion } });
      await recordEvent(work, {
        action: 'agent.disabled',
        target: `agent:${agent.id}`,
        change: { sessions: count, by: ctx.viewer.name },
      });
    }
    const openTickets = await work.tx.ticket.count({
      where: { assigneeId: agent.id, closedAt: null, hidden: null, mergedIntoId: null },
    });
    return { ...(await viewAgent(work.tx, agent.id)), openTickets };
  });
}

/** With the password and the permissions from before; everybody signs in anew. Throws `AGENT_NOT_FOUND`, `AGENT_CHANGED`. */
export function enableAgent(ctx: AgentContext, which: WhichAgent): Promise<AgentView> {
  requireManager(ctx);
  return inTransaction(ctx, async (work) => {
    const agent = await agentWith(work, which);
    if (agent.disabledAt) {
      await work.tx.agent.update({ where: { id: agent.id }, data: { disabledAt: null, ...nextVersion } });
      await recordEvent(work, {
        action: 'agent.enabled',
        target: `agent:${agent.id}`,
        change: { by: ctx.viewer.name },
      });
    }
    return viewAgent(work.tx, agent.id);
  });
}

async function agentWith(work: Work, { agent: email, ifVersion }: WhichAgent) {
  const agent = await work.tx.agent.findUnique({
    where: { email: email.trim().toLowerCase() },
    select: { id: true, name: true, disabledAt: true, version: true },
  });
  if (!agent)
    throw new PosternError('AGENT_NOT_FOUND', `There is no agent "${email}".`, {
      hint: 'Check the address.',
    });
  requireAgentVersion(agent, ifVersion);
  return agent;
}
