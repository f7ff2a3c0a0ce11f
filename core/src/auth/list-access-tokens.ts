/** The access tokens that an agent has made and that still work. */
import type { AgentContext } from '../context.ts';
import { hashSecret } from '../ids.ts';

export interface AccessToken {
  id: string;
  name: string;
  createdAt: string;
  /** When it ends unless it is used; using it moves this on. */
  expiresAt: string;
  /** Whether this very call came with it. */
  isThisOne: boolean;
}

/** The agent's own, oldest first; ordinary sign-ins, which have no name, are not among them. */
export async function listAccessTokens(ctx: AgentContext): Promise<AccessToken[]> {
  const { agentId, sessionId } = ctx.viewer;
  const thisHash = sessionId && hashSecret(sessionId);
  const rows = await ctx.core.db.read.agentSession.findMany({
    where: { agentId, name: { not: null }, expiresAt: { gt: ctx.core.clock.now() } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({
    id: row.id,
    name: row.name as string,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    isThisOne: row.idHash === thisHash,
  }));
}
