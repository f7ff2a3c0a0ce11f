/** Who works on the desk, and who may do what. */
import { z } from 'zod';
import { ifVersion } from '../if-version.ts';
import { agentOnly, agentWith, router } from '../trpc.ts';
import { grantWish } from './access-grant.ts';
import { disableAgent, enableAgent } from './disable-agent.ts';
import { editAgent, editWish } from './edit-agent.ts';
import { grantPermission } from './grant-permission.ts';
import { invitationWish, inviteAgent } from './invite-agent.ts';
import { listAgents } from './list-agents.ts';
import { revokePermission } from './revoke-permission.ts';

const manager = agentWith('agents.manage');
const oneAgent = z.strictObject({
  agent: z.string().trim().min(1, 'must not be empty').max(320, 'is too long'),
  ifVersion,
});

export const agentsRouter = router({
  /** For every agent: "ask an administrator" needs a name. */
  list: agentOnly.query(async ({ ctx }) => ({ items: await listAgents(ctx), nextCursor: null })),
  /** Oneself, or with `agents.manage` anybody. */
  edit: agentOnly.input(editWish).mutation(({ ctx, input }) => editAgent(ctx, input)),
  invite: manager.input(invitationWish).mutation(({ ctx, input }) => inviteAgent(ctx, input)),
  disable: manager.input(oneAgent).mutation(({ ctx, input }) => disableAgent(ctx, input)),
  enable: manager.input(oneAgent).mutation(({ ctx, input }) => enableAgent(ctx, input)),
  grant: manager.input(grantWish).mutation(({ ctx, input }) => grantPermission(ctx, input)),
  revoke: manager.input(grantWish).mutation(({ ctx, input }) => revokePermission(ctx, input)),
});
