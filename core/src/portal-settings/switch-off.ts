/** Switching the portal off. */
import { type AgentContext, inTransaction } from '../context.ts';
import { recordPortalChange, requireRevision } from './record-change.ts';
import { readState } from './settings-state.ts';

/** From the next request on, customers read a neutral page and nothing else; their sessions stay for when it is on. */
export async function switchOff(
  ctx: AgentContext,
  wish: { ifRevision?: number | undefined },
): Promise<{ revision: number }> {
  return inTransaction(ctx, async (work) => {
    const { portal } = await readState(work.tx);
    await requireRevision(work, portal, wish.ifRevision);
    if (!portal.enabled) return { revision: portal.revision };
    await work.tx.portal.update({ where: { id: portal.id }, data: { enabled: false } });
    return {
      revision: await recordPortalChange(work, portal, {
        action: 'portal.off',
        before: { on: true },
        after: { on: false },
      }),
    };
  });
}
