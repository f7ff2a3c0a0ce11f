/** From an agent's row to who is asking. */
import { Prisma } from '@postern/prisma';
import type { AgentViewer, Core, Permission } from '../context.ts';
import { PosternError } from '../errors.ts';
import { hashSecret } from '../ids.ts';

/** To be selected `FROM "Agent" a LEFT JOIN "AgentGrant" g`: a row a grant. */
export const agentColumns = Prisma.sql`a."id", a."name", a."email", a."publicName", a."disabledAt", g."permission", g."scope"`;

export interface AgentColumns {
  id: string;
  name: string;
  email: string;
  publicName: string | null;
  disabledAt: Date | null;
  permission: string | null;
  scope: string | null;
}

/** The agent of these rows with its grants, or null when there is none or it is disabled. */
export function toAgentViewer(rows: AgentColumns[], sessionId: string | null): AgentViewer | null {
  const [agent] = rows;
  if (!agent || agent.disabledAt) return null;
  const grants = new Map<string, Set<string>>();
  for (const { permission, scope } of rows) {
    if (permission && scope) grants.set(permission, (grants.get(permission) ?? new Set()).add(scope));
  }
  return {
    kind: 'agent',
    agentId: agent.id,
    name: agent.name,
    email: agent.email,
    publicName: publicNameOf(agent),
    grants,
    sessionId,
  };
}

/** The agent with this id, without a session. */
export async function findAgentViewer(core: Core, agentId: string): Promise<AgentViewer | null> {
  const rows = await core.db.read.$queryRaw<AgentColumns[]>(Prisma.sql`
    SELECT ${agentColumns} FROM "Agent" a LEFT JOIN "AgentGrant" g ON g."agentId" = a."id" WHERE a."id" = ${agentId}`);
  return toAgentViewer(rows, null);
}

/**
 * The same agent with the grants of this moment, for what lasts longer than a call. Throws `NOT_SIGNED_IN` once
 * the session has ended or the agent was disabled. Reads alone: it does not count as using the session.
 */
export async function requireStillSignedIn(core: Core, agent: AgentViewer): Promise<AgentViewer> {
  const { sessionId } = agent;
  const viewer = sessionId
    ? toAgentViewer(
        await core.db.read.$queryRaw<AgentColumns[]>(Prisma.sql`
          SELECT ${agentColumns}
          FROM "AgentSession" s JOIN "Agent" a ON a."id" = s."agentId" LEFT JOIN "AgentGrant" g ON g."agentId" = a."id"
          WHERE s."idHash" = ${hashSecret(sessionId)} AND s."expiresAt" > ${core.clock.now()}`),
        sessionId,
      )
    : await findAgentViewer(core, agent.agentId);
  if (!viewer) throw notSignedIn('Sign in with: postern auth login');
  return viewer;
}

/** The refusal of somebody who is not signed in, or not any more. */
export function notSignedIn(hint: string): PosternError {
  return new PosternError('NOT_SIGNED_IN', 'You are not signed in, or your session has ended.', { hint });
}

/** The name under which customers read an agent's replies: the chosen one, else the first name. */
export function publicNameOf(agent: { name: string; publicName: string | null }): string {
  return agent.publicName ?? agent.name.split(/\s+/)[0] ?? agent.name;
}

/** Where a permission holds: everywhere, in some inboxes, or nowhere (empty). */
export function scopesOf(agent: AgentViewer, permission: Permission): 'everywhere' | string[] {
  const scopes = agent.grants.get(permission) ?? new Set();
  return scopes.has('*') ? 'everywhere' : [...scopes];
}

/** Throws `NOT_ALLOWED` naming the permission, unless the agent has it somewhere, or in the inbox given. */
export function requirePermission(agent: AgentViewer, permission: Permission, inboxId?: string): void {
  const scopes = scopesOf(agent, permission);
  const holds =
    scopes === 'everywhere' || (inboxId === undefined ? scopes.length > 0 : scopes.includes(inboxId));
  if (!holds) {
    throw new PosternError('NOT_ALLOWED', `You need the permission "${permission}" for this.`, {
      permission,
      hint: 'Ask an administrator of the desk for it.',
    });
  }
}
