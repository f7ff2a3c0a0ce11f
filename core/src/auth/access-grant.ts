/** Whose permission it is about, which one, and where: read and checked before it is given or taken. */
import { z } from 'zod';
import type { AgentContext, Permission, Work } from '../context.ts';
import { permissions } from '../context.ts';
import { PosternError } from '../errors.ts';
import { ifVersion, requireAgentVersion } from '../if-version.ts';
import { nearest } from '../query/nearest.ts';
import { requirePermission, scopesOf } from './agents.ts';

export const grantWish = z.strictObject({
  agent: z.string().trim().min(1, 'must not be empty').max(320, 'is too long'),
  permission: z.string().trim().min(1, 'must not be empty').max(100, 'is too long'),
  inbox: z.string().trim().min(1, 'must not be empty').max(200, 'is too long').optional(),
  ifVersion,
});

export type GrantWish = z.infer<typeof grantWish>;

/** The permissions that can be bounded by an inbox. The others are about the desk, and a bound would bind nothing. */
const boundable: readonly Permission[] = ['tickets.read', 'tickets.write', 'tickets.delete', 'reports.read'];

export interface GrantInQuestion {
  agent: { id: string; name: string; email: string };
  permission: Permission;
  /** Null for everywhere. */
  inbox: { id: string; name: string } | null;
}

/** Throws `NOT_ALLOWED`, `AGENT_NOT_FOUND`, `AGENT_CHANGED`, `INBOX_NOT_FOUND`, or `BAD_INPUT` naming the permissions. */
export async function accessGrant(ctx: AgentContext, work: Work, wish: GrantWish): Promise<GrantInQuestion> {
  requireManager(ctx);
  const permission = permissionNamed(wish.permission);
  if (wish.inbox !== undefined && !boundable.includes(permission)) {
    throw new PosternError('BAD_INPUT', `"${permission}" is about the whole desk, not about one inbox.`, {
      hint: `Try it without --inbox. Per inbox there are ${boundable.join(', ')}.`,
    });
  }
  const agent = await work.tx.agent.findUnique({
    where: { email: wish.agent.toLowerCase() },
    select: { id: true, name: true, email: true, version: true },
  });
  if (!agent) {
    throw new PosternError('AGENT_NOT_FOUND', `There is no agent "${wish.agent}".`, {
      hint: 'Check the address.',
    });
  }
  requireAgentVersion(agent, wish.ifVersion);
  return { agent, permission, inbox: wish.inbox === undefined ? null : await inboxNamed(work, wish.inbox) };
}

/** Throws `NOT_ALLOWED`. Whoever manages agents can give themselves everything, so a part of this permission is none. */
export function requireManager({ viewer }: AgentContext): void {
  if (scopesOf(viewer, 'agents.manage') !== 'everywhere') requirePermission(viewer, 'agents.manage', '*');
}

/** Throws `BAD_INPUT` naming the valid permissions. */
export function permissionNamed(name: string): Permission {
  const found = permissions.find((permission) => permission === name.toLowerCase());
  if (found) return found;
  const guess = nearest(name, permissions);
  throw new PosternError('BAD_INPUT', `There is no permission "${name}".`, {
    hint: `${guess ? `Did you mean "${guess}"? ` : ''}Choose one of ${permissions.join(', ')}.`,
  });
}

async function inboxNamed(work: Work, name: string): Promise<{ id: string; name: string }> {
  const inboxes = await work.tx.inbox.findMany({
    select: { id: true, name: true },
    orderBy: { name: 'asc' },
  });
  const found = inboxes.find((inbox) => inbox.name.toLowerCase() === name.toLowerCase());
  if (found) return found;
  throw new PosternError('INBOX_NOT_FOUND', `There is no inbox "${name}".`, {
    hint: `Inboxes are ${inboxes.map((inbox) => inbox.name).join(', ')}`,
  });
}
