/** Who works on the desk, and who may do what. */
import { agentOnly, agentWith, router } from '../trpc.ts';
import { grantWish } from './access-grant.ts';
import { editAgent, editWish } from './edit-agent.ts';
import { grantPermission } from './grant-permission.ts';
import { listAgents } from './list-agents.ts';
import { revokePermission } from './revoke-permission.ts';

const manager = agentWith('agents.manage');

export const agentsRouter = router({
  /** For every agent: "ask an administrator" needs a name. */
  list: agentOnly.query(async ({ ctx }) => ({ items: await listAgents(ctx), nextCursor: null })),
  /** Oneself, or with `agents.manage` anybody. */
  edit: agentOnly.input(editWish).mutation(({ ctx, input }) => editAgent(ctx, input)),
  grant: manager.input(grantWish).mutation(({ ctx, input }) => grantPermission(ctx, input)),
  revoke: manager.input(grantWish).mutation(({ ctx, input }) => revokePermission(ctx, input)),
});
