/** Signing agents in and out. */
import { z } from 'zod';
import { agentOnly, procedure, router } from '../trpc.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { accessTokenName, createAccessToken } from './create-access-token.ts';
import { redeemLaunchToken } from './launch-token.ts';
import { listAccessTokens } from './list-access-tokens.ts';
import { revokeAccessToken } from './revoke-access-token.ts';
import { signInAgent, signOut } from './sign-in.ts';

export const authRouter = router({
  signIn: procedure
    .input(z.strictObject({ email: z.string().max(320), password: z.string().max(4_096) }))
    .mutation(({ ctx, input }) => signInAgent(ctx, input)),
  acceptInvitation: procedure
    .input(z.strictObject({ code: z.string().max(200), password: z.string().max(4_096) }))
    .mutation(({ ctx, input }) => acceptInvitation(ctx, input)),
  redeemLaunchToken: procedure
    .input(z.strictObject({ token: z.string().min(1).max(100) }))
    .mutation(({ ctx, input }) => redeemLaunchToken(ctx, input.token)),
  signOut: agentOnly.mutation(({ ctx }) => signOut(ctx)),
  me: agentOnly.query(({ ctx }) => ({
    name: ctx.viewer.name,
    email: ctx.viewer.email,
    permissions: [...ctx.viewer.grants].map(([permission, scopes]) => ({ permission, scopes: [...scopes] })),
  })),
  /** The colleagues a ticket can be given to. */
  agents: agentOnly.query(async ({ ctx }) => {
    const agents = await ctx.core.db.read.agent.findMany({
      where: { disabledAt: null },
      select: { name: true, email: true },
      orderBy: { name: 'asc' },
    });
    return agents.map(({ name, email }) => ({ name, email }));
  }),
  createToken: agentOnly
    .input(z.strictObject({ name: accessTokenName }))
    .mutation(({ ctx, input }) => createAccessToken(ctx, input.name)),
  tokens: agentOnly.query(({ ctx }) => listAccessTokens(ctx)),
  revokeToken: agentOnly
    .input(z.strictObject({ token: z.string().min(1).max(100) }))
    .mutation(({ ctx, input }) => revokeAccessToken(ctx, input.token)),
});
