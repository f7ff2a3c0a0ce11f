/** What an agent says of oneself, or who manages agents of anybody: whether new tickets are to pass them by. */
import { z } from 'zod';
import { type AgentContext, inTransaction } from '../context.ts';
import { PosternError } from '../errors.ts';
import { ifVersion, nextVersion, requireAgentVersion } from '../if-version.ts';
import { recordEvent } from '../live/record-event.ts';
import { requirePermission, scopesOf } from './agents.ts';
import { type AgentView, viewAgent } from './list-agents.ts';

export const editWish = z.strictObject({
  /** An address, or `me`. */
  agent: z.string().trim().min(1, 'must not be empty').max(320, 'is too long'),
  isAway: z.boolean(),
  ifVersion,
});

/** Throws `NOT_ALLOWED` for somebody else without `agents.manage`, `AGENT_NOT_FOUND`, `AGENT_CHANGED`. */
export function editAgent(ctx: AgentContext, wish: z.infer<typeof editWish>): Promise<AgentView> {
  const { viewer } = ctx;
  const email = wish.agent.toLowerCase() === 'me' ? viewer.email : wish.agent.toLowerCase();
  if (email !== viewer.email && scopesOf(viewer, 'agents.manage') !== 'everywhere')
    requirePermission(viewer, 'agents.manage', '*');
  return inTransaction(ctx, async (work) => {
    const agent = await work.tx.agent.findUnique({
      where: { email },
      select: { id: true, name: true, awayAt: true, version: true },
    });
    if (!agent)
      throw new PosternError('AGENT_NOT_FOUND', `There is no agent "${wish.agent}".`, {
        hint: 'Check the address.',
      });
    requireAgentVersion(agent, wish.ifVersion);
    if ((agent.awayAt !== null) !== wish.isAway) {
      await work.tx.agent.update({
        where: { id: agent.id },
        data: { awayAt: wish.isAway ? work.now : null, ...nextVersion },
      });
      await recordEvent(work, {
        action: wish.isAway ? 'agent.away' : 'agent.back',
        target: `agent:${agent.id}`,
        change: { by: viewer.name },
      });
    }
    return viewAgent(work.tx, agent.id);
  });
}
